"""Mijn gegevens: what is known of whoever looks, and the devices that stay signed in."""

from __future__ import annotations

from starlette.responses import Response

from handlers.web.menu import ME
from handlers.web.visit import Visit

_FORGOTTEN = "Geen apparaat blijft nog ingelogd. Je logt de volgende keer in met een code."


async def show(visit: Visit) -> Response:
    """Show who you are here."""
    return visit.page("me.html", ME.word)


async def forget_devices(visit: Visit) -> Response:
    """Revoke all remembered devices."""
    count = await visit.desk.forget_devices(visit.viewer.id)
    await visit.desk.note(visit.viewer.id, "devices_forgotten", {"devices": count})
    response = visit.go(ME.address, _FORGOTTEN)
    visit.house.cookies.drop(response, "device")
    return response
