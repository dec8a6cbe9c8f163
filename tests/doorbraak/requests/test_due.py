"""What time does: each moment of docs/rules.md section 2, and that a clock which was down changes nothing."""

from datetime import datetime, timedelta

import pytest

from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.policy import Policy
from doorbraak.requests.due import decide_due, due_moments, next_due
from doorbraak.requests.evolve import evolve_all
from doorbraak.requests.state import Money, Request, Review, Status
from doorbraak.requests.table import Phase
from doorbraak.working_time import AMSTERDAM
from tests.doorbraak.requests.making import ID, MONDAY, granted, in_phase, made, submitted, text, with_policy


def day(month: int, number: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    """Give a moment in Amsterdam."""
    return datetime(year, month, number, hour, minute, tzinfo=AMSTERDAM)


def told(request: Request, until: datetime) -> list[tuple[datetime, str]]:
    """Give what happens up to a moment: when, and what by kind or by what is noticed."""
    return [(event.at, name_of(event)) for event in decide_due(request, until)]


def name_of(event: e.Event) -> str:
    """Name an event, and what is noticed by its own name."""
    return event.what if isinstance(event, e.Noticed) else event.kind


def plain(**settings: int) -> Request:
    """Give an open request that is not urgent, submitted on Monday 2 March at nine."""
    return with_policy(made(submitted(urgent=False)), **settings)


def test_an_open_request_lives_by_these_moments() -> None:
    """Remind thrice, 8 working hours apart; the lead after 16, the manager 8 later; a notice; the end after 14 days."""
    assert told(plain(), day(3, 31)) == [
        (day(3, 2, 17), "remind-1-1"),
        (day(3, 3, 17), "went_to_lead"),
        (day(3, 3, 17), "remind-1-2"),
        (day(3, 4, 17), "lead_overdue"),
        (day(3, 4, 17), "remind-1-3"),
        (day(3, 13), "expires_soon"),
        (day(3, 16), "expired"),
    ]


def test_a_request_that_becomes_urgent_later_is_told_of_again_from_then() -> None:
    """One working hour after the poster marked it, not after the submission; a second mark changes nothing."""
    marks = [
        e.Revised(request=ID, at=day(3, 3, hour), by=PersonId("k1"), revision=1, urgent=True, urgent_reason=text("why"))
        for hour in (10, 15)
    ]
    assert (day(3, 3, 11), "urgent_again") in told(made(submitted(urgent=False), marks[0]), day(3, 3, 11))
    assert (day(3, 3, 11), "urgent_again") in told(made(submitted(urgent=False), *marks), day(3, 3, 16))


def test_the_deadline_itself_is_the_moment_of_the_end() -> None:
    """However late the clock comes: `expired` carries the deadline, and ended is ended."""
    request = evolve_all(plain(), decide_due(plain(), day(7, 1)))
    assert request is not None
    assert (request.status, request.decided_at) == (Status.EXPIRED, day(3, 16))


def test_what_is_due_at_a_moment_has_happened_at_it() -> None:
    """At exactly the moment yes, a second before no."""
    assert (day(3, 16), "expired") in told(plain(), day(3, 16))
    assert (day(3, 16), "expired") not in told(plain(), day(3, 16) - timedelta(seconds=1))


def test_to_the_lead_comes_before_the_end_when_both_fall_together() -> None:
    """Both on one moment, or nearly: the lead first, then the end, and no notice before the submission."""
    happened = told(plain(decide_within=8, expire_after=1, remind_after=100), day(3, 9))
    assert [what for _, what in happened] == ["went_to_lead", "expired"]


def test_who_went_to_the_lead_before_is_not_sent_again() -> None:
    """R9 looks only at what is not with the lead; the manager hears after `lead_within` from then."""
    request = made(submitted(urgent=False), e.WentToLead(request=ID, at=day(3, 2, 10), why="objection"))
    happened = told(request, day(3, 10))
    assert "went_to_lead" not in [what for _, what in happened]
    assert (day(3, 3, 10), "lead_overdue") in happened


def test_a_new_revision_is_reminded_anew_within_three_in_all() -> None:
    """Reminders run from the revision; deadlines stay those of the submission."""
    changed = e.Revised(request=ID, at=day(3, 4), by=PersonId("k1"), revision=2, asked_cents=100)
    request = made(submitted(urgent=False), e.Noticed(request=ID, at=day(3, 2, 17), what="remind-1-1"), changed)
    happened = told(request, day(3, 31))
    assert [(at, what) for at, what in happened if what.startswith("remind")] == [
        (day(3, 4, 17), "remind-2-1"),
        (day(3, 5, 17), "remind-2-2"),
    ]
    assert (day(3, 16), "expired") in happened


def test_an_urgent_request_is_named_again_after_one_working_hour() -> None:
    """Once, while nobody acted; not after the lead's urgent grant."""
    urgent = made(submitted())
    assert told(urgent, day(3, 2, 12)) == [(day(3, 2, 10), "urgent_again")]
    assert told(in_phase(Phase.IN_REVIEW), day(3, 2, 12)) == []


def test_a_pending_review_closes_after_its_working_hours() -> None:
    """R11: `not_confirmed` 16 working hours after the grant; the grant stays, settled or not."""
    for money in (Money.RESERVED, Money.SETTLED):
        request = in_phase(Phase.IN_REVIEW, money)
        assert told(request, day(3, 4)) == [(day(3, 3, 17), "review_closed")]
        after = evolve_all(request, decide_due(request, day(3, 4)))
        assert after is not None
        assert (after.review, after.granted_cents, after.money) == (Review.NOT_CONFIRMED, 17500, money)


def test_a_grant_is_followed_by_receipt_follow_up_and_purge() -> None:
    """14 days, 21 days, the receipt once more with it, twelve months; daylight saving moves no clock time."""
    assert told(in_phase(Phase.GRANTED, Money.RESERVED), day(3, 10, year=2027)) == [
        (day(3, 16), "receipt"),
        (day(3, 23), "follow_up"),
        (day(3, 23), "receipt_again"),
        (day(3, 2, year=2027), "texts_purged"),
    ]


def test_a_settled_request_needs_no_receipt_and_an_answered_one_no_question() -> None:
    """What was said before its moment is not asked."""
    settled = in_phase(Phase.GRANTED, Money.SETTLED)
    assert [what for _, what in told(settled, day(4, 1))] == ["follow_up"]
    answer = e.FollowedUp(request=ID, at=day(3, 3), by=PersonId("k1"), answer="yes", text=None)
    answered = evolve_all(settled, [answer])
    assert answered is not None
    assert told(answered, day(4, 1)) == []


@pytest.mark.parametrize("phase", [Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED])
def test_what_ended_without_money_is_only_purged(phase: Phase) -> None:
    """Twelve months after the end."""
    assert told(in_phase(phase), day(3, 10, year=2027)) == [(day(3, 2, year=2027), "texts_purged")]


def test_settling_later_moves_the_purge() -> None:
    """Twelve months from the end, or from settling if that is later."""
    settled = e.Settled(request=ID, at=day(6, 1), by=PersonId("k1"), spent_cents=1)
    happened = told(made(submitted(), granted("votes"), settled), day(12, 31, year=2027))
    assert happened[-1] == (day(6, 1, year=2027), "texts_purged")


def test_a_purge_comes_once_and_again_only_after_new_words() -> None:
    """Without texts there is nothing to purge; a remark later has twelve months of its own."""
    request = in_phase(Phase.DECLINED)
    purged = evolve_all(request, decide_due(request, day(3, 10, year=2027)))
    assert purged is not None
    assert next_due(purged) is None
    remark = e.Remarked(request=ID, at=day(5, 1, year=2027), by=PersonId("a1"), person=PersonId("a1"), text=text("t"))
    again = evolve_all(purged, [remark])
    assert again is not None
    assert next_due(again) == day(5, 1, year=2028)


def test_an_imported_request_has_nothing_due() -> None:
    """No deadlines, reminders or follow-up (docs/rules.md section 8, earlier years)."""
    imported = e.Imported(
        request=ID,
        at=day(1, 5, year=2021),
        number="VE-2021-0001",
        client=made(submitted()).client,
        district="Overvecht",
        theme="wonen",
        asked_cents=100,
        submitted_at=day(1, 4, year=2021),
        status="granted",
        granted_cents=100,
        settled_cents=None,
        fund_year=2021,
        route=None,
        verdict=None,
    )
    assert due_moments(made(imported)) == []


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("steps", [1, 7, 40])
def test_a_clock_that_was_down_changes_nothing(phase: Phase, steps: int) -> None:
    """Looking once after 400 days, or many times in between: the same events, the same end."""
    money = Money.RESERVED if phase in (Phase.IN_REVIEW, Phase.GRANTED) else None
    once = decide_due(in_phase(phase, money), MONDAY + timedelta(days=400))
    state: Request | None = in_phase(phase, money)
    often: list[e.Event] = []
    for step in range(1, steps + 1):
        assert state is not None
        happened = decide_due(state, MONDAY + timedelta(days=400) * step / steps)
        state = evolve_all(state, happened)
        often += happened
    assert often == once


@pytest.mark.parametrize("phase", list(Phase))
def test_the_next_due_moment_is_that_of_the_first_event(phase: Phase) -> None:
    """One index finds all work: nothing happens before `next_due`, something at it."""
    request = in_phase(phase, Money.RESERVED if phase in (Phase.IN_REVIEW, Phase.GRANTED) else None)
    moment = next_due(request)
    assert moment is not None
    assert decide_due(request, moment - timedelta(microseconds=1)) == []
    assert decide_due(request, moment)[0].at == moment


def test_defaults_are_those_of_the_rules() -> None:
    """Section 2, in its units: working hours, days, months."""
    policy = Policy()
    hours = (policy.remind_after, policy.decide_within, policy.lead_within, policy.urgent_review_within)
    assert hours == (8, 16, 8, 16)
    assert (policy.expire_after, policy.follow_up_after, policy.receipt_after, policy.purge_after) == (14, 21, 14, 12)
