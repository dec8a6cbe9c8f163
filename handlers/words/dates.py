"""Days, moments and months as people read them: Dutch, and always the clock of Amsterdam."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

from doorbraak.working_time import AMSTERDAM
from handlers.words.language import DUTCH, spoken

DAY_IS_OVER = "Deze datum is al geweest. Kies vandaag of later, of laat de datum weg."
"""What is said to who asks for something before a day that has been."""


_SOON = {DUTCH: ("vandaag", "morgen", "om"), "en": ("today", "tomorrow", "at")}


def _day_of(moment: datetime | date) -> date:
    return moment.astimezone(AMSTERDAM).date() if isinstance(moment, datetime) else moment


def _written(day_: date, pattern: str) -> str:
    return format_date(day_, pattern, locale=spoken())


def day(moment: datetime | date, today: datetime | date | None = None) -> str:
    """Write a day: "3 maart", with the year when `today` is given and lies in another year."""
    day_ = _day_of(moment)
    other_year = today is not None and _day_of(today).year != day_.year
    return _written(day_, "d MMMM y" if other_year else "d MMMM")


def full_day(moment: datetime | date) -> str:
    """Write a day with its year: "3 maart 2026"."""
    return _written(_day_of(moment), "d MMMM y")


def weekday(moment: datetime | date) -> str:
    """Write the day of the week: "woensdag"."""
    return _written(_day_of(moment), "EEEE")


def weekday_moment(moment: datetime, today: datetime | date | None = None) -> str:
    """Write a moment: "woensdag 11 maart 16:00", with the year when `today` lies in another one."""
    return f"{weekday(moment)} {day(moment, today)} {clock(moment)}"


def clock(moment: datetime) -> str:
    """Write a time of day: "14:03"."""
    return moment.astimezone(AMSTERDAM).strftime("%H:%M")


def day_clock(moment: datetime, today: datetime | date | None = None) -> str:
    """Write a moment without the day of the week: "3 maart 14:03"."""
    return f"{day(moment, today)} {clock(moment)}"


def soon(moment: datetime, now: datetime) -> str:
    """Write a moment near now: "vandaag om 16:00", "morgen om 10:00", else "woensdag 11 maart om 16:00"."""
    days = (_day_of(moment) - _day_of(now)).days
    today, tomorrow, at = _SOON[spoken()]
    named = {0: today, 1: tomorrow}.get(days, f"{weekday(moment)} {day(moment, now)}")
    return f"{named} {at} {clock(moment)}"


def month(key: str) -> str:
    """Write a month from its key: "2026-03" is "maart 2026"; what is no month is given back as it is."""
    try:
        return _written(date.fromisoformat(f"{key}-01"), "MMMM y")
    except ValueError:
        return key
