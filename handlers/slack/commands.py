"""`/doorbraak …`: link, look, ask what was spent. Answers with the acknowledgement, for the writer alone."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from doorbraak.ids import is_request_number
from doorbraak.overviews import RequestFilter, Viewer
from doorbraak.working_time import local_date
from handlers import wording
from handlers.desk import TooManyTries
from handlers.slack import acts, new_request
from handlers.slack.answers import answer
from handlers.slack.blocks import Block, escaped, section
from handlers.slack.house import House
from handlers.slack.note import note_blocks, note_said
from handlers.slack.open_forms import Ack
from handlers.slack.parse import Typed
from handlers.slack.render import render_request
from handlers.slack.spend import spent

HELP = """Wat je kunt typen:
/voorkomerger: een nieuwe aanvraag
/doorbraak wacht: wat wacht op mij
/doorbraak mijn: mijn aanvragen
/doorbraak VE-2026-0042: een aanvraag, met wat je kunt doen
/doorbraak uitgaven per thema dit jaar: wat er is uitgegeven
/doorbraak koppel CODE: je Slack koppelen, met een code van je beheerder"""
_LINKED = "Je bent gekoppeld als {name}, {programme}."
_WRONG_CODE = "Deze code klopt niet of is te oud. Hij werkt één keer, 15 minuten. Vraag je beheerder om een nieuwe."
_TOO_OFTEN = "Je probeerde het te vaak. Wacht een kwartier en vraag je beheerder om een nieuwe code."
_NOTHING_WAITS = "Niets wacht op jou."
_NO_REQUESTS = "Je hebt nog geen aanvragen."
_MOST_LINES = 20


def private(text: str) -> Ack:
    """Give an answer that only the writer sees."""
    return _said(text, section(text))


def _said(text: str, blocks: Sequence[Block]) -> Ack:
    return {"response_type": "ephemeral", "text": escaped(text), "blocks": list(blocks)}


async def run(house: House, typed: Typed) -> Ack:
    """Run what was typed behind /doorbraak."""
    words = typed.text.split()
    first, rest = (words[0].lower(), " ".join(words[1:])) if words else ("help", "")
    if first == "koppel":
        return await _link(house, typed, rest)
    if first in ("help", "hulp", "?"):
        return private(HELP)
    known = await who(house, typed)
    if not known:
        if house.answered.first(typed.by.key):
            house.after.do(_how_to_link(house, typed))
        return {}
    if all(one.person.must_accept for one in known):
        return _said(*note_said(known[0]))
    if is_request_number(first.upper()):
        return await _request(house, known, first.upper())
    run_it = _COMMANDS.get(first)
    return await run_it(house, known, typed, rest) if run_it else private(_not_understood(first))


async def who(house: House, typed: Typed) -> list[Viewer]:
    """Give who types: in the programme of the place, else in the one that is named, else in each of them."""
    viewer = await house.desk.viewer_of(typed.by.account)
    if viewer is not None:
        return [viewer]
    known = await house.desk.viewers_of(typed.by.account)
    return [one for one in known if _names(one, typed.text)] or list(known)


def _names(viewer: Viewer, text: str) -> bool:
    return viewer.programme.casefold() in text.casefold()


def _which(known: Sequence[Viewer], typed: str) -> Ack:
    """Ask of which programme something is meant; the answer is to type it once more."""
    names = wording.listed([one.programme for one in known], "of")
    return private(f"Welk programma bedoel je: {names}? Typ de naam erachter: /doorbraak {typed} {known[0].programme}")


async def _how_to_link(house: House, typed: Typed) -> None:
    await answer(house, typed.by, await acts.how_to_link(house, typed.by))


def _not_understood(word: str) -> str:
    close = get_close_matches(word, ["help", "koppel", *_COMMANDS], n=1)
    meant = f" Bedoel je {close[0]}?" if close else ""
    return f"Ik snap {word[:40]} niet.{meant}\n{HELP}"


async def _link(house: House, typed: Typed, code: str) -> Ack:
    if not re.fullmatch(r"[A-Za-z0-9 -]{4,40}", code):
        return private("Typ je code erachter: /doorbraak koppel CODE")
    try:
        person = await house.desk.link_account(typed.by.account, code)
    except TooManyTries:
        return private(_TOO_OFTEN)
    viewer = await house.desk.viewer(person) if person else None
    again = not house.answered.first(typed.by.key)
    if viewer is None and again:  # the same command came a second time: the first one spent the code
        viewer = next(iter(await house.desk.viewers_of(typed.by.account)), None)
    if viewer is None:
        return private(_WRONG_CODE)
    linked = _LINKED.format(name=viewer.name, programme=viewer.programme)
    linked = f"{linked}\n{wording.welcome(viewer.person.roles, viewer.person.organisation)}".strip()
    return _said(linked, [*section(linked), *note_blocks(viewer)])


async def _request(house: House, known: Sequence[Viewer], number: str) -> Ack:
    pages = [(viewer, page) for viewer in known if (page := await house.desk.request(viewer, number))]
    if not pages:
        return private(acts.NOT_FOUND.format(number=number))
    if len(pages) > 1:
        return _which([viewer for viewer, _ in pages], number)
    viewer, page = pages[0]
    shown = render_request(page, viewer.settings, viewer.programme_id, local_date(house.desk.now()))
    return {"response_type": "ephemeral", **shown}


async def _waits(house: House, known: Sequence[Viewer], typed: Typed, rest: str) -> Ack:  # noqa: ARG001 - one shape
    now, lines, most = house.desk.now(), list[str](), _MOST_LINES // len(known)
    for viewer in known:
        waits = [wording.waiting(item, now) for item in await house.desk.waiting(viewer)]
        more = [f"Nog {len(waits) - most} andere: kijk op {house.public_url}"] if len(waits) > most else []
        news = [one.text for one in await house.desk.news(viewer) if not one.read][:5] if waits else []
        lines += [*_of_several(known, viewer), *(waits[:most] or [_NOTHING_WAITS]), *more, *news]
    return _lines(lines)


async def _mine(house: House, known: Sequence[Viewer], typed: Typed, rest: str) -> Ack:  # noqa: ARG001
    lines = list[str]()
    for viewer in known:
        found = await house.desk.requests(viewer, RequestFilter(mine=True))
        mine = [
            f"{one.number} · {wording.theme_short(one.theme)}, {wording.format_euros(one.asked_cents)} · "
            f"{wording.status_word(one.status, one.with_lead)}"
            for one in found.lines
        ]
        more = found.total - len(mine)
        older = [f"Nog {more} oudere: {house.public_url}/aanvragen"] if more > 0 else []
        lines.append("\n".join([*_of_several(known, viewer), *(mine or [_NO_REQUESTS]), *older]))
    return _lines(lines)


def _of_several(known: Sequence[Viewer], viewer: Viewer) -> list[str]:
    return [f"{viewer.programme}:"] if len(known) > 1 else []


def _lines(lines: Sequence[str]) -> Ack:
    return _said("\n".join(lines), [block for line in lines for block in section(line)])


async def _new(house: House, known: Sequence[Viewer], typed: Typed, rest: str) -> Ack:  # noqa: ARG001
    by = replace(typed.by, programme=known[0].programme_id) if len(known) == 1 else typed.by
    if house.answered.first(by.key):
        house.after.do(new_request.begin(house, by))
    return {}


async def _spent(house: House, known: Sequence[Viewer], typed: Typed, rest: str) -> Ack:
    may = [viewer for viewer in known if viewer.person.minds_the_fund]
    if len(may) > 1:
        return _which(may, f"uitgaven {rest}".strip())
    viewer = (may or known)[0]
    if await house.desk.viewer_of(typed.by.account) is None:  # the name of the programme is no part of the question
        rest = re.sub(re.escape(viewer.programme), " ", rest, flags=re.IGNORECASE)
    return await spent(house, viewer, typed.by, rest)


_Run = Callable[[House, Sequence[Viewer], Typed, str], Awaitable[Ack]]
_COMMANDS: dict[str, _Run] = {
    "wacht": _waits,
    "mijn": _mine,
    "nieuw": _new,
    "aanvraag": _new,
    "uitgaven": _spent,
    "uitgegeven": _spent,
}
