"""For machines: is it alive, can it store taps, how much did it do, and whom to tell about a hole."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from handlers.web.guard import figures_for
from handlers.web.house import house_of

_TOLD_FOR = timedelta(days=180)
"""Whoever finds an old copy should ask again; RFC 9116 wants less than a year."""


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
    return figures_for(request, house.settings.metrics_token, house.figures.as_text)


async def security_txt(request: Request) -> Response:
    """Say whom to tell about a hole (RFC 9116)."""
    house = house_of(request)
    contact = house.settings.security_contact or f"{house.settings.origin}/"
    expires = (house.desk.now() + _TOLD_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    canonical = f"{house.settings.origin}/.well-known/security.txt"
    lines = (f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: nl, en", f"Canonical: {canonical}")
    return PlainTextResponse("\n".join(lines) + "\n")
