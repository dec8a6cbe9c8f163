"""Mail to send, as rows: asked for in one transaction, claimed, sent and marked in others. No words, no addresses here.

Two kinds: `link` is a sign-in link that somebody asked for, `waiting` says that something waits, once a working day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from doorbraak.ids import PersonId
from storage import tables as t
from storage.engine import insert_into
from storage.moments import from_text, to_text

LEASE = timedelta(seconds=60)
LINK, WAITING = "link", "waiting"
_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DueMail:
    """A mail to send. `address` is empty when there is nobody to send it to (any more)."""

    id: str
    kind: str
    person: PersonId | None
    address: str
    programme: str
    wants: str
    due_at: datetime
    attempts: int
    is_news: bool
    """Something of before now has not been read on the web."""


def ask_link(connection: Connection, address: str, wants: str, identifiers: Sequence[str], now: datetime) -> None:
    """Ask for a link for everybody linked with this mail address, one in each programme.

    Two people of one programme who share an address get none: nobody could tell who opens it. Known or not, the same
    statements run: for an unknown address a row of nobody is written, and dropped later. `identifiers` are fresh ones;
    in more programmes than those one address gets no mail.
    """
    p = t.people.c
    where = (func.lower(p.email) == address.lower(), p.linked_at.is_not(None), p.left_at.is_(None))
    found = connection.execute(select(p.id, p.programme_id).where(*where).order_by(p.id)).all()
    programmes = [row[1] for row in found]
    people: list[str | None] = [row[0] for row in found if programmes.count(row[1]) == 1][: len(identifiers)] or [None]
    rows = [
        {"id": fresh, "person_id": person, "kind": LINK, "wants": wants, "due_at": to_text(now), "attempts": 0}
        for fresh, person in zip(identifiers, people, strict=False)
    ]
    connection.execute(insert(t.mails).values(rows))


def book_waiting(connection: Connection, person: PersonId, days: Sequence[tuple[str, datetime]]) -> None:
    """Ask for the one mail of a day that says that something waits: on the first of these days that had none yet.

    `days` are (day, moment). Asked again before it went, it changes nothing.
    """
    for day, due_at in days:
        identifier = f"waiting:{person}:{day}"
        query = select(t.mails.c.done_at).where(t.mails.c.id == identifier)
        stands = connection.execute(query).first()
        if stands is None:
            row = {"id": identifier, "person_id": person, "kind": WAITING, "wants": "", "attempts": 0}
            booked = insert_into(connection, t.mails).values(**row, due_at=to_text(due_at))
            connection.execute(booked.on_conflict_do_nothing())
        if stands is None or stands[0] is None:
            return


def claim(connection: Connection, now: datetime, limit: int = 20) -> list[DueMail]:
    """Claim mail that is due and nobody else sends, the oldest first."""
    k, p = t.mails.c, t.people.c
    free = or_(k.claimed_until.is_(None), k.claimed_until <= to_text(now))
    unread = exists().where(t.messages.c.person_id == k.person_id, t.messages.c.read_at.is_(None))
    unread = unread.where(t.messages.c.due_at <= to_text(now)).label("is_news")
    query = (
        select(t.mails, p.email, p.linked_at, p.left_at, t.programmes.c.name, unread)
        .outerjoin(t.people, p.id == k.person_id)
        .outerjoin(t.programmes, t.programmes.c.id == p.programme_id)
        .where(k.done_at.is_(None), k.due_at <= to_text(now), free)
        .order_by(k.due_at, k.id)
        .limit(limit)
        .with_for_update(of=t.mails, skip_locked=True)
    )
    rows = connection.execute(query).mappings().all()
    if rows:
        taken = update(t.mails).where(k.id.in_([row["id"] for row in rows]))
        connection.execute(taken.values(claimed_until=to_text(now + LEASE), attempts=k.attempts + 1))
    return [
        DueMail(
            id=row["id"],
            kind=row["kind"],
            person=PersonId(row["person_id"]) if row["person_id"] else None,
            address=row["email"] if row["email"] and row["linked_at"] and not row["left_at"] else "",
            programme=row["name"] or "",
            wants=row["wants"],
            due_at=from_text(row["due_at"]),
            attempts=row["attempts"] + 1,
            is_news=bool(row["is_news"]),
        )
        for row in rows
    ]


def is_still_due(connection: Connection, mail: DueMail) -> bool:
    """Claim that a mail that was claimed may still go: not taken back, and to the address that this person has now."""
    k, p = t.mails.c, t.people.c
    query = (
        select(p.id)
        .join(t.mails, k.person_id == p.id)
        .where(k.id == mail.id, k.done_at.is_(None), p.email == mail.address)
        .where(p.linked_at.is_not(None), p.left_at.is_(None))
        .with_for_update(of=t.people)
    )
    return connection.execute(query).first() is not None


def finish(connection: Connection, mail: str, now: datetime) -> None:
    """Mark a mail as done with: sent, or not to be sent any more."""
    connection.execute(update(t.mails).where(t.mails.c.id == mail).values(done_at=to_text(now), claimed_until=None))


def drop(connection: Connection, mail: str) -> None:
    """Take back a mail that was never sent; the same one may be asked for again."""
    connection.execute(delete(t.mails).where(t.mails.c.id == mail))


def postpone(connection: Connection, mail: str, until: datetime) -> None:
    """Try a mail again later."""
    connection.execute(update(t.mails).where(t.mails.c.id == mail).values(claimed_until=to_text(until)))


def sweep(connection: Connection, now: datetime) -> None:
    """Throw away what is done with or too old to send."""
    connection.execute(delete(t.mails).where(t.mails.c.due_at < to_text(now - _KEPT)))
