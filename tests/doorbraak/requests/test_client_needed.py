"""How long a client has to be recognised: to the day, by the clock of Amsterdam, for each cap period."""

from dataclasses import replace
from datetime import datetime

import pytest

from doorbraak.ids import ClientId, PersonId, RequestId
from doorbraak.policy import CapPeriod, Policy
from doorbraak.requests.client_needed import is_needed, needs_client
from doorbraak.requests.state import Money, Request, Review, Status
from doorbraak.working_time import AMSTERDAM


def at(*when: int) -> datetime:
    """Give a moment on the clock of Amsterdam."""
    return datetime(*when, tzinfo=AMSTERDAM)  # type: ignore[arg-type]


SPRING = at(2026, 3, 2, 9)


def ended(period: CapPeriod = "calendar_year", submitted: datetime = SPRING, **changed: object) -> Request:
    """Give a request that was granted, settled and purged, changed where the test cares."""
    request = Request(
        id=RequestId("r"),
        number="VE-2026-0001",
        poster=PersonId("k1"),
        organisation="Buurtteam",
        client=ClientId("c"),
        district="Overvecht",
        theme="wonen",
        asked_cents=17500,
        submitted_at=submitted,
        policy=Policy(cap_period=period),
        policy_version=1,
        status=Status.GRANTED,
        money=Money.SETTLED,
        granted_cents=17500,
        settled_cents=17500,
    )
    return replace(request, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "submitted", "last", "first_without"),
    [
        ("calendar_year", at(2026, 3, 2, 9), at(2026, 12, 31, 23, 59, 59), at(2027, 1, 1)),
        ("calendar_year", at(2026, 1, 1), at(2026, 12, 31, 23, 59, 59), at(2027, 1, 1)),
        # half past midnight in Amsterdam is still the old year in UTC
        ("calendar_year", at(2027, 1, 1, 0, 30), at(2027, 12, 31, 23, 59), at(2028, 1, 1)),
        ("rolling_365_days", at(2026, 3, 2, 23, 59), at(2027, 3, 1, 23, 59, 59), at(2027, 3, 2)),
        ("rolling_365_days", at(2026, 10, 25, 2, 30), at(2027, 10, 24, 23, 59), at(2027, 10, 25)),
        ("rolling_365_days", at(2027, 3, 2, 9), at(2028, 2, 29, 23, 59), at(2028, 3, 1)),
    ],
)
def test_a_client_is_needed_to_the_last_day_on_which_its_request_counts(
    period: CapPeriod, submitted: datetime, last: datetime, first_without: datetime
):
    """The year of submission, or the day itself and 364 more."""
    request = ended(period, submitted)
    assert needs_client(request, period, last)
    assert not needs_client(request, period, first_without)


def test_a_lifetime_cap_needs_its_client_for_ever():
    """Whether it was frozen into the request, or holds for new requests now."""
    assert needs_client(ended("lifetime"), "calendar_year", at(2099, 1, 1))
    assert needs_client(ended("calendar_year"), "lifetime", at(2099, 1, 1))


@pytest.mark.parametrize(
    "changed",
    [
        {"status": Status.OPEN, "money": None, "granted_cents": None, "settled_cents": None},
        {"money": Money.RESERVED, "settled_cents": None},
        {"money": Money.PAID, "settled_cents": None},
        {"review": Review.PENDING},
        {"last_text_at": at(2026, 3, 2, 9)},
    ],
)
def test_what_is_unfinished_needs_its_client_whatever_the_year(changed: dict[str, object]):
    """Open, not settled, under review, or with texts that somebody may still ask for by file number."""
    assert needs_client(ended(**changed), "calendar_year", at(2030, 1, 1))


def test_earlier_years_need_no_client_and_one_request_is_enough_to_need_it():
    """Imported requests count for no cap; a client goes when none of its requests needs it."""
    assert not is_needed([ended(imported=True)], "lifetime", at(2026, 3, 2))
    assert not is_needed([], "lifetime", at(2026, 3, 2))
    old, new = ended(submitted=at(2026, 3, 2)), ended(submitted=at(2027, 3, 2))
    assert is_needed([old, new], "calendar_year", at(2027, 6, 1))
    assert not is_needed([old, new], "calendar_year", at(2028, 1, 1))
