"""People by the key that the programme file gives them, for commands of an admin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from storage import sessions
from storage import tables as t
from storage.administer import PersonEntry
from storage.moments import or_none
from storage.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(PersonEntry):
    """Somebody as stored: everything an admin sets, with the chat accounts as (platform, address)."""

    accounts: tuple[tuple[str, str], ...] = ()

    @property
    def is_linked(self) -> bool:
        """Claim that this person proved who it is and has not left."""
        return self.linked_at is not None and self.left_at is None


def everybody(connection: Connection, programme: ProgrammeId) -> dict[str, Known]:
    """Give everybody of a programme by key, also who left."""
    rows = connection.execute(select(t.people).where(t.people.c.programme_id == programme).order_by(t.people.c.key))
    accounts: dict[str, list[tuple[str, str]]] = {}
    mine = select(t.people.c.id).where(t.people.c.programme_id == programme)
    linked = select(t.identities).where(t.identities.c.person_id.in_(mine))
    for row in connection.execute(linked.order_by(t.identities.c.platform, t.identities.c.address)).mappings():
        accounts.setdefault(row["person_id"], []).append((row["platform"], row["address"]))
    return {row["key"]: _known(row, tuple(accounts.get(row["id"], ()))) for row in rows.mappings()}


def find_key(connection: Connection, programme: ProgrammeId, key: str) -> Known | None:
    """Give the person with this key, or None."""
    return everybody(connection, programme).get(key)


def _known(row: Mapping[Any, Any], accounts: tuple[tuple[str, str], ...]) -> Known:
    return Known(
        id=PersonId(row["id"]),
        key=row["key"],
        name=row["name"],
        roles=tuple(json.loads(row["roles"])),
        organisation=row["organisation"],
        districts=tuple(json.loads(row["districts"])),
        email=row["email"],
        accepted_on=date.fromisoformat(row["accepted_on"]) if row["accepted_on"] else None,
        accepted_by=PersonId(row["accepted_by"]) if row["accepted_by"] else None,
        linked_at=or_none(row["linked_at"]),
        left_at=or_none(row["left_at"]),
        accounts=accounts,
    )


def account_owner(connection: Connection, programme: ProgrammeId, platform: str, address: str) -> PersonId | None:
    """Give whose account this is in a programme, or None."""
    here = select(t.people.c.id).where(t.people.c.programme_id == programme)
    where = (t.identities.c.platform == platform, t.identities.c.address == address)
    found = connection.execute(
        select(t.identities.c.person_id).where(*where, t.identities.c.person_id.in_(here))
    ).scalar()
    return PersonId(found) if found else None


def unlink(uow: SqlUnitOfWork, programme: ProgrammeId, person: Known, at: datetime, by: PersonId | None = None) -> None:
    """Take accounts, sessions, devices, links and codes away: this person must prove again who it is."""
    sessions.end_all(uow.connection, person.id)
    for table in (t.identities, t.codes):
        uow.connection.execute(delete(table).where(table.c.person_id == person.id))
    uow.connection.execute(update(t.people).where(t.people.c.id == person.id).values(linked_at=None))
    version = t.programmes.c.people_version + 1
    uow.connection.execute(update(t.programmes).where(t.programmes.c.id == programme).values(people_version=version))
    event = e.PersonSet(
        at=at,
        by=by,
        person=person.id,
        roles=person.roles,
        organisation=person.organisation,
        districts=person.districts,
        accepted=person.accepted_on is not None,
        linked=False,
        left=person.left_at is not None,
    )
    uow.record(programme, [(None, event, None)])
