"""Every page that a person can reach: from the first one along links, as a reader who never presses anything."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from starlette.routing import Route

from handlers.web.routes import make_routes
from tests.web.forms import Page
from tests.web.stage import Stage, Visitor

ROLES = ("noor", "joost", "els", "mira", "ad")
MOST_PAGES = 80


def a_full_stage(stage: Stage) -> list[str]:
    """Put requests in every state, and give their numbers."""
    noor = stage.visitor("noor")
    numbers = [noor.ask(client=f"BOKS-{4000 + one}") for one in range(3)]
    reviewer = stage.visitor("joost")
    reviewer.open(f"/aanvragen/{numbers[0]}")
    reviewer.press("Akkoord")
    for who in ("anke", "bram"):
        visitor = stage.visitor(who)
        visitor.open(f"/aanvragen/{numbers[0]}")
        visitor.press("Akkoord")
    reviewer.open(f"/aanvragen/{numbers[1]}/reguliere-route")
    reviewer.press("Doorgeven", {"route": "Leergeld", "who": "Leergeld"})
    reviewer.open(f"/aanvragen/{numbers[2]}/bezwaar")
    reviewer.press("Bezwaar", {"reason": "Kan dit ook tweedehands?"})
    stage.clock.go_on(days=2, hours=12)
    stage.tick()
    return numbers


def pages_of(visitor: Visitor, *more: str) -> Iterator[Page]:
    """Give every page along links from the first one and `more`; each address once, whatever stands behind `?`."""
    waiting, seen = ["/", *more], set[str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if (path := urlsplit(address).path) in seen:
            continue
        seen.add(path)
        page = visitor.open(address)
        yield page
        links = (urlsplit(urljoin(page.path, link)) for link in page.links.values())
        waiting += [link.path + (f"?{link.query}" if link.query else "") for link in links if not link.netloc]


def routes() -> list[Route]:
    """Give every route of the web channel that is not a folder of files."""
    return [route for route in make_routes() if isinstance(route, Route)]


def address_of(route: Route, number: str) -> str:
    """Give an address that fits a route, about this request."""
    parts = {"{number}": number, "{action}": "opmerking", "{draft}": "0123456789abcdef01234567", "{person}": "noor"}
    address = route.path
    for part, value in parts.items():
        address = address.replace(part, value)
    return address
