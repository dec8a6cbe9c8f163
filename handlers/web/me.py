"""Mijn gegevens: what is known of whoever looks, how they signed in, and the devices that stay signed in."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.responses import Response

from doorbraak.quiet import quiet_hours
from handlers import wording as words
from handlers.web.menu import ME
from handlers.web.sign_in import gone
from handlers.web.typed import Problems, Typed
from handlers.web.visit import Visit

_FORGOTTEN = "Geen apparaat blijft nog ingelogd. Je logt de volgende keer opnieuw in."
_FORGOTTEN_ONE = "Dat apparaat blijft niet meer ingelogd."
_LANGUAGE = "Je keuze is bewaard."
_EVERYWHERE = "Je bent overal uitgelogd, op elk apparaat."
_HOW = {
    "code": "met een code",
    "mail": "met een link uit je mail",
    "invite": "met een link uit je mail",
    "chat": "met een link uit de chat",
    "demo": "met een knop van de demo",
    "device": "vanzelf, omdat dit apparaat onthouden is",
}


async def show(visit: Visit) -> Response:
    """Show who you are here."""
    hours = await visit.desk.quiet_hours(visit.viewer)
    kept = {"begins": hours.begins.isoformat("minutes"), "ends": hours.ends.isoformat("minutes")} if hours else {}
    return await _page(visit, Typed(kept), Problems(), 200)


async def _page(visit: Visit, typed: Typed, problems: Problems, status: int) -> Response:
    devices, this = await visit.desk.devices(visit.viewer.id, _secret(visit))
    provider = visit.house.provider
    by_account = f"via {provider.name}" if provider else "via je organisatie"
    return visit.page(
        "me.html",
        ME.word,
        devices=devices,
        this_device=this,
        how=_HOW.get(visit.session.how, by_account),
        since=datetime.fromtimestamp(visit.session.since, UTC),
        typed=typed,
        problems=problems,
        fields=tuple(words.QUIET_LABELS),
        status=status,
    )


async def choose_language(visit: Visit) -> Response:
    """Tell whoever looks things in another language from now on."""
    chosen = visit.typed.get("language")
    await visit.desk.keep_language(visit.viewer, chosen if chosen in words.LANGUAGES and chosen != words.DUTCH else "")
    return visit.go(ME.address, _LANGUAGE)


async def keep_quiet_hours(visit: Visit) -> Response:
    """Keep the quiet hours that were typed; two empty fields are none."""
    try:
        hours = quiet_hours(visit.typed.get("begins").strip(), visit.typed.get("ends").strip())
    except ValueError as wrong:
        problems = Problems()
        problems.add(*words.quiet_fault(str(wrong)))
        return await _page(visit, visit.typed, problems, 422)
    await visit.desk.keep_quiet_hours(visit.viewer, hours)
    return visit.go(ME.address, words.QUIET_KEPT if hours else words.QUIET_OFF)


def _secret(visit: Visit) -> str:
    return str(visit.house.cookies.get(visit.request, "device").get("s", ""))


async def forget_devices(visit: Visit) -> Response:
    """Revoke all remembered devices."""
    count = await visit.desk.forget_devices(visit.viewer.id)
    await visit.desk.note(visit.viewer.id, "devices_forgotten", {"devices": count})
    response = visit.go(ME.address, _FORGOTTEN)
    visit.house.cookies.drop(response, "device")
    return response


async def forget_device(visit: Visit) -> Response:
    """Revoke one remembered device."""
    gone_now = await visit.desk.forget_known_device(visit.viewer.id, visit.typed.get("device"))
    await visit.desk.note(visit.viewer.id, "devices_forgotten", {"devices": int(gone_now)})
    return visit.go(ME.address, _FORGOTTEN_ONE if gone_now else "")


async def leave_everywhere(visit: Visit) -> Response:
    """End every session and forget every device of whoever looks."""
    await visit.desk.note(visit.viewer.id, "signed_out", {"everywhere": True})
    await visit.desk.end_all_sessions(visit.viewer.id)
    return gone(visit, _EVERYWHERE)
