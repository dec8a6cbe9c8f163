"""What stands before every page: headers, who may reach the demo, where a form may come from. Plain ASGI."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import secrets
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.web.figures import Figures
from handlers.web.settings import WebSettings

MOST_BYTES = 1_000_000
MOST_SECONDS = 20.0
"""So long a body may take to arrive."""
log = logging.getLogger("doorbraakbot.web")

_FORWARDING = ("forwarded", "x-real-ip", "via", "true-client-ip", "cf-connecting-ip", "x-original-host")
_FORWARDING_FAMILY = "x-forwarded-"
_NOT_HERE = "Dit is een demo. Ze werkt alleen op deze computer zelf, via http://127.0.0.1.\n"


def is_loopback(host: str) -> bool:
    """Claim that a host name or address is this machine itself."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def host_without_port(host: str) -> str:
    """Give the name of a Host header without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # brackets that do not belong there
        return ""


def comes_from_here(request: Request, settings: WebSettings) -> bool:
    """Claim that a form was sent from our own page: by Origin, and by what the browser says about the site.

    The Host header says what somebody else wants it to say; it counts only between names of this machine.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None or origin == settings.origin:
        return True
    host = request.headers.get("host", "")
    return is_loopback(host_without_port(host)) and origin == f"{request.url.scheme}://{host}"


def token_fits(given: str, expected: str) -> bool:
    """Claim that the hidden token of a form is the one of this session."""
    return bool(expected) and secrets.compare_digest(given.encode(), expected.encode())


def was_forwarded(headers: Headers) -> bool:
    """Claim that a proxy says it passed this on."""
    return any(name in _FORWARDING or name.startswith(_FORWARDING_FAMILY) for name in headers)


class DemoOnlyHere:
    """Refuse, in the demo, whoever does not come over the loopback address directly."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse with 403."""
        if scope["type"] == "http" and not (self._is_direct(Headers(scope=scope)) and self._is_near(scope)):
            await PlainTextResponse(_NOT_HERE, status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    @staticmethod
    def _is_near(scope: Scope) -> bool:
        """Claim that whoever calls sits on this machine; a socket in a folder has no address, and is."""
        client = scope.get("client")
        return client is None or is_loopback(str(client[0]))

    @staticmethod
    def _is_direct(headers: Headers) -> bool:
        return not was_forwarded(headers) and is_loopback(host_without_port(headers.get("host", "")))


class BodyLimit:
    """Stop reading a body after 1 MB or 20 seconds: reading on raises 413 or 408 in the page, which then says so.

    Without the second, a few hundred visitors who send a byte a minute keep everybody else out.
    """

    def __init__(self, app: ASGIApp, seconds: float = MOST_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with a counted body."""
        said = Headers(scope=scope).get("content-length", "0") if scope["type"] == "http" else "0"
        announced = int(said) if said.isascii() and said.isdigit() else 0
        received = 0
        ends = time.monotonic() + self._seconds
        whole = False

        async def counted() -> Message:
            nonlocal received, whole
            if announced > MOST_BYTES:
                raise HTTPException(413)
            try:
                message = await asyncio.wait_for(receive(), None if whole else max(ends - time.monotonic(), 0))
            except TimeoutError:
                raise HTTPException(408) from None
            whole = not message.get("more_body", False)
            received += len(message.get("body", b""))
            if received > MOST_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


class SafeHeaders:
    """Add the headers that keep a browser from doing more than the page needs, and count the request."""

    def __init__(self, app: ASGIApp, settings: WebSettings, figures: Figures) -> None:
        self._app = app
        self._figures = figures
        self._headers = _headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500
        began_to_answer = False

        async def with_headers(message: Message) -> None:
            nonlocal status, began_to_answer
            if message["type"] == "http.response.start":
                status, began_to_answer = message["status"], True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception:  # the last net: what falls through here would be told by the server, without our headers
            reference = secrets.token_hex(4).upper()
            log.exception("the application failed", extra={"reference": reference, "route": route_of(scope)})
            if not began_to_answer:
                broken = PlainTextResponse(f"Er ging bij ons iets mis. Code: {reference}\n", status_code=500)
                await broken(scope, receive, with_headers)
        finally:
            self._figures.count(scope["method"], route_of(scope), status, time.perf_counter() - began)


def route_of(scope: Scope) -> str:
    """Give the pattern of the address that serves a request, which holds nothing that anybody typed."""
    route = scope.get("route")
    return str(getattr(route, "path", "")) or "other"


def _headers(settings: WebSettings) -> dict[str, str]:
    styles = f"'self' {settings.theme_origin}".strip()
    policy = (
        f"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data:; font-src {styles}; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        # Not no-referrer: browsers would then send "Origin: null" with our own forms.
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
        "X-Robots-Tag": "noindex, nofollow",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
    }
    if settings.is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


def figures_for(request: Request, token: str, figures: Callable[[], bytes]) -> Response:
    """Give counters to this machine itself or to who has the token; nobody else hears that there are any."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    has_token = bool(token) and secrets.compare_digest(given.encode(), token.encode())
    peer = request.client.host if request.client else ""
    is_here = is_loopback(peer) and is_loopback(host_without_port(request.headers.get("host", "")))
    if not has_token and (was_forwarded(request.headers) or not is_here):
        return PlainTextResponse("forbidden\n", status_code=403)
    return Response(figures(), media_type="text/plain; version=0.0.4; charset=utf-8")
