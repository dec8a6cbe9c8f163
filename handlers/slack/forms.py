"""The forms behind the buttons of a request: what each asks, and the command that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from doorbraak import commands as c
from doorbraak.commands import TEXT_LIMITS
from doorbraak.ids import PersonId
from doorbraak.overviews import PersonLine, RequestPage, Viewer
from handlers import wording
from handlers.slack import names
from handlers.slack.blocks import (
    Block,
    button,
    choice,
    entry,
    rows,
    section,
    shortened,
    small,
    strong,
    text_entry,
    view,
)
from handlers.slack.meta import Meta
from handlers.slack.revise_form import build_revise, revise_fields
from handlers.slack.typed import Problems, amount_of, days_of, plain_amount, text_of

Values = Mapping[str, str]
Build = Callable[[dict[str, Any], Meta, Values, Problems], c.Command | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a form is made of: the request, who looks, what stands in its fields, what is left for a lead to know."""

    meta: Meta
    page: RequestPage
    viewer: Viewer
    values: Values = field(default_factory=dict[str, str])
    client_left_cents: int | None = None
    koplopers: tuple[PersonLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form: the word on its button that sends, its fields, the texts in it, and its command."""

    submit: str
    fields: Callable[[Shown], list[Block]]
    build: Build
    texts: tuple[str, ...] = ()
    title: str = ""


def render_form(shown: Shown, above: list[Block] | None = None, fields: list[Block] | None = None) -> dict[str, Any]:
    """Show a form; `above` is what is asked about its texts, `fields` its fields when they are others than usual."""
    form, verb = FORMS[shown.meta.verb], shown.meta.verb
    head = small(shortened(wording.head(shown.page), 200))
    made = fields if fields is not None else form.fields(shown)
    title = form.title or wording.button(verb)
    blocks = [head, *(above or []), *made]
    to_send = form.submit if verb != "hand_over" or shown.koplopers else ""
    return view(names.FORM_OF[verb], title, blocks, submit=to_send, metadata=shown.meta.to_text())


# Fields ---------------------------------------------------------------------------------------------------------------


def _text(shown: Shown, name: str, *, several_lines: bool = True, optional: bool = False, hint: str = "") -> Block:
    element = text_entry(shown.values.get(name, ""), most=TEXT_LIMITS[name], several_lines=several_lines)
    label = wording.field(name, _command_of(shown.meta.verb))
    return entry(name, label, element, optional=optional, hint=hint)


def _amount(shown: Shown, hint: str = "", cents: int | None = None) -> Block:
    value = shown.values.get("amount") or (plain_amount(cents) if cents is not None else "")
    label = wording.field("amount", _command_of(shown.meta.verb))
    return entry("amount", label, text_entry(value), hint=hint)


def _command_of(verb: str) -> str:
    return "approve" if verb == "approve_less" else verb


def _less(shown: Shown) -> list[Block]:
    return [_amount(shown, wording.HINTS["max"])]


def _route(shown: Shown) -> list[Block]:
    return [*_picks(shown), *route_fields(shown)]


def route_fields(shown: Shown) -> list[Block]:
    """Ask what a route is, who arranges it and how long that takes."""
    days = entry("expected_days", wording.field("expected_days"), text_entry(shown.values.get("expected_days", "")))
    fields = [_text(shown, "route", several_lines=False), _text(shown, "who", several_lines=False)]
    return [*fields, days | {"optional": True}]


def _picks(shown: Shown) -> list[Block]:
    """Give the routes that the programme knows as buttons: one fills in the form."""
    picked = picks_of(shown.viewer)[:10]
    buttons = [button(names.PICK_ROUTE, one["route"], str(number)) for number, one in enumerate(picked, 1)]
    named = [{**one, "action_id": f"{names.PICK_ROUTE}_{number}"} for number, one in enumerate(buttons, 1)]
    return [small("Kies een bekende route, of schrijf zelf:"), *rows("picks", named)] if named else []


def picks_of(viewer: Viewer) -> list[dict[str, str]]:
    """Give the programme's own routes as what they fill in."""
    known = cast(list[Mapping[str, Any]], viewer.settings.get("routes") or [])
    return [
        {
            "route": str(one.get("name") or ""),
            "who": str(one.get("who") or ""),
            "expected_days": str(one.get("days") or ""),
        }
        for one in known
        if one.get("name")
    ]


def _object(shown: Shown) -> list[Block]:
    return [_text(shown, "reason")]


def _answer(shown: Shown) -> list[Block]:
    route = next((one for one in shown.page.routes if one.no == shown.meta.route_no), None)
    told = section(wording.route_line(route)) if route else []
    verdicts = [(code, wording.verdict(code)) for code in c.VERDICTS]
    pick = entry(
        "verdict", wording.field("verdict"), choice("radio_buttons", verdicts, shown.values.get("verdict", ""))
    )
    hint = "Niet nodig bij Op tijd."
    return [*told, pick, _text(shown, "reason", optional=True, hint=hint)]


def _grant(shown: Shown) -> list[Block]:
    page, urgent = shown.page, shown.meta.verb == "urgent_grant"
    cents = min(page.asked_cents, shown.viewer.policy.urgent_max_cents) if urgent else page.asked_cents
    return [*_left(shown), _amount(shown, cents=cents), _text(shown, "reason")]


def _left(shown: Shown) -> list[Block]:
    """Say what is left in the fund and for the client, to who decides."""
    left: list[str] = []
    if shown.page.fund_left_cents is not None:
        left.append(f"Nog in het potje: {wording.format_euros(shown.page.fund_left_cents)}.")
    if shown.client_left_cents is not None:
        left.append(f"Nog over voor deze klant: {wording.format_euros(shown.client_left_cents)}.")
    return section(" ".join(left))


def _decline(shown: Shown) -> list[Block]:
    return [*_left(shown), _text(shown, "reason")]


def _settle(shown: Shown) -> list[Block]:
    return [_amount(shown, wording.HINTS["spent"])]


def _correct(shown: Shown) -> list[Block]:
    return [_amount(shown, cents=shown.page.settled_cents), _text(shown, "reason")]


def _follow_up(shown: Shown) -> list[Block]:
    answers = [(code, wording.answer(code)) for code in c.ANSWERS]
    chosen = shown.values.get("answer") or shown.page.follow_up
    label = wording.field("answer")
    pick = entry("answer", label, choice("radio_buttons", answers, chosen), hint=wording.HINTS["follow_up"])
    return [pick, _text(shown, "text", optional=True)]


def _hand_over(shown: Shown) -> list[Block]:
    people = [(one.id, one.name) for one in shown.koplopers]
    if not people:
        return [strong("Er is geen andere koploper. Vraag je beheerder.")]
    return [entry("to", wording.field("to"), choice("static_select", people))]


def _remark(shown: Shown) -> list[Block]:
    return [_text(shown, "text")]


# Commands -------------------------------------------------------------------------------------------------------------


def _build_less(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:
    cents = amount_of(values, problems)
    return None if cents is None else c.Approve(**base, revision=meta.revision or None, max_cents=cents)


def _build_object(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:
    return c.Object(**base, revision=meta.revision or None, reason=text_of(values, problems, "object", "reason"))


def _build_route(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    route, who = (text_of(values, problems, "propose_route", name) for name in ("route", "who"))
    return c.ProposeRoute(**base, route=route, who=who, expected_days=days_of(values, problems))


def _build_answer(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:
    verdict = values.get("verdict", "")
    if verdict not in c.VERDICTS:
        problems.add("verdict", "Kies een van de vier antwoorden.")
        return None
    reason = text_of(values, problems, "answer_route", "reason", needed=verdict != "in_time")
    return c.AnswerRoute(**base, route_no=meta.route_no, verdict=verdict, reason=reason)


def _build_grant(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:
    kind = c.UrgentGrant if meta.verb == "urgent_grant" else c.LeadGrant
    cents, reason = amount_of(values, problems), text_of(values, problems, meta.verb, "reason")
    return None if cents is None else kind(**base, revision=meta.revision or None, amount_cents=cents, reason=reason)


def _build_decline(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:
    reason = text_of(values, problems, "lead_decline", "reason")
    return c.LeadDecline(**base, revision=meta.revision or None, reason=reason)


def _build_settle(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    cents = amount_of(values, problems)
    return None if cents is None else c.Settle(**base, spent_cents=cents)


def _build_correct(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    cents, reason = amount_of(values, problems), text_of(values, problems, "correct", "reason")
    return None if cents is None else c.Correct(**base, spent_cents=cents, reason=reason)


def _build_follow_up(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    answer = values.get("answer", "")
    text = text_of(values, problems, "follow_up", "text", needed=False)
    if answer not in c.ANSWERS:
        problems.add("answer", "Kies Ja, Een deel of Nee.")
        return None
    return c.FollowUp(**base, answer=answer, text=text)


def _build_hand_over(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    if not values.get("to"):
        problems.add("to", "Kies aan wie je de aanvraag overdraagt.")
        return None
    return c.HandOver(**base, to=PersonId(values["to"]))


def _build_remark(base: dict[str, Any], meta: Meta, values: Values, problems: Problems) -> c.Command | None:  # noqa: ARG001
    return c.Remark(**base, text=text_of(values, problems, "remark", "text"))


_F = Form
FORMS: dict[str, Form] = {
    "approve_less": _F(submit="Akkoord", fields=_less, build=_build_less),
    "propose_route": _F(submit="Doorgeven", fields=_route, build=_build_route, texts=("route", "who")),
    "object": _F(submit="Versturen", fields=_object, build=_build_object, texts=("reason",)),
    "answer_route": _F(submit="Antwoorden", fields=_answer, build=_build_answer, texts=("reason",)),
    "revise": _F(
        submit="Aanpassen",
        fields=lambda shown: revise_fields(shown.page, shown.viewer, shown.values),
        build=build_revise,
        texts=("question", "if_nothing", "tried", "urgent_reason", "pay_to"),
    ),
    "lead_grant": _F(submit="Toekennen", fields=_grant, build=_build_grant, texts=("reason",)),
    "urgent_grant": _F(
        submit="Toekennen", fields=_grant, build=_build_grant, texts=("reason",), title="Toekennen met spoed"
    ),
    "lead_decline": _F(submit="Afwijzen", fields=_decline, build=_build_decline, texts=("reason",)),
    "settle": _F(submit="Bon invullen", fields=_settle, build=_build_settle),
    "correct": _F(submit="Corrigeren", fields=_correct, build=_build_correct, texts=("reason",)),
    "follow_up": _F(submit="Antwoorden", fields=_follow_up, build=_build_follow_up, texts=("text",)),
    "hand_over": _F(submit="Overdragen", fields=_hand_over, build=_build_hand_over),
    "remark": _F(submit="Versturen", fields=_remark, build=_build_remark, texts=("text",)),
}
"""The form of each button that opens one."""
