"""The fields of a request, as the form for a new one and for changing one ask them; and changing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from doorbraak import commands as c
from doorbraak.commands import TEXT_LIMITS
from doorbraak.overviews import RequestPage, Viewer
from doorbraak.refusals import Refusal
from doorbraak.themes import THEMES
from handlers import wording
from handlers.slack.blocks import Block, choice, day, entry, is_day, shortened, small, text_entry, tick
from handlers.slack.meta import Meta
from handlers.slack.typed import Problems, amount_of, date_of, plain_amount, text_of

Values = Mapping[str, str]
URGENT = "urgent"
_SEVERAL = frozenset({"question", "if_nothing", "tried", "urgent_reason"})


def district_field(districts: Sequence[str], chosen: str) -> Block:
    """Ask the district."""
    return entry(
        "district", wording.field("district"), choice("static_select", [(one, one) for one in districts], chosen)
    )


def theme_field(chosen: str) -> Block:
    """Ask the theme."""
    themes = [(code, wording.theme(code)) for code in THEMES]
    return entry("theme", wording.field("theme"), choice("static_select", themes, chosen))


def amount_field(value: str) -> Block:
    """Ask the amount."""
    return entry("amount", wording.field("amount"), text_entry(value), hint=wording.HINTS["amount"])


def text_field(name: str, value: str, *, optional: bool = False) -> Block:
    """Ask a text; how long it may be is said beforehand: Slack counts down."""
    element = text_entry(value, most=TEXT_LIMITS[name], several_lines=name in _SEVERAL)
    return entry(name, wording.field(name), element, hint=wording.HINTS.get(name, ""), optional=optional)


def later_fields(values: Values, urgent_contact: str = "") -> list[Block]:
    """Ask what may be left out: a date, urgency with its reason, whom to pay."""
    hint = f"{wording.HINTS['urgent']} {urgent_contact}".strip()
    ticked = tick(URGENT, wording.field("urgent"), ticked=bool(values.get("urgent")))
    needed = values.get("needed_by", "")
    typed = f"Je schreef: {shortened(needed, 60)}. Kies een dag." if needed and not is_day(needed) else ""
    return [
        entry("needed_by", wording.field("needed_by"), day(needed), hint=typed, optional=True),
        entry("urgent", wording.field("urgent"), ticked, hint=hint, optional=True),
        text_field("urgent_reason", values.get("urgent_reason", ""), optional=True),
        text_field("pay_to", values.get("pay_to", ""), optional=True),
    ]


def revise_fields(page: RequestPage, viewer: Viewer, values: Values) -> list[Block]:
    """Show a request as it is, to be changed."""
    now = {**_as_typed(page), **values}
    standing = sum(vote.stands for vote in page.votes)
    client = entry(
        "client", wording.field("client"), text_entry(), optional=True, hint="Leeg: het blijft dezelfde klant."
    )
    texts = [text_field(name, now.get(name, "")) for name in ("question", "if_nothing")]
    contact = str(viewer.settings.get("urgent_contact") or "")
    return [
        *([small(_votes_lapse(standing))] if standing else []),
        client,
        district_field(viewer.districts, now["district"]),
        theme_field(now["theme"]),
        amount_field(now["amount"]),
        *texts,
        text_field("tried", now.get("tried", ""), optional=True),
        *later_fields(now, contact),
    ]


def _votes_lapse(standing: int) -> str:
    are = "is 1 stem" if standing == 1 else f"zijn {standing} stemmen"
    then = "vervalt die" if standing == 1 else "vervallen ze"
    return f"Let op: er {are}. Verander je bedrag, klant, thema, vraag of betaaladres? Dan {then}."


def _as_typed(page: RequestPage) -> dict[str, str]:
    values = {name: str(text or "") for name, text in page.texts.items()}
    day_ = page.needed_by.isoformat() if page.needed_by else ""
    urgent = URGENT if page.urgent else ""
    amount = plain_amount(page.asked_cents)
    return values | {
        "district": page.district,
        "theme": page.theme,
        "amount": amount,
        "urgent": urgent,
        "needed_by": day_,
    }


def read_request(values: Values, problems: Problems, command: str) -> dict[str, Any]:
    """Read the fields of a request but the client; what is wrong is said at each field."""
    urgent = bool(values.get("urgent"))
    cents = amount_of(values, problems)
    if cents is not None and cents < 1:
        problems.refuse(command, Refusal.AMOUNT_INVALID, {"amount_cents": cents})
    for name, ask in (("district", "Kies een wijk."), ("theme", "Kies een thema.")):
        if not values.get(name):
            problems.add(name, ask)
    needed = {"question": True, "if_nothing": True, "tried": False, "pay_to": False, "urgent_reason": urgent}
    texts = {name: text_of(values, problems, command, name, needed=must) for name, must in needed.items()}
    read = {"district": values.get("district", ""), "theme": values.get("theme", ""), "amount_cents": cents or 0}
    return read | texts | {"urgent": urgent, "needed_by": date_of(values, "needed_by")}


def build_revise(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    """Give the command that makes a request what stands in the form; a field that is not there stays as it is."""
    read = read_request({**_ANYTHING, **values}, problems, "revise")
    if problems:
        return None
    told = {name: value for name, value in read.items() if ("amount" if name == "amount_cents" else name) in values}
    cleared = "needed_by" in values and read["needed_by"] is None
    return c.Revise(**base, client=values.get("client", "").strip() or None, clear_needed_by=cleared, **told)


_ANYTHING = {"district": "-", "theme": "-", "amount": "1", "question": "-", "if_nothing": "-"}
"""Stands for fields that are not in the form, so that nothing is said about them."""
