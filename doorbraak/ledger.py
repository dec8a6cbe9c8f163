"""The ledger of a fund: which lines an event writes. Append-only; a balance is the sum of its lines (R16, R20).

Reserving takes from the fund, settling turns it into spending and releases the rest; a correction writes a counter
line and a new line, both stay visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from doorbraak import events as e
from doorbraak.ids import RequestId
from doorbraak.requests.state import Request


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: what it adds to reserved and to spent, in cents, in the budget of one calendar year."""

    request: RequestId
    fund_year: int
    kind: str
    reserved_cents: int
    spent_cents: int
    at: datetime


def ledger_lines(before: Request | None, event: e.Event) -> list[LedgerLine]:
    """Give the lines that an event writes, from the state right before it."""
    if isinstance(event, e.Granted):
        return [LedgerLine(event.request, event.fund_year, "reserve", event.amount_cents, 0, event.at)]
    if isinstance(event, e.Imported):
        return _imported(event)
    if before is None or before.fund_year is None:
        return []
    if isinstance(event, e.Settled):
        granted = before.granted_cents or 0
        return [LedgerLine(event.request, before.fund_year, "settle", -granted, event.spent_cents, event.at)]
    if isinstance(event, e.Corrected):
        return _corrected(before, before.fund_year, event)
    return []


def _imported(event: e.Imported) -> list[LedgerLine]:
    if event.granted_cents is None or event.fund_year is None:
        return []
    if event.settled_cents is None:
        return [LedgerLine(event.request, event.fund_year, "imported", event.granted_cents, 0, event.at)]
    return [LedgerLine(event.request, event.fund_year, "imported", 0, event.settled_cents, event.at)]


def _corrected(before: Request, fund_year: int, event: e.Corrected) -> list[LedgerLine]:
    counter = LedgerLine(event.request, fund_year, "counter", 0, -(before.settled_cents or 0), event.at)
    anew = LedgerLine(event.request, fund_year, "correct", 0, event.spent_cents, event.at)
    return [counter, anew]
