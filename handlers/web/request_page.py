"""The page of one request, and the two small addresses by which an open page stays up to date."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import JSONResponse, Response

from doorbraak.overviews import RequestPage
from handlers import wording as words
from handlers.web.typed import Problems, Typed
from handlers.web.visit import NotFound, Visit

_NUMBER = re.compile(r"VE-[0-9]{4}-[0-9]{4,9}")


def number_of(visit: Visit) -> str:
    """Give the number in the address. Raises NotFound when it cannot be one."""
    number = visit.path("number")
    if not _NUMBER.fullmatch(number):
        raise NotFound
    return number


async def load(visit: Visit) -> RequestPage:
    """Give the request of the address. Raises NotFound, also when the viewer may not see it."""
    page = await visit.desk.request(visit.viewer, number_of(visit))
    if page is None:
        raise NotFound
    return page


def title_of(page: RequestPage) -> str:
    """Give the title of a request's page: number and theme."""
    return f"{page.number} · {words.theme_short(page.theme)}"


def _shown(visit: Visit, page: RequestPage) -> dict[str, Any]:
    settings = visit.viewer.settings
    return {
        "request": page,
        "explanation": words.explanation(page),
        "history": [(line.at, words.history_line(line)) for line in page.history],
        "payment_note": str(settings.get("payment_note") or ""),
        "has_ended": page.status != "open",
    }


def render(visit: Visit, page: RequestPage, *, problems: Problems | None = None, status: int = 200) -> Response:
    """Show a request, with what went wrong at the last press if anything did."""
    found = problems or Problems()
    return visit.page(
        "request.html",
        title_of(page),
        status=status,
        problems=found,
        fields=("text",),
        typed=visit.typed,
        **_shown(visit, page),
    )


async def show(visit: Visit) -> Response:
    """Show everything about one request that the viewer may see, with what was kept of a remark."""
    page = await load(visit)
    kept = await visit.desk.draft(visit.viewer, f"{page.number}:opmerking") if page.may.remark else None
    visit.typed = Typed(dict(kept.values)) if kept else visit.typed
    return render(visit, page)


async def show_parts(visit: Visit) -> Response:
    """Give only the parts of the page, for an open page that heard of a change."""
    page = await load(visit)
    return visit.page("request_parts.html", title_of(page), **_shown(visit, page))


async def show_version(visit: Visit) -> Response:
    """Say which version a request has; 304 when the page has it already."""
    version = await visit.desk.request_version(visit.viewer, number_of(visit))
    if version is None:
        raise NotFound
    headers = {"ETag": f'"{version}"'}
    if visit.request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return JSONResponse({"version": version}, headers=headers)


async def show_tell_client(visit: Visit) -> Response:
    """Show what to tell the client, to copy."""
    page = await load(visit)
    text = words.tell_client(page, visit.viewer.settings)
    return visit.page("copy.html", "Zeg tegen de klant", request=page, text=text, rows=7)


async def show_copy_for_file(visit: Visit) -> Response:
    """Show what to put in the client system, to copy."""
    page = await load(visit)
    return visit.page("copy.html", "Kopieer voor dossier", request=page, text=words.copy_for_file(page), rows=7)
