"""Quiet hours in the store: whose, and which messages they hold back at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from doorbraak.ids import PersonId
from doorbraak.quiet import HELD_BACK, QuietHours, quiet_hours
from doorbraak.working_time import local_date
from storage import tables as t
from storage.moments import to_text


def of(connection: Connection, person: PersonId) -> QuietHours | None:
    """Give the quiet hours of somebody, or None."""
    return _of_all(connection, [person]).get(person)


def keep(connection: Connection, person: PersonId, hours: QuietHours | None) -> None:
    """Keep the quiet hours of somebody; None: no quiet hours any more."""
    connection.execute(delete(t.quiet).where(t.quiet.c.person_id == person))
    if hours is not None:
        begins, ends = (one.isoformat("minutes") for one in (hours.begins, hours.ends))
        connection.execute(insert(t.quiet).values(person_id=person, begins=begins, ends=ends))


def hold_back(connection: Connection, rows: Sequence[Mapping[Any, Any]], now: datetime) -> list[Mapping[Any, Any]]:
    """Give the due messages that may go now; put off the others until the quiet hours of their receiver are over."""
    may_wait = [row for row in rows if row["kind"] in HELD_BACK and row["person_id"]]
    if not may_wait:
        return list(rows)
    hours = _of_all(connection, {row["person_id"] for row in may_wait})
    over = {row["id"]: hours[row["person_id"]].reminder_after(now) for row in may_wait if row["person_id"] in hours}
    for row in may_wait:
        until = over.get(row["id"])
        if until is not None:
            _put_off(connection, row, until)
    return [row for row in rows if over.get(row["id"]) is None]


def _put_off(connection: Connection, row: Mapping[Any, Any], until: datetime) -> None:
    """Let a reminder be due later, as the reminder of that day: nobody gets two on one day."""
    m = t.messages.c
    once = f"{row['kind']}:{row['person_id']}:{local_date(until).isoformat()}"
    taken = select(m.id).where(m.once == once, m.id != row["id"])
    if connection.execute(taken).first() is not None:
        connection.execute(delete(t.messages).where(m.id == row["id"]))
        return
    connection.execute(update(t.messages).where(m.id == row["id"]).values(due_at=to_text(until), once=once))


def _of_all(connection: Connection, people: Iterable[PersonId]) -> dict[PersonId, QuietHours]:
    rows = connection.execute(select(t.quiet).where(t.quiet.c.person_id.in_(list(people)))).all()
    found = {PersonId(row.person_id): quiet_hours(row.begins, row.ends) for row in rows}
    return {person: hours for person, hours in found.items() if hours is not None}
