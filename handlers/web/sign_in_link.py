"""Sign-in by a link of one use, from chat or by mail. Looking shows a button; only the press spends the link.

Programs that look ahead at links (mail scanners, chat previews) fetch them: a link that is spent by looking is burnt.
"""

from __future__ import annotations

import re

from starlette.responses import Response

from handlers.desk import TooManyTries
from handlers.links import TOKEN, own_address
from handlers.web.entering import enter, may_stay, tried_by, wait_header
from handlers.web.sign_in import show_own_way, show_ways
from handlers.web.typed import Problems
from handlers.web.visit import NotFound, Visit

ASKED = "/inloggen/gevraagd"
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,185}\.[A-Za-z0-9-]{2,63}")
_NO_ADDRESS = "Vul je mailadres in. Bijvoorbeeld: naam@organisatie.nl."
_ASKED_OFTEN = "Je vroeg net al een link. Kijk in je mail. Niets gekregen? Wacht even en probeer het opnieuw."
_WRONG_LINK = "Deze link werkt niet (meer). Een link werkt 10 minuten en één keer. Vraag een nieuwe."


async def ask_by_mail(visit: Visit) -> Response:
    """Have a link sent. The answer is the same for an address that nobody here has."""
    if not visit.house.settings.mail:
        raise NotFound
    problems, address = Problems(), visit.typed.get("mail").strip()
    if not _ADDRESS.fullmatch(address):
        problems.add("mail", _NO_ADDRESS)
        return await show_ways(visit, problems, 422)
    about, wants = visit.digest("mail", address.lower()), own_address(visit.session.wants)
    try:
        await visit.desk.ask_link_by_mail(address, wants, tried_by(visit), about)
    except TooManyTries as often:
        problems.add("mail", _ASKED_OFTEN)
        return wait_header(await show_ways(visit, problems, 429), often.wait)
    return visit.go(ASKED)


async def show_asked(visit: Visit) -> Response:
    """Tell to look into the mail."""
    if not visit.house.settings.mail:
        raise NotFound
    return visit.page("link_asked.html", "Kijk in je mail")


async def show(visit: Visit) -> Response:
    """Show the button that spends a link; whether the link works is not looked at."""
    token = visit.query.get(TOKEN)
    if not token:
        return visit.go("/")
    return visit.page("link.html", "Inloggen", token=token, token_name=TOKEN)


async def spend(visit: Visit) -> Response:
    """Spend a link and sign in."""
    came = await visit.desk.redeem_link(visit.typed.get(TOKEN))
    if came is None:
        await visit.desk.knock("wrong_link")
        problems = Problems()
        problems.add("", _WRONG_LINK)
        return await show_ways(visit, problems, 422)
    if not await may_stay(visit.house, came.person):
        return await show_own_way(visit, came)
    return await enter(visit, came)
