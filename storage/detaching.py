"""Letting go of clients that no cap period needs any more: found by a reader, thrown away in small transactions.

Which those are is decided in doorbraak/requests/client_needed.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, or_, select

from doorbraak.ids import ClientId, ProgrammeId
from doorbraak.policy import CapPeriod, policy_from
from doorbraak.requests.client_needed import ROLLING_DAYS, is_needed
from doorbraak.requests.state import Request
from doorbraak.working_time import local_date
from storage import tables as t
from storage.clients import detach, requests_of
from storage.overviews.reading import as_of
from storage.rows import request_from_row
from storage.unit_of_work import SqlUnitOfWork

AT_ONCE = 100
"""So many clients are let go of in one transaction and one log line."""

Unneeded = dict[ProgrammeId, list[ClientId]]


def find_unneeded(connection: Connection, now: datetime, *, as_if_due: bool = False) -> Unneeded:
    """Give the clients of each programme that need not be recognised any more.

    `as_if_due` looks at requests as they stand once what is due has happened: what a purge would come to.
    """
    found: Unneeded = {}
    for identifier, policy in connection.execute(select(t.programmes.c.id, t.programmes.c.policy)).all():
        period = policy_from(json.loads(policy)).cap_period
        if period == "lifetime":
            continue
        candidates = list(connection.execute(_candidates(identifier, now, as_if_due=as_if_due)).scalars())
        at = now if as_if_due else None
        unneeded = [ClientId(one) for one in candidates if not is_needed(_states(connection, one, at), period, now)]
        if unneeded:
            found[ProgrammeId(identifier)] = unneeded
    return found


def _states(connection: Connection, client: str, at: datetime | None) -> list[Request]:
    """Give the requests of a client, to look at only: as they are stored, or as what is due at a moment makes them."""
    rows = connection.execute(select(t.requests).where(t.requests.c.client_id == client)).mappings()
    return [request_from_row(row) if at is None else as_of(row, at) for row in rows]


def _candidates(programme: str, now: datetime, *, as_if_due: bool) -> Select[Any]:
    """Ask for clients without a request that surely needs them; the rest is looked at one by one."""
    clients, r = t.clients.c, t.requests.c
    surely = _counts_surely(now)
    if not as_if_due:
        has_text = exists().where(t.texts.c.request_id == r.id)
        surely = or_(surely, r.status == "open", r.money.in_(("reserved", "paid")), has_text)
    needing = exists().where(r.client_id == clients.client_id, surely)
    query = select(clients.client_id).where(clients.programme_id == programme, ~needing)
    return query.distinct().order_by(clients.client_id)


def _counts_surely(now: datetime) -> ColumnElement[bool]:
    """Claim that a request counts by every cap period there is."""
    today = local_date(now)
    first = max(date(today.year, 1, 1), today - timedelta(days=ROLLING_DAYS))
    return t.requests.c.submitted_on >= first.isoformat()


def in_parts(unneeded: Unneeded, now: datetime) -> Iterator[Callable[[SqlUnitOfWork], int]]:
    """Give the work that lets go of clients, a transaction for each part."""
    for programme, clients in unneeded.items():
        for first in range(0, len(clients), AT_ONCE):
            yield let_go(programme, clients[first : first + AT_ONCE], now)


def let_go(programme: ProgrammeId, clients: list[ClientId], now: datetime) -> Callable[[SqlUnitOfWork], int]:
    """Make the work that lets go of some clients, each looked at again behind its lock; it gives how many went."""

    def work(uow: SqlUnitOfWork) -> int:
        uow.lock_clients(clients)
        period: CapPeriod = uow.policy_of(programme).cap_period
        going = [one for one in sorted(clients) if not is_needed(requests_of(uow, one), period, now)]
        detach(uow, programme, going, now)
        return len(going)

    return work
