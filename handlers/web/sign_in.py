"""The first page: one button per person in the demo, otherwise the ways to sign in. A code; and leaving again.

Links: sign_in_link.py. The organisation's account: sign_in_organisation.py. Once more: sign_in_again.py.
"""

from __future__ import annotations

from contextlib import suppress

from starlette.responses import Response

from handlers.desk import TooManyTries, Unavailable
from handlers.desk.doors import CameIn
from handlers.web.entering import enter, may_stay, tried_by, wait_header
from handlers.web.menu import WAITING
from handlers.web.sessions import new_session
from handlers.web.typed import Problems
from handlers.web.visit import Visit

_NO_CODE = "Vul je code in."
_WRONG_CODE = "Deze code werkt niet (meer). Een code werkt 15 minuten en één keer. Vraag je beheerder om een nieuwe."
_WAIT = "Er is te vaak een verkeerde code ingevuld. Wacht een kwartier en probeer het opnieuw."
_WITH_ACCOUNT = "Jij logt in met je account van {name}. Kies hieronder Inloggen via {name}."
_BYE = "Je bent uitgelogd."
OWN_COOKIES = ("device", "check", "code", "oidc", "who")


async def first_page(visit: Visit) -> Response:
    """Show how to sign in, or go on for who is signed in."""
    if visit.known is not None:
        return visit.go(WAITING.address)
    return await show_ways(visit, Problems(), 200)


async def show_ways(visit: Visit, problems: Problems, status: int) -> Response:
    """Show the ways to sign in; who is signed in already does it once more, as the same person."""
    if visit.house.settings.demo:
        people = await visit.desk.demo_people()
        chosen = [one for one in people if visit.known is None or one.id == visit.known.id]
        title = "Demo" if visit.known is None else "Log nog een keer in"
        return visit.page("demo.html", title, status=status, people=chosen)
    title = "Inloggen" if visit.known is None else "Log nog een keer in"
    provider = visit.house.provider
    return visit.page(
        "sign_in.html",
        title,
        status=status,
        problems=problems,
        fields=("code", "mail"),
        typed=visit.typed,
        by_mail=visit.house.settings.mail,
        organisation=provider.name if provider else "",
    )


async def with_code(visit: Visit) -> Response:
    """Sign in with a code of one use."""
    problems, code = Problems(), visit.typed.get("code").strip()
    if not code:
        problems.add("code", _NO_CODE)
        return await show_ways(visit, problems, 422)
    try:
        came = await visit.desk.redeem_code(code, tried_by(visit))
    except TooManyTries as often:
        visit.house.figures.count_refused_sign_in("too_many")
        problems.add("code", _WAIT)
        return wait_header(await show_ways(visit, problems, 429), often.wait)
    if came is None:
        visit.house.figures.count_refused_sign_in("wrong_code")
        await visit.desk.knock("wrong_code")
        problems.add("code", _WRONG_CODE)
        return await show_ways(visit, problems, 422)
    if not await may_stay(visit.house, came.person):
        return await show_own_way(visit, came)
    return await enter(visit, came)


async def show_own_way(visit: Visit, came: CameIn) -> Response:
    """Turn away who has to come in with the account of the organisation: only there is known which roles are left."""
    await visit.desk.note(came.person, "signed_in", {"how": came.how}, result="account_needed")
    visit.house.figures.count_refused_sign_in("account_needed")
    problems = Problems()
    problems.add("", _WITH_ACCOUNT.format(name=visit.house.provider.name if visit.house.provider else ""))
    return await show_ways(visit, problems, 403)


async def as_demo_person(visit: Visit) -> Response:
    """Sign in as one of the people of the demo; in the demo only."""
    people = await visit.desk.demo_people() if visit.house.settings.demo else ()
    chosen = next((person for person in people if person.key == visit.typed.get("person")), None)
    if chosen is None:
        return visit.go("/")
    viewer = await visit.desk.viewer(chosen.id)
    return await enter(visit, CameIn(chosen.id, viewer.sessions if viewer else 0, "demo"))


async def leave(visit: Visit) -> Response:
    """Sign out, on this device also for later."""
    secret = str(visit.house.cookies.get(visit.request, "device").get("s", ""))
    if secret:
        await visit.desk.forget_device(secret)
    if visit.known is not None:
        with suppress(Unavailable):  # leaving may not fail because it cannot be written down
            await visit.desk.note(visit.viewer.id, "signed_out", {})
    if visit.session.person:
        await visit.desk.end_session(visit.session.csrf)
    return gone(visit, _BYE)


def gone(visit: Visit, says: str) -> Response:
    """Begin anew as nobody, with nothing left in this browser."""
    visit.session = new_session(visit.desk.now())
    response = visit.go("/", says)
    for name in OWN_COOKIES:
        visit.house.cookies.drop(response, name)
    return response
