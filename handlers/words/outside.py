"""Texts that leave the team: what to tell the client (u, no jargon), and a note for the file (no names of anyone)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from doorbraak.money import format_euros
from doorbraak.overviews import RequestPage, RouteLine
from handlers.words.codes import route_name, status_word, theme_short, verdict_short
from handlers.words.dates import full_day
from handlers.words.lists import counted

RESIDENT_TEXTS: dict[str, str] = {
    "granted": "Wij kunnen dit voor u betalen: {bedrag}. Het geld gaat naar de winkel of instantie. "
    "Wij vertellen u wanneer het klaar is.",
    "route": "Er is een gewone regeling: {route}. Wij vragen die samen met u aan. Duurt het te lang? Bel ons meteen.",
    "declined": "Wij kunnen dit niet uit ons budget betalen. U kunt nog steeds een gewone aanvraag doen. "
    "Wij helpen u daarbij. Bent u niet tevreden over ons? Dan kunt u een klacht indienen.",
    "open": "Wij zoeken uit of wij dit kunnen betalen. U hoort zo snel mogelijk van ons. "
    "U kunt ook altijd een gewone aanvraag doen.",
    "withdrawn": "Wij zijn met deze vraag gestopt. U kunt nog steeds een gewone aanvraag doen. Wij helpen u daarbij.",
}
"""What a programme may replace with `resident_texts`; {bedrag} and {route} are filled in."""

_OTHER = "een andere route"
_WHICH = {"granted": "granted", "solved_by_route": "route", "declined": "declined", "expired": "declined"}


def tell_client(page: RequestPage, settings: Mapping[str, Any] | None = None) -> str:
    """Give the text to tell or send to the client; the programme's own text goes first."""
    which = _WHICH.get(page.status, page.status)
    given = cast(Mapping[str, Any], (settings or {}).get("resident_texts") or {})
    own = given.get(which)
    text = own if isinstance(own, str) and own.strip() else RESIDENT_TEXTS.get(which, RESIDENT_TEXTS["declined"])
    route = _accepted(page, settings)
    text = text if route else text.replace(": {route}", "")
    return text.replace("{bedrag}", format_euros(page.granted_cents or 0)).replace(
        "{route}", route or "gewone regeling"
    )


def _accepted(page: RequestPage, settings: Mapping[str, Any] | None) -> str:
    """Name the route that was in time; empty when its name may tell more than it should."""
    route = next((one for one in page.routes if one.verdict == "in_time"), None)
    name = _without_names(route, settings) if route else _OTHER
    return "" if name == _OTHER else name


def _without_names(route: RouteLine, settings: Mapping[str, Any] | None) -> str:
    """Name a route by its code, or by a name of the programme's own list; free text may name a person."""
    if route.code != "anders":
        return route_name(route.code)
    own = cast(Sequence[Mapping[str, Any]], (settings or {}).get("routes") or ())
    names = {str(one.get("name")) for one in own}
    return route.route if route.route in names else _OTHER


def copy_for_file(page: RequestPage, settings: Mapping[str, Any] | None = None) -> str:
    """Give the note for the client system, without names of people."""
    day = full_day(page.decided_at or page.submitted_at)
    sentences = [f"Voorkom Erger {page.number}, {day}.", _money(page)]
    routes = [f"{_without_names(route, settings)}, {verdict_short(route.verdict)}" for route in page.routes]
    if routes:
        sentences.append(f"Gewone route: {'; '.join(routes)}.")
    organisations = {vote.organisation for vote in page.votes if vote.stands and vote.approves}
    if organisations and page.how != "urgent":
        sentences.append(f"Akkoord van {counted(len(organisations), 'organisatie', 'organisaties')}.")
    return " ".join(sentences)


def _money(page: RequestPage) -> str:
    parts = [f"Gevraagd {format_euros(page.asked_cents)}"]
    if page.granted_cents is not None:
        parts.append(f"toegekend {format_euros(page.granted_cents)}")
    else:
        parts.append(status_word(page.status).lower())
    if page.settled_cents is not None:
        parts.append(f"uitgegeven {format_euros(page.settled_cents)}")
    return ", ".join([*parts, f"thema {theme_short(page.theme)}"]) + "."
