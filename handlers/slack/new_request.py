"""Putting a new request: opening the form, keeping it, the check step, sending it once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from doorbraak.outcomes import Outcome
from doorbraak.overviews import ANSWERS, CheckStep, Draft, Viewer
from doorbraak.refusals import Refusal
from handlers.desk import TooManyLooks, Unavailable
from handlers.slack import acts, asking, names, open_forms, pressing
from handlers.slack.answers import answer, tell
from handlers.slack.blocks import button, rows, section
from handlers.slack.house import House
from handlers.slack.meta import Meta, meta_of
from handlers.slack.open_forms import Ack, errors_at
from handlers.slack.parse import Filled, From, Tap, Target
from handlers.slack.request_form import (
    FIELDS,
    KIND,
    LATER_TEXTS,
    TEXTS,
    Writing,
    districts_of,
    render_check,
    render_request_form,
    request_fields,
    values_of,
)
from handlers.slack.revise_form import later_fields, read_request
from handlers.slack.typed import Problems, readable

_NO_CLIENT = "Vul het dossiernummer in. Geen nummer? Kies Geen dossier."
TOO_MANY_LOOKS = "Je keek in een uur naar veel dossiernummers. Je aanvraag is bewaard. Probeer het over een uur."
_WHICH = "Voor welk programma is de aanvraag?"


async def begin(house: House, by: From) -> None:
    """Open the form, with what was kept of it. Who is in several programmes chooses first, unless the place says it."""
    viewer = await house.desk.viewer_of(by.account)
    elsewhere = viewer is None
    if viewer is None:
        known = await house.desk.viewers_of(by.account)
        koplopers = [one for one in known if one.person.is_koploper]
        if len(koplopers) > 1 and not by.programme:
            await _choose(house, by, koplopers)
            return
        if len(koplopers) != 1:
            await answer(house, by, await acts.how_to_link(house, by))
            return
        viewer = koplopers[0]
    if not viewer.person.is_koploper:
        await _not_a_koploper(house, by, viewer)
        return
    draft = await house.desk.draft(viewer, KIND)
    channel = "" if elsewhere else by.channel  # the place of another programme says nothing about this form
    meta = Meta(programme=viewer.programme_id, at_team=by.at_team, channel=channel, draft=draft.id if draft else "")
    form = render_request_form(Writing(viewer=viewer, meta=meta, draft=draft, values=values_of(draft)))
    await open_forms.show(house, by, form, "new_request", Target())


async def _choose(house: House, by: From, known: list[Viewer]) -> None:
    buttons = [
        button(names.NEW_REQUEST, one.programme, "new") | {"action_id": f"{names.NEW_REQUEST}_{number}"}
        for number, one in enumerate(known, 1)
    ]
    blocks = [
        block for one, shown in zip(known, buttons, strict=True) for block in rows(f"acts:{one.programme_id}", [shown])
    ]
    await answer(house, by, _WHICH, [*section(_WHICH), *blocks])


async def _not_a_koploper(house: House, by: From, viewer: Viewer) -> None:
    refused = Outcome(command="submit", accepted=False, refusal=Refusal.NOT_A_KOPLOPER)
    await answer(house, by, await acts.refusal(house, viewer, None, refused))


# The form -------------------------------------------------------------------------------------------------------------


async def take_request(house: House, filled: Filled) -> Ack:
    """Keep the form; say everything that is wrong with it, ask about what was found, or show the check step."""
    meta = meta_of(filled.metadata)
    by = meta.place(filled.by)
    try:
        viewer = await house.desk.viewer_of(by.account)
        if viewer is None:
            tell(house, by, await acts.how_to_link(house, by, asks_slack=False))
            return {"response_action": "clear"}
        return await _take_request(house, viewer, meta, filled)
    except Unavailable:
        return errors_at({}, acts.NOT_NOW_TEXT, filled)
    except TooManyLooks:
        return errors_at({"client": TOO_MANY_LOOKS}, TOO_MANY_LOOKS, filled)


async def _take_request(house: House, viewer: Viewer, meta: Meta, filled: Filled) -> Ack:
    problems = Problems()
    before = await _draft(house, viewer, meta)
    values = _with_only_district(viewer, {**values_of(before), **cleaned(filled.values)})
    draft = await _keep(house, viewer, values, before, filled.values.get("client", "").strip(), problems)
    if not draft.client_code:
        problems.add("client", _NO_CLIENT)
    read = read_request({**values, "urgent": ""}, problems, "submit")
    if values.get("district") and values["district"] not in districts_of(viewer):
        problems.refuse("submit", Refusal.UNKNOWN_DISTRICT, {"district": values["district"][:60]})
    looked = await asking.look(house, viewer, {name: values.get(name, "") for name in TEXTS}, before)
    asking.say_blocked(looked, problems)
    if problems:
        return errors_at(problems.by_field, "Kijk je antwoorden nog na.", filled)
    writing = Writing(viewer=viewer, meta=replace(meta, draft=draft.id), draft=draft, values=values)
    if looked.to_ask:
        return {"response_action": "update", "view": _asking(writing, looked)}
    step = await house.desk.check_step(viewer, draft, read["amount_cents"])
    if read["amount_cents"] > step.client_left_cents:
        problems.refuse("submit", Refusal.ABOVE_CAP, {"left_cents": max(step.client_left_cents, 0)})
        return errors_at(problems.by_field, "", filled)
    return {"response_action": "push", "view": render_check(writing, step, read["amount_cents"])}


def cleaned(values: Mapping[str, str]) -> dict[str, str]:
    return {name: readable(text) for name, text in values.items() if name in FIELDS}


def _with_only_district(viewer: Viewer, values: Mapping[str, str]) -> dict[str, str]:
    districts = districts_of(viewer)
    return {**values, "district": districts[0]} if len(districts) == 1 else dict(values)


async def _draft(house: House, viewer: Viewer, meta: Meta) -> Draft | None:
    return await house.desk.draft(viewer, KIND, meta.draft) if meta.draft else await house.desk.draft(viewer, KIND)


async def _keep(
    house: House, viewer: Viewer, values: Mapping[str, str], before: Draft | None, number: str, problems: Problems
) -> Draft:
    """Save the form. A file number that cannot be one is said and not kept; an empty one changes nothing."""
    if number and not await house.desk.client_is_valid(viewer, number):
        problems.refuse("submit", Refusal.CLIENT_INVALID)
        number = ""
    answers = {ANSWERS: before.values[ANSWERS]} if before and ANSWERS in before.values else {}
    known = before.id if before else None
    return await house.desk.save_draft(viewer, KIND, {**values, **answers}, client_number=number or None, draft=known)


def _asking(writing: Writing, looked: asking.Looked) -> Ack:
    fields = asking.without_reworded(request_fields(writing), writing.values, looked.answers)
    above = asking.question_blocks(looked, "submit")
    return render_request_form(replace(writing, above=above, fields=fields))


# Presses in the form --------------------------------------------------------------------------------------------------


async def give_number(house: House, tap: Tap) -> None:
    """Give a code for a client without a file, keep it with the form and show it: one for each form.

    A second press while the first is on its way gives the same one: what is written down is what counts.
    """
    meta = meta_of(tap.metadata)
    viewer = await house.desk.viewer_of(meta.place(tap.by).account)
    if viewer is None:
        return
    async with house.one_at_a_time(f"{viewer.id}:{meta.draft}"):
        await _give_number(house, tap, meta, viewer)


async def _give_number(house: House, tap: Tap, meta: Meta, viewer: Viewer) -> None:
    before = await _draft(house, viewer, meta)
    values = {**values_of(before), **cleaned(tap.values)}
    number = house.given.get(tap.view_id) or house.desk.fresh_client_number()
    house.given.keep(tap.view_id, number)
    draft = await _keep(house, viewer, values, before, number, Problems())
    writing = Writing(
        viewer=viewer, meta=replace(meta, draft=draft.id), draft=draft, values=values, fresh_number=number
    )
    await pressing.update(house, tap, render_request_form(writing))


_ADDED_AT = "added_at"
"""When what was added at the check step was last kept: an older press says what stood there before."""


async def keep_added(house: House, tap: Tap) -> None:
    """Keep what was added at the check step, so that it is still there after Terug; nobody waits for an answer."""
    meta = meta_of(tap.metadata)
    with suppress(Unavailable):
        viewer = await house.desk.viewer_of(meta.place(tap.by).account)
        if viewer is None:
            return
        async with house.one_at_a_time(f"{viewer.id}:{meta.draft}"):
            draft = await house.desk.draft(viewer, KIND, meta.draft) if meta.draft else None
            if draft is not None and draft.values.get(_ADDED_AT, "") < tap.at:  # gone: it was sent
                values = {**draft.values, **cleaned(tap.values), _ADDED_AT: tap.at}
                await house.desk.save_draft(viewer, KIND, values, draft=draft.id)


async def take_find(house: House, tap: Tap) -> None:
    """Take an answer about a find in the form or at the check step, and show what is still to ask."""
    meta = meta_of(tap.metadata)
    viewer = await house.desk.viewer_of(meta.place(tap.by).account)
    if viewer is not None:
        async with house.one_at_a_time(f"{viewer.id}:{meta.draft}"):
            await _take_find(house, tap, meta, viewer)


async def _take_find(house: House, tap: Tap, meta: Meta, viewer: Viewer) -> None:
    draft = await _draft(house, viewer, meta)
    if draft is None:
        return
    values = {**values_of(draft), **cleaned(tap.values)}
    at_check = tap.callback == names.REQUEST_CHECK
    texts = {name: values.get(name, "") for name in (LATER_TEXTS if at_check else TEXTS)}
    looked = await pressing.answered_find(house, viewer, texts, draft, tap)
    draft = await house.desk.save_draft(viewer, KIND, asking.with_answers(values, looked), draft=draft.id)
    writing = Writing(viewer=viewer, meta=meta, draft=draft, values={**values, **looked.texts})
    view = await asking_at_check(house, writing, looked) if at_check else _asking(writing, looked)
    await pressing.update(house, tap, view)


async def asking_at_check(house: House, writing: Writing, looked: asking.Looked) -> Ack:
    cents = read_request(writing.values, Problems(), "submit")["amount_cents"]
    step = await step_of(house, writing, cents)
    contact = str(writing.viewer.settings.get("urgent_contact") or "")
    fields = asking.without_reworded(later_fields(writing.values, contact), writing.values, looked.answers)
    shown = replace(writing, above=asking.question_blocks(looked, "submit"), fields=fields)
    return render_check(shown, step, cents)


async def step_of(house: House, writing: Writing, cents: int) -> CheckStep:
    if writing.draft is None:
        raise LookupError("the draft is kept before")
    return await house.desk.check_step(writing.viewer, writing.draft, cents)
