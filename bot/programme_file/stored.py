"""What is stored of a programme, as far as a programme file can say something about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from storage import administer, keyed
from storage import tables as t
from storage.programmes import read_programme

Draw = Callable[[], str]
"""Gives a fresh identifier."""


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """A place as stored; no districts means all."""

    id: str
    programme: str
    districts: tuple[str, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A programme as stored, or an empty one that is about to begin. Accounts and places are those of everybody."""

    id: ProgrammeId
    is_new: bool
    districts: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    budgets: dict[int, int] = field(default_factory=dict[int, int])
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    people: dict[str, keyed.Known] = field(default_factory=dict[str, keyed.Known])
    account_owners: dict[tuple[str, str], PersonId] = field(default_factory=dict[tuple[str, str], PersonId])
    places: dict[tuple[str, str], StoredPlace] = field(default_factory=dict[tuple[str, str], StoredPlace])

    @property
    def organisations(self) -> tuple[str, ...]:
        """Give the organisations that were named so far."""
        return tuple(self.settings.get("organisations", ()))


def read_stored(connection: Connection, programme: ProgrammeId | None, fresh: ProgrammeId) -> Stored:
    """Read a programme; None gives an empty one with the identifier `fresh`."""
    here = select(t.people.c.id).where(t.people.c.programme_id == (programme or fresh))
    accounts = {
        (row["platform"], row["address"]): PersonId(row["person_id"])
        for row in connection.execute(select(t.identities).where(t.identities.c.person_id.in_(here))).mappings()
    }
    places = {
        (row["platform"], row["address"]): StoredPlace(
            row["id"],
            row["programme_id"],
            tuple(json.loads(row["districts"])),
            tuple(json.loads(row["purposes"])),
        )
        for row in connection.execute(select(t.places)).mappings()
    }
    if programme is None:
        return Stored(id=fresh, is_new=True, account_owners=accounts, places=places)
    known, _ = read_programme(connection, programme)
    where = (t.funds.c.programme_id == programme, t.funds.c.budget_cents.is_not(None))
    budgets = connection.execute(select(t.funds.c.year, t.funds.c.budget_cents).where(*where))
    return Stored(
        id=programme,
        is_new=False,
        districts=known.districts,
        policy=known.policy,
        budgets={row[0]: row[1] for row in budgets},
        settings=administer.read_settings(connection, programme),
        people=keyed.everybody(connection, programme),
        account_owners=accounts,
        places=places,
    )
