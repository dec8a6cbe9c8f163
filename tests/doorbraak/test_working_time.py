"""Holidays, working hours, days and months in Amsterdam; working hours also against a slow clock that ticks minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorbraak.working_time import (
    AMSTERDAM,
    add_days,
    add_months,
    add_working_hours,
    holidays,
    is_working_moment,
    local_date,
    local_year,
    next_working_moment,
    start_of_day,
    working_day_before,
    working_minutes_between,
)

MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    """Read `2026-03-02 09:00` as a moment in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def ticked(start: datetime, hours: int) -> datetime:
    """Count working minutes one by one, in UTC: slow, and too simple to be wrong."""
    moment, left = start.astimezone(UTC), hours * 60
    while left:
        left -= is_working_moment(moment)
        moment += MINUTE
    return moment.astimezone(AMSTERDAM)


def test_the_holidays_of_2026_are_those_of_the_rules() -> None:
    """New Year, Good Friday, Easter Monday, King's Day, Ascension, Whit Monday and both days of Christmas."""
    days = {"01-01", "04-03", "04-06", "04-27", "05-14", "05-25", "12-25", "12-26"}
    assert holidays(2026) == {date.fromisoformat(f"2026-{day}") for day in days}


@pytest.mark.parametrize(("year", "day"), [(2025, 26), (2026, 27), (2031, 26), (2027, 27)])
def test_kings_day_moves_to_saturday_when_it_would_be_a_sunday(year: int, day: int) -> None:
    """27 April, or the 26th when the 27th is a Sunday."""
    assert {found.day for found in holidays(year) if found.month == 4 and found.day in {26, 27}} == {day}


@pytest.mark.parametrize(("year", "counts"), [(2025, True), (2026, False), (2029, False), (2030, True)])
def test_liberation_day_counts_once_in_five_years(year: int, counts: bool) -> None:
    """5 May is a day off in years divisible by five."""
    assert (date(year, 5, 5) in holidays(year)) is counts


@pytest.mark.parametrize(
    ("year", "monday"), [(2024, "04-01"), (2025, "04-21"), (2027, "03-29"), (2038, "04-26"), (2049, "04-19")]
)
def test_easter_monday_falls_on_the_day_in_the_almanac(year: int, monday: str) -> None:
    """Known dates, among them the latest (2038) and one of the exceptions in the algorithm (2049)."""
    assert date.fromisoformat(f"{year}-{monday}") in holidays(year)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-03-02 08:59", False),
        ("2026-03-02 09:00", True),
        ("2026-03-02 16:59", True),
        ("2026-03-02 17:00", False),
        ("2026-03-07 12:00", False),
        ("2026-03-08 12:00", False),
        ("2026-04-27 12:00", False),
    ],
)
def test_working_time_is_nine_to_five_on_working_days(moment: str, works: bool) -> None:
    """09:00 belongs to it and 17:00 does not; weekends and holidays never do."""
    assert is_working_moment(at(moment)) is works


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-06 16:00", 16, "2026-03-10 16:00"),
        ("2026-03-07 12:00", 16, "2026-03-10 17:00"),
        ("2026-03-02 09:00", 8, "2026-03-02 17:00"),
        ("2026-03-02 17:00", 8, "2026-03-03 17:00"),
        ("2026-03-02 16:59", 1, "2026-03-03 09:59"),
        ("2026-03-02 03:00", 1, "2026-03-02 10:00"),
        ("2026-04-02 16:00", 8, "2026-04-07 16:00"),
        ("2026-12-24 16:30", 1, "2026-12-28 09:30"),
        ("2025-12-31 13:00", 5, "2026-01-02 10:00"),
        ("2026-03-27 16:00", 2, "2026-03-30 10:00"),
        ("2026-03-07 12:00", 0, "2026-03-07 12:00"),
    ],
)
def test_working_hours_end_at_the_first_moment_they_have_passed(start: str, hours: int, end: str) -> None:
    """The examples of the rules, the edges of a day, Easter, Christmas, New Year and the clock change."""
    assert add_working_hours(at(start), hours) == at(end)


@settings(max_examples=40, deadline=None)
@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2031, 12, 31)).map(
        lambda naive: naive.replace(second=0, microsecond=0)
    ),
    st.integers(min_value=0, max_value=40),
)
def test_working_hours_agree_with_a_clock_that_ticks_minutes(naive: datetime, hours: int) -> None:
    """Day arithmetic finds the same end as counting every working minute."""
    start = naive.replace(tzinfo=UTC)
    assert add_working_hours(start, hours) == ticked(start, hours)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2031, 12, 31)), st.integers(0, 30), st.integers(0, 30))
def test_working_hours_can_be_added_in_two_steps(naive: datetime, first: int, second: int) -> None:
    """Eight hours and then eight more end where sixteen do, to the microsecond."""
    start = naive.replace(tzinfo=UTC)
    assert add_working_hours(add_working_hours(start, first), second) == add_working_hours(start, first + second)


def test_a_negative_number_of_working_hours_is_a_mistake_of_the_caller() -> None:
    """It is refused, not counted backwards."""
    with pytest.raises(ValueError, match="0 or more"):
        add_working_hours(at("2026-03-02 09:00"), -1)


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("2026-03-02 12:34", "2026-03-02 12:34"),
        ("2026-03-02 08:00", "2026-03-02 09:00"),
        ("2026-03-02 17:00", "2026-03-03 09:00"),
        ("2026-03-06 17:00", "2026-03-09 09:00"),
        ("2026-04-03 10:00", "2026-04-07 09:00"),
    ],
)
def test_the_next_working_moment_is_now_or_nine_on_a_working_day(moment: str, first: str) -> None:
    """A moment in working time stays as it is."""
    assert next_working_moment(at(moment)) == at(first)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-03-02 10:00", 14, "2026-03-16T10:00+01:00"),
        ("2026-03-20 10:00", 14, "2026-04-03T10:00+02:00"),
        ("2026-10-20 10:00", 14, "2026-11-03T10:00+01:00"),
        ("2026-03-28 02:30", 1, "2026-03-29T03:00+02:00"),
        ("2026-10-24 02:30", 1, "2026-10-25T02:30+02:00"),
        ("2026-03-02 10:00", -2, "2026-02-28T10:00+01:00"),
    ],
)
def test_days_keep_the_time_of_day_over_a_clock_change(start: str, days: int, end: str) -> None:
    """A time the clock skips becomes the first moment after; of a time it shows twice the first counts."""
    assert add_days(at(start), days).isoformat(timespec="minutes") == end


def test_zero_days_after_the_second_half_past_two_is_that_same_moment() -> None:
    """In the hour the clock shows twice, adding nothing does not go back an hour."""
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert add_days(second, 0).astimezone(UTC) == second


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31 10:00", 1, "2026-02-28 10:00"),
        ("2026-03-15 10:00", 12, "2027-03-15 10:00"),
        ("2028-02-29 10:00", 12, "2029-02-28 10:00"),
        ("2026-12-10 23:59", 1, "2027-01-10 23:59"),
        ("2026-01-10 08:00", -1, "2025-12-10 08:00"),
        ("2026-02-28 02:30", 1, "2026-03-28 02:30"),
        ("2026-01-29 02:30", 2, "2026-03-29 03:00"),
    ],
)
def test_months_keep_the_day_or_take_the_last_of_a_short_month(start: str, months: int, end: str) -> None:
    """Twelve months after 29 February is 28 February; a skipped time becomes the first moment after."""
    assert add_months(at(start), months) == at(end)


def test_a_year_begins_at_midnight_in_amsterdam() -> None:
    """An hour before midnight in UTC it is already the next year here."""
    moment = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert (local_date(moment), local_year(moment)) == (date(2027, 1, 1), 2027)
    assert start_of_day(date(2027, 1, 1)) == moment


def test_a_moment_without_timezone_is_a_mistake_of_the_caller() -> None:
    """Guessing a timezone would be wrong twice a year."""
    with pytest.raises(ValueError, match="timezone"):
        local_date(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("2026-03-10 10:00", "2026-03-09 10:00"),
        ("2026-03-09 10:00", "2026-03-06 10:00"),
        ("2026-04-07 16:30", "2026-04-02 16:30"),
    ],
)
def test_the_working_day_before_passes_over_weekends_and_easter(moment: str, before: str) -> None:
    """The same time of day, on the last day on which somebody works."""
    assert working_day_before(at(moment)) == at(before)


@given(st.integers(0, 40_000), st.integers(0, 6_000))
@settings(max_examples=25, deadline=None)
def test_working_minutes_between_two_moments_are_the_minutes_that_tick(begin: int, length: int) -> None:
    """Counting by days gives what counting minute by minute gives."""
    start = at("2026-03-20 00:00").astimezone(UTC) + begin * MINUTE
    ticks = sum(is_working_moment(start + one * MINUTE) for one in range(length))
    assert working_minutes_between(start, start + length * MINUTE) == ticks
