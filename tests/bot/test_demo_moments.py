"""Dates relative to the filling: working minutes forwards and backwards."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo_fill.moments import days_before, parse_duration, working_after, working_before
from bot.demo_fill.plan import plan_steps
from bot.demo_fill.read import DemoRequest, Step
from bot.demo_fill.refused import DemoRefused
from doorbraak.working_time import AMSTERDAM, working_minutes_between

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))


def at(text: str) -> datetime:
    """Give a moment of Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def test_a_duration_counts_working_days_of_eight_hours():
    """1d2h30m is ten and a half working hours."""
    assert parse_duration("1d2h30m") == 630
    assert parse_duration("45m") == 45


@pytest.mark.parametrize("wrong", ["", "2", "3x", "2h1d", "-1h", "1 d"])
def test_a_duration_that_is_none_is_refused(wrong: str):
    """A slip in the example data is named."""
    with pytest.raises(ValueError, match="expected a duration"):
        parse_duration(wrong)


@given(MOMENTS, st.integers(1, 3000))
def test_going_back_in_working_time_leaves_exactly_that_much(now: datetime, minutes: int):
    """Between the moment found and now lie so many working minutes, but for the seconds that are cut off."""
    assert working_minutes_between(working_before(now, minutes), now) == minutes


@given(MOMENTS, st.integers(1, 3000))
def test_going_on_in_working_time_passes_exactly_that_much(start: datetime, minutes: int):
    """From a whole minute on, so many working minutes have passed."""
    start = start.replace(second=0, microsecond=0)
    assert working_minutes_between(start, working_after(start, minutes)) == minutes


def test_five_past_nine_on_monday_looks_back_to_friday():
    """Thirty-five working minutes ago was half past four on Friday."""
    assert working_before(at("2026-11-23T09:05"), 35) == at("2026-11-20T16:30")


def test_days_ago_falls_on_a_working_day():
    """Nobody asks on a Sunday or at Christmas."""
    assert days_before(at("2026-12-30T12:00"), 3, time(10, 15)) == at("2026-12-24T10:15")


def test_a_step_that_has_not_happened_yet_is_named():
    """A story that is longer than its time is a fault of the example data."""
    story = (Step(120, "r1", "approve", {}),)
    short = DemoRequest("te-kort", "k1", {}, story, None, time(9), 60, None)
    with pytest.raises(DemoRefused, match=r"te-kort: step 1 \(approve\) was refused with in_the_future"):
        plan_steps([short], at("2026-11-23T12:00"))


def test_a_step_has_the_same_seed_in_every_demo():
    """Two demos of one moment have the same identifiers."""
    one = DemoRequest("een", "k1", {}, (), None, time(9), 60, None)
    seeds = [plan_steps([one], at("2026-11-23T12:00") + timedelta(days=days))[0].seed for days in (0, 9)]
    assert seeds[0] == seeds[1]
