"""What time does to a request: deadlines, reminders, follow-ups (docs/rules.md section 2; R9, R11, R18).

Every moment is a function of the state, so a clock that was down for a day changes nothing: what is due at or before
a moment has happened before it. Nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from doorbraak import events as e
from doorbraak import working_time
from doorbraak.requests.evolve import evolve
from doorbraak.requests.state import Money, Request, Review, Status

# Moments are compared in UTC: within one time zone Python compares clock faces, and in autumn one hour comes twice.
# What is remembered below is asked for in UTC too: to a cache those two hours would be one. Every vote asks for the
# same few moments of its request, at least twice.

_remembered = lru_cache(maxsize=4096)


def _working_hours_after(start: datetime, hours: int) -> datetime:
    return _hours_later(start.astimezone(UTC), hours)


def _days_after(start: datetime, days: int) -> datetime:
    return _days_later(start.astimezone(UTC), days)


def _months_after(start: datetime, months: int) -> datetime:
    return _months_later(start.astimezone(UTC), months)


@_remembered
def _hours_later(start: datetime, hours: int) -> datetime:
    return working_time.add_working_hours(start, hours).astimezone(UTC)


@_remembered
def _days_later(start: datetime, days: int) -> datetime:
    return working_time.add_days(start, days).astimezone(UTC)


@_remembered
def _months_later(start: datetime, months: int) -> datetime:
    return working_time.add_months(start, months).astimezone(UTC)


@_remembered
def _working_day_before(moment: datetime) -> datetime:
    return working_time.working_day_before(moment).astimezone(UTC)


REMINDERS = 3
"""At most so many reminders per person and request (docs/rules.md section 2)."""


def decide_by(request: Request) -> datetime:
    """Give the moment at which an open request goes to the lead (R9)."""
    return _working_hours_after(request.submitted_at, request.policy.decide_within)


def expires_at(request: Request) -> datetime:
    """Give the moment at which an open request ends as expired."""
    return _days_after(request.submitted_at, request.policy.expire_after)


def lead_by(request: Request) -> datetime | None:
    """Give the moment at which the manager is told that the lead did not decide, or None when it is not there."""
    since = request.with_lead_since
    return _working_hours_after(since, request.policy.lead_within) if since else None


def review_by(request: Request) -> datetime | None:
    """Give the moment at which a pending review of an urgent grant ends (R11), or None."""
    if request.review is not Review.PENDING or request.granted_at is None:
        return None
    return _working_hours_after(request.granted_at, request.policy.urgent_review_within)


def _open_moments(request: Request) -> Iterator[tuple[datetime, str]]:
    if request.with_lead_since is None:
        yield decide_by(request), "decide"
    else:
        yield from _once(request, "lead_overdue", lead_by(request))
    ends = expires_at(request)
    yield ends, "expire"
    warned = _working_day_before(ends)
    if warned > request.submitted_at:
        yield from _once(request, "expires_soon", warned)
    if request.urgent and request.urgent_since is not None:
        yield from _once(request, "urgent_again", _working_hours_after(request.urgent_since, 1))
    yield from _next_reminder(request, ends)


def _next_reminder(request: Request, ends: datetime) -> Iterator[tuple[datetime, str]]:
    """Count from the submission or the new revision; three in all."""
    reminded = [what for what in request.noticed if what.startswith("remind-")]
    if len(reminded) >= REMINDERS:
        return
    of_this_revision = f"remind-{request.revision}-"
    turn = 1 + sum(what.startswith(of_this_revision) for what in reminded)
    asked_at = request.revised_at or request.submitted_at
    moment = _working_hours_after(asked_at, request.policy.remind_after * turn)
    if moment < ends:
        yield moment, f"{of_this_revision}{turn}"


def _ended_moments(request: Request) -> Iterator[tuple[datetime, str]]:
    review = review_by(request)
    if review:
        yield review, "review"
    if request.imported or request.decided_at is None:
        return
    follow_up = _days_after(request.decided_at, request.policy.follow_up_after)
    if request.status in (Status.GRANTED, Status.SOLVED_BY_ROUTE) and not request.follow_up:
        yield from _once(request, "follow_up", follow_up)
    if request.money in (Money.RESERVED, Money.PAID):
        yield from _once(request, "receipt", _days_after(request.decided_at, request.policy.receipt_after))
        yield from _once(request, "receipt_again", follow_up)
    if request.last_text_at is not None:
        yield _purge_at(request, request.decided_at, request.last_text_at), "purge"


def _purge_at(request: Request, decided_at: datetime, last_text_at: datetime) -> datetime:
    """Count from the end or the settling; a text that came after that purge has its own year."""
    last = max(decided_at, request.settled_at or decided_at)
    purge = _months_after(last, request.policy.purge_after)
    return purge if last_text_at <= purge else _months_after(last_text_at, request.policy.purge_after)


def _once(request: Request, what: str, moment: datetime | None) -> Iterator[tuple[datetime, str]]:
    if moment is not None and what not in request.noticed:
        yield moment, what


_ORDER = {"decide": 0, "review": 0, "expire": 9}


def due_moments(request: Request) -> list[tuple[datetime, str]]:
    """Give everything that time will still do to this request, the first first."""
    moments = _open_moments(request) if request.is_open else _ended_moments(request)
    return sorted(moments, key=lambda due: (due[0], _ORDER.get(due[1], 5), due[1]))


def next_due(request: Request) -> datetime | None:
    """Give the next moment at which time does something to this request, or None."""
    moments = due_moments(request)
    return moments[0][0] if moments else None


def _event(request: Request, moment: datetime, what: str) -> e.Event:
    if what == "decide":
        return e.WentToLead(request=request.id, at=moment, why="time")
    if what == "expire":
        return e.Expired(request=request.id, at=moment)
    if what == "review":
        return e.ReviewClosed(request=request.id, at=moment, result=Review.NOT_CONFIRMED)
    if what == "purge":
        return e.TextsPurged(request=request.id, at=moment)
    return e.Noticed(request=request.id, at=moment, what=what)


def decide_due(request: Request, now: datetime) -> list[e.Event]:
    """Give everything that is due at or before `now`, in order, each at its own moment."""
    happened: list[e.Event] = []
    while moments := due_moments(request):
        moment, what = moments[0]
        if moment > now:
            break
        event = _event(request, moment, what)
        request = evolve(request, event)
        happened.append(event)
    return happened
