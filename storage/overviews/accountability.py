"""What managers read about people and money, from the lines of the log that one index holds together."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from doorbraak import events as e
from doorbraak.accountability import Line, account_of
from doorbraak.ids import PersonId, ProgrammeId, RequestId
from doorbraak.overviews import Account
from storage import tables as t
from storage.codec import from_body

_l = t.log.c
_OF_REQUESTS = ("granted", "declined")


def account(connection: Connection, programme: ProgrammeId, month: str = "") -> Account | None:
    """Give what the letter of a month tells, or without a month what came after the last one; None: no such letter."""
    if month:
        where = (t.letters.c.programme_id == programme, t.letters.c.month == month)
        row = connection.execute(select(t.letters).where(*where)).mappings().first()
        return _between(connection, programme, month, row["since_seq"], row["until_seq"]) if row else None
    return _between(connection, programme, "", told_until(connection, programme) or 0, None)


def months(connection: Connection, programme: ProgrammeId) -> tuple[str, ...]:
    """Give the months that have a letter, the newest first."""
    query = select(t.letters.c.month).where(t.letters.c.programme_id == programme)
    return tuple(connection.execute(query.order_by(t.letters.c.month.desc())).scalars())


def told_until(connection: Connection, programme: ProgrammeId) -> int | None:
    """Give the last line of the log that a letter accounted for, or None before the first letter."""
    query = select(func.max(t.letters.c.until_seq)).where(t.letters.c.programme_id == programme)
    return connection.execute(query).scalar()


def _between(connection: Connection, programme: ProgrammeId, month: str, since: int, until: int | None) -> Account:
    lines = list(_lines(connection, programme, since, until))
    named = select(t.people.c.id, t.people.c.name).where(t.people.c.programme_id == programme)
    names = {row[0]: row[1] for row in connection.execute(named)}
    wanted = {event.request for _, event in lines if isinstance(event, e.RequestEvent)}
    numbers = _numbers(connection, wanted)

    def name(person: PersonId | None) -> str:
        return names.get(person or "", "")

    def number(request: RequestId) -> str:
        return numbers.get(request, "")

    return account_of(lines, since, month=month, name=name, number=number)


def _lines(connection: Connection, programme: ProgrammeId, since: int, until: int | None) -> Iterator[Line]:
    """Give the lines about people and settings from the beginning, those about requests behind `since`."""
    query = (
        select(_l.seq, _l.kind, _l.v, _l.body)
        .where(_l.programme_id == programme, t.accounted)
        .where((_l.seq > since) | _l.kind.not_in(_OF_REQUESTS))
        .order_by(_l.seq)
    )
    if until is not None:
        query = query.where(_l.seq <= until)
    for seq, kind, version, body in connection.execute(query):
        yield seq, from_body(kind, version, body)


def _numbers(connection: Connection, requests: set[RequestId]) -> dict[str, str]:
    numbers: dict[str, str] = {}
    wanted = sorted(requests)
    for first in range(0, len(wanted), 500):
        query = select(t.requests.c.id, t.requests.c.number).where(t.requests.c.id.in_(wanted[first : first + 500]))
        numbers |= {row[0]: row[1] for row in connection.execute(query)}
    return numbers
