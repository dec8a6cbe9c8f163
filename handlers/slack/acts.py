"""Carrying out a command for somebody in Slack, and the words of what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from doorbraak.commands import Command
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import RequestPage, Viewer
from doorbraak.refusals import Refusal
from doorbraak.working_time import local_date
from handlers import wording
from handlers.desk import Unavailable
from handlers.slack.answers import answer
from handlers.slack.blocks import Block, section
from handlers.slack.house import House
from handlers.slack.linking import LINKED, linked_by_mail
from handlers.slack.note import note_said
from handlers.slack.parse import From
from handlers.slack.render import render_request

HOW_TO_LINK = "Je bent nog niet gekoppeld. Vraag je beheerder om een code en typ /doorbraak koppel CODE."
NOT_NOW = "Geen verbinding. Er is niets veranderd. Probeer opnieuw."
NOT_NOW_TEXT = "Geen verbinding. Je tekst staat er nog. Probeer opnieuw."
_BROKEN = "Er ging iets mis bij ons. Probeer het opnieuw. Blijft het zo? Noem deze referentie: {reference}"
NOT_FOUND = "We vinden {number} niet. Kijk of het nummer klopt, bijvoorbeeld VE-2026-0042."


def new_reference() -> str:
    """Give what finds one fault of ours back in the log."""
    return secrets.token_hex(4).upper()


def broken(reference: str) -> str:
    """Say that it went wrong at our side, with the reference that the log has."""
    return _BROKEN.format(reference=reference)


def stamp(house: House, by: From) -> dict[str, Any]:
    """Give what every command needs. Who it is is looked up in the transaction of the effect."""
    return {"by": PersonId(""), "at": house.desk.now(), "seed": house.desk.seed(), "key": by.key}


async def act(house: House, by: From, command: Command) -> Outcome:
    """Carry out a command; its effect is durable when this returns. Raises Unavailable."""
    return await house.desk.do_as(by.account, command)


def say(house: House, by: From, outcome: Outcome, *, at_once: bool = False) -> None:
    """Tell in private what came of a command, once the acknowledgement is on its way."""
    if house.answered.first(by.key):
        house.after.do(_say(house, by, outcome, at_once=at_once))


async def _say(house: House, by: From, outcome: Outcome, *, at_once: bool) -> None:
    try:
        text, blocks = await words_of(house, by, outcome, at_once=at_once)
    except Unavailable:  # what it did is stored: it is said with what is at hand
        text, blocks = wording.receipt(outcome) if outcome.accepted else wording.refusal(outcome).text, ()
    async with house.receipts:
        await answer(house, by, text, blocks)


async def language_of(house: House, by: From) -> str:
    """Give in which language somebody is answered; looked up once in some minutes."""
    now = house.desk.now()
    known = house.languages.known(by.account, now)
    if known is None:
        viewer = await house.desk.viewer_of(by.account)
        known = viewer.language if viewer else ""
        house.languages.keep(by.account, known, now)
    return known


async def words_of(house: House, by: From, outcome: Outcome, *, at_once: bool = False) -> tuple[str, Sequence[Block]]:
    """Say what came of a command; a stale press gets the request as it is now, with its buttons.

    `at_once`: nothing was filled in, so most outcomes say it all by themselves.
    """
    if outcome.refusal is Refusal.UNKNOWN_PERSON:
        return await how_to_link(house, by), ()
    if outcome.accepted and at_once and outcome.happened and outcome.command in _SAY_IT_ALL:
        return await _receipt(house, by, outcome), ()
    viewer = await house.desk.viewer_of(by.account)
    page = await house.desk.request(viewer, outcome.number) if viewer and outcome.number else None
    if outcome.accepted:
        return await _receipt(house, by, outcome, page), ()
    if viewer and viewer.person.must_accept:
        return note_said(viewer)
    with wording.speaking(viewer.language if viewer else ""):
        text = await refusal(house, viewer, page, outcome)
    if outcome.refusal is Refusal.STALE_REVISION and viewer and page:
        return f"{text}\n{wording.notification(page)}", [*section(text), *present(house, viewer, page)]
    return text, ()


async def _receipt(house: House, by: From, outcome: Outcome, page: RequestPage | None = None) -> str:
    language = await language_of(house, by)
    with wording.speaking(language):
        return wording.receipt(outcome, page)


_SAY_IT_ALL = ("approve", "recuse", "withdraw", "pay")
"""Presses whose outcome holds all that its receipt says: the request need not be read again."""


def present(house: House, viewer: Viewer, page: RequestPage) -> Sequence[Block]:
    """Show a request as it is now to one person."""
    shown = render_request(page, viewer.settings, viewer.programme_id, local_date(house.desk.now()))
    return shown["blocks"]


async def refusal(house: House, viewer: Viewer | None, page: RequestPage | None, outcome: Outcome) -> str:
    """Say a refusal, with the names that its sentence needs."""
    names = {"poster": page.poster_name} if page else {}
    koplopers = await _koplopers(house, viewer, outcome) if viewer else ()
    return wording.refusal(outcome, koplopers=koplopers, names=names).text


async def _koplopers(house: House, viewer: Viewer, outcome: Outcome) -> tuple[str, ...]:
    district = str(outcome.facts.get("district") or "")
    if outcome.refusal is not Refusal.NOT_A_KOPLOPER:
        return ()
    people = await house.desk.people(viewer)
    there = (one for one in people if "koploper" in one.roles and one.linked and not one.left)
    return tuple(one.name for one in there if not one.districts or not district or district in one.districts)


async def how_to_link(house: House, by: From, *, asks_slack: bool = True) -> str:
    """Say how to link, or that this account is somebody in another programme. By mail it may be linked at once.

    `asks_slack` False: before an acknowledgement, where nothing goes over the network.
    """
    known = await house.desk.viewers_of(by.account)
    if not known:
        linked = await linked_by_mail(house, by) if asks_slack else None
        return LINKED.format(name=linked.name, programme=linked.programme) if linked else HOW_TO_LINK
    named = wording.listed([one.programme for one in known])
    return f"In dit kanaal ben je niet gekoppeld. Je bent dat wel voor {named}. Vraag je beheerder om een code."
