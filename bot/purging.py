"""What `purge` does at once and the clock by itself: what is due, what is kept for days only, clients nobody needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, select

from doorbraak import events as e
from doorbraak.requests.due import decide_due
from storage import deliveries, detaching, due
from storage import tables as t
from storage.moments import to_text
from storage.removing import count_texts
from storage.rows import request_from_row
from storage.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge removes, or would: texts by request number, other rows by name, and clients to let go of."""

    texts: dict[str, int]
    rows: dict[str, int]
    clients: int

    @property
    def text_count(self) -> int:
        """Give how many texts that is."""
        return sum(self.texts.values())


def look_ahead(connection: Connection, now: datetime) -> Purge:
    """Say what a purge would remove now; nothing is changed. Clients that it makes unneeded are counted too."""
    texts = _due_texts(connection, now)
    clients = detaching.find_unneeded(connection, now, as_if_due=True)
    return Purge(texts, _kept_too_long(connection, now), sum(len(one) for one in clients.values()))


def _due_texts(connection: Connection, now: datetime) -> dict[str, int]:
    r, names = t.requests.c, dict[str, str]()
    for identifier, name in connection.execute(select(t.programmes.c.id, t.programmes.c.name)):
        names[identifier] = name
    where = (r.next_due_at.is_not(None), r.next_due_at <= to_text(now))
    texts: dict[str, int] = {}
    for row in connection.execute(select(t.requests).where(*where).order_by(r.programme_id, r.number)).mappings():
        request = request_from_row(row)
        if any(isinstance(event, e.TextsPurged) for event in decide_due(request, now)):
            about = request.number if len(names) == 1 else f"{names[row['programme_id']]} {request.number}"
            texts[about] = count_texts(connection, request.id)
    return texts


def _kept_too_long(connection: Connection, now: datetime) -> dict[str, int]:
    limits: tuple[tuple[str, Table, Any, timedelta], ...] = (
        ("drafts", t.drafts, t.drafts.c.saved_at, timedelta(days=7)),
        ("codes", t.codes, t.codes.c.expires_at, timedelta(days=1)),
        ("event ids", t.intake, t.intake.c.at, timedelta(days=3)),
    )
    return {
        name: connection.execute(select(func.count()).select_from(table).where(at < to_text(now - age))).scalar_one()
        for name, table, at, age in limits
    }


def purge(store: Store, now: datetime, progress: Progress) -> Purge:
    """Let everything happen that is due, throw away what is past its time, and let go of clients nobody needs."""
    ahead = store.answer(lambda connection: look_ahead(connection, now))
    total, done, stuck = max(store.answer(lambda connection: _count_due(connection, now)), 1), 0, set[due.Due]()
    while waiting := _waiting(store, now, stuck):
        for one in waiting:
            if not store.run(due.apply_one(one, now)):
                stuck.add(one)
            done += 1
            progress(done, max(total, done))
    store.run(lambda uow: deliveries.sweep(uow.connection, now))
    unneeded = store.answer(lambda connection: detaching.find_unneeded(connection, now))
    clients = sum(store.run(work) for work in detaching.in_parts(unneeded, now))
    return Purge(ahead.texts, ahead.rows, clients)


def _waiting(store: Store, now: datetime, stuck: set[due.Due]) -> list[due.Due]:
    """Give what is due; one for which nothing happens is not asked for ever."""
    limit = due.AT_ONCE + len(stuck)
    found = store.answer(lambda connection: due.find_due(connection, now, limit))
    return [one for one in found if one not in stuck]


def _count_due(connection: Connection, now: datetime) -> int:
    where = (t.requests.c.next_due_at.is_not(None), t.requests.c.next_due_at <= to_text(now))
    return int(connection.execute(select(func.count()).select_from(t.requests).where(*where)).scalar_one())
