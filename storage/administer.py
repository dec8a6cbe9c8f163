"""Programmes, people, budgets and places as an admin sets them: rows changed and logged in the same transaction.

Whether a change makes sense was decided by whoever calls. Anything a rule looks at raises `people_version`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from storage import mailboxes, sessions
from storage import tables as t
from storage.codec import canonical
from storage.moments import to_text
from storage.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """Somebody as the programme file describes one; `linked_at` None leaves that as it is.

    `accepted_by` is who entered the confidentiality note: the person, an admin, or nobody by name (a file, a command).
    """

    id: PersonId
    key: str
    name: str
    roles: tuple[str, ...]
    organisation: str
    districts: tuple[str, ...] = ()
    email: str = ""
    accepted_on: date | None = None
    accepted_by: PersonId | None = None
    linked_at: datetime | None = None
    left_at: datetime | None = None
    identities: Mapping[str, str] = field(default_factory=dict[str, str])


def find_programme(connection: Connection, name: str) -> ProgrammeId | None:
    """Give the programme of this name, or None."""
    found = connection.execute(select(t.programmes.c.id).where(t.programmes.c.name == name)).scalar()
    return ProgrammeId(found) if found else None


def programme_names(connection: Connection) -> list[str]:
    """Give the names of all programmes."""
    return list(connection.execute(select(t.programmes.c.name).order_by(t.programmes.c.name)).scalars())


def add_programme(
    uow: SqlUnitOfWork, programme: ProgrammeId, name: str, districts: Sequence[str], policy: Policy, at: datetime
) -> None:
    """Begin a programme."""
    uow.connection.execute(
        insert(t.programmes).values(
            id=programme,
            name=name,
            districts=canonical(list(districts)),
            policy=canonical(policy.to_settings()),
            policy_version=1,
            people_version=1,
            settings="{}",
        )
    )
    _log(uow, programme, e.ProgrammeSet(at=at, name=name, districts=tuple(districts)))
    _log(uow, programme, e.PolicySet(at=at, version=1, policy=policy.to_settings()))


def set_districts(uow: SqlUnitOfWork, programme: ProgrammeId, districts: Sequence[str], at: datetime) -> None:
    """Set the districts of a programme."""
    name = uow.connection.execute(select(t.programmes.c.name).where(t.programmes.c.id == programme)).scalar_one()
    _change(uow, programme, districts=canonical(list(districts)))
    _log(uow, programme, e.ProgrammeSet(at=at, name=name, districts=tuple(districts)))


def set_policy(uow: SqlUnitOfWork, programme: ProgrammeId, policy: Policy, at: datetime) -> None:
    """Set the policy for requests from now on; the version goes up by one."""
    row = t.programmes.c.policy_version
    version = uow.connection.execute(select(row).where(t.programmes.c.id == programme)).scalar_one() + 1
    _change(uow, programme, policy=canonical(policy.to_settings()), policy_version=version)
    _log(uow, programme, e.PolicySet(at=at, version=version, policy=policy.to_settings()))


def set_settings(uow: SqlUnitOfWork, programme: ProgrammeId, settings: Mapping[str, Any]) -> None:
    """Replace the programme's own words and lists."""
    _change(uow, programme, settings=canonical(dict(settings)))


def read_settings(connection: Connection, programme: ProgrammeId) -> dict[str, Any]:
    """Give the programme's own words and lists."""
    stored = connection.execute(select(t.programmes.c.settings).where(t.programmes.c.id == programme)).scalar_one()
    return dict(json.loads(stored))


def set_budget(uow: SqlUnitOfWork, programme: ProgrammeId, year: int, budget_cents: int, at: datetime) -> None:
    """Set what the fund can spend in a year; what was granted stays granted."""
    where = (t.funds.c.programme_id == programme, t.funds.c.year == year)
    changed = uow.connection.execute(update(t.funds).where(*where).values(budget_cents=budget_cents))
    if changed.rowcount == 0:
        row = {"programme_id": programme, "year": year, "budget_cents": budget_cents}
        uow.connection.execute(insert(t.funds).values(**row))
    _log(uow, programme, e.BudgetSet(at=at, year=year, budget_cents=budget_cents))


def lock_people(uow: SqlUnitOfWork, programme: ProgrammeId) -> None:
    """Let nobody else change people of this programme meanwhile: what is looked at now still holds at the commit."""
    if uow.connection.dialect.name != "sqlite":
        uow.connection.execute(select(t.programmes.c.id).where(t.programmes.c.id == programme).with_for_update())


def set_person(
    uow: SqlUnitOfWork, programme: ProgrammeId, entry: PersonEntry, at: datetime, by: PersonId | None = None
) -> None:
    """Add or change somebody. Name and addresses go to the table only, the rest to the log too.

    `by` is the admin who does it; None is a file or a command of who runs the bot.
    """
    known = uow.connection.execute(select(t.people).where(t.people.c.id == entry.id)).mappings().first()
    linked_at = to_text(entry.linked_at) if entry.linked_at else (known["linked_at"] if known else None)
    values = {
        "id": entry.id,
        "programme_id": programme,
        "key": entry.key,
        "name": entry.name,
        "email": entry.email,
        "roles": canonical(sorted(entry.roles)),
        "organisation": entry.organisation,
        "districts": canonical(sorted(entry.districts)),
        "accepted_on": entry.accepted_on.isoformat() if entry.accepted_on else None,
        "accepted_by": entry.accepted_by,
        "linked_at": linked_at,
        "left_at": to_text(entry.left_at) if entry.left_at else None,
    }
    if known is None:
        uow.connection.execute(insert(t.people).values(**values))
    else:
        uow.connection.execute(update(t.people).where(t.people.c.id == entry.id).values(**values))
        if known["email"] != entry.email:
            mailboxes.changed(uow, programme, entry, at, by, first=not known["email"])
    for platform, address in entry.identities.items():
        link_identity(uow.connection, entry.id, platform, address)
    _people_changed(uow, programme)
    _log(uow, programme, _person_event(values, at, by))
    if entry.accepted_on is not None and (known is None or not known["accepted_on"]):
        entered = e.Audited(at=at, by=by, what="note_entered", facts={"person": entry.id})
        _log(uow, programme, entered)


def accept_note(uow: SqlUnitOfWork, person: PersonId, day: date, at: datetime) -> None:
    """Note that somebody accepted the confidentiality note in person."""
    row = uow.connection.execute(select(t.people).where(t.people.c.id == person)).mappings().one()
    values = {**row, "accepted_on": day.isoformat(), "accepted_by": person}
    where = t.people.c.id == person
    uow.connection.execute(update(t.people).where(where).values(accepted_on=day.isoformat(), accepted_by=person))
    _people_changed(uow, ProgrammeId(row["programme_id"]))
    _log(uow, ProgrammeId(row["programme_id"]), _person_event(values, at, person))


def link_person(uow: SqlUnitOfWork, person: PersonId, at: datetime) -> None:
    """Note that somebody has proved who it is, by a code or a chat account; a second time changes nothing."""
    row = uow.connection.execute(select(t.people).where(t.people.c.id == person)).mappings().one()
    if row["linked_at"]:
        return
    values = {**row, "linked_at": to_text(at)}
    uow.connection.execute(update(t.people).where(t.people.c.id == person).values(linked_at=values["linked_at"]))
    _people_changed(uow, ProgrammeId(row["programme_id"]))
    _log(uow, ProgrammeId(row["programme_id"]), _person_event(values, at))


def roles_from(stored: str) -> frozenset[str]:
    """Read roles as stored."""
    return frozenset(json.loads(stored))


def set_roles(uow: SqlUnitOfWork, person: PersonId, roles: Sequence[str], at: datetime, by: PersonId) -> None:
    """Change only the roles of somebody; the same roles again change nothing."""
    row = uow.connection.execute(select(t.people).where(t.people.c.id == person)).mappings().one()
    values = {**row, "roles": canonical(sorted(roles))}
    if values["roles"] == row["roles"]:
        return
    uow.connection.execute(update(t.people).where(t.people.c.id == person).values(roles=values["roles"]))
    _people_changed(uow, ProgrammeId(row["programme_id"]))
    _log(uow, ProgrammeId(row["programme_id"]), _person_event(values, at, by))


def leave_person(uow: SqlUnitOfWork, person: PersonId, at: datetime, by: PersonId | None = None) -> None:
    """Note that somebody left: no more commands, nothing to come in with, nothing that still arrives (R19).

    Votes stay as they are. Who comes back later has to prove again who it is.
    """
    row = uow.connection.execute(select(t.people).where(t.people.c.id == person)).mappings().one()
    values = {**row, "left_at": to_text(at), "linked_at": None}
    where = t.people.c.id == person
    uow.connection.execute(update(t.people).where(where).values(left_at=values["left_at"], linked_at=None))
    sessions.end_all(uow.connection, person)
    for table in (t.drafts, t.codes, t.identities, t.looks, t.quiet, t.languages):
        uow.connection.execute(delete(table).where(table.c.person_id == person))
    m = t.messages.c
    uow.connection.execute(delete(t.messages).where(m.person_id == person, m.delivered_at.is_(None)))
    _people_changed(uow, ProgrammeId(row["programme_id"]))
    _log(uow, ProgrammeId(row["programme_id"]), _person_event(values, at, by))


def link_identity(connection: Connection, person: PersonId, platform: str, address: str) -> None:
    """Tie a chat account to a person; in each programme an account belongs to one person."""
    same = select(t.people.c.programme_id).where(t.people.c.id == person).scalar_subquery()
    there = select(t.people.c.id).where(t.people.c.programme_id == same)
    where = (t.identities.c.platform == platform, t.identities.c.address == address)
    connection.execute(delete(t.identities).where(*where, t.identities.c.person_id.in_(there)))
    connection.execute(insert(t.identities).values(platform=platform, address=address, person_id=person))


def tie_account(uow: SqlUnitOfWork, person: PersonId, platform: str, address: str, at: datetime) -> None:
    """Tie an account that somebody proved to have, who is linked from then on. The log names the platform only."""
    link_identity(uow.connection, person, platform, address)
    link_person(uow, person, at)
    programme = uow.connection.execute(select(t.people.c.programme_id).where(t.people.c.id == person)).scalar_one()
    facts = {"platform": platform}
    tied = e.Audited(at=at, by=person, what="account_linked", target=person, result="done", facts=facts)
    _log(uow, ProgrammeId(programme), tied)


def set_place(
    uow: SqlUnitOfWork,
    programme: ProgrammeId,
    identifier: str,
    *,
    platform: str,
    address: str,
    districts: Sequence[str],
    purposes: Sequence[str],
) -> None:
    """Add or change a place where cards are shown, matched by its address."""
    values = {
        "programme_id": programme,
        "districts": canonical(list(districts)),
        "purposes": canonical(list(purposes)),
    }
    where = (t.places.c.platform == platform, t.places.c.address == address)
    if uow.connection.execute(update(t.places).where(*where).values(**values)).rowcount == 0:
        row = {"id": identifier, "platform": platform, "address": address, **values}
        uow.connection.execute(insert(t.places).values(**row))
    _people_changed(uow, programme)


def _change(uow: SqlUnitOfWork, programme: ProgrammeId, **values: object) -> None:
    version = t.programmes.c.people_version + 1
    where = t.programmes.c.id == programme
    uow.connection.execute(update(t.programmes).where(where).values(people_version=version, **values))
    uow.forget_people()


def _people_changed(uow: SqlUnitOfWork, programme: ProgrammeId) -> None:
    _change(uow, programme)


def _person_event(values: Mapping[str, Any], at: datetime, by: PersonId | None = None) -> e.PersonSet:
    return e.PersonSet(
        at=at,
        by=by,
        person=PersonId(values["id"]),
        roles=tuple(json.loads(values["roles"])),
        organisation=values["organisation"],
        districts=tuple(json.loads(values["districts"])),
        accepted=values["accepted_on"] is not None,
        linked=values["linked_at"] is not None,
        left=values["left_at"] is not None,
    )


def _log(uow: SqlUnitOfWork, programme: ProgrammeId, event: e.Event) -> None:
    uow.record(programme, [(None, event, None)])
