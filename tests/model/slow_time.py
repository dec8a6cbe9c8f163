"""Time in the slow model: the clock of Amsterdam, calendar days, working hours and holidays, day by day.

Written from docs/rules section 1 alone; nothing of the real program is used here.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# The church's table of the spring full moon for 1900-2199, by golden number (year % 19); Easter is the Sunday after it.
FULL_MOONS = (
    (4, 14), (4, 3), (3, 23), (4, 11), (3, 31), (4, 18), (4, 8), (3, 28), (4, 16), (4, 5),
    (3, 25), (4, 13), (4, 2), (3, 22), (4, 10), (3, 30), (4, 17), (4, 7), (3, 27),
)  # fmt: skip


def moment(text: str) -> datetime:
    """Read ISO 8601 with offset. Moments are kept in UTC: so they compare as moments also when the clock changes."""
    return datetime.fromisoformat(text).astimezone(UTC)


def local(at: datetime) -> datetime:
    """Show a moment on the clock of Amsterdam."""
    return at.astimezone(AMSTERDAM)


def written(at: datetime) -> str:
    """Write a moment the way `replay` does: Amsterdam offset, whole seconds."""
    return local(at).isoformat(timespec="seconds")


def from_wall(wall: datetime) -> datetime:
    """Turn a clock time in Amsterdam (without zone) into a moment.

    A time that comes twice is the first one; a time that is skipped is as much later as the clock jumped.
    """
    return wall.replace(tzinfo=AMSTERDAM).astimezone(UTC)


def days_later(at: datetime, days: int) -> datetime:
    """Find the same time of day, so many calendar days later, also over a clock change."""
    return from_wall(local(at).replace(tzinfo=None) + timedelta(days=days))


def easter(year: int) -> date:
    """Find the first Sunday after the church's spring full moon."""
    month, day = FULL_MOONS[year % 19]
    found = date(year, month, day) + timedelta(days=1)
    while found.isoweekday() != 7:
        found += timedelta(days=1)
    return found


@cache
def holidays(year: int) -> frozenset[date]:
    """List the days of section 1 on which nobody works."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.isoweekday() == 7:
        kings_day = date(year, 4, 26)
    found = {
        date(year, 1, 1),
        sunday - timedelta(days=2),  # Good Friday
        sunday + timedelta(days=1),  # Easter Monday
        kings_day,
        sunday + timedelta(days=39),  # Ascension Day
        sunday + timedelta(days=50),  # Whit Monday
        date(year, 12, 25),
        date(year, 12, 26),
    }
    if year % 5 == 0:
        found.add(date(year, 5, 5))
    return frozenset(found)


def is_working_day(day: date) -> bool:
    """Monday to Friday, without holidays."""
    return day.isoweekday() <= 5 and day not in holidays(day.year)


@cache
def after_working_hours(start: datetime, hours: int) -> datetime:
    """Find the first moment at which so many working hours have passed since `start`."""
    wall = local(start).replace(tzinfo=None)
    day = wall.date()
    still_to_go = timedelta(hours=hours)
    while True:
        if is_working_day(day):
            begins = max(wall, datetime.combine(day, time(9)))
            ends = datetime.combine(day, time(17))
            if begins < ends:
                if still_to_go <= ends - begins:
                    return from_wall(begins + still_to_go)
                still_to_go -= ends - begins
        day += timedelta(days=1)
