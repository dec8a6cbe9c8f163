"""Which pages somebody finds in the menu, by role. A page that does not exist yet is not shown."""

from __future__ import annotations

from dataclasses import dataclass

from doorbraak.overviews import Viewer
from handlers.access import MAY, PAGES


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One page of the menu; its word is also the title of the page."""

    word: str
    address: str


WAITING = MenuItem("Wat wacht op mij", "/wat-wacht-op-mij")
NEW = MenuItem("Nieuwe aanvraag", "/nieuwe-aanvraag")
MINE = MenuItem("Mijn aanvragen", "/mijn-aanvragen")
REQUESTS = MenuItem("Aanvragen", "/aanvragen")
SPEND = MenuItem("Uitgaven", "/uitgaven")
ACCOUNTS = MenuItem("Verantwoording", "/verantwoording")
ADMIN = MenuItem("Beheer", "/beheer")
ME = MenuItem("Mijn gegevens", "/mijn-gegevens")

NOTE = "/geheimhouding"

_MENU = (WAITING, NEW, MINE, REQUESTS, SPEND, ACCOUNTS, ADMIN)


def may_open(viewer: Viewer, method: str, path: str) -> bool:
    """Claim that somebody may come to an address, as the table of handlers/access.py says."""
    return MAY[PAGES[method, path].who](viewer.person)


def menu_of(viewer: Viewer | None) -> tuple[MenuItem, ...]:
    """Give the pages for somebody; nothing before sign-in, nor before the confidentiality note."""
    if viewer is None or viewer.person.must_accept:
        return ()
    return tuple(item for item in _MENU if may_open(viewer, "GET", item.address))


def is_for_others(viewer: Viewer, address: str) -> bool:
    """Claim that an address belongs to a page of the menu that this person does not have."""
    return any(address.startswith(item.address) and not may_open(viewer, "GET", item.address) for item in _MENU)
