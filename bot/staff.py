"""Changes of people inside a transaction, for the command line and for Beheer: codes, hand-over, leaving."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot import clocks
from bot.problems import BadInput
from bot.text_check import BlockCheck
from doorbraak.commands import HandOver
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Circle, Person
from doorbraak.team import access_changed, code_given
from doorbraak.use_cases.act import carry_out
from storage import administer, codes, keyed, sessions
from storage.keyed import Known
from storage.programmes import read_programme
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork


def known(connection: Connection, programme: ProgrammeId, key: str) -> Known:
    """Give somebody by key, also who left. Raises BadInput."""
    found = keyed.find_key(connection, programme, key)
    if found is None:
        raise BadInput([f"there is nobody with key {key!r}; `doorbraakbot people list` shows who is there"])
    return found


def active(connection: Connection, programme: ProgrammeId, key: str) -> Known:
    """Give somebody by key who has not left. Raises BadInput."""
    found = known(connection, programme, key)
    if found.left_at is not None:
        raise BadInput([f"{key!r} has left; `doorbraakbot people add` brings somebody back"])
    return found


def draw_code() -> str:
    """Draw a fresh sign-in code."""
    return "".join(secrets.choice(codes.ALPHABET) for _ in range(codes.LENGTH))


def give_code(
    uow: SqlUnitOfWork, programme: ProgrammeId, key: str, code: str, now: datetime, by: PersonId | None = None
) -> None:
    """Let a fresh code of somebody count; `by` is the admin who gives it. Raises BadInput.

    Who takes part already is told of it: whoever has the code can act as that person. Whose access was taken away is
    not there to read it: then those who watch are told.
    """
    person = active(uow.connection, programme, key)
    codes.issue(uow, person.id, code, now, by)
    if by is None or by == person.id:
        return
    if person.linked_at is not None:
        uow.tell(programme, [code_given(person.id, by, now)])
    elif sessions.were_ended(uow.connection, person.id):
        circle = uow.circle_of(programme)
        uow.tell(programme, access_changed(person.id, person.roles, "code", by=by, circle=circle, at=now))


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
    person = active(uow.connection, programme, key)
    handed = sorted(numbers) if to else []
    for number in handed:  # all of them before the first line of the log: its end is the last lock
        uow.request(programme, number)
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
    taker = active(uow.connection, programme, to)
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


def _who_may_hand_over(circle: Circle, leaving: Known) -> Person:
    """Choose in whose name is handed over: an admin, else a lead; first somebody else than who leaves (R19)."""
    may = [person for person in circle if person.is_admin or person.is_lead]
    may.sort(key=lambda person: (person.id == leaving.id, not person.is_admin, person.id))
    if not may:
        raise BadInput(["nobody may hand over: there is no linked admin or lead; link one first"])
    return may[0]
