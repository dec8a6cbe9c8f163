"""The home of the app: what waits, own requests with the next moment, and a new request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from doorbraak.overviews import RequestFilter, RequestLine, Viewer, WaitingItem
from doorbraak.working_time import local_date
from handlers import wording
from handlers.desk import Unavailable
from handlers.slack import acts, names
from handlers.slack.answers import answer
from handlers.slack.blocks import Block, button, rows, section, shortened, small, strong, view
from handlers.slack.client import SlackSaidNo, Uncertain, why
from handlers.slack.errors import LATE_TRIGGERS
from handlers.slack.house import House, log
from handlers.slack.note import note_blocks
from handlers.slack.open_forms import TOO_LATE
from handlers.slack.parse import From, Tap
from handlers.slack.render import render_request

_MOST_WAITING = 15
_MOST_OWN = 10
_SAY: dict[str, dict[str, str]] = {
    wording.DUTCH: {
        "waits": "Wat wacht op mij",
        "nothing_for_koploper": "Niets wacht op jou.",
        "nothing": "Niets wacht op jou. Je krijgt bericht als iemand je nodig heeft.",
        "first": "Eerst: {number}, voor {moment}",
        "more": "Nog {count} andere: typ /doorbraak wacht",
        "look": "Bekijk",
        "own": "Mijn aanvragen",
        "no_own": "Je hebt nog geen aanvragen.",
        "more_own": "Nog {count} oudere: typ /doorbraak mijn",
        "new": "Nieuwe aanvraag",
        "answer_by": "antwoord uiterlijk {moment}",
        "for_you": "Voor jou",
        "quiet": "Stille uren",
        "language": "Berichten aan jou zijn in het Nederlands.",
    },
    "en": {
        "waits": "What waits for me",
        "nothing_for_koploper": "Nothing waits for you.",
        "nothing": "Nothing waits for you. You are told when somebody needs you.",
        "first": "First: {number}, before {moment}",
        "more": "{count} more: type /doorbraak wacht",
        "look": "Look",
        "own": "My requests",
        "no_own": "You have no requests yet.",
        "more_own": "{count} older: type /doorbraak mijn",
        "new": "New request",
        "answer_by": "answer by {moment}",
        "for_you": "For you",
        "quiet": "Quiet hours",
        "language": "Messages to you are in English. Cards, forms and refusals stay Dutch.",
    },
}


def _say(phrase: str, **facts: object) -> str:
    return _SAY[wording.spoken()][phrase].format(**facts)


async def publish(house: House, by: From) -> None:
    """Show the home to who opened it, for each programme somebody is in."""
    try:
        blocks = await _for(house, by)
    except Unavailable:
        blocks = section(f"{acts.NOT_NOW} Open de app dan opnieuw.")
    shown = {"type": "home", "blocks": blocks[:100]}
    try:
        await house.client.call("views.publish", by.at_team, user_id=by.user, view=shown)
    except (SlackSaidNo, Uncertain) as failed:
        log.warning("the home could not be shown", extra={"why": why(failed)})


async def _for(house: House, by: From) -> list[Block]:
    known = await house.desk.viewers_of(by.account)
    if not known:
        return section(acts.HOW_TO_LINK)
    return [block for viewer in known for block in await _programme(house, viewer, len(known) > 1)]


async def _programme(house: House, viewer: Viewer, several: bool) -> list[Block]:
    with wording.speaking(viewer.language):
        return await _in_its_language(house, viewer, several)


async def _in_its_language(house: House, viewer: Viewer, several: bool) -> list[Block]:
    now = house.desk.now()
    named = [strong(f"*{shortened(viewer.programme, 100)}*")] if several else []
    if viewer.person.must_accept:
        return [*named, *note_blocks(viewer)]
    items = await house.desk.waiting(viewer)
    waits: list[Block] = []
    for number, item in enumerate(items[:_MOST_WAITING]):
        look = button(names.SHOW, _say("look"), names.value_of(item.line.number, 1))
        name = f"acts:{viewer.programme_id}#w{number}"
        waits += [*section(wording.waiting(item, now)), *rows(name, [look])]
    nothing = _say("nothing_for_koploper" if viewer.person.is_koploper else "nothing")
    first = min((item for item in items if item.due_at and item.due_at > now), key=_due, default=None)
    more = len(items) - _MOST_WAITING
    return [
        *named,
        *note_blocks(viewer),
        _heading("waits"),
        *([small(_say("first", number=first.line.number, moment=wording.soon(_due(first), now)))] if first else []),
        *(waits or section(nothing)),
        *([small(_say("more", count=more))] if more > 0 else []),
        *(await _own(house, viewer) if viewer.person.is_koploper else []),
        *(await _for_you(house, viewer)),
    ]


def _due(item: WaitingItem) -> datetime:
    return item.due_at or datetime.max.replace(tzinfo=UTC)


def _heading(phrase: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": _say(phrase)}}


async def _for_you(house: House, viewer: Viewer) -> list[Block]:
    hours = await house.desk.quiet_hours(viewer)
    other = next(code for code in wording.LANGUAGES if code != wording.spoken())
    buttons = [
        button(names.QUIET, _say("quiet"), "quiet"),
        button(names.LANGUAGE, wording.LANGUAGES[other], other),
    ]
    return [
        _heading("for_you"),
        *section(wording.quiet_sum(hours)),
        *section(_say("language")),
        *rows(f"acts:{viewer.programme_id}#own", buttons),
    ]


async def choose_language(house: House, tap: Tap) -> None:
    """Tell somebody things in another language from now on, and show the home in it."""
    viewer = await house.desk.viewer_of(tap.by.account)
    if viewer is None:
        await answer(house, tap.by, await acts.how_to_link(house, tap.by))
        return
    chosen = tap.value if tap.value in wording.LANGUAGES else wording.DUTCH
    await house.desk.keep_language(viewer, "" if chosen == wording.DUTCH else chosen)
    house.languages.forget()
    await publish(house, tap.by)


async def _own(house: House, viewer: Viewer) -> list[Block]:
    found = await house.desk.requests(viewer, RequestFilter(mine=True, per_page=_MOST_OWN))
    lines = "\n".join(_own_line(house, line) for line in found.lines)
    new = button(names.NEW_REQUEST, _say("new"), "new")
    return [
        _heading("own"),
        *section(lines or _say("no_own")),
        *([small(_say("more_own", count=found.total - len(found.lines)))] if found.total > len(found.lines) else []),
        *rows(f"acts:{viewer.programme_id}#new", [new]),
    ]


def _own_line(house: House, line: RequestLine) -> str:
    amount = line.granted_cents if line.granted_cents is not None else line.asked_cents
    words = [line.number, wording.theme_short(line.theme), wording.format_euros(amount)]
    words.append(wording.status_word(line.status, line.with_lead))
    if line.status == "open" and line.decide_by and not line.with_lead:
        words.append(_say("answer_by", moment=wording.soon(line.decide_by, house.desk.now())))
    return " · ".join(words)


async def show_request(house: House, tap: Tap) -> None:
    """Show one request with the buttons of whoever looks: as a form where there is no chat."""
    viewer = await house.desk.viewer_of(tap.by.account)
    page = await house.desk.request(viewer, tap.about.number) if viewer else None
    if viewer is None or page is None:
        unknown = acts.NOT_FOUND.format(number=tap.about.number) if viewer else await acts.how_to_link(house, tap.by)
        await answer(house, tap.by, unknown)
        return
    shown = render_request(page, viewer.settings, viewer.programme_id, local_date(house.desk.now()))
    made: dict[str, Any] = view("show_request", page.number, shown["blocks"], close="Sluiten")
    try:
        await house.client.call("views.open", tap.by.at_team, trigger_id=tap.by.trigger, view=made)
    except SlackSaidNo as no:
        if no.code not in LATE_TRIGGERS:
            raise
        await answer(house, tap.by, TOO_LATE)
