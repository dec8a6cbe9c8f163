"""The confidentiality note: what somebody agreed to in person, and what was entered for somebody. Texts by digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.working_time import local_date
from storage import administer
from storage import tables as t
from storage.moments import to_text
from storage.unit_of_work import SqlUnitOfWork


def confirmed(connection: Connection, person: PersonId) -> str:
    """Give the digest of the text that somebody agreed to in person, last; empty when there is none."""
    found = connection.execute(select(t.agreements.c.digest).where(t.agreements.c.person_id == person)).scalar()
    return str(found or "")


def agree(uow: SqlUnitOfWork, person: PersonId, digest: str, at: datetime) -> bool:
    """Note that somebody agrees to a text; claims that this is new. Whoever had not accepted has from now on.

    An acceptance that an admin entered stays on its day, and is from now on the person's own.
    """
    row = uow.connection.execute(select(t.people).where(t.people.c.id == person)).mappings().one()
    if confirmed(uow.connection, person) == digest and row["accepted_on"]:
        return False
    _keep(uow.connection, person, digest, at)
    programme = ProgrammeId(row["programme_id"])
    if row["accepted_on"] is None:
        administer.accept_note(uow, person, local_date(at), at)
    noted = e.Audited(at=at, by=person, what="note_agreed", facts={"text": digest})
    uow.record(programme, [(None, noted, None)])
    return True


def _keep(connection: Connection, person: PersonId, digest: str, at: datetime) -> None:
    values = {"digest": digest, "at": to_text(at)}
    where = t.agreements.c.person_id == person
    if connection.execute(update(t.agreements).where(where).values(**values)).rowcount == 0:
        connection.execute(insert(t.agreements).values(person_id=person, **values))
