"""What was told in the past was delivered then, and what is older than two days has been read."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, update

from storage import tables as t
from storage.moments import to_text

_UNREAD = timedelta(days=2)


def settle_news(connection: Connection, now: datetime) -> None:
    """Mark messages due until `now` as delivered at their own moment, and the older ones as read."""
    m = t.messages.c
    connection.execute(update(t.messages).where(m.due_at <= to_text(now)).values(delivered_at=m.due_at))
    connection.execute(update(t.messages).where(m.due_at <= to_text(now - _UNREAD)).values(read_at=m.due_at))
