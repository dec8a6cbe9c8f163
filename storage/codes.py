"""Sign-in and link codes: one use, 15 minutes, kept as digests only. Drawing one and telling it is for the caller."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from storage import tables as t
from storage.moments import to_text
from storage.unit_of_work import SqlUnitOfWork

MINUTES = 15
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
"""Capitals and digits without those that look alike: no B and 8, I, L and 1, O and 0, S and 5, Z and 2."""
LENGTH = 8


def issue(uow: SqlUnitOfWork, person: PersonId, code: str, now: datetime, by: PersonId | None = None) -> None:
    """Let a fresh code of a person count from now; an unused one of before no longer does. The log notes who gave it
    (None: a command of who runs the bot).
    """
    stale = or_(t.codes.c.person_id == person, t.codes.c.expires_at <= to_text(now))
    uow.connection.execute(delete(t.codes).where(stale))
    expires = to_text(now + timedelta(minutes=MINUTES))
    row = {"digest": _digest(code), "person_id": person, "expires_at": expires, "used_at": None}
    uow.connection.execute(insert(t.codes).values(**row))
    where = t.people.c.id == person
    programme = ProgrammeId(uow.connection.execute(select(t.people.c.programme_id).where(where)).scalar_one())
    noted = e.Audited(at=now, by=by, what="code_issued", target=person, result="done", facts={"person": person})
    uow.note(programme, noted)


def redeem(connection: Connection, code: str, now: datetime) -> PersonId | None:
    """Spend a code and give whose it is, or None: unknown, used, 15 minutes old, or of somebody who left."""
    left = select(t.people.c.id).where(t.people.c.left_at.is_not(None))
    spent = connection.execute(
        update(t.codes)
        .where(
            t.codes.c.digest == _digest(code),
            t.codes.c.used_at.is_(None),
            t.codes.c.expires_at > to_text(now),
            t.codes.c.person_id.not_in(left),
        )
        .values(used_at=to_text(now))
        .returning(t.codes.c.person_id)
    ).scalar()
    return PersonId(spent) if spent else None


def _digest(code: str) -> str:
    """Give the digest of a code, however its letters, spaces and hyphens were typed."""
    typed = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()
