"""Working time in minutes, forwards and backwards, and durations as the example data writes them (`1d2h30m`).

The rules count in whole hours (doorbraak/working_time); only the demo needs minutes and the way back.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from doorbraak.working_time import (
    AMSTERDAM,
    DAY_ENDS,
    DAY_STARTS,
    WORKING_DAY_HOURS,
    is_working_day,
    next_working_moment,
)

_DURATION: Final = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")
_ONE_DAY: Final = timedelta(days=1)
_DAY_MINUTES: Final = WORKING_DAY_HOURS * 60


def parse_duration(text: str) -> int:
    """Give working minutes: a day is 8 working hours. Refuses anything else with ValueError."""
    match = _DURATION.fullmatch(text)
    if not text or match is None:
        raise ValueError(f"expected a duration such as 2d, 3h or 1d2h30m, got {text!r}")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return days * _DAY_MINUTES + hours * 60 + minutes


def working_after(start: datetime, minutes: int) -> datetime:
    """Give the first moment at which so many working minutes have passed since `start`."""
    begin = next_working_moment(start)
    day, rest = begin.date(), minutes + _minutes_between(DAY_STARTS, begin.time())
    while rest > _DAY_MINUTES:
        rest -= _DAY_MINUTES
        day = _working_day(day + _ONE_DAY, _ONE_DAY)
    return _at_minute(day, rest)


def working_before(end: datetime, minutes: int) -> datetime:
    """Give the last moment since which so many working minutes have passed at `end`, in whole minutes."""
    local = end.astimezone(AMSTERDAM)
    day = _working_day(local.date(), -_ONE_DAY)
    passed = _DAY_MINUTES if day != local.date() else _minutes_between(DAY_STARTS, local.time())
    rest = min(max(passed, 0), _DAY_MINUTES) - minutes
    while rest < 0:
        rest += _DAY_MINUTES
        day = _working_day(day - _ONE_DAY, -_ONE_DAY)
    return _at_minute(day, rest)


def days_before(end: datetime, days: int, clock_time: time) -> datetime:
    """Give a clock time so many calendar days before `end`, moved back to a working day."""
    day = end.astimezone(AMSTERDAM).date() - timedelta(days=days)
    return datetime.combine(_working_day(day, -_ONE_DAY), clock_time, AMSTERDAM)


def _working_day(day: date, step: timedelta) -> date:
    while not is_working_day(day):
        day += step
    return day


def _at_minute(day: date, minute: int) -> datetime:
    """Give a moment so many minutes into a working day; the clock of Amsterdam never changes then."""
    wall = datetime.combine(day, DAY_STARTS) + timedelta(minutes=minute)
    return wall.replace(tzinfo=AMSTERDAM)


def _minutes_between(first: time, last: time) -> int:
    return (last.hour - first.hour) * 60 + last.minute - first.minute


if _minutes_between(DAY_STARTS, DAY_ENDS) != _DAY_MINUTES:
    raise ImportError("a working day is as long as its hours")
