"""Messages that were delivered on the web, for the person they were for."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from doorbraak.ids import PersonId
from doorbraak.overviews import NewsItem
from storage import tables as t
from storage.moments import from_text, to_text

_DAYS = 14
_MOST = 30


def news(connection: Connection, person: PersonId, now: datetime) -> tuple[NewsItem, ...]:
    """Give the delivered messages of the last two weeks, newest first; their words are made by who shows them."""
    m = t.messages.c
    since = to_text(now - timedelta(days=_DAYS))
    query = (
        select(t.messages)
        .where(m.person_id == person, m.delivered_at.is_not(None), m.delivered_at >= since)
        .order_by(m.delivered_at.desc(), m.id.desc())
        .limit(_MOST)
    )
    return tuple(
        NewsItem(
            id=row["id"],
            kind=row["kind"],
            number=row["number"],
            at=from_text(row["delivered_at"]),
            facts=json.loads(row["facts"]),
            text="",
            read=row["read_at"] is not None,
        )
        for row in connection.execute(query).mappings()
    )


def mark_read(connection: Connection, person: PersonId, now: datetime) -> int:
    """Mark everything delivered to a person as read; gives how many there were."""
    m = t.messages.c
    where = (m.person_id == person, m.delivered_at.is_not(None), m.read_at.is_(None))
    return connection.execute(update(t.messages).where(*where).values(read_at=to_text(now))).rowcount
