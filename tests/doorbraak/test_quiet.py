"""Quiet hours: when they hold, when they are over, and when a reminder may go again."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from doorbraak.quiet import QuietHours, quiet_hours
from doorbraak.working_time import AMSTERDAM, is_working_moment

NIGHT = QuietHours(time(17, 0), time(10, 0))
NOON = QuietHours(time(12, 0), time(13, 0))
ALL_DAY = QuietHours(time(8, 0), time(18, 0))


def at(day: int, hour: int, minute: int = 0, *, month: int = 3, fold: int = 0) -> datetime:
    """Give a moment of 2026 in Amsterdam; 2 March is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM, fold=fold)


@pytest.mark.parametrize(
    ("hours", "moment", "over"),
    [
        (NOON, at(2, 11, 59), None),
        (NOON, at(2, 12), at(2, 13)),
        (NOON, at(2, 13), None),
        (NIGHT, at(2, 17), at(3, 10)),
        (NIGHT, at(3, 0), at(3, 10)),
        (NIGHT, at(3, 9, 59), at(3, 10)),
        (NIGHT, at(3, 10), None),
        # the clock goes back on 25 October at three: the second half past two is an hour behind the first
        (QuietHours(time(22, 0), time(2, 30)), at(25, 2, 10, month=10), at(25, 2, 30, month=10)),
        (QuietHours(time(22, 0), time(2, 30)), at(25, 2, 10, month=10, fold=1), at(25, 2, 30, month=10, fold=1)),
        # it goes forward on 29 March at two: half past two is not there
        (QuietHours(time(22, 0), time(2, 30)), at(29, 1, 59, month=3), at(29, 3, 30, month=3)),
    ],
)
def test_quiet_hours_hold_from_their_beginning_until_just_before_their_end(
    hours: QuietHours, moment: datetime, over: datetime | None
) -> None:
    """Also past midnight, and on the two days on which the clock changes."""
    found = hours.over_at(moment.astimezone(UTC))
    assert found == (over.astimezone(UTC) if over else None)


@pytest.mark.parametrize(
    ("hours", "moment", "may_go"),
    [
        (NOON, at(2, 12, 30), at(2, 13)),
        (NIGHT, at(2, 17), at(3, 10)),
        (NIGHT, at(6, 17), at(9, 10)),  # over on Saturday at ten; on Monday they hold until ten
        (QuietHours(time(16, 0), time(8, 0)), at(6, 16), at(9, 9)),
        (ALL_DAY, at(2, 9), at(2, 18)),  # never in working time: right behind the quiet hours, then
        (NOON, at(2, 14), None),
    ],
)
def test_a_reminder_goes_in_working_time_again(hours: QuietHours, moment: datetime, may_go: datetime | None) -> None:
    """Nobody is reminded on a Saturday because of quiet hours."""
    found = hours.reminder_after(moment.astimezone(UTC))
    assert found == (may_go.astimezone(UTC) if may_go else None)


_TIMES = some.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0))
_MOMENTS = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=some.just(UTC))


@given(_TIMES, _TIMES, _MOMENTS)
def test_a_reminder_never_goes_in_quiet_hours(begins: time, ends: time, moment: datetime) -> None:
    """Whatever the hours: it goes later, outside them, within days, and in working time when there is any left."""
    if begins == ends:
        return
    hours = QuietHours(begins, ends)
    goes = hours.reminder_after(moment)
    if goes is None:
        assert hours.over_at(moment) is None
        return
    assert goes > moment
    assert (goes - moment).days <= 11
    if not is_working_moment(goes.astimezone(AMSTERDAM)):
        assert goes == hours.over_at(moment)
    else:
        assert hours.over_at(goes) is None


@pytest.mark.parametrize(
    ("begins", "ends", "wrong"),
    [("25:00", "09:00", "begins"), ("17:00", "", "ends"), ("", "09:00", "begins"), ("17:00+01:00", "09:00", "begins")],
)
def test_what_is_no_time_is_named(begins: str, ends: str, wrong: str) -> None:
    """Which of the two is wrong stands in the error."""
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        quiet_hours(begins, ends)


def test_two_empty_times_are_none_and_two_equal_ones_are_refused() -> None:
    """The same time twice would be always or never."""
    assert quiet_hours("", "") is None
    assert quiet_hours("17:00", "09:00") == QuietHours(time(17, 0), time(9, 0))
    with pytest.raises(ValueError, match="another time"):
        quiet_hours("09:00", "09:00")
