"""Time of section 1 in the slow model, against dates and examples written by hand."""

from datetime import UTC, date, datetime, timedelta

from tests.model.slow_time import (
    after_working_hours,
    days_later,
    easter,
    from_wall,
    holidays,
    is_working_day,
    local,
    moment,
    written,
)


def after(start: str, hours: int) -> str:
    """Write when so many working hours have passed since a clock time of Amsterdam."""
    return written(after_working_hours(from_wall(datetime.fromisoformat(start)), hours))[:16]


def test_sixteen_working_hours_from_friday_four_is_tuesday_four() -> None:
    """The first example of section 1."""
    assert after("2026-03-06 16:00", 16) == "2026-03-10T16:00"


def test_sixteen_working_hours_from_saturday_is_tuesday_five() -> None:
    """The second example of section 1: the first moment at which they have passed."""
    assert after("2026-03-07 12:00", 16) == "2026-03-10T17:00"


def test_working_hours_end_at_five_and_not_at_nine_the_next_day() -> None:
    """Eight hours from nine end the same day; one second later they end a second after nine the next day."""
    assert after("2026-03-02 09:00", 8) == "2026-03-02T17:00"
    assert after("2026-03-02 17:00", 1) == "2026-03-03T10:00"
    assert after("2026-03-02 09:30", 8) == "2026-03-03T09:30"


def test_working_hours_skip_holidays() -> None:
    """Thursday before Good Friday goes on at Tuesday after Easter Monday; other holidays count nothing either."""
    assert after("2026-04-02 16:00", 2) == "2026-04-07T10:00"
    assert after("2026-04-24 16:00", 2) == "2026-04-28T10:00"
    assert after("2026-05-13 16:00", 2) == "2026-05-15T10:00"
    assert after("2025-12-24 16:00", 2) == "2025-12-29T10:00"
    assert after("2026-12-31 16:00", 2) == "2027-01-04T10:00"


def test_working_hours_over_a_clock_change_are_hours_on_the_clock() -> None:
    """The clock changes in the weekend of 29 March 2026."""
    assert after("2026-03-27 16:00", 2) == "2026-03-30T10:00"


def test_working_hours_equal_a_count_minute_by_minute() -> None:
    """Counting working minutes one by one gives the same moment."""
    for start in ("2026-04-01 16:43", "2026-12-23 08:59", "2026-10-23 16:59", "2027-05-05 13:01"):
        at, minutes = from_wall(datetime.fromisoformat(start)), 13 * 60
        expected = written(after_working_hours(at, 13))
        while minutes > 0:
            clock = local(at)
            minutes -= is_working_day(clock.date()) and 9 <= clock.hour < 17
            at += timedelta(minutes=1)
        assert written(at) == expected


def test_easter_falls_on_known_days() -> None:
    """Easter Sundays from the calendar, among them the earliest and the latest."""
    known = {
        2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28),
        2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2035: (3, 25), 2038: (4, 25), 2049: (4, 18), 2076: (4, 19),
    }  # fmt: skip
    assert {year: easter(year) for year in known} == {year: date(year, *day) for year, day in known.items()}


def test_holidays_of_2026_are_those_of_section_1() -> None:
    """All of them, and no 5 May in a year that five does not divide."""
    days = [(1, 1), (4, 3), (4, 6), (4, 27), (5, 14), (5, 25), (12, 25), (12, 26)]
    assert holidays(2026) == {date(2026, *day) for day in days}


def test_kings_day_is_the_26th_when_the_27th_is_a_sunday() -> None:
    """27 April 2025 was a Sunday."""
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


def test_liberation_day_is_free_in_years_divisible_by_five() -> None:
    """5 May: free in 2025 and 2030, a working day in 2026."""
    assert date(2025, 5, 5) in holidays(2025)
    assert date(2030, 5, 5) in holidays(2030)
    assert is_working_day(date(2026, 5, 5))


def test_days_keep_the_time_of_day_over_a_clock_change() -> None:
    """Fourteen days from 16 March is the same clock time in summer time."""
    later = days_later(moment("2026-03-16T10:15:00+01:00"), 14)
    assert written(later) == "2026-03-30T10:15:00+02:00"
    later = days_later(moment("2026-10-24T10:15:00+02:00"), 1)
    assert written(later) == "2026-10-25T10:15:00+01:00"


def test_a_moment_in_another_offset_is_written_in_that_of_amsterdam() -> None:
    """Half past eleven in the evening of 31 December in UTC is next year in Amsterdam."""
    at = moment("2026-12-31T23:30:00+00:00")
    assert at.tzinfo is UTC
    assert written(at) == "2027-01-01T00:30:00+01:00"


def test_a_deadline_at_a_skipped_time_comes_an_hour_later() -> None:
    """Half past two on 29 March 2026 does not exist; half past two on 25 October comes twice, the first one counts."""
    assert written(days_later(moment("2026-03-28T02:30:00+01:00"), 1)) == "2026-03-29T03:30:00+02:00"
    assert written(days_later(moment("2026-10-24T02:30:00+02:00"), 1)) == "2026-10-25T02:30:00+02:00"
