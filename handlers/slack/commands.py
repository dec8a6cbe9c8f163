"""`/doorbraak …`: link, look, ask what was spent. Answers with the acknowledgement, for the writer alone."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from difflib import get_close_matches

from doorbraak.ids import is_request_number
from doorbraak.overviews import RequestFilter, Viewer
from doorbraak.working_time import local_date
from handlers import wording
from handlers.desk import TooManyTries
from handlers.slack import acts, new_request
from handlers.slack.answers import answer
from handlers.slack.blocks import escaped, section
from handlers.slack.house import House
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


def private(text: str) -> Ack:
    """Give an answer that only the writer sees."""
    return {"response_type": "ephemeral", "text": escaped(text), "blocks": section(text)}


async def run(house: House, typed: Typed) -> Ack:
    """Run what was typed behind /doorbraak."""
    words = typed.text.split()
    first, rest = (words[0].lower(), " ".join(words[1:])) if words else ("help", "")
    if first == "koppel":
        return await _link(house, typed, rest)
    if first in ("help", "hulp", "?"):
        return private(HELP)
    viewer = await who(house, typed)
    if viewer is None:
        if house.answered.first(typed.by.key):
            house.after.do(_how_to_link(house, typed))
        return {}
    if is_request_number(first.upper()):
        return await _request(house, viewer, first.upper())
    known = _COMMANDS.get(first)
    return await known(house, viewer, typed, rest) if known else private(_not_understood(first))


async def who(house: House, typed: Typed) -> Viewer | None:
    """Give who types: in the programme of the place, else the only one, else the first by name that is asked about."""
    viewer = await house.desk.viewer_of(typed.by.account)
    if viewer is not None:
        return viewer
    known = await house.desk.viewers_of(typed.by.account)
    named = [one for one in known if one.programme.lower() in typed.text.lower()]
    return (named or list(known) or [None])[0]


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
    return private(_LINKED.format(name=viewer.name, programme=viewer.programme))


async def _request(house: House, viewer: Viewer, number: str) -> Ack:
    page = await house.desk.request(viewer, number)
    if page is None:
        return private(acts.NOT_FOUND.format(number=number))
    shown = render_request(page, viewer.settings, viewer.programme_id, local_date(house.desk.now()))
    return {"response_type": "ephemeral", **shown}


async def _waits(house: House, viewer: Viewer, typed: Typed, rest: str) -> Ack:  # noqa: ARG001 - one shape for all
    items = await house.desk.waiting(viewer)
    if not items:
        return private(_NOTHING_WAITS)
    now = house.desk.now()
    blocks = [block for item in items[:20] for block in section(wording.waiting(item, now))]
    text = "\n".join(wording.waiting(item, now) for item in items)
    news = [one.text for one in await house.desk.news(viewer) if not one.read][:5]
    told = [block for one in news for block in section(one)]
    return {"response_type": "ephemeral", "text": escaped(text), "blocks": [*blocks, *told]}


async def _mine(house: House, viewer: Viewer, typed: Typed, rest: str) -> Ack:  # noqa: ARG001
    found = await house.desk.requests(viewer, RequestFilter(mine=True))
    lines = [
        f"{one.number} · {wording.theme_short(one.theme)}, {wording.format_euros(one.asked_cents)} · "
        f"{wording.status_word(one.status, one.with_lead)}"
        for one in found.lines
    ]
    return private("\n".join(lines) or _NO_REQUESTS)


async def _new(house: House, viewer: Viewer, typed: Typed, rest: str) -> Ack:  # noqa: ARG001
    by = replace(typed.by, programme=viewer.programme_id)
    if house.answered.first(by.key):
        house.after.do(new_request.begin(house, by))
    return {}


async def _spent(house: House, viewer: Viewer, typed: Typed, rest: str) -> Ack:
    return await spent(house, viewer, typed.by, rest)


_Run = Callable[[House, Viewer, Typed, str], Awaitable[Ack]]
_COMMANDS: dict[str, _Run] = {
    "wacht": _waits,
    "mijn": _mine,
    "nieuw": _new,
    "aanvraag": _new,
    "uitgaven": _spent,
    "uitgegeven": _spent,
}
