"""Calendar and working time of Europe/Amsterdam: holidays, working hours, days, months (section 1 of docs/rules).

What lives here: arithmetic on moments that are given. What deliberately does not: the clock itself, and which rule
waits how long. Every datetime going in must be timezone-aware; every datetime coming out is in Europe/Amsterdam.
Compare two of them in UTC: Python compares wall clocks within one timezone, wrong in the hour that comes twice.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
DAY_STARTS: Final = time(9)
DAY_ENDS: Final = time(17)
WORKING_DAY_HOURS: Final = 8

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_SUNDAY: Final = 6


def easter_sunday(year: int) -> date:
    """Compute Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    skipped, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - correction + 15) % 30
    leaps, leap_rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """List the days of a year on which nobody works; 5 May counts in years divisible by five only."""
    easter = easter_sunday(year)
    kings_day = date(year, 4, 27)
    around_easter = (easter + timedelta(days=days) for days in (-2, 1, 39, 50))
    days = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26), *around_easter}
    days.add(kings_day - _ONE_DAY if kings_day.weekday() == _SUNDAY else kings_day)
    if year % 5 == 0:
        days.add(date(year, 5, 5))
    return frozenset(days)


def is_working_day(day: date) -> bool:
    """Tell whether people work on this day: Monday to Friday, no holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def is_working_moment(moment: datetime) -> bool:
    """Tell whether a moment lies in working time; 09:00 does, 17:00 no longer."""
    local = _local(moment)
    return is_working_day(local.date()) and DAY_STARTS <= local.time() < DAY_ENDS


def next_working_moment(moment: datetime) -> datetime:
    """Give the moment itself when it lies in working time, else the next 09:00 of a working day."""
    local = _local(moment)
    if is_working_moment(local):
        return local
    day = local.date() if local.time() < DAY_STARTS else local.date() + _ONE_DAY
    return datetime.combine(_working_day_from(day), DAY_STARTS, AMSTERDAM)


def add_working_hours(start: datetime, hours: int) -> datetime:
    """Give the first moment at which so many working hours have passed since `start`.

    So 16 hours from Friday 16:00 is Tuesday 16:00, and from Saturday Tuesday 17:00. With 0 hours that is `start`.
    Refuses a negative number of hours with ValueError.
    """
    if hours < 0:
        raise ValueError(f"expected 0 or more working hours, got {hours}")
    if hours == 0:
        return _local(start)
    begin = next_working_moment(start)
    # Wall clock arithmetic: between 09:00 and 17:00 the clock of Amsterdam never changes.
    at_nine = datetime.combine(begin.date(), DAY_STARTS)
    passed = begin.replace(tzinfo=None) - at_nine
    full_days, rest = divmod(passed + timedelta(hours=hours), timedelta(hours=WORKING_DAY_HOURS))
    if not rest:
        full_days, rest = full_days - 1, timedelta(hours=WORKING_DAY_HOURS)
    day = begin.date()
    for _ in range(full_days):
        day = _working_day_from(day + _ONE_DAY)
    return (datetime.combine(day, DAY_STARTS) + rest).replace(tzinfo=AMSTERDAM)


def working_minutes_between(start: datetime, end: datetime) -> int:
    """Give the whole working minutes from `start` to `end`; 0 when the end is not later."""
    first, last = _local(start), _local(end)
    minutes = 0
    day = first.date()
    while day <= last.date():
        if is_working_day(day):
            opens = max(datetime.combine(day, DAY_STARTS), first.replace(tzinfo=None))
            closes = min(datetime.combine(day, DAY_ENDS), last.replace(tzinfo=None))
            minutes += max(int((closes - opens).total_seconds()) // 60, 0)
        day += timedelta(days=1)
    return minutes


def working_day_before(moment: datetime) -> datetime:
    """Give the same time of day on the last working day before this moment's day."""
    local = _local(moment)
    day = local.date() - _ONE_DAY
    while not is_working_day(day):
        day -= _ONE_DAY
    return _existing(datetime.combine(day, local.time()), local.fold)


def add_days(start: datetime, days: int) -> datetime:
    """Give the same time of day so many calendar days later, also over a clock change.

    When the clock skips that time, the first moment after the skip counts (02:30 becomes 03:00); when the clock
    shows it twice, the first one, unless the start itself was a second one.
    """
    local = _local(start)
    return _existing(datetime.combine(local.date() + timedelta(days=days), local.time()), local.fold)


def add_months(start: datetime, months: int) -> datetime:
    """Give the same day and time so many months later; a month that is too short gives its last day.

    Around a clock change as `add_days`.
    """
    local = _local(start)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return _existing(datetime.combine(date(year, month + 1, day), local.time()), local.fold)


def local_date(moment: datetime) -> date:
    """Give the day it is in Amsterdam at that moment."""
    return _local(moment).date()


def local_year(moment: datetime) -> int:
    """Give the year it is in Amsterdam at that moment."""
    return _local(moment).year


def start_of_day(day: date) -> datetime:
    """Give midnight at which that day begins in Amsterdam."""
    return datetime.combine(day, time.min, AMSTERDAM)


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"expected a datetime with a timezone, got {moment.isoformat()}")
    return moment.astimezone(AMSTERDAM)


def _working_day_from(day: date) -> date:
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def _existing(wall: datetime, fold: int) -> datetime:
    moment = wall.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC).astimezone(AMSTERDAM)
    if moment.replace(tzinfo=None) == wall.replace(fold=0):
        return moment
    # The clock skips this time: it goes from 02:00 to 03:00, so the hour of what came out is where it goes on.
    return moment.replace(hour=3, minute=0, second=0, microsecond=0, fold=0)
