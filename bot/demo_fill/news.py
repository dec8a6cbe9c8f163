"""What was told in the past was delivered then, and what is older than a working day has been read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from bot.demo_fill.moments import working_before
from storage import tables as t
from storage.moments import to_text

_UNREAD_MINUTES = 8 * 60
"""Counted in working time, so that on a Monday the news of Friday is still new."""


def settle_news(connection: Connection, now: datetime) -> None:
    """Mark messages due until `now` as delivered at their own moment, and the older ones as read."""
    m = t.messages.c
    connection.execute(update(t.messages).where(m.due_at <= to_text(now)).values(delivered_at=m.due_at))
    long_ago = to_text(working_before(now, _UNREAD_MINUTES))
    connection.execute(update(t.messages).where(m.due_at <= long_ago).values(read_at=m.due_at))
