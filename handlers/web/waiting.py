"""Wat wacht op mij, and the news: where everybody begins."""

from __future__ import annotations

from datetime import datetime

from starlette.responses import Response

from doorbraak.overviews import WaitingItem
from handlers import wording as words
from handlers.web.menu import WAITING
from handlers.web.note import for_page
from handlers.web.visit import Visit

_FORM_OF = {"settle": "bon-invullen", "follow_up": "is-het-opgelost"}


def address_of(item: WaitingItem) -> str:
    """Give where somebody can do what waits."""
    request = f"/aanvragen/{item.line.number}"
    if item.what == "answer_route" and item.route_no:
        return f"{request}/antwoord-op-route?route_no={item.route_no}"
    return f"{request}/{_FORM_OF[item.what]}" if item.what in _FORM_OF else request


def what_waits(item: WaitingItem, now: datetime) -> str:
    """Give what there is to do, without the number, amount and moment that stand beside it on the page."""
    return words.waiting(item, now).split(" · ")[2]


async def show(visit: Visit) -> Response:
    """Show what waits, the most pressing first, and what happened."""
    now = visit.desk.now()
    items = await visit.desk.waiting(visit.viewer)
    news = await visit.desk.news(visit.viewer)
    return visit.page(
        "waiting.html",
        WAITING.word,
        waiting=[(item, what_waits(item, now), address_of(item)) for item in items],
        news=news,
        warnings=[words.warning(code) for code in await visit.desk.warnings(visit.viewer)],
        unread=sum(not item.read for item in news),
        **for_page(visit.viewer),
    )


async def mark_read(visit: Visit) -> Response:
    """Mark the news as read."""
    await visit.desk.mark_news_read(visit.viewer)
    return visit.go(WAITING.address)
