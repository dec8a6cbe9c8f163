"""Opening the form behind a button and taking what was filled in. Nothing typed is lost; refusals are said there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from doorbraak import commands as c
from doorbraak.commands import Command
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import ANSWERS, Draft, PersonLine, RequestPage, Viewer
from doorbraak.refusals import Refusal
from handlers import wording
from handlers.desk import Unavailable
from handlers.slack import acts, asking, names
from handlers.slack.answers import answer, tell
from handlers.slack.blocks import MOST_IN_VIEW, button, literal, rows, section, strong
from handlers.slack.client import SlackSaidNo, Uncertain
from handlers.slack.errors import LATE_TRIGGERS
from handlers.slack.forms import FORMS, Shown, render_form
from handlers.slack.house import House
from handlers.slack.meta import Meta, meta_of
from handlers.slack.parse import Filled, From, Target
from handlers.slack.payload import facts_of, list_of
from handlers.slack.render import may
from handlers.slack.typed import Problems

Ack = dict[str, Any]
"""What goes back with the acknowledgement of a form."""

TOO_LATE = "Dat duurde te lang. Druk nog een keer."
_NOT_NOW = "Dat kan nu niet (meer)."
_ELSEWHERE = frozenset(
    {
        Refusal.ALREADY_DECIDED,
        Refusal.RECUSED,
        Refusal.ALREADY_PAID,
        Refusal.ALREADY_SETTLED,
        Refusal.STALE_REVISION,
        Refusal.UNKNOWN_PERSON,
    }
)
"""Refusals that no other filling in would change: the form closes and the answer comes in private."""


async def open_form(house: House, by: From, verb: str, about: Target, values: Mapping[str, str] | None = None) -> None:
    """Open the form behind a button, as far as this person may use it. Runs after the acknowledgement."""
    viewer = await house.desk.viewer_of(by.account)
    if viewer is None:
        await answer(house, by, await acts.how_to_link(house, by))
        return
    page = await house.desk.request(viewer, about.number)
    if page is None:
        await answer(house, by, acts.NOT_FOUND.format(number=about.number or "deze aanvraag"))
        return
    if not may(page.may, verb):
        await _say_why_not(house, by, verb, page, about.route_no)
        return
    if verb == "answer_route" and not _waits(page, about.route_no):
        await _say_why_not(house, by, verb, page, about.route_no)
        return
    meta = Meta(
        verb=verb,
        number=page.number,
        revision=about.revision or page.revision,
        route_no=about.route_no,
        programme=viewer.programme_id,
        at_team=by.at_team,
        channel=by.channel,
    )
    begun = await house.desk.draft(viewer, draft_kind(meta))
    typed = {**kept_of(begun), **(values or {})}
    await show(house, by, render_form(await _shown(house, meta, page, viewer, typed)), verb, about)


def _waits(page: RequestPage, route_no: int) -> bool:
    return any(route.no == route_no and not route.verdict for route in page.routes)


async def _shown(house: House, meta: Meta, page: RequestPage, viewer: Viewer, values: Mapping[str, str]) -> Shown:
    left = None
    if meta.verb in ("lead_grant", "lead_decline", "urgent_grant"):
        left = await house.desk.client_left(viewer, page.number)
    people: tuple[PersonLine, ...] = ()
    if meta.verb == "hand_over":
        known = await house.desk.people(viewer)
        people = tuple(one for one in known if _can_receive(one, page))
    return Shown(meta=meta, page=page, viewer=viewer, values=values, client_left_cents=left, koplopers=people)


def _can_receive(one: PersonLine, page: RequestPage) -> bool:
    return "koploper" in one.roles and one.linked and not one.left and one.id != page.poster_id


async def _say_why_not(house: House, by: From, verb: str, page: RequestPage, route_no: int) -> None:
    """Say in the words of the rules why this button is not for this person: they refuse it, filled in with nothing."""
    base = {**acts.stamp(house, by), "request": page.number}
    command = _WITH_NOTHING[verb](base, page.revision)
    if isinstance(command, c.AnswerRoute):
        command = replace(command, route_no=route_no)
    outcome = await acts.act(house, by, command)
    text, blocks = await acts.words_of(house, by, outcome)
    await answer(house, by, text if outcome.refusal not in _FILLING else _NOT_NOW, blocks)


_FILLING = frozenset({Refusal.REASON_REQUIRED, Refusal.AMOUNT_INVALID})
"""What the rules say about an empty form when nothing else is the matter: the request changed a moment ago."""
_WITH_NOTHING: dict[str, Callable[[dict[str, Any], int], Command]] = {
    "approve_less": lambda base, revision: c.Approve(**base, revision=revision, max_cents=0),
    "propose_route": lambda base, revision: c.ProposeRoute(**base),  # noqa: ARG005 - one shape for all
    "object": lambda base, revision: c.Object(**base, revision=revision),
    "answer_route": lambda base, revision: c.AnswerRoute(**base, route_no=0, verdict="too_late"),  # noqa: ARG005
    "revise": lambda base, revision: c.Revise(**base, question=""),  # noqa: ARG005
    "lead_grant": lambda base, revision: c.LeadGrant(**base, revision=revision, amount_cents=0),
    "lead_decline": lambda base, revision: c.LeadDecline(**base, revision=revision),
    "urgent_grant": lambda base, revision: c.UrgentGrant(**base, revision=revision, amount_cents=0),
    "settle": lambda base, revision: c.Settle(**base, spent_cents=-1),  # noqa: ARG005
    "correct": lambda base, revision: c.Correct(**base, spent_cents=-1),  # noqa: ARG005
    "follow_up": lambda base, revision: c.FollowUp(**base, answer="no"),  # noqa: ARG005
    "hand_over": lambda base, revision: c.HandOver(**base, to=PersonId("")),  # noqa: ARG005
    "remark": lambda base, revision: c.Remark(**base),  # noqa: ARG005
}


async def show(house: House, by: From, view: Ack, verb: str, about: Target, *, method: str = "views.open") -> None:
    """Open a view with the trigger of a press; one that came too late is offered again."""
    try:
        await house.client.call(method, by.at_team, trigger_id=by.trigger, view=view)
    except SlackSaidNo as no:
        if no.code not in LATE_TRIGGERS:
            raise
        await offer_again(house, by, verb, about)
    except Uncertain:
        await offer_again(house, by, verb, about)


async def offer_again(house: House, by: From, verb: str, about: Target) -> None:
    """Offer a form once more: its press was too long ago for Slack."""
    word = wording.button(verb) if verb in FORMS else "Nieuwe aanvraag"
    value = names.value_of(about.number, about.revision or 1, about.route_no) if about.number else "new"
    action = verb if verb in FORMS else names.NEW_REQUEST
    again = rows(f"acts:{by.programme}", [button(action, word, value)])
    await answer(house, by, TOO_LATE, [*section(TOO_LATE), *again])


# What was filled in ---------------------------------------------------------------------------------------------------


async def take_form(house: House, filled: Filled) -> Ack:
    """Carry out what a form asks for; gives what goes back to Slack with the acknowledgement."""
    meta = meta_of(filled.metadata)
    by = meta.place(filled.by)
    if meta.verb not in FORMS:
        return {}
    try:
        return await _take(house, by, meta, filled)
    except Unavailable:
        return errors_at({}, acts.NOT_NOW_TEXT, filled)


async def _take(house: House, by: From, meta: Meta, filled: Filled) -> Ack:
    form = FORMS[meta.verb]
    viewer = await house.desk.viewer_of(by.account)
    if viewer is None:
        tell(house, by, await acts.how_to_link(house, by, asks_slack=False))
        return {"response_action": "clear"}
    draft = await house.desk.draft(viewer, draft_kind(meta), meta.draft) if meta.draft else None
    values = {**kept_of(draft), **filled.values}
    problems = Problems()
    base = {**acts.stamp(house, by), "request": meta.number}
    command = form.build(base, meta, values, problems)
    looked = await asking.look(house, viewer, {name: values.get(name, "") for name in form.texts}, draft)
    asking.say_blocked(looked, problems)
    if problems or command is None:
        return errors_at(problems.by_field, "Kijk je antwoorden nog na.", filled)
    if looked.to_ask:
        return await _ask(house, viewer, meta, values, looked)
    outcome = await acts.act(house, by, replace(command, choices=looked.choices))
    return await _answered(house, by, viewer, outcome, filled)


def draft_kind(meta: Meta) -> str:
    """Name the draft of a form: one for each request and button."""
    return f"{meta.number}:{meta.verb}"


def kept_of(draft: Draft | None) -> dict[str, str]:
    return {name: text for name, text in draft.values.items() if name != ANSWERS} if draft else {}


async def _ask(house: House, viewer: Viewer, meta: Meta, values: Mapping[str, str], looked: asking.Looked) -> Ack:
    number = values.get("client", "").strip() or None
    kept = asking.with_answers(values, looked)
    draft = await house.desk.save_draft(viewer, draft_kind(meta), kept, client_number=number, draft=meta.draft or None)
    view = await asking_view(house, viewer, replace(meta, draft=draft.id), values, looked)
    return {"response_action": "update", "view": view} if view else {"response_action": "clear"}


async def asking_view(
    house: House, viewer: Viewer, meta: Meta, values: Mapping[str, str], looked: asking.Looked
) -> Ack | None:
    page = await house.desk.request(viewer, meta.number)
    if page is None:
        return None
    shown = Shown(meta=meta, page=page, viewer=viewer, values=values)
    fields = asking.without_reworded(FORMS[meta.verb].fields(shown), values, looked.answers)
    return render_form(shown, asking.question_blocks(looked, meta.verb), fields)


async def _answered(house: House, by: From, viewer: Viewer, outcome: Outcome, filled: Filled) -> Ack:
    if outcome.accepted:
        house.after.do(_throw_away(house, viewer, draft_kind(meta_of(filled.metadata))))
        acts.say(house, by, outcome)
        return {"response_action": "clear"}
    if outcome.refusal is Refusal.STALE_REVISION:
        newer = await _with_newer_request(house, viewer, meta_of(filled.metadata), outcome, filled)
        if newer:
            return newer
    if outcome.refusal in _ELSEWHERE:
        acts.say(house, by, outcome)
        return {"response_action": "clear"}
    page = await house.desk.request(viewer, outcome.number) if outcome.number else None
    said = wording.refusal(outcome, names={"poster": page.poster_name} if page else {})
    return errors_at({said.field: said.text} if said.field else {}, said.text, filled)


async def _throw_away(house: House, viewer: Viewer, kind: str) -> None:
    """Throw away what was begun of a form that was sent: next time it is empty."""
    while begun := await house.desk.draft(viewer, kind):
        await house.desk.drop_draft(viewer, begun.id)


async def _with_newer_request(house: House, viewer: Viewer, meta: Meta, outcome: Outcome, filled: Filled) -> Ack | None:
    """Show the form over the request as it is now, with what was typed in it; None when it is not for this person."""
    page = await house.desk.request(viewer, meta.number)
    if page is None or not may(page.may, meta.verb):
        return None
    why = await acts.refusal(house, viewer, page, outcome)
    shown = await _shown(house, replace(meta, revision=page.revision), page, viewer, filled.values)
    above = [strong(f"*{literal(why)}*"), *section(wording.notification(page))]
    return {"response_action": "update", "view": render_form(shown, above)}


def errors_at(by_field: Mapping[str, str], otherwise: str, filled: Filled) -> Ack:
    """Give problems at their fields; what is about no field that is there stands at the first one.

    A form without a field to say it at is shown again with it on top: nothing closes with something wrong.
    """
    there = {name: text for name, text in by_field.items() if name in filled.values}
    if there:
        return {"response_action": "errors", "errors": there}
    text = next(iter(by_field.values()), otherwise)
    first = next(iter(filled.values), "")
    if first:
        return {"response_action": "errors", "errors": {first: text}}
    return {"response_action": "update", "view": _with_on_top(filled, text)}


def _with_on_top(filled: Filled, text: str) -> Ack:
    """Give a form as it was sent, with a sentence above it."""
    parts = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    shown = {name: filled.view[name] for name in parts if filled.view.get(name)}
    blocks = [block for block in list_of(filled.view.get("blocks")) if facts_of(block).get("block_id") != _TROUBLE]
    said = strong(f"*{literal(text)}*") | {"block_id": _TROUBLE}
    return {**shown, "blocks": [said, *blocks][:MOST_IN_VIEW]}


_TROUBLE = "trouble"
