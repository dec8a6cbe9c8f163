"""Aanvragen and Mijn aanvragen: finding any request back. Texts are not searched, and the page says so."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from doorbraak.overviews import RequestFilter, RequestList
from doorbraak.themes import THEMES
from handlers.web.menu import MINE, REQUESTS
from handlers.web.typed import Problems, Typed, date_of
from handlers.web.visit import Visit

STATUSES = ("open", "with_lead", "granted", "solved_by_route", "declined", "withdrawn", "expired")
_NUMBER = re.compile(r"VE[-\s]?([0-9]{4})[-\s]?([0-9]{1,6})", re.IGNORECASE)
_PART = re.compile(r"(?:VE)?[-\s]?(?:20[0-9]{2}(?:[-\s]|(?=[0-9]{4}$)))?[0-9]{0,4}", re.IGNORECASE)
_NO_NUMBER = "Zoek op een nummer, zoals VE-2026-0042. Teksten en dossiernummers doorzoeken we niet."
_FILTERS = ("number", "status", "theme", "district", "since", "until", "mine")
_MOST_PAGES = 100_000


def _is_of_a_number(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "-")


def whole_number(shown: str) -> str:
    """Give the number of a request as it is written, from `ve 2026 42`; empty when it is only a part."""
    match = _NUMBER.fullmatch(shown.strip())
    return f"VE-{match[1]}-{int(match[2]):04d}" if match else ""


async def show(visit: Visit) -> Response:
    """Show the requests that fit; a whole number opens its request."""
    return await _show(visit, visit.query, Problems(), 200)


async def find(visit: Visit) -> Response:
    """Read the search form and go to what it asks for.

    It is sent, not asked by address: what somebody types here by mistake, such as a file number or a name, would stay
    in the history of the browser and in the log of a proxy. Only what we know goes into the address.
    """
    problems = Problems()
    wanted = _wanted(visit, visit.typed, problems)
    number = whole_number(visit.typed.get("number"))
    if problems or number:
        return await _show(visit, visit.typed, problems, 422 if problems else 200)
    asked = {
        "number": wanted.number,
        "status": wanted.status,
        "theme": wanted.theme,
        "district": wanted.district,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
        "mine": "1" if wanted.mine else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return visit.go(f"{REQUESTS.address}?{query}" if query else REQUESTS.address)


async def _show(visit: Visit, query: Typed, problems: Problems, status: int) -> Response:
    number = whole_number(query.get("number"))
    if number and await visit.desk.request_version(visit.viewer, number) is not None:
        return visit.go(f"/aanvragen/{number}")
    if number:
        problems.add("number", f"Er is geen aanvraag {number}, of je mag hem niet zien.")
    wanted = _wanted(visit, query, problems)
    found = await visit.desk.requests(visit.viewer, wanted)
    return visit.page(
        "requests.html",
        REQUESTS.word,
        status=status,
        found=found,
        typed=query,
        problems=problems,
        fields=("number", "since", "until"),
        statuses=STATUSES,
        themes=THEMES,
        narrowed=any(query.get(name) for name in _FILTERS),
        **_paging(found, query, hide=("number",) if problems else ()),
    )


async def show_mine(visit: Visit) -> Response:
    """Show the viewer's own requests."""
    query = visit.query
    found = await visit.desk.requests(visit.viewer, RequestFilter(mine=True, page=_page_of(query)))
    return visit.page("mine.html", MINE.word, found=found, **_paging(found, query))


def _wanted(visit: Visit, query: Typed, problems: Problems) -> RequestFilter:
    status, theme, district = query.get("status"), query.get("theme"), query.get("district")
    shown = query.get("number").strip()
    if not (_PART.fullmatch(shown) or _NUMBER.fullmatch(shown)):
        problems.add("number", _NO_NUMBER)
        shown = ""
    return RequestFilter(
        number="".join(filter(_is_of_a_number, shown.upper())),
        status=status if status in STATUSES else "",
        theme=theme if theme in THEMES else "",
        district=district if district in visit.viewer.districts else "",
        since=date_of(query, problems, "since"),
        until=date_of(query, problems, "until"),
        mine=bool(query.get("mine")),
        page=_page_of(query),
    )


def _page_of(query: Typed) -> int:
    shown = query.get("page")
    number = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < len(str(_MOST_PAGES)) else 1
    return max(number, 1)


def _paging(found: RequestList, query: Typed, hide: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the addresses of the pages before and after this one, empty where there is none."""
    rest = {name: query.get(name) for name in _FILTERS if query.get(name) and name not in hide}
    last = found.page * found.per_page >= found.total
    return {
        "newer": "" if found.page <= 1 else "?" + urlencode(rest | {"page": found.page - 1}),
        "older": "" if last else "?" + urlencode(rest | {"page": found.page + 1}),
    }
