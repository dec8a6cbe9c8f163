"""What was spent, what is left, and how long an answer takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendRow:
    """Figures of one theme, district, month or organisation; `requests` and `asked_cents` by the day of submission."""

    key: str
    requests: int
    granted: int
    solved_by_route: int
    declined: int
    asked_cents: int
    granted_cents: int
    settled_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What was spent in a period: rows sorted by settled, then granted (most first), ties by key; and the total."""

    by: str
    since: date
    until: date
    rows: tuple[SpendRow, ...]
    total: SpendRow
    theme: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendFilter:
    """What a spend overview is narrowed to. `by`: theme, district, month or organisation."""

    since: date
    until: date
    by: str = "theme"
    theme: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendExtra:
    """The other figures of the page Uitgaven, for the same period and filters."""

    fund_year: int | None
    """Set when the period lies in one calendar year; then the next two hold that year's fund."""
    budget_cents: int | None
    left_cents: int | None
    solved_without_money: int
    solved_confirmed: int
    """Of those, how many posters answered `yes` to "is het opgelost?"."""
    mean_working_hours: float | None
    """Mean working hours from submission to the end."""
    within_two_days: float | None
    """Share (0 to 1) of ended requests that ended within 16 working hours."""
    unsettled: int
    unsettled_cents: int
    years: tuple[int, ...]
    """The years in which there are requests, newest first, for the choice of a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """The fund of one year; `budget_cents` None when that year was never set."""

    year: int
    budget_cents: int | None
    reserved_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int | None:
        """Give what can still be granted, in cents."""
        return None if self.budget_cents is None else self.budget_cents - self.reserved_cents - self.spent_cents
