"""Which language somebody chose; nobody without a row chose another one than Dutch."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert

from doorbraak.ids import PersonId
from storage import tables as t


def keep(connection: Connection, person: PersonId, language: str) -> None:
    """Keep the language of somebody; the empty string is Dutch."""
    connection.execute(delete(t.languages).where(t.languages.c.person_id == person))
    if language:
        connection.execute(insert(t.languages).values(person_id=person, language=language))
