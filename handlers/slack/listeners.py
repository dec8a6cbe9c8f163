"""What happens at a press, a form, a command, a shortcut, an event: parse, run, answer. One function for each family.

What must last is committed before the acknowledgement; what Slack has to be asked for comes after it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from doorbraak import commands as c
from doorbraak.commands import Command
from handlers import wording
from handlers.desk import TooManyTries, Unavailable
from handlers.slack import (
    acts,
    check_step,
    commands,
    home,
    names,
    new_request,
    note,
    open_forms,
    pressing,
    quiet_form,
    threads,
)
from handlers.slack.answers import answer, tell
from handlers.slack.asking import FIND
from handlers.slack.blocks import button, rows, section
from handlers.slack.house import House, log
from handlers.slack.open_forms import Ack
from handlers.slack.parse import PLATFORM, Filled, From, Picked, Tap, Target, Typed
from handlers.slack.parse_events import Left, Opened, Said
from handlers.slack.render import render_routes

_ACTS: dict[str, Callable[[dict[str, Any], Target], Command]] = {
    "approve": lambda base, about: c.Approve(**base, revision=about.revision),
    "recuse": lambda base, about: c.Recuse(**base),  # noqa: ARG005 - one shape for all
    "withdraw": lambda base, about: c.Withdraw(**base),  # noqa: ARG005
    "pay": lambda base, about: c.Pay(**base),  # noqa: ARG005
}
"""The buttons that act at once."""


# Buttons --------------------------------------------------------------------------------------------------------------


async def on_tap(house: House, tap: Tap) -> None:
    """Take the press of a button."""
    if tap.action in _ACTS:
        await _act(house, tap)
        return
    work = _work_of(house, tap)
    if work is None:
        return
    if house.answered.first(tap.by.key):
        before_note = tap.action == names.AGREE
        house.after.do(_told_when_it_fails(house, tap.by, work, before_note=before_note))
    else:
        work.close()


async def _act(house: House, tap: Tap) -> None:
    """Carry out what one press does, before the acknowledgement."""
    about = tap.about
    if not about.number:
        tell(house, tap.by, acts.NOT_FOUND.format(number="deze aanvraag"))
        return
    command = _ACTS[tap.action]({**acts.stamp(house, tap.by), "request": about.number}, about)
    try:
        outcome = await acts.act(house, tap.by, command)
    except Unavailable:
        house.after.do(answer(house, tap.by, acts.NOT_NOW))
        return
    acts.say(house, tap.by, outcome, at_once=True)


def _work_of(house: House, tap: Tap) -> Coroutine[Any, Any, None] | None:
    """Give what a press asks for after its acknowledgement; None: nothing of ours."""
    action = tap.action
    if action.startswith(names.NEW_REQUEST):
        return new_request.begin(house, tap.by)
    if action.startswith(FIND):
        in_request = tap.callback in (names.REQUEST_FORM, names.REQUEST_CHECK)
        return new_request.take_find(house, tap) if in_request else pressing.take_find(house, tap)
    if action == names.FIELD and tap.callback == names.REQUEST_CHECK:
        return new_request.keep_added(house, tap)
    if action.startswith(names.PICK_ROUTE):
        return pressing.pick_route(house, tap)
    if action.startswith(names.THREAD_ANSWER):
        return threads.take_answer(house, tap)
    if action in names.FORM_OF:
        return open_forms.open_form(house, tap.by, action, tap.about)
    looks = {
        names.NO_FILE: new_request.give_number,
        names.OPEN_WEB: _open_web,
        names.ALL_ROUTES: _all_routes,
        names.TELL_CLIENT: _tell_client,
        names.COPY_FOR_FILE: _copy_for_file,
        names.SHOW: home.show_request,
        names.QUIET: quiet_form.open_quiet,
        names.LANGUAGE: home.choose_language,
        names.AGREE: _agree,
    }
    return looks[action](house, tap) if action in looks else None


async def _told_when_it_fails(
    house: House, by: From, work: Coroutine[Any, Any, None], *, before_note: bool = False
) -> None:
    """Do what comes after the acknowledgement. Whoever waits for a form or an answer hears it when there is none.

    Who must agree to the confidentiality note gets that instead, but for what is `before_note`.
    """
    try:
        viewer = None if before_note else await house.desk.viewer_of(by.account)
        if viewer and viewer.person.must_accept:
            await note.ask(house, by, viewer)
            return
        await work
    except Unavailable:
        await answer(house, by, acts.NOT_NOW)
    except Exception:
        log.exception("what was asked for could not be shown", extra={"reference": (reference := acts.new_reference())})
        await answer(house, by, acts.broken(reference))
    finally:
        work.close()


async def _open_web(house: House, tap: Tap) -> None:
    """Give a link of one use to the request's page, in private: it signs in by itself."""
    viewer = await house.desk.viewer_of(tap.by.account)
    if viewer is None:
        await answer(house, tap.by, await acts.how_to_link(house, tap.by))
        return
    number = tap.about.number
    text = f"Open {number} in de browser. De link werkt één keer, 10 minuten, en is alleen voor jou."
    try:
        path = await house.desk.sign_in_link(viewer.id, f"/aanvragen/{number}")
    except TooManyTries:
        path, text = f"/aanvragen/{number}", f"Open {number} in de browser."
    link = button(names.OPEN_LINK, "Open in de browser", tap.value, url=f"{house.public_url}{path}")
    await answer(house, tap.by, text, [*section(text), *rows("link", [link])])


async def _agree(house: House, tap: Tap) -> None:
    await note.agree(house, tap)
    if tap.view_id:
        await home.publish(house, tap.by)


_Words = Callable[[Any, Any], str]


async def _private_text(house: House, tap: Tap, words: _Words) -> None:
    viewer = await house.desk.viewer_of(tap.by.account)
    if viewer is None:
        await answer(house, tap.by, await acts.how_to_link(house, tap.by))
        return
    page = await house.desk.request(viewer, tap.about.number)
    text = words(page, viewer.settings) if page else acts.NOT_FOUND.format(number=tap.about.number)
    await answer(house, tap.by, text)


async def _all_routes(house: House, tap: Tap) -> None:
    await _private_text(house, tap, lambda page, settings: render_routes(page))  # noqa: ARG005


async def _tell_client(house: House, tap: Tap) -> None:
    await _private_text(house, tap, wording.tell_client)


async def _copy_for_file(house: House, tap: Tap) -> None:
    await _private_text(house, tap, wording.copy_for_file)


# Forms, commands, shortcuts, events -----------------------------------------------------------------------------------


async def on_form(house: House, filled: Filled) -> Ack:
    """Take a form; gives what goes back with the acknowledgement."""
    if filled.callback == names.REQUEST_FORM:
        return await new_request.take_request(house, filled)
    if filled.callback == names.REQUEST_CHECK:
        return await check_step.send(house, filled)
    if filled.callback == names.QUIET_FORM:
        return await quiet_form.take_quiet(house, filled)
    return await open_forms.take_form(house, filled)


async def on_command(house: House, typed: Typed) -> Ack:
    """Take a command; gives what only the writer sees."""
    if typed.command == names.COMMAND_NEW:
        if house.answered.first(typed.by.key):
            house.after.do(_told_when_it_fails(house, typed.by, new_request.begin(house, typed.by)))
        return {}
    try:
        return await commands.run(house, typed)
    except Unavailable:
        return commands.private(acts.NOT_NOW)


async def on_shortcut(house: House, picked: Picked) -> None:
    """Take a shortcut: a new request, or a message that becomes a route."""
    if not house.answered.first(picked.by.key):
        return
    work = threads.make_route if picked.callback == names.MAKE_ROUTE else _new_request
    house.after.do(_told_when_it_fails(house, picked.by, work(house, picked)))


async def _new_request(house: House, picked: Picked) -> None:
    await new_request.begin(house, picked.by)


async def on_message(house: House, said: Said) -> None:
    """Take what somebody typed below a card. Raises Unavailable: then Slack sends it again."""
    await threads.take(house, said)


_NO_FILES = (
    "We bewaren geen foto's en bestanden. Er kan iemand op te herkennen zijn. Haal het weg. "
    "Schrijf liever op wat collega's moeten weten."
)
_WHAT_I_CAN = "Ik lees hier niet mee. Typ /doorbraak help om te zien wat je kunt doen."


async def on_direct(house: House, said: Said) -> None:
    """Say to who writes to the bot what it can do; of a file, why it is not kept. Nothing of it is stored."""
    tell(house, said.by, _NO_FILES if said.files else _WHAT_I_CAN)


async def on_left(house: House, left: Left) -> None:
    """Note that nothing can be posted in a channel any more, so that the admin sees it."""
    await house.desk.place_refused(PLATFORM, left.place, left.why)


async def on_home(house: House, opened: Opened) -> None:
    """Show the home of the app."""
    house.after.do(home.publish(house, opened.by))
