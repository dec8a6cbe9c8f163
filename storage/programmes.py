"""Programmes and their people as the rules see them, kept in memory until anything about them changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from doorbraak.clients import ClientNumber
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Circle, Person, Role
from doorbraak.policy import policy_from
from doorbraak.ports import Programme, Standing
from storage import vote_path as sql

_KEPT = 256


@dataclass(slots=True)
class Directory:
    """What is kept: for each programme the newest version seen. Shared by the threads of a process."""

    kept: dict[str, tuple[int, Programme, Circle]] = field(default_factory=dict[str, tuple[int, Programme, Circle]])

    def standing_of(self, connection: Connection, person: PersonId) -> Standing | None:
        """Give a person with programme and circle as of now, or None."""
        found = sql.FIND_PERSON.run(connection, {"person": person}).first()
        if found is None:
            return None
        programme, circle = self.programme(connection, found[0], found[1])
        member = circle.get(person)
        return Standing(member, programme, circle) if member else None

    def programme(self, connection: Connection, identifier: str, version: int) -> tuple[Programme, Circle]:
        """Give a programme and its circle at a version, from memory or read anew."""
        kept = self.kept.get(identifier)
        if kept and kept[0] == version:
            return kept[1], kept[2]
        programme, circle = read_programme(connection, identifier)
        if len(self.kept) >= _KEPT:
            self.kept.clear()
        self.kept[identifier] = (version, programme, circle)
        return programme, circle


def read_programme(connection: Connection, identifier: str) -> tuple[Programme, Circle]:
    """Read a programme and everybody in it."""
    row = sql.READ_PROGRAMME.run(connection, {"programme": identifier}).mappings().one()
    people = sql.READ_PEOPLE.run(connection, {"programme": identifier}).mappings().all()
    places = sql.COUNT_PLACES.run(connection, {"programme": identifier}).scalar_one()
    return programme_from_row(row, has_places=bool(places)), Circle(person_from_row(person) for person in people)


def programme_from_row(row: Mapping[Any, Any], *, has_places: bool) -> Programme:
    """Give a programme as the rules see it."""
    settings = json.loads(row["settings"])
    numbers = {name: ClientNumber(**form) for name, form in settings.get("client_number", {}).items()}
    return Programme(
        id=ProgrammeId(row["id"]),
        name=row["name"],
        districts=tuple(json.loads(row["districts"])),
        policy=policy_from(json.loads(row["policy"])),
        policy_version=row["policy_version"],
        client_numbers=numbers,
        has_places=has_places,
    )


def person_from_row(row: Mapping[Any, Any]) -> Person:
    """Give a person as the rules see one: no name, no address."""
    return Person(
        id=PersonId(row["id"]),
        programme=ProgrammeId(row["programme_id"]),
        roles=frozenset(Role(role) for role in json.loads(row["roles"])),
        organisation=row["organisation"],
        districts=frozenset(json.loads(row["districts"])),
        accepted=row["accepted_on"] is not None,
        linked=row["linked_at"] is not None,
        left=row["left_at"] is not None,
    )
