"""Messages in threads as rows: which kinds stood there, from when, how long, for how many. Never the text."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from doorbraak.ids import PersonId, ProgrammeId, RequestId
from doorbraak.posted import Sighting, Step, overdue
from doorbraak.posted_news import to_leads
from storage import tables as t
from storage.moments import from_text, or_none, text_or_none, to_text
from storage.statements import Statement
from storage.unit_of_work import SqlUnitOfWork

AT_ONCE = 500
_ADD = Statement(lambda insert: insert(t.posted).on_conflict_do_nothing().returning(t.posted.c.reference))


def programme_of(
    connection: Connection, platform: str, place: str, person: PersonId | None
) -> tuple[ProgrammeId | None, PersonId | None]:
    """Give the programme of a place, or else of the writer; and the writer if that is somebody of that programme."""
    of_place = select(t.places.c.programme_id).where(t.places.c.platform == platform, t.places.c.address == place)
    of_person = select(t.people.c.programme_id).where(t.people.c.id == person, t.people.c.linked_at.is_not(None))
    found, home = connection.execute(of_place).scalar(), connection.execute(of_person).scalar()
    programme = found or home
    return (ProgrammeId(programme) if programme else None), (person if programme and home == programme else None)


def last_turn(connection: Connection, reference: str, *, lock: bool = True) -> Sighting | None:
    """Give a message as it stands now, or None; locks its row."""
    query = select(t.posted).where(t.posted.c.reference == reference).order_by(t.posted.c.turn.desc()).limit(1)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    return from_row(row) if row else None


def is_open(connection: Connection, reference: str) -> bool:
    """Claim that something still stands in a message."""
    sighting = last_turn(connection, reference, lock=False)
    return sighting is not None and sighting.is_open


def save(uow: SqlUnitOfWork, before: Sighting | None, step: Step) -> bool:
    """Keep a sighting and its lines in the log; claims that it could: another transaction may have begun the same."""
    after = step.after
    if before is None or before.turn != after.turn:
        if _ADD.run(uow.connection, _to_row(after)).first() is None:
            return False
    elif before != after:
        where = (t.posted.c.reference == after.reference, t.posted.c.turn == after.turn)
        uow.connection.execute(update(t.posted).where(*where).values(**_to_row(after)))
    if step.events:
        uow.record(after.programme, [(None, event, None) for event in step.events])
    return True


def note_readers(connection: Connection, reference: str, readers: int) -> None:
    """Note how many can read a message, where that is not known yet. Its line in the log stays as it was."""
    unknown = (t.posted.c.reference == reference, t.posted.c.readers == 0)
    connection.execute(update(t.posted).where(*unknown).values(readers=readers))


def note_remark(connection: Connection, sighting: Sighting, text: str) -> None:
    """Note which text of the talk a message became; empty: none any more."""
    where = (t.posted.c.reference == sighting.reference, t.posted.c.turn == sighting.turn)
    connection.execute(update(t.posted).where(*where).values(remark=text))


def find_due(connection: Connection, now: datetime, limit: int = AT_ONCE) -> list[str]:
    """Give the references of messages that go to the lead at or before `now`, longest due first."""
    p = t.posted.c
    query = select(p.reference).where(p.due_at.is_not(None), p.due_at <= to_text(now)).order_by(p.due_at, p.reference)
    return list(connection.execute(query.limit(limit)).scalars())


def apply_due(uow: SqlUnitOfWork, sighting: Sighting, now: datetime) -> Sighting:
    """Let happen what is due for a message at or before `now`, and give it afterwards."""
    step = overdue(sighting, now)
    if step.events:
        save(uow, sighting, step)
        uow.tell(sighting.programme, to_leads(step.after, uow.circle_of(sighting.programme), sighting.programme))
    return step.after


def apply_one(reference: str, now: datetime) -> Callable[[SqlUnitOfWork], int]:
    """Make the work that lets happen what is due for one message; it gives how many things that were."""

    def work(uow: SqlUnitOfWork) -> int:
        sighting = last_turn(uow.connection, reference)
        return int(sighting is not None and apply_due(uow, sighting, now) != sighting)

    return work


def request_of(connection: Connection, programme: ProgrammeId, number: str) -> RequestId | None:
    """Give the identifier of a request by its number, without locking it, or None."""
    where = (t.requests.c.programme_id == programme, t.requests.c.number == number)
    found = connection.execute(select(t.requests.c.id).where(*where)).scalar()
    return RequestId(found) if found else None


def _to_row(sighting: Sighting) -> dict[str, Any]:
    row = dataclasses.asdict(sighting)
    moments = {name: text_or_none(row[name]) for name in ("ended_at", "due_at", "told_at")}
    row |= moments | {"seen_at": to_text(sighting.seen_at), "kinds": " ".join(sighting.kinds)}
    return row | {
        "programme_id": row.pop("programme"),
        "request_id": row.pop("request"),
        "person_id": row.pop("person"),
    }


def from_row(row: Mapping[Any, Any]) -> Sighting:
    return Sighting(
        reference=row["reference"],
        turn=row["turn"],
        programme=ProgrammeId(row["programme_id"]),
        request=RequestId(row["request_id"]) if row["request_id"] else None,
        number=row["number"],
        place=row["place"],
        person=PersonId(row["person_id"]) if row["person_id"] else None,
        readers=row["readers"],
        link=row["link"],
        kinds=tuple(row["kinds"].split()),
        level=row["level"],
        seen_at=from_text(row["seen_at"]),
        answer=row["answer"],
        ended_at=or_none(row["ended_at"]),
        ended_how=row["ended_how"],
        due_at=or_none(row["due_at"]),
        told_at=or_none(row["told_at"]),
        remark=row["remark"],
    )
