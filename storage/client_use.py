"""What the requests of a client take from its cap, in cents (docs/rules.md section 2). Imported ones do not count."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from doorbraak.ids import ClientId, RequestId
from doorbraak.policy import CapPeriod
from doorbraak.requests.state import Request
from doorbraak.working_time import local_date
from storage import vote_path as sql


def sum_use(
    connection: Connection,
    changed: Iterable[Request],
    client: ClientId,
    period: CapPeriod,
    *,
    at: datetime,
    year: int,
    without: RequestId | None,
) -> int:
    """Sum what counts in the period; `changed` holds the requests whose rows this transaction will still write."""
    rows = sql.USE_OF_CLIENT.run(connection, {"client": client}).mappings().all()
    uses = {row["id"]: _Use.of_row(row) for row in rows if not json.loads(row["ballot"])["imported"]}
    for state in changed:
        uses.pop(state.id, None)
        if state.client == client and not state.imported:
            uses[state.id] = _Use.of_state(state)
    today = local_date(at).isoformat()
    return sum(
        use.cents
        for identifier, use in uses.items()
        if identifier != without and _counts(use.submitted_on, period, today, year)
    )


@dataclass(frozen=True, slots=True)
class _Use:
    """What one request takes from its client's cap, and when it was submitted."""

    cents: int
    submitted_on: str

    @classmethod
    def of_row(cls, row: Any) -> _Use:
        if row["status"] == "open":
            return cls(row["asked_cents"], row["submitted_on"])
        settled = row["settled_cents"]
        return cls((row["granted_cents"] or 0) if settled is None else settled, row["submitted_on"])

    @classmethod
    def of_state(cls, state: Request) -> _Use:
        return cls(state.counts_cents, local_date(state.submitted_at).isoformat())


def _counts(submitted_on: str, period: CapPeriod, today: str, year: int) -> bool:
    if period == "lifetime":
        return True
    if period == "calendar_year":
        return submitted_on[:4] == str(year)
    first = datetime.fromisoformat(today).date() - timedelta(days=364)
    return first.isoformat() <= submitted_on <= today
