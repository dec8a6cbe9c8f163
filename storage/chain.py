"""The chained log: each line's hash covers the hash before it and the canonical bytes of the event."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from doorbraak.events import Event, RequestEvent
from storage import vote_path as sql
from storage.codec import VERSION, to_body
from storage.moments import to_text

START = "0" * 64
"""What the first line of a programme is chained to."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the number of the last line and its hash."""

    seq: int
    hash: str


def chained(previous: str, body: str) -> str:
    """Give the hash of a line."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def lock_head(connection: Connection, programme: str) -> Head:
    """Lock the end of a programme's chain: the last lock of a transaction."""
    row = sql.LOCK_HEAD.run(connection, {"programme": programme}).first()
    return Head(row[0], row[1]) if row else Head(0, START)


def append(connection: Connection, programme: str, head: Head, events: Sequence[Event]) -> Head:
    """Write events behind the locked head and move it. Texts must have been sealed."""
    lines: list[dict[str, Any]] = []
    for event in events:
        body = to_body(event)
        head = Head(head.seq + 1, chained(head.hash, body))
        lines.append(
            {
                "programme_id": programme,
                "seq": head.seq,
                "at": to_text(event.at),
                "kind": event.kind,
                "v": VERSION,
                "request_id": event.request if isinstance(event, RequestEvent) else None,
                "body": body,
                "hash": head.hash,
            }
        )
    if len(lines) == 1:
        sql.ADD_LOG.run(connection, lines[0])
    else:
        sql.ADD_LOG.run(connection, lines)
    sql.MOVE_HEAD.run(connection, {"programme_id": programme, "seq": head.seq, "hash": head.hash})
    return head
