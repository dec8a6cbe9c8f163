"""Finding and applying what is due: the clock's side of the store. What is due is decided in doorbraak/requests/due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from doorbraak.ids import ProgrammeId
from doorbraak.requests.due import decide_due
from doorbraak.use_cases.frame import record_and_tell
from storage import tables as t
from storage.moments import to_text
from storage.unit_of_work import SqlUnitOfWork

Due = tuple[str, str]
"""Programme and number of a request for which something is due."""


AT_ONCE = 500
"""So many requests are looked up at a time."""


def find_due(
    connection: Connection, now: datetime, limit: int = AT_ONCE, programme: ProgrammeId | None = None
) -> list[Due]:
    """Give requests (of one programme, or of all) for which something is due at or before `now`, longest due first."""
    due = t.requests.c.next_due_at
    query = (
        select(t.requests.c.programme_id, t.requests.c.number)
        .where(due.is_not(None), due <= to_text(now))
        .order_by(due, t.requests.c.programme_id, t.requests.c.number)
        .limit(limit)
    )
    if programme is not None:
        query = query.where(t.requests.c.programme_id == programme)
    return [(row[0], row[1]) for row in connection.execute(query)]


def apply_one(due: Due, now: datetime) -> Callable[[SqlUnitOfWork], int]:
    """Make the work that lets happen what is due for one request; it gives how many events that were."""

    def work(uow: SqlUnitOfWork) -> int:
        programme, number = ProgrammeId(due[0]), due[1]
        request = uow.request(programme, number)
        events = decide_due(request, now) if request else []
        if not events:
            return 0
        circle = uow.circle_of(programme)
        record_and_tell(uow, programme, circle, request, events)
        return len(events)

    return work
