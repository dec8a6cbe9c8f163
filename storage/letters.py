"""Writing the monthly letter of a programme: which lines it accounts for, and to whom it goes. Once a month, ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from doorbraak import events as e
from doorbraak.accountability import letters
from doorbraak.ids import ProgrammeId
from storage import tables as t
from storage.moments import to_text
from storage.overviews.accountability import account, told_until
from storage.unit_of_work import SqlUnitOfWork


def without_letter(connection: Connection, month: str, due_at: datetime) -> list[ProgrammeId]:
    """Give the programmes that have no letter of this month yet and were there before it was due."""
    done = select(t.letters.c.programme_id).where(t.letters.c.month == month)
    first = t.log.alias("first")
    began = select(first.c.at).where(first.c.programme_id == t.programmes.c.id, first.c.seq == 1).scalar_subquery()
    query = select(t.programmes.c.id).where(t.programmes.c.id.not_in(done), began < to_text(due_at))
    return [ProgrammeId(one) for one in connection.execute(query.order_by(t.programmes.c.id)).scalars()]


def write(uow: SqlUnitOfWork, programme: ProgrammeId, month: str, before: datetime, now: datetime) -> int:
    """Write the letter of a month; gives to how many managers it goes. Nothing to tell is no letter.

    It begins where the last one ended, however long ago; the first one begins at the moment `before`.
    """
    connection = uow.connection
    since = told_until(connection, programme)
    if since is None:
        since = _seq_before(connection, programme, before)
    until = connection.execute(select(t.heads.c.seq).where(t.heads.c.programme_id == programme)).scalar_one()
    row = {"programme_id": programme, "month": month, "since_seq": since, "until_seq": until, "at": to_text(now)}
    if not _claim(connection, row):
        return 0
    found = account(connection, programme, month)
    told = letters(month, uow.circle_of(programme), now) if found and not found.is_empty else []
    if told:
        noted = e.Audited(at=now, what="letter_written", facts={"month": month})
        uow.record(programme, [(None, noted, None)])
        uow.tell(programme, told)
    return len(told)


def _claim(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Add the row of a month; claims that nobody else had."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(t.letters).values(**row).on_conflict_do_nothing().returning(t.letters.c.month)
    return connection.execute(statement).first() is not None


def _seq_before(connection: Connection, programme: ProgrammeId, moment: datetime) -> int:
    where = (t.log.c.programme_id == programme, t.accounted, t.log.c.at < to_text(moment))
    return int(connection.execute(select(func.max(t.log.c.seq)).where(*where)).scalar() or 0)
