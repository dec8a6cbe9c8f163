"""From a request to a page: who is it, may they, did the form come from us; and every error as a page.

Order for a form: origin and token (403), session (to the sign-in, keeping what was typed), role (403), the page.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from doorbraak.ids import PersonId
from doorbraak.overviews import Viewer
from handlers.desk import Forbidden, Unavailable
from handlers.desk.origin import coming_from
from handlers.web import error_pages, sign_in_again
from handlers.web.entering import may_stay
from handlers.web.guard import comes_from_here, route_of, token_fits
from handlers.web.house import House, house_of
from handlers.web.menu import NOTE
from handlers.web.sessions import BY_DEVICE, Session, new_session
from handlers.web.typed import read_form
from handlers.web.visit import NotFound, Visit

log = logging.getLogger("doorbraakbot.web")

MOST_FIELDS = 200
"""More fields than this no form of ours has."""

Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]
May = Callable[[Viewer], bool]


def signed_in(
    page: Page,
    may: May | None = None,
    *,
    quiet: bool = False,
    by_script: bool = False,
    fresh: bool = False,
    before_note: bool = False,
) -> Endpoint:
    """Serve a page to who is signed in, and if `may` is given only to them.

    `quiet`: asking is no activity. `by_script`: who is not signed in gets 401 instead of the sign-in page. `fresh`:
    who did not sign in within the last 10 minutes does so again first; what was typed is kept meanwhile.
    `before_note`: also for who must accept the confidentiality note first; for them every other page leads there.
    """

    async def serve(visit: Visit) -> Response:
        visit = await _recognise(visit)
        if visit.known is None:
            return Response(status_code=401) if quiet or by_script else await error_pages.to_sign_in(visit)
        if visit.viewer.person.must_accept and not before_note:
            return Response(status_code=403) if quiet or by_script else visit.go(NOTE)
        if may is not None and not may(visit.viewer):
            await _note_refused(visit, "forbidden")
            return error_pages.forbidden(visit)
        if fresh:
            if not visit.session.is_fresh(visit.desk.now()):
                return await sign_in_again.ask(visit)
            await sign_in_again.let_go(visit)
        return await page(visit)

    return _endpoint(serve, quiet=quiet)


def anybody(page: Page) -> Endpoint:
    """Serve a page to anybody; who is signed in is known all the same."""

    async def serve(visit: Visit) -> Response:
        return await page(await _recognise(visit))

    return _endpoint(serve, quiet=False)


def _endpoint(serve: Page, *, quiet: bool) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        house = house_of(request)
        visit = Visit(request, house, house.cookies.session(request, house.desk.now()))
        with coming_from(house.origin_of(request)):
            response = await _answer(visit, serve)
        if not quiet:
            house.cookies.keep(response, visit.session, house.desk.now())
        return response

    return endpoint


async def _answer(visit: Visit, serve: Page) -> Response:
    try:
        if visit.request.method == "POST":
            if _holds_files(visit.request):
                await _pass_over(visit.request)
                return error_pages.no_files(visit)
            visit.typed = read_form(await visit.request.form(max_files=0, max_fields=MOST_FIELDS))
            if not comes_from_here(visit.request, visit.house.settings):
                return error_pages.not_from_here(visit)
            if not _has_token(visit):
                return error_pages.open_too_long(visit)
        return await serve(visit)
    except NotFound:
        await _note_refused(visit, "not_found")
        return error_pages.not_found(visit)
    except Forbidden:
        await _note_refused(visit, "forbidden")
        return error_pages.forbidden(visit)
    except ClientDisconnect:  # nobody is there to read an answer
        return Response(status_code=400)
    except Unavailable as gone:
        return error_pages.unavailable(visit, gone.reference)
    except HTTPException as known:
        return error_pages.by_status(visit, known.status_code)
    except Exception:
        reference = secrets.token_hex(4).upper()
        facts = {"reference": reference, "route": route_of(visit.request.scope), "method": visit.request.method}
        log.exception("page failed", extra=facts)
        return error_pages.broken(visit, reference)


async def _note_refused(visit: Visit, result: str) -> None:
    """Log a press on a page that is for others, or about something this person may not see. A look stores nothing."""
    if visit.request.method != "POST" or visit.known is None:
        return
    with suppress(Unavailable):  # the page says no all the same
        await visit.desk.note(visit.viewer.id, "press", {}, target=route_of(visit.request.scope), result=result)


def _holds_files(request: Request) -> bool:
    """Claim that a form comes in the shape that browsers use for files; none of our forms does."""
    return request.headers.get("content-type", "").strip().lower().startswith("multipart/")


async def _pass_over(request: Request) -> None:
    """Read a body to its end and keep nothing of it: a browser reads our answer only after it has sent everything."""
    with suppress(HTTPException):
        async for _ in request.stream():
            pass


def _has_token(visit: Visit) -> bool:
    return token_fits(visit.typed.get("csrf_token"), visit.session.csrf)


async def _recognise(visit: Visit) -> Visit:
    """Find out who it is: by session, or else by a remembered device."""
    if visit.session.signed_in:
        session = visit.session
        visit.known = await visit.desk.session_viewer(PersonId(session.person), session.csrf, session.began_under)
        if visit.known is None:  # ended from elsewhere: nothing of it may go on, not even as an old form's owner
            visit.session = new_session(visit.desk.now(), wants=session.wants)
        return visit
    owner = await _device_owner(visit.house, visit.request)
    if owner is None or _is_press_of_another(visit, owner):
        return visit
    visit.known = await visit.desk.viewer(owner)
    if visit.known is not None:
        visit.session = _resumed(visit, owner)
    return visit


def _is_press_of_another(visit: Visit, owner: PersonId) -> bool:
    """Claim that a form was opened by somebody else than the device remembers: nothing is done in another name."""
    return visit.request.method == "POST" and visit.session.person not in ("", owner)


def _resumed(visit: Visit, owner: PersonId) -> Session:
    """Begin a session on a remembered device; the token of an open form stays good for its own person."""
    number = visit.known.sessions if visit.known else 0
    begun = new_session(visit.desk.now(), owner, visit.session.wants, how=BY_DEVICE, began_under=number)
    same = visit.session.person in ("", owner)
    return replace(begun, csrf=visit.session.csrf) if same and visit.session.csrf else begun


async def _device_owner(house: House, request: Request) -> PersonId | None:
    secret = str(house.cookies.get(request, "device").get("s", ""))
    owner = await house.desk.device_owner(secret) if secret else None
    return owner if owner is not None and await may_stay(house, owner) else None
