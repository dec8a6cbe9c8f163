"""A new request: six questions, the check step, and what may be added there. What was typed is in a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorbraak.overviews import ANSWERS, CheckStep, Draft, Viewer
from doorbraak.working_time import local_date
from handlers import wording
from handlers.slack import names
from handlers.slack.blocks import (
    Block,
    button,
    entry,
    literal,
    rows,
    section,
    shortened,
    small,
    strong,
    text_entry,
    view,
)
from handlers.slack.meta import Meta
from handlers.slack.revise_form import amount_field, district_field, later_fields, text_field, theme_field

KIND = "request"
"""The kind of draft: the same as on the web and in the terminal, so one can go on with the other."""
TEXTS = ("question", "if_nothing", "tried")
LATER_TEXTS = ("urgent_reason", "pay_to")
FIELDS = ("district", "theme", "amount", *TEXTS, "needed_by", "urgent", *LATER_TEXTS)
"""What the draft keeps; the file number is not among them."""
_ABOVE = "Zes vragen, één minuut. Schrijf niets waaraan je de klant herkent."
_WITHIN = {"calendar_year": "dit jaar", "lifetime": "in totaal", "rolling_365_days": "in 365 dagen"}

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A request being written: who writes, what stands in it, and the draft that keeps it."""

    viewer: Viewer
    meta: Meta
    draft: Draft | None = None
    values: Values
    fresh_number: str = ""
    above: Sequence[Block] = ()
    fields: Sequence[Block] = ()


def districts_of(viewer: Viewer) -> tuple[str, ...]:
    """Give the districts in which somebody may put a request."""
    return viewer.own_districts or viewer.districts


def values_of(draft: Draft | None) -> dict[str, str]:
    """Give what was kept of a request that is being written."""
    return {name: text for name, text in draft.values.items() if name != ANSWERS} if draft else {}


def request_fields(writing: Writing) -> list[Block]:
    """Ask the six questions, and the district when there is more than one."""
    values, districts = writing.values, districts_of(writing.viewer)
    district = [district_field(districts, values.get("district", ""))] if len(districts) > 1 else []
    return [
        *([] if writing.fresh_number else [_client(writing)]),  # what was typed there would count instead of the code
        *_no_file(writing),
        *district,
        theme_field(values.get("theme", "")),
        amount_field(values.get("amount", "")),
        text_field("question", values.get("question", "")),
        text_field("if_nothing", values.get("if_nothing", "")),
        text_field("tried", values.get("tried", ""), optional=True),
    ]


def _client(writing: Writing) -> Block:
    kept = writing.draft is not None and writing.draft.client_code is not None
    hint = wording.HINTS["client"]
    if kept and writing.draft:
        hint = f"Bewaard: eindigt op {writing.draft.client_tail}. Leeg: het blijft dit nummer."
    return entry("client", wording.field("client"), text_entry(most=60), hint=hint, optional=kept)


def _no_file(writing: Writing) -> list[Block]:
    """Offer a code for a client without a file, or show the one that was given."""
    if writing.fresh_number:
        return [strong(f"*{wording.fresh_number(writing.fresh_number)}*")]
    return rows("no_file", [button(names.NO_FILE, "Geen dossier", "new")])


def render_request_form(writing: Writing) -> dict[str, Any]:
    """Show the form."""
    fields = list(writing.fields) or request_fields(writing)
    blocks = [*writing.above, small(_ABOVE), *fields]
    return view(names.REQUEST_FORM, "Nieuwe aanvraag", blocks, submit="Verder", metadata=writing.meta.to_text())


# The check step -------------------------------------------------------------------------------------------------------


def render_check(writing: Writing, step: CheckStep, cents: int, *, ask_urgent: bool = False) -> dict[str, Any]:
    """Show everything said back once more, what is left for the client, and what may be added."""
    values, viewer = writing.values, writing.viewer
    told = [strong("*Klopt dit?*"), *section(" ".join(_said_back(viewer, values, step, cents)))]
    texts = (("question", "Wat is er nodig?"), ("if_nothing", "Als we niets doen:"), ("tried", "Al geprobeerd:"))
    for name, label in texts:
        if values.get(name):
            told += section(f"{label} {values[name]}")
    warned = [strong(f"*{literal(line)}*") for line in warnings(values, step, cents, ask_urgent=ask_urgent)]
    contact = str(viewer.settings.get("urgent_contact") or "")
    fields = [_told_at_once(one) for one in list(writing.fields) or later_fields(values, contact)]
    blocks = [*told, *warned, *writing.above, {"type": "divider"}, *fields]
    return view(
        names.REQUEST_CHECK,
        "Klopt dit?",
        blocks,
        submit="Versturen",
        close="Terug",
        metadata=writing.meta.to_text(),
    )


def _told_at_once(field: Block) -> Block:
    """Let Slack tell of a day or a tick as it is chosen: it does not tell what stood in a form that is closed."""
    chosen = field.get("element", {}).get("type") in ("datepicker", "checkboxes")
    return field | {"dispatch_action": True} if chosen else field


def _said_back(viewer: Viewer, values: Values, step: CheckStep, cents: int) -> list[str]:
    within = _WITHIN[viewer.policy.cap_period]
    return [
        f"Je vraagt {wording.format_euros(cents)}.",
        f"Thema: {wording.theme_short(values.get('theme', ''))}.",
        f"Wijk: {shortened(values.get('district', ''), 60)}.",
        f"Dossiernummer eindigt op {step.client_tail}.",
        f"Na deze aanvraag is er voor deze klant {within} nog {wording.format_euros(max(step.after_cents, 0))}.",
        f"Je krijgt antwoord of een regisseur kijkt ernaar: uiterlijk {wording.weekday_moment(step.decide_by)}.",
        "Vertel de klant dat je dit voorlegt, zonder naam.",
    ]


def warnings(values: Values, step: CheckStep, cents: int, *, ask_urgent: bool) -> list[str]:
    """Say what the writer should know before sending."""
    lines: list[str] = []
    if ask_urgent:
        needed = date.fromisoformat(values["needed_by"])
        lines.append(f"Je hebt het {wording.weekday(needed)} nodig. Dat is eerder. Wil je Spoed aanzetten?")
    if step.may_vote < step.min_approvals:
        lines.append(wording.few_voters(step.may_vote, step.min_approvals))
    if step.fund_left_cents < cents:
        left = wording.format_euros(max(step.fund_left_cents, 0))
        lines.append(f"In het potje zit nog {left}. De regisseur kan niet meer toekennen dan dat.")
    return lines


def needs_it_sooner(values: Values, step: CheckStep) -> bool:
    """Claim that it is needed before anybody has to answer, and urgency is off."""
    try:
        needed = date.fromisoformat(values.get("needed_by", ""))
    except ValueError:
        return False
    return needed < local_date(step.decide_by) and not values.get("urgent")
