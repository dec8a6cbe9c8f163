"""Claiming and finishing outgoing work. A claim is a lease: whoever dies with it, another goes on after it ends."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, not_, or_, select, update

from doorbraak.ids import PersonId, ProgrammeId
from storage import mails, quiet, sessions, tries
from storage import tables as t
from storage.codec import canonical
from storage.drafts import HELD, HELD_FOR
from storage.moments import to_text
from storage.tables.delivery import RETRACTED

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class DueMessage:
    """A message to deliver: to a person, or under the card in a place."""

    id: str
    programme: ProgrammeId
    number: str
    kind: str
    facts: Mapping[str, Any]
    person: PersonId | None
    place: str | None
    attempts: int
    again: bool = False
    """Somebody claimed it before: it may have gone out already."""


@dataclass(frozen=True, slots=True)
class LateCard:
    """A card that shows an older version than it should."""

    programme: ProgrammeId
    request: str
    number: str
    place: str
    platform: str
    address: str
    wanted: int
    shown: int
    ref: str
    again: bool = False
    """Somebody claimed it before: it may be there already."""


def claim_messages(connection: Connection, now: datetime, limit: int = 100) -> list[DueMessage]:
    """Claim messages that are due and nobody else delivers, the oldest first."""
    m = t.messages.c
    free = or_(m.claimed_until.is_(None), m.claimed_until <= to_text(now))
    query = (
        select(t.messages)
        .where(m.delivered_at.is_(None), m.due_at <= to_text(now), free, m.attempts < MOST_ATTEMPTS)
        .order_by(m.due_at, m.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = _without_older_reminders(connection, connection.execute(query).mappings().all())
    rows = quiet.hold_back(connection, rows, now)
    if rows:
        taken = update(t.messages).where(m.id.in_([row["id"] for row in rows]))
        connection.execute(taken.values(claimed_until=to_text(now + LEASE), attempts=m.attempts + 1))
    return [_message(row) for row in rows]


def _without_older_reminders(connection: Connection, rows: Sequence[Mapping[Any, Any]]) -> list[Mapping[Any, Any]]:
    """Keep the newest reminder of each person: after days without delivery nobody is reminded three times at once."""
    newest = {row["person_id"]: row["id"] for row in rows if row["kind"] == "reminder"}
    older = [row["id"] for row in rows if row["kind"] == "reminder" and newest[row["person_id"]] != row["id"]]
    if older:
        connection.execute(delete(t.messages).where(t.messages.c.id.in_(older)))
    return [row for row in rows if row["id"] not in older]


def _message(row: Mapping[Any, Any]) -> DueMessage:
    return DueMessage(
        id=row["id"],
        programme=ProgrammeId(row["programme_id"]),
        number=row["number"],
        kind=row["kind"],
        facts=json.loads(row["facts"]),
        person=PersonId(row["person_id"]) if row["person_id"] else None,
        place=row["place_id"],
        attempts=row["attempts"] + 1,
        again=row["claimed_until"] is not None,
    )


def finish_messages(connection: Connection, messages: Mapping[str, Mapping[str, str]], now: datetime) -> None:
    """Mark messages as delivered, each with where it was posted by platform."""
    m = t.messages.c
    done = update(t.messages).where(m.id.in_(messages.keys()))
    connection.execute(done.values(delivered_at=to_text(now), claimed_until=None))
    for message, refs in messages.items():
        posted = {platform: ref for platform, ref in refs.items() if ref}
        if posted:
            connection.execute(update(t.messages).where(m.id == message).values(refs=canonical(posted)))


def postpone_messages(connection: Connection, messages: Sequence[str], until: datetime) -> None:
    """Try messages again later; a platform that takes nothing now costs them no attempt."""
    m = t.messages.c
    again = update(t.messages).where(m.id.in_(messages))
    connection.execute(again.values(claimed_until=to_text(until), attempts=m.attempts - 1))


def park_message(connection: Connection, message: str) -> None:
    """Try a message no more by itself: the platform said something that nobody foresaw. It stays in the inbox."""
    parked = update(t.messages).where(t.messages.c.id == message)
    connection.execute(parked.values(claimed_until=None, attempts=MOST_ATTEMPTS))


def card_ref(connection: Connection, programme: str, number: str, place: str) -> str:
    """Give where the card of a request is in a place; empty when it is not there yet."""
    query = (
        select(t.cards.c.ref)
        .join(t.requests, t.requests.c.id == t.cards.c.request_id)
        .where(t.cards.c.place_id == place, t.requests.c.programme_id == programme, t.requests.c.number == number)
    )
    return connection.execute(query).scalar() or ""


def place_of(connection: Connection, place: str) -> tuple[str, str]:
    """Give the platform and address of a place."""
    row = connection.execute(select(t.places.c.platform, t.places.c.address).where(t.places.c.id == place)).one()
    return row[0], row[1]


def platforms_with_card(connection: Connection, programme: str, number: str) -> set[str]:
    """Give the platforms on which a request has a card that everybody there sees."""
    query = (
        select(t.places.c.platform)
        .join(t.cards, t.cards.c.place_id == t.places.c.id)
        .join(t.requests, t.requests.c.id == t.cards.c.request_id)
        .where(t.requests.c.programme_id == programme, t.requests.c.number == number)
    )
    return set(connection.execute(query).scalars())


def claim_cards(connection: Connection, now: datetime, limit: int = 50) -> list[LateCard]:
    """Claim cards that show less than they should, whatever the platform."""
    c, p, r = t.cards.c, t.places.c, t.requests.c
    free = or_(c.claimed_until.is_(None), c.claimed_until <= to_text(now))
    query = (
        select(
            c.request_id,
            c.place_id,
            c.wanted,
            c.shown,
            c.ref,
            c.claimed_until,
            p.platform,
            p.address,
            r.programme_id,
            r.number,
        )
        .join(t.places, p.id == c.place_id)
        .join(t.requests, r.id == c.request_id)
        .where(c.shown < c.wanted, free)
        .order_by(r.submitted_at)
        .limit(limit)
        .with_for_update(of=t.cards, skip_locked=True)
    )
    rows = connection.execute(query).mappings().all()
    for row in rows:
        taken = update(t.cards).where(c.request_id == row["request_id"], c.place_id == row["place_id"])
        connection.execute(taken.values(claimed_until=to_text(now + LEASE)))
    return [
        LateCard(
            programme=ProgrammeId(row["programme_id"]),
            request=row["request_id"],
            number=row["number"],
            place=row["place_id"],
            platform=row["platform"],
            address=row["address"],
            wanted=row["wanted"],
            shown=row["shown"],
            ref=row["ref"],
            again=row["claimed_until"] is not None,
        )
        for row in rows
    ]


def show_card(connection: Connection, card: LateCard, ref: str) -> None:
    """Note which version a card shows now, and where it is; it may be wanted newer again meanwhile."""
    c = t.cards.c
    where = and_(c.request_id == card.request, c.place_id == card.place)
    connection.execute(update(t.cards).where(where).values(shown=card.wanted, ref=ref, claimed_until=None))


def post_anew(connection: Connection, card: LateCard) -> None:
    """Let a card be posted once more where it was taken away: it has no place any more, and shows nothing."""
    c = t.cards.c
    where = and_(c.request_id == card.request, c.place_id == card.place)
    connection.execute(update(t.cards).where(where).values(shown=0, ref="", claimed_until=None))


def release_card(connection: Connection, card: LateCard, until: datetime) -> None:
    """Try a card again later."""
    c = t.cards.c
    where = and_(c.request_id == card.request, c.place_id == card.place)
    connection.execute(update(t.cards).where(where).values(claimed_until=to_text(until)))


def sweep(connection: Connection, now: datetime) -> None:
    """Throw away what is past its time: event ids after 3 days, drafts after 7, news after 90, codes, looks, tries, and
    after 90 days messages of threads in which nothing was ever found.

    A message that a platform still shows stays: its request's texts may have to be taken back there.
    """
    m = t.messages.c
    shown = and_(m.refs != "", m.retract != RETRACTED)
    connection.execute(delete(t.messages).where(m.delivered_at < to_text(now - timedelta(days=90)), not_(shown)))
    connection.execute(delete(t.intake).where(t.intake.c.at < to_text(now - timedelta(days=3))))
    connection.execute(delete(t.codes).where(t.codes.c.expires_at < to_text(now - timedelta(days=1))))
    connection.execute(delete(t.links).where(t.links.c.expires_at < to_text(now - timedelta(days=1))))
    connection.execute(delete(t.devices).where(t.devices.c.expires_at < to_text(now)))
    connection.execute(delete(t.drafts).where(t.drafts.c.kind == HELD, t.drafts.c.saved_at < to_text(now - HELD_FOR)))
    mails.sweep(connection, now)
    sessions.sweep(connection, now)
    tries.sweep(connection, now - timedelta(days=1))
    connection.execute(delete(t.drafts).where(t.drafts.c.saved_at < to_text(now - timedelta(days=7))))
    connection.execute(delete(t.looks).where(t.looks.c.at < to_text(now - timedelta(hours=1))))
    clean = (t.posted.c.kinds == "", t.posted.c.seen_at < to_text(now - timedelta(days=90)))
    connection.execute(delete(t.posted).where(*clean))
