"""How many different clients somebody looked at lately without sending: the limit of docs/rules.md section 7."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from doorbraak.ids import PersonId
from storage import tables as t
from storage.moments import to_text

MOST = 10
"""More different numbers than this in an hour, without sending, is too many."""


def look(connection: Connection, person: PersonId, code: str, now: datetime) -> bool:
    """Note a look at a client; claims that it is still within the limit."""
    k = t.looks.c
    connection.execute(delete(t.looks).where(k.person_id == person, k.at < to_text(now - timedelta(hours=1))))
    connection.execute(delete(t.looks).where(k.person_id == person, k.code == code))
    seen = connection.execute(select(func.count()).select_from(t.looks).where(k.person_id == person)).scalar_one()
    if seen >= MOST:
        return False
    connection.execute(insert(t.looks).values(person_id=person, code=code, at=to_text(now)))
    return True


def sent(connection: Connection, person: PersonId, code: str) -> None:
    """Forget somebody's look at this client: a request was sent. Looks at others without sending still count."""
    connection.execute(delete(t.looks).where(t.looks.c.person_id == person, t.looks.c.code == code))
