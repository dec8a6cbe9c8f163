"""For machines: is it alive, can it store taps, how much did it do, and whom to tell about a hole."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from handlers.web.guard import is_loopback
from handlers.web.house import client_address, house_of


async def livez(request: Request) -> Response:  # noqa: ARG001 - it answers, so it lives
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """Say whether taps can be stored now."""
    ready = await asyncio.to_thread(house_of(request).desk.is_ready)  # a lost database may take seconds to say no
    return PlainTextResponse("ready\n" if ready else "not ready\n", status_code=200 if ready else 503)


async def metrics(request: Request) -> Response:
    """Give the counters, to this machine itself or to who has the token."""
    house = house_of(request)
    settings = house.settings
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    has_token = bool(settings.metrics_token) and secrets.compare_digest(given.encode(), settings.metrics_token.encode())
    forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    if not has_token and (forwarded or not is_loopback(client_address(request, settings.trusted_proxies))):
        return PlainTextResponse("forbidden\n", status_code=403)
    return Response(house.figures.as_text(), media_type="text/plain; version=0.0.4; charset=utf-8")


async def security_txt(request: Request) -> Response:
    """Say whom to tell about a hole (RFC 9116)."""
    house = house_of(request)
    contact = house.settings.security_contact or f"{house.settings.origin}/"
    expires = (house.desk.now() + timedelta(days=180)).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: nl, en")
    return PlainTextResponse("\n".join(lines) + "\n")
