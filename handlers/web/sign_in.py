"""The first page: one button per person in the demo, otherwise a code. And leaving again."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

from starlette.responses import Response

from doorbraak.ids import PersonId
from handlers.desk import Unavailable
from handlers.web.house import client_address
from handlers.web.menu import WAITING, is_for_others
from handlers.web.sessions import DEVICE_SECONDS, new_session
from handlers.web.typed import Problems
from handlers.web.visit import Visit

_NO_CODE = "Vul je code in."
_WRONG_CODE = "Deze code werkt niet (meer). Een code werkt 15 minuten en één keer. Vraag je beheerder om een nieuwe."
_WAIT = "Je hebt te vaak een verkeerde code ingevuld. Wacht een kwartier en probeer het opnieuw."
_BYE = "Je bent uitgelogd."


async def first_page(visit: Visit) -> Response:
    """Show how to sign in, or go on for who is signed in."""
    if visit.known is not None:
        return visit.go(WAITING.address)
    return await _show(visit, Problems(), 200)


async def _show(visit: Visit, problems: Problems, status: int) -> Response:
    people = await visit.desk.demo_people()
    if visit.house.settings.demo:
        return visit.page("demo.html", "Demo", people=people)
    return visit.page("sign_in.html", "Inloggen", status=status, problems=problems, fields=("code",), typed=visit.typed)


async def with_code(visit: Visit) -> Response:
    """Sign in with a code of one use."""
    now, address = visit.desk.now(), client_address(visit.request, visit.house.settings.trusted_proxies)
    problems = Problems()
    if visit.house.wrong_codes.must_wait(address, now):
        visit.house.figures.count_refused_sign_in("too_many")
        problems.add("code", _WAIT)
        return await _show(visit, problems, 429)
    code = visit.typed.get("code").strip()
    person = await visit.desk.redeem_code(code) if code else None
    if person is None:
        if code:
            visit.house.wrong_codes.add(address, now)
            visit.house.figures.count_refused_sign_in("wrong_code")
            await visit.desk.knock("wrong_code")
        problems.add("code", _WRONG_CODE if code else _NO_CODE)
        return await _show(visit, problems, 422)
    await visit.desk.note(person, "signed_in", {"how": "code"})
    response = await _enter(visit, person)
    if visit.typed.get("remember"):
        secret = await visit.desk.remember_device(person)
        visit.house.cookies.put(response, "device", {"s": secret}, DEVICE_SECONDS)
    return response


async def as_demo_person(visit: Visit) -> Response:
    """Sign in as one of the people of the demo; in the demo only."""
    people = await visit.desk.demo_people() if visit.house.settings.demo else ()
    chosen = next((person for person in people if person.key == visit.typed.get("person")), None)
    if chosen is None:
        return visit.go("/")
    await visit.desk.note(chosen.id, "signed_in", {"how": "demo"})
    return await _enter(visit, chosen.id)


async def _enter(visit: Visit, person: PersonId) -> Response:
    """Begin a session and go to where this browser wanted to go, unless that is a page for others."""
    wants, viewer = visit.session.wants, await visit.desk.viewer(person)
    visit.session = new_session(visit.desk.now(), person)
    lost = not _is_own_address(wants) or (viewer is not None and is_for_others(viewer, wants))
    return visit.go(WAITING.address if lost else wants)


def _is_own_address(address: str) -> bool:
    parts = urlsplit(address)
    return address.startswith("/") and not address.startswith("//") and not parts.netloc and "\\" not in address


async def leave(visit: Visit) -> Response:
    """Sign out, on this device also for later."""
    secret = str(visit.house.cookies.get(visit.request, "device").get("s", ""))
    if secret:
        await visit.desk.forget_device(secret)
    if visit.known is not None:
        with suppress(Unavailable):  # leaving may not fail because it cannot be written down
            await visit.desk.note(visit.viewer.id, "signed_out", {})
    visit.house.ended.add(visit.session.csrf, visit.desk.now())
    visit.session = new_session(visit.desk.now())
    response = visit.go("/", _BYE)
    for name in ("device", "check", "code"):
        visit.house.cookies.drop(response, name)
    return response
