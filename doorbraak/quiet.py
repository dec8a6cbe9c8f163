"""Quiet hours: when somebody is not to be reminded. They hold back reminders, and nothing else.

News about a route, a decision and work for the lead always goes out at once: somebody waits for those.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from doorbraak.working_time import AMSTERDAM, next_working_moment

HELD_BACK = frozenset({"reminder"})
"""The kinds of messages (doorbraak/news.py) that quiet hours hold back."""

_TRIES = 2
"""After a weekend the quiet hours of that morning may hold; if they hold once more, they hold in all working hours."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of day to another, on the clock of Amsterdam; past midnight when `ends` is the earlier one.

    Raises ValueError when both are the same: that would be always or never.
    """

    begins: time
    ends: time

    def __post_init__(self) -> None:
        if self.begins == self.ends:
            raise ValueError("quiet hours must end at another time than they begin")

    def over_at(self, moment: datetime) -> datetime | None:
        """Give when the quiet hours are over that hold at this moment (UTC), or None when none hold."""
        local = moment.astimezone(AMSTERDAM)
        clock = local.time().replace(tzinfo=None, fold=0)
        over_midnight = self.ends < self.begins
        begun, not_over = clock >= self.begins, clock < self.ends
        if not (begun or not_over if over_midnight else begun and not_over):
            return None
        day = local.date() + timedelta(days=int(over_midnight and clock >= self.begins))
        over = datetime.combine(day, self.ends, AMSTERDAM).astimezone(UTC)
        # In the hour that the clock shows twice the first one may lie behind us.
        return over if over > moment else datetime.combine(day, self.ends, AMSTERDAM).replace(fold=1).astimezone(UTC)

    def reminder_after(self, moment: datetime) -> datetime | None:
        """Give when a reminder that is due at this moment may go: in working time again; None: it may go now.

        Whoever wants quiet in all working hours is reminded when those hours are over.
        """
        over = first = self.over_at(moment)
        for _ in range(_TRIES):
            if over is None:
                break
            again = next_working_moment(over)
            over = self.over_at(again)
            if over is None:
                return again.astimezone(UTC)
        return first


def quiet_hours(begins: str, ends: str) -> QuietHours | None:
    """Read two times of day as "22:00"; None when both are empty. Raises ValueError, with which of the two as text."""
    if not begins and not ends:
        return None
    return QuietHours(_time(begins, "begins"), _time(ends, "ends"))


def _time(typed: str, which: str) -> time:
    try:
        read = time.fromisoformat(typed)
    except ValueError:
        raise ValueError(which) from None
    if read.tzinfo is not None:
        raise ValueError(which)
    return read.replace(second=0, microsecond=0)
