"""The list of what stood in threads, for the privacy officer. Who wrote it is not in it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from doorbraak.ids import ProgrammeId
from doorbraak.overviews import ThreadLine, ThreadList
from doorbraak.posted import Sighting
from doorbraak.working_time import AMSTERDAM
from storage import tables as t
from storage.moments import to_text
from storage.posted import from_row


def threads(connection: Connection, programme: ProgrammeId, since: date, until: date, now: datetime) -> ThreadList:
    """Give everything that was seen on these days (of Amsterdam, both included), the oldest first."""
    p = t.posted.c
    query = (
        select(t.posted)
        .where(p.programme_id == programme, p.kinds != "", p.seen_at >= _begin(since))
        .where(p.seen_at < _begin(until + timedelta(days=1)))
        .order_by(p.seen_at, p.reference, p.turn)
    )
    lines = tuple(_line(from_row(row), now) for row in connection.execute(query).mappings())
    return ThreadList(since=since, until=until, lines=lines)


def _begin(day: date) -> str:
    return to_text(datetime.combine(day, time(), AMSTERDAM))


def _line(sighting: Sighting, now: datetime) -> ThreadLine:
    return ThreadLine(
        at=sighting.seen_at,
        number=sighting.number,
        kinds=sighting.kinds,
        level=sighting.level,
        minutes=sighting.minutes(now),
        readers=sighting.readers,
        answer=sighting.answer,
        ended_how=sighting.ended_how,
        told_lead=sighting.told_at is not None,
    )
