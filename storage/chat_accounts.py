"""Chat accounts: whose they are in which programme, and which programme a place belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from doorbraak.ids import PersonId, ProgrammeId
from storage import tables as t
from storage.statements import Statement

_HERE = (
    select(t.places.c.programme_id)
    .where(t.places.c.platform == bindparam("platform"), t.places.c.address == bindparam("place"))
    .scalar_subquery()
)
_OWNERS = Statement(
    select(t.identities.c.person_id, t.people.c.programme_id, _HERE.label("here"))
    .join(t.people, t.people.c.id == t.identities.c.person_id)
    .where(t.identities.c.platform == bindparam("platform"), t.identities.c.address == bindparam("address"))
    .order_by(t.people.c.programme_id)
)
"""On the path of a vote: one statement more for who taps and where."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who an account is: a person for each programme, and the programme of the place where it was used ("": none)."""

    people: tuple[tuple[PersonId, ProgrammeId], ...]
    here: str

    def person(self, programme: str) -> PersonId | None:
        """Give who this is in the programme of the place, else in the one that is named, else the only one."""
        wanted = self.here or programme
        found = [person for person, known in self.people if not wanted or known == wanted]
        return found[0] if len(found) == 1 else None


def owners(connection: Connection, platform: str, address: str, place: str) -> Owners:
    """Give whose account this is."""
    rows = _OWNERS.run(connection, {"platform": platform, "address": address, "place": place}).all()
    here = rows[0][2] if rows else programme_at(connection, platform, place)
    return Owners(tuple((PersonId(row[0]), ProgrammeId(row[1])) for row in rows), here or "")


def programme_at(connection: Connection, platform: str, place: str) -> ProgrammeId | None:
    """Give the programme of a place, or None."""
    where = (t.places.c.platform == platform, t.places.c.address == place)
    found = connection.execute(select(t.places.c.programme_id).where(*where)).scalar()
    return ProgrammeId(found) if found else None


def accounts_of(connection: Connection, person: PersonId, platform: str) -> Sequence[str]:
    """Give the accounts of a person on a platform."""
    where = (t.identities.c.person_id == person, t.identities.c.platform == platform)
    return (
        connection.execute(select(t.identities.c.address).where(*where).order_by(t.identities.c.address))
        .scalars()
        .all()
    )


def request_under(connection: Connection, platform: str, place: str, reference: str) -> str:
    """Give the number of the request whose card is this message in a place; empty when it is no card."""
    query = (
        select(t.requests.c.number)
        .join(t.cards, t.cards.c.request_id == t.requests.c.id)
        .join(t.places, t.places.c.id == t.cards.c.place_id)
        .where(t.places.c.platform == platform, t.places.c.address == place, t.cards.c.ref == reference)
    )
    return connection.execute(query).scalar() or "" if reference else ""
