"""Which pages somebody finds in the menu, by role. A page that does not exist yet is not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from doorbraak.overviews import Viewer


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One page of the menu; its word is also the title of the page."""

    word: str
    address: str


def is_koploper(viewer: Viewer) -> bool:
    """Claim that somebody may put requests."""
    return viewer.person.is_koploper


def minds_the_fund(viewer: Viewer) -> bool:
    """Claim that somebody may see what was spent: lead, manager or admin."""
    return viewer.person.minds_the_fund


def is_lead(viewer: Viewer) -> bool:
    """Claim that somebody may decide as lead."""
    return viewer.person.is_lead


WAITING = MenuItem("Wat wacht op mij", "/wat-wacht-op-mij")
NEW = MenuItem("Nieuwe aanvraag", "/nieuwe-aanvraag")
MINE = MenuItem("Mijn aanvragen", "/mijn-aanvragen")
REQUESTS = MenuItem("Aanvragen", "/aanvragen")
SPEND = MenuItem("Uitgaven", "/uitgaven")
ME = MenuItem("Mijn gegevens", "/mijn-gegevens")

_PAGES: tuple[tuple[MenuItem, Callable[[Viewer], bool]], ...] = (
    (WAITING, lambda _: True),
    (NEW, is_koploper),
    (MINE, is_koploper),
    (REQUESTS, lambda _: True),
    (SPEND, minds_the_fund),
)


def menu_of(viewer: Viewer | None) -> tuple[MenuItem, ...]:
    """Give the pages for somebody; nothing before sign-in."""
    return tuple(item for item, may in _PAGES if viewer is not None and may(viewer))


def is_for_others(viewer: Viewer, address: str) -> bool:
    """Claim that an address belongs to a page of the menu that this person does not have."""
    return any(address.startswith(item.address) and not may(viewer) for item, may in _PAGES)
