"""What is left in each fund and for each client, kept while the log is folded. Cents; no row is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from doorbraak.ledger import LedgerLine
from doorbraak.requests.state import Request
from doorbraak.working_time import local_date, local_year


@dataclass(slots=True)
class Fund:
    """One calendar year; `budget_cents` None was never set."""

    budget_cents: int | None = None
    reserved_cents: int = 0
    spent_cents: int = 0


@dataclass(slots=True)
class Funds:
    """The funds of a programme by year."""

    by_year: dict[int, Fund] = field(default_factory=dict[int, Fund])

    def set_budget(self, year: int, cents: int) -> None:
        """Set what a year can spend."""
        self._of(year).budget_cents = cents

    def move(self, line: LedgerLine) -> None:
        """Let a ledger line count."""
        fund = self._of(line.fund_year)
        fund.reserved_cents += line.reserved_cents
        fund.spent_cents += line.spent_cents

    def left(self, year: int) -> int:
        """Give what is left; a year that was never set has 0."""
        fund = self.by_year.get(year, Fund())
        return (fund.budget_cents or 0) - fund.reserved_cents - fund.spent_cents

    def _of(self, year: int) -> Fund:
        return self.by_year.setdefault(year, Fund())


@dataclass(slots=True)
class Caps:
    """The requests of each client that count for a cap (imported ones do not)."""

    by_client: dict[str, dict[str, Request]] = field(default_factory=dict[str, dict[str, Request]])

    def note(self, before: Request | None, after: Request) -> None:
        """Let a request count as it is now, for the client it has now."""
        if after.imported:
            return
        if before is not None and before.client != after.client:
            self.by_client[before.client].pop(before.id, None)
        self.by_client.setdefault(after.client, {})[after.id] = after

    def join(self, client: str, joined: str) -> None:
        """Let what counted for one client count for another from here on."""
        self.by_client.setdefault(client, {}).update(self.by_client.pop(joined, {}))

    def left(self, request: Request, at: datetime, *, counts_itself: bool) -> int:
        """Give the cap less what counts in the period: of a request's year, of 365 days before `at`, or of always."""
        others = self.by_client.get(request.client, {})
        counted = (one for one in others.values() if counts_itself or one.id != request.id)
        return request.policy.cap_cents - sum(one.counts_cents for one in counted if _in_period(one, request, at))


def _in_period(one: Request, request: Request, at: datetime) -> bool:
    period = request.policy.cap_period
    if period == "lifetime":
        return True
    if period == "calendar_year":
        return local_year(one.submitted_at) == local_year(request.submitted_at)
    today = local_date(at)
    return today - timedelta(days=364) <= local_date(one.submitted_at) <= today
