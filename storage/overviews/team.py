"""The people of a programme for its admin, and what is open of one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.overviews import RequestLine, TeamMember, Viewer
from storage import tables as t
from storage.overviews.reading import as_of, person_line
from storage.overviews.requests import request_line


def team(connection: Connection, programme: ProgrammeId) -> tuple[TeamMember, ...]:
    """Give everybody who has not left, by name."""
    everybody = connection.execute(select(t.people).where(t.people.c.programme_id == programme)).mappings().all()
    names = {row["id"]: row["name"] for row in everybody}
    mine = select(t.people.c.id).where(t.people.c.programme_id == programme)
    accounts, devices = _counted(connection, t.identities, mine), _counted(connection, t.devices, mine)
    texts = select(t.agreements).where(t.agreements.c.person_id.in_(mine))
    agreed = {row["person_id"]: row["digest"] for row in connection.execute(texts).mappings()}
    members = [
        _member(row, names, accounts.get(row["id"], 0), devices.get(row["id"], 0), agreed.get(row["id"], ""))
        for row in everybody
        if row["left_at"] is None
    ]
    return tuple(sorted(members, key=lambda one: (one.name.casefold(), one.key)))


def _counted(connection: Connection, table: Any, people: Any) -> dict[str, int]:
    query = select(table.c.person_id, func.count()).where(table.c.person_id.in_(people)).group_by(table.c.person_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _member(
    row: Mapping[Any, Any], names: Mapping[str, str], accounts: int, devices: int, agreed_to: str
) -> TeamMember:
    line = person_line(row)
    return TeamMember(
        id=line.id,
        key=line.key,
        name=line.name,
        email=line.email,
        roles=line.roles,
        organisation=line.organisation,
        districts=line.districts,
        linked=line.linked,
        accounts=accounts,
        devices=devices,
        accepted_on=date.fromisoformat(row["accepted_on"]) if row["accepted_on"] else None,
        accepted_by=names.get(row["accepted_by"] or "", ""),
        accepted_own=row["accepted_by"] == row["id"],
        agreed_to=agreed_to,
    )


def organisations(connection: Connection, programme: ProgrammeId) -> tuple[str, ...]:
    """Give the organisations that the programme names, then those that only people have."""
    stored = connection.execute(select(t.programmes.c.settings).where(t.programmes.c.id == programme)).scalar_one()
    named = list(json.loads(stored).get("organisations", ()))
    query = select(t.people.c.organisation).where(t.people.c.programme_id == programme).distinct()
    return (*named, *sorted(set(connection.execute(query).scalars()) - set(named)))


def is_unfinished(programme: ProgrammeId, person: PersonId) -> ColumnElement[bool]:
    """Give the condition on what is open of somebody: requests without a decision, grants without a receipt."""
    r = t.requests.c
    unsettled = and_(r.status == "granted", r.settled_cents.is_(None))
    return and_(r.programme_id == programme, r.poster_id == person, or_(r.status == "open", unsettled))


def unfinished(connection: Connection, viewer: Viewer, person: PersonId, now: datetime) -> tuple[RequestLine, ...]:
    """Give what is open of somebody, the oldest first."""
    query = select(t.requests).where(is_unfinished(viewer.programme_id, person)).order_by(t.requests.c.submitted_at)
    return tuple(request_line(as_of(row, now), viewer) for row in connection.execute(query).mappings())
