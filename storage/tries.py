"""How often a door was tried, counted per stretch of time, for every process together.

Stretches begin at fixed moments (a quarter at :00, :15 …), so around a border twice as much can pass. Who tried is a
keyed digest that the caller makes: no network address or mail address is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, tuple_, update

from storage import tables as t
from storage.engine import insert_into
from storage.moments import to_text

EVERYBODY = "*"
"""Counts all tries of a kind together."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries of a kind in each stretch of time."""

    kind: str
    most: int
    within: timedelta


Counted = Sequence[tuple[Limit, str]]
"""Limits with whom each is counted for."""


def count(connection: Connection, counted: Counted, now: datetime) -> timedelta | None:
    """Count one try; gives how long to wait when that is one too many for any limit.

    Then only the limits that were passed keep it: who must wait uses up nothing of what others share.
    """
    rows = [
        {"kind": limit.kind, "who": who, "since": to_text(_since(limit, now)), "count": 1} for limit, who in counted
    ]
    k = t.tries.c
    add = insert_into(connection, t.tries).values(rows)
    added = add.on_conflict_do_update(index_elements=[k.kind, k.who, k.since], set_={"count": k.count + 1})
    seen = {(row[0], row[1]): row[2] for row in connection.execute(added.returning(k.kind, k.who, k.count))}
    passed = [(limit, who) for limit, who in counted if seen[limit.kind, who] > limit.most]
    if not passed:
        return None
    uncount(connection, [one for one in counted if one not in passed], now)
    return max(_since(limit, now) + limit.within - now for limit, _ in passed)


def uncount(connection: Connection, counted: Counted, now: datetime) -> None:
    """Take one try back: it was right. Many who share one address must not shut each other out."""
    if not counted:
        return
    k = t.tries.c
    keys = [(limit.kind, who, to_text(_since(limit, now))) for limit, who in counted]
    these = tuple_(k.kind, k.who, k.since).in_(keys)
    connection.execute(update(t.tries).where(these).values(count=k.count - 1))
    connection.execute(delete(t.tries).where(these, k.count <= 0))  # a flood that is refused must not fill the table


def sweep(connection: Connection, before: datetime) -> None:
    """Throw away what was counted in stretches that began before a moment."""
    connection.execute(delete(t.tries).where(t.tries.c.since < to_text(before)))


def _since(limit: Limit, now: datetime) -> datetime:
    """Give when the present stretch began."""
    seconds = int(limit.within.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
