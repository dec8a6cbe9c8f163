"""People of one programme as an admin handles them from the command line: each change is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml
from sqlalchemy import Connection, or_, select

from bot import audit, clocks
from bot.problems import BadInput
from bot.programme_file.apply import plan_file
from bot.text_check import BlockCheck
from doorbraak.commands import HandOver
from doorbraak.ids import ProgrammeId
from doorbraak.money import format_euros
from doorbraak.people import Circle, Person
from doorbraak.use_cases.act import carry_out
from storage import administer, codes, keyed
from storage import tables as t
from storage.keyed import Known
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

    def note(self, what: str, key: str = "") -> None:
        """Log a command about somebody, or about everybody when no key is given."""
        found = self.store.answer(lambda connection: keyed.find_key(connection, self.programme, key)) if key else None
        audit.note(self.store, self.programme, what, self.now(), target=found.id if found else "")

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
        fresh = "".join(secrets.choice(codes.ALPHABET) for _ in range(codes.LENGTH))

        def work(uow: SqlUnitOfWork) -> None:
            codes.issue(uow, _active(uow.connection, self.programme, key).id, fresh, self.now())

        self.store.run(work)
        return fresh

    def unfinished(self, key: str) -> list[Unfinished]:
        """Give what is open of somebody: requests without a decision, and grants without a receipt."""

        def question(connection: Connection) -> list[Unfinished]:
            person = _active(connection, self.programme, key)
            r = t.requests.c
            unsettled = (r.status == "granted") & r.settled_cents.is_(None)
            where = (r.programme_id == self.programme, r.poster_id == person.id, or_(r.status == "open", unsettled))
            rows = connection.execute(select(t.requests).where(*where).order_by(r.submitted_at)).mappings()
            return [_unfinished(row) for row in rows]

        return self.store.answer(question)

    def leave(self, key: str, to: str, unfinished: Sequence[Unfinished]) -> list[str]:
        """Note that somebody left, after handing over to `to` (empty: nobody). Gives what was done. Raises BadInput."""

        def work(uow: SqlUnitOfWork) -> list[str]:
            person = _active(uow.connection, self.programme, key)
            said = self._hand_over(uow, person, to, unfinished) if to and unfinished else []
            administer.leave_person(uow, person.id, self.now())
            administer.unlink_identities(uow.connection, person.id)
            if unfinished and not to:
                said.append(f"Not handed over: {len(unfinished)}. A lead or admin can do that on each request's page.")
            return [*said, f"{key} has left."]

        return self.store.run(work)

    def _hand_over(self, uow: SqlUnitOfWork, person: Known, to: str, unfinished: Sequence[Unfinished]) -> list[str]:
        taker = _active(uow.connection, self.programme, to)
        _, circle = read_programme(uow.connection, self.programme)
        actor = _who_may_hand_over(circle, person)
        if taker.id == person.id:
            raise BadInput(["--hand-over-to must name somebody else"])
        for one in unfinished:
            unit = self.store.unit_of_work(uow.connection)
            command = HandOver(by=actor.id, at=self.now(), seed=clocks.seed(), request=one.number, to=taker.id)
            outcome = carry_out(unit, command, BlockCheck())
            if not outcome.accepted:
                why = f"{to!r} is no linked koploper" if outcome.refusal == "not_a_koploper" else str(outcome.refusal)
                raise BadInput([f"{one.number} cannot be handed over: {why}; nothing was changed"])
            unit.flush()
        return [f"Handed over to {to}: {', '.join(one.number for one in unfinished)}."]


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
