"""Posts to take back from chats: claimed under a lease, as what goes out (deliveries.py), and noted when done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update

from doorbraak.ids import ProgrammeId
from storage import tables as t
from storage.deliveries import LEASE
from storage.moments import to_text
from storage.tables.delivery import IS_POSTED, IS_TO_RETRACT, RETRACTED


@dataclass(frozen=True, slots=True)
class Retraction:
    """A delivered message whose words must go: `refs` says where each platform shows it.

    `address` is that of the place it was posted in; empty when it was told to one person.
    """

    id: str
    programme: ProgrammeId
    number: str
    refs: Mapping[str, str]
    address: str


def claim_retractions(connection: Connection, now: datetime, limit: int = 50) -> list[Retraction]:
    """Claim posts that must be taken back and that nobody else takes back now."""
    m = t.messages.c
    free = or_(m.claimed_until.is_(None), m.claimed_until <= to_text(now))
    query = (
        select(m.id, m.programme_id, m.number, m.refs, t.places.c.address)
        .outerjoin(t.places, t.places.c.id == m.place_id)
        .where(IS_TO_RETRACT, IS_POSTED, free)
        .order_by(m.id)
        .limit(limit)
        .with_for_update(of=t.messages, skip_locked=True)
    )
    rows = connection.execute(query).mappings().all()
    if rows:
        taken = update(t.messages).where(m.id.in_([row["id"] for row in rows]))
        connection.execute(taken.values(claimed_until=to_text(now + LEASE)))
    return [_retraction(row) for row in rows]


def _retraction(row: Mapping[Any, Any]) -> Retraction:
    refs: dict[str, str] = json.loads(row["refs"])
    return Retraction(row["id"], ProgrammeId(row["programme_id"]), row["number"], refs, row["address"] or "")


def finish_retraction(connection: Connection, message: str) -> None:
    """Note that the words of a message are gone everywhere."""
    done = update(t.messages).where(t.messages.c.id == message)
    connection.execute(done.values(retract=RETRACTED, claimed_until=None))


def postpone_retraction(connection: Connection, message: str, until: datetime) -> None:
    """Try again later."""
    connection.execute(update(t.messages).where(t.messages.c.id == message).values(claimed_until=to_text(until)))
