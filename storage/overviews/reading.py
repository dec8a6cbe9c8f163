"""What all overviews share: the programme of a viewer, names of people, and a request as it stands at a moment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.overviews import PersonLine, Viewer
from doorbraak.people import Circle, Role
from doorbraak.policy import policy_from
from doorbraak.requests.due import decide_due
from doorbraak.requests.evolve import evolve_all
from doorbraak.requests.state import Request
from storage import tables as t
from storage.programmes import person_from_row
from storage.rows import request_from_row

_ROLE_ORDER = [role.value for role in Role]


@dataclass(frozen=True, slots=True)
class Members:
    """Everybody of a programme: as the rules see them, and by name."""

    circle: Circle
    lines: Mapping[str, PersonLine]

    def name(self, person: str | None) -> str:
        """Give a name, or the empty string."""
        line = self.lines.get(person or "")
        return line.name if line else ""

    def organisation(self, person: str | None) -> str:
        """Give somebody's organisation, or the empty string."""
        line = self.lines.get(person or "")
        return line.organisation if line else ""


_MINE = t.people.c.id
BESIDE = (
    select(t.agreements.c.digest).where(t.agreements.c.person_id == _MINE).scalar_subquery().label("agreed_to"),
    select(t.languages.c.language).where(t.languages.c.person_id == _MINE).scalar_subquery().label("language"),
)
"""Beside a person, in the same statement: the digest of the note that was agreed to last, and the chosen language."""


def viewer(connection: Connection, person: PersonId) -> Viewer | None:
    """Give who looks, or None when that person is unknown, not linked or left."""
    row = connection.execute(select(t.people, *BESIDE).where(t.people.c.id == person)).mappings().first()
    return viewer_from_row(connection, row) if row is not None else None


def viewer_from_row(connection: Connection, row: Mapping[Any, Any]) -> Viewer | None:
    """Give who looks from the row of that person with BESIDE, or None when not linked or left."""
    if not row["linked_at"] or row["left_at"]:
        return None
    programme = (
        connection.execute(select(t.programmes).where(t.programmes.c.id == row["programme_id"])).mappings().one()
    )
    known = person_from_row(row)
    districts = tuple(json.loads(programme["districts"]))
    return Viewer(
        person=known,
        name=row["name"],
        programme_id=ProgrammeId(programme["id"]),
        programme=programme["name"],
        districts=districts,
        own_districts=tuple(one for one in districts if known.serves(one)),
        policy=policy_from(json.loads(programme["policy"])),
        settings=json.loads(programme["settings"]),
        sessions=row["sessions"],
        agreed_to=row["agreed_to"] or "",
        language=row["language"] or "",
    )


def members(connection: Connection, programme: ProgrammeId) -> Members:
    """Give everybody of a programme."""
    rows = connection.execute(select(t.people).where(t.people.c.programme_id == programme)).mappings().all()
    return Members(Circle(person_from_row(row) for row in rows), {row["id"]: person_line(row) for row in rows})


def person_line(row: Mapping[Any, Any]) -> PersonLine:
    """Give one person for lists."""
    return PersonLine(
        id=row["id"],
        key=row["key"],
        name=row["name"],
        organisation=row["organisation"],
        roles=tuple(sorted(json.loads(row["roles"]), key=_ROLE_ORDER.index)),
        districts=tuple(json.loads(row["districts"])),
        linked=row["linked_at"] is not None,
        left=row["left_at"] is not None,
        email=row["email"],
    )


def as_of(row: Mapping[Any, Any], now: datetime) -> Request:
    """Give a stored request as it stands at a moment: what is due has happened, also when no clock came by."""
    request = request_from_row(row)
    return evolve_all(request, decide_due(request, now)) or request


def sees_everything(person: Viewer) -> bool:
    """Claim that somebody may see every request of the programme: reviewers, leads, managers and admins.

    Who has not accepted the confidentiality note is no reviewer and no lead yet (R3).
    """
    return person.person.is_reviewer or person.person.minds_the_fund
