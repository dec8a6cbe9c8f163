"""Sending a new request from its check step: once, and after everything that is still to ask."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from doorbraak.commands import Submit
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Draft, Viewer
from doorbraak.working_time import local_date
from handlers import wording
from handlers.desk import TooManyLooks, Unavailable
from handlers.slack import acts, asking
from handlers.slack.answers import tell
from handlers.slack.house import House, log
from handlers.slack.meta import Meta, meta_of
from handlers.slack.new_request import TOO_MANY_LOOKS, asking_at_check, cleaned, step_of
from handlers.slack.open_forms import Ack, errors_at
from handlers.slack.parse import Filled, From
from handlers.slack.request_form import (
    KIND,
    LATER_TEXTS,
    TEXTS,
    Writing,
    needs_it_sooner,
    render_check,
    values_of,
)
from handlers.slack.revise_form import read_request
from handlers.slack.typed import Problems, date_of, text_of


async def send(house: House, filled: Filled) -> Ack:
    """Send the request: once, however often the button is pressed."""
    meta = meta_of(filled.metadata)
    by = meta.place(filled.by)
    try:
        viewer = await house.desk.viewer_of(by.account)
        if viewer is None:
            tell(house, by, await acts.how_to_link(house, by, asks_slack=False))
            return {"response_action": "clear"}
        async with house.one_at_a_time(f"{viewer.id}:{meta.draft}"):  # what is being kept of it is kept before
            return await _send(house, viewer, by, meta, filled)
    except Unavailable:
        return errors_at({}, acts.NOT_NOW_TEXT, filled)
    except TooManyLooks:
        return errors_at({}, TOO_MANY_LOOKS, filled)


async def _send(house: House, viewer: Viewer, by: From, meta: Meta, filled: Filled) -> Ack:
    draft = await house.desk.draft(viewer, KIND, meta.draft) if meta.draft else None
    if draft is None:
        return await _sent_before(house, viewer, by, meta)
    values = {**values_of(draft), **cleaned(filled.values)}
    problems = Problems()
    read = read_request(values, problems, "submit")
    needed = date_of(values, "needed_by")
    if needed is not None and needed < local_date(house.desk.now()):
        problems.add("needed_by", wording.DAY_IS_OVER)
    if values.get("urgent_reason") and not values.get("urgent"):
        text_of(values, problems, "submit", "urgent_reason", needed=False)
    looked = await asking.look(house, viewer, {name: values.get(name, "") for name in (*TEXTS, *LATER_TEXTS)}, draft)
    asking.say_blocked(looked, problems)
    if problems:
        return errors_at(problems.by_field, "Kijk je aanvraag nog na.", filled)
    writing = Writing(viewer=viewer, meta=meta, draft=draft, values=values)
    stop = await _before_sending(house, writing, looked, read["amount_cents"])
    if stop is not None:
        return stop
    command = Submit(
        **{**acts.stamp(house, by), "key": _once(draft)},
        client_code=draft.client_code,
        choices=looked.choices,
        **read,
    )
    outcome = await acts.act(house, by, command)
    if outcome.accepted:
        return await _sent(house, viewer, by, draft, outcome)
    await house.desk.save_draft(viewer, KIND, _one_more_try(asking.with_answers(values, looked)), draft=draft.id)
    return await _refused(house, viewer, outcome, filled)


async def _before_sending(house: House, writing: Writing, looked: asking.Looked, cents: int) -> Ack | None:
    """Ask what is still to ask: about a text, or once about urgency when it is needed sooner."""
    if not looked.to_ask and (
        writing.meta.asked or writing.values.get("urgent") or not writing.values.get("needed_by")
    ):
        return None
    kept = asking.with_answers(writing.values, looked)
    draft = writing.draft
    draft = await house.desk.save_draft(writing.viewer, KIND, kept, draft=draft.id if draft else None)
    writing = replace(writing, draft=draft)
    if looked.to_ask:
        return {"response_action": "update", "view": await asking_at_check(house, writing, looked)}
    step = await step_of(house, writing, cents)
    if not needs_it_sooner(writing.values, step):
        return None
    shown = replace(writing, meta=replace(writing.meta, asked=True))
    return {"response_action": "update", "view": render_check(shown, step, cents, ask_urgent=True)}


def _once(draft: Draft) -> str:
    """Name one try to send a form: two presses of one button are one request, a press after a refusal is a new try."""
    told = "|".join((draft.id, draft.saved_at.isoformat(), draft.values.get(_TRIES, "")))
    return f"slack:sent:{hashlib.sha256(told.encode()).hexdigest()}"


_TRIES = "tries"


def _one_more_try(values: Mapping[str, str]) -> dict[str, str]:
    return {**values, _TRIES: f"{values.get(_TRIES, '')}+"}


async def _sent(house: House, viewer: Viewer, by: From, draft: Draft, outcome: Outcome) -> Ack:
    """Say that it was sent, whatever becomes of the form now: what is stored is never called a failure."""
    try:
        await house.desk.save_draft(viewer, _sent_kind(draft.id), {"number": outcome.number})
        await house.desk.drop_draft(viewer, draft.id)
    except Unavailable:
        log.warning("the form of a request that was sent could not be thrown away")
    acts.say(house, by, outcome)
    return {"response_action": "clear"}


async def _refused(house: House, viewer: Viewer, outcome: Outcome, filled: Filled) -> Ack:
    said = wording.refusal(outcome)
    text = await acts.refusal(house, viewer, None, outcome) if said.field is None else said.text
    if said.field and said.field not in filled.values:
        text = f"{text} {_GO_BACK}"
    return errors_at({said.field: text} if said.field else {}, text, filled)


_GO_BACK = "Kies Terug om dat aan te passen."


def _sent_kind(draft: str) -> str:
    return f"sent:{draft}"


async def _sent_before(house: House, viewer: Viewer, by: From, meta: Meta) -> Ack:
    """Say what became of a draft that is gone: the first press sent it."""
    sent = await house.desk.draft(viewer, _sent_kind(meta.draft)) if meta.draft else None
    number = sent.values.get("number", "") if sent else ""
    gone = "Dit concept is er niet meer. Begin opnieuw met Nieuwe aanvraag."
    tell(house, by, f"Je aanvraag {number} is al verstuurd." if number else gone)
    return {"response_action": "clear"}
