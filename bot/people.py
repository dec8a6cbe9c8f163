"""People of one programme as an admin handles them from the command line: each change is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import yaml
from sqlalchemy import Connection, select

from bot import clocks
from bot.problems import BadInput
from bot.programme_file.apply import plan_file
from bot.text_check import BlockCheck
from doorbraak.commands import HandOver
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.money import format_euros
from doorbraak.people import Circle, Person
from doorbraak.use_cases.act import carry_out
from storage import administer, codes, keyed
from storage import tables as t
from storage.keyed import Known
from storage.overviews.team import is_unfinished
from storage.programmes import read_programme
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A request of somebody who leaves that still wants a poster."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody of a programme, changed through the store."""

    store: Store
    programme: ProgrammeId
    now: clocks.Now

    def add(self, key: str, facts: Mapping[str, Any]) -> str:
        """Add somebody by the same checks as the programme file. Raises BadInput."""
        content = yaml.safe_dump({"people": [{"key": key, **facts}]}).encode()

        def work(uow: SqlUnitOfWork) -> str:
            known = keyed.find_key(uow.connection, self.programme, key)
            if known is not None and known.left_at is None:
                raise BadInput([f"{key!r} is there already; change somebody in the programme file"])
            now, name = self.now(), self._name(uow.connection)
            if known is not None:
                administer.set_person(uow, self.programme, _returning(known), now)
            _planned(uow, content, name, self)
            return (
                f"{key} is back." if known else f"Added {key}. `doorbraakbot people code {key}` gives a sign-in code."
            )

        return self.store.run(work)

    def _name(self, connection: Connection) -> str:
        return read_programme(connection, self.programme)[0].name

    def table(self) -> list[list[str]]:
        """Give everybody as rows of cells, with a heading."""
        people = self.store.answer(lambda connection: keyed.everybody(connection, self.programme))
        return [
            ["key", "name", "roles", "organisation", "districts", "state"],
            *(_cells(one) for one in people.values()),
        ]

    def link(self, key: str, platform: str, address: str) -> str:
        """Tie a chat account to somebody. Raises BadInput when it belongs to somebody else."""
        account = {"slack": address} if platform == "slack" else {"telegram": int(address)}
        content = yaml.safe_dump({"people": [{"key": key, **account}]}).encode()

        def work(uow: SqlUnitOfWork) -> str:
            _active(uow.connection, self.programme, key)
            changed = _planned(uow, content, self._name(uow.connection), self)
            return f"Linked {key} to {platform} {address}." if changed else f"{key} was linked to it already."

        return self.store.run(work)

    def unlink(self, key: str) -> str:
        """Take away what somebody signs in with."""

        def work(uow: SqlUnitOfWork) -> str:
            person = _known(uow.connection, self.programme, key)
            if person.linked_at is None and not person.accounts:
                return f"{key} was not linked."
            keyed.unlink(uow, self.programme, person, self.now())
            return f"{key} is no longer linked; a new code or chat account links again."

        return self.store.run(work)

    def code(self, key: str) -> str:
        """Give a fresh sign-in code of somebody."""
        fresh = draw_code()
        self.store.run(lambda uow: give_code(uow, self.programme, key, fresh, self.now()))
        return fresh

    def unfinished(self, key: str) -> list[Unfinished]:
        """Give what is open of somebody: requests without a decision, and grants without a receipt."""

        def question(connection: Connection) -> list[Unfinished]:
            person = _active(connection, self.programme, key)
            query = select(t.requests).where(is_unfinished(self.programme, person.id))
            rows = connection.execute(query.order_by(t.requests.c.submitted_at)).mappings()
            return [_unfinished(row) for row in rows]

        return self.store.answer(question)

    def leave(self, key: str, to: str, unfinished: Sequence[Unfinished]) -> list[str]:
        """Note that somebody left, after handing over to `to` (empty: nobody). Gives what was done. Raises BadInput."""

        numbers = [one.number for one in unfinished]

        def work(uow: SqlUnitOfWork) -> list[str]:
            handed = leave(uow, self.store, self.programme, key, to, numbers, self.now())
            said = [f"Handed over to {to}: {', '.join(handed)}."] if handed else []
            if unfinished and not to:
                said.append(f"Not handed over: {len(unfinished)}. A lead or admin can do that on each request's page.")
            return [*said, f"{key} has left."]

        return self.store.run(work)


def draw_code() -> str:
    """Draw a fresh sign-in code."""
    return "".join(secrets.choice(codes.ALPHABET) for _ in range(codes.LENGTH))


def give_code(
    uow: SqlUnitOfWork, programme: ProgrammeId, key: str, code: str, now: datetime, by: PersonId | None = None
) -> None:
    """Let a fresh code of somebody count; `by` is the admin who gives it. Raises BadInput."""
    codes.issue(uow, _active(uow.connection, programme, key).id, code, now, by)


def leave(
    uow: SqlUnitOfWork,
    store: Store,
    programme: ProgrammeId,
    key: str,
    to: str,
    numbers: Sequence[str],
    now: datetime,
    by: PersonId | None = None,
) -> list[str]:
    """Note that somebody left, after handing these requests over to `to`; gives those. Raises BadInput.

    `by` is the admin in whose name this is done; None: a command, then an admin or lead is chosen for the hand-over.
    """
    person = _active(uow.connection, programme, key)
    handed = list(numbers) if to else []
    if handed:
        _hand_over(uow, store, programme, person, to, handed, now, by)
    administer.leave_person(uow, person.id, now, by)
    return handed


def _hand_over(
    uow: SqlUnitOfWork,
    store: Store,
    programme: ProgrammeId,
    person: Known,
    to: str,
    numbers: Sequence[str],
    now: datetime,
    by: PersonId | None,
) -> None:
    taker = _active(uow.connection, programme, to)
    actor = by or _who_may_hand_over(read_programme(uow.connection, programme)[1], person).id
    if taker.id == person.id:
        raise BadInput(["--hand-over-to must name somebody else"])
    for number in numbers:
        unit = store.unit_of_work(uow.connection)
        command = HandOver(by=actor, at=now, seed=clocks.seed(), request=number, to=taker.id)
        outcome = carry_out(unit, command, BlockCheck())
        if not outcome.accepted:
            why = f"{to!r} is no linked koploper" if outcome.refusal == "not_a_koploper" else str(outcome.refusal)
            raise BadInput([f"{number} cannot be handed over: {why}; nothing was changed"])
        unit.flush()


def _planned(uow: SqlUnitOfWork, content: bytes, programme: str, team: Team) -> bool:
    """Apply a few lines of programme file; claims that something changed. Line numbers mean nothing here."""
    try:
        plan = plan_file(uow.connection, content, programme)
    except BadInput as bad:
        raise BadInput([problem.partition(": ")[2] for problem in bad.problems]) from bad
    plan.apply(uow, team.now())
    return bool(plan.changes)


def _known(connection: Connection, programme: ProgrammeId, key: str) -> Known:
    found = keyed.find_key(connection, programme, key)
    if found is None:
        raise BadInput([f"there is nobody with key {key!r}; `doorbraakbot people list` shows who is there"])
    return found


def _active(connection: Connection, programme: ProgrammeId, key: str) -> Known:
    found = _known(connection, programme, key)
    if found.left_at is not None:
        raise BadInput([f"{key!r} has left; `doorbraakbot people add` brings somebody back"])
    return found


def _returning(known: Known) -> administer.PersonEntry:
    return replace(known, left_at=None)


def _who_may_hand_over(circle: Circle, leaving: Known) -> Person:
    """Choose in whose name is handed over: an admin, else a lead; first somebody else than who leaves (R19)."""
    may = [person for person in circle if person.is_admin or person.is_lead]
    may.sort(key=lambda person: (person.id == leaving.id, not person.is_admin, person.id))
    if not may:
        raise BadInput(["nobody may hand over: there is no linked admin or lead; link one first"])
    return may[0]


def _unfinished(row: Mapping[Any, Any]) -> Unfinished:
    if row["status"] == "open":
        what = f"open, {format_euros(row['asked_cents'])} asked"
    else:
        what = f"granted {format_euros(row['granted_cents'])}, no receipt yet"
    return Unfinished(row["number"], f"{row['number']}  {row['theme']}: {what}")


def _cells(person: Known) -> list[str]:
    state = "left" if person.left_at else "linked" if person.linked_at else "not linked"
    if person.accepted_on is None and not person.left_at:
        state += ", confidentiality note not accepted"
    return [
        person.key,
        person.name,
        ", ".join(person.roles),
        person.organisation,
        ", ".join(person.districts) or "all",
        state,
    ]
