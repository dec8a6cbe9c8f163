"""One admin cannot quietly make people and money: what the log holds for managers, and when they are told. Pure.

Names and numbers of requests stand outside the log; whoever asks brings two functions that know them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from doorbraak import events as e
from doorbraak.ids import PersonId, RequestId
from doorbraak.news import Message
from doorbraak.overviews import Account, Alone, PersonChange, SettingChange
from doorbraak.people import Circle
from doorbraak.working_time import AMSTERDAM, DAY_STARTS, is_working_day, local_date

Name = Callable[[PersonId | None], str]
Number = Callable[[RequestId], str]
Line = tuple[int, e.Event]
"""The place of an event in the log, and the event."""


# When -----------------------------------------------------------------------------------------------------------------


def letter_due(day: date) -> datetime:
    """Give when the letter of the month of this day goes out: its first working day, at the start of working time."""
    first = day.replace(day=1)
    while not is_working_day(first):
        first += timedelta(days=1)
    return datetime.combine(first, time(DAY_STARTS.hour), AMSTERDAM)


def latest_letter(now: datetime) -> tuple[str, datetime, datetime]:
    """Give the month of the last letter that is due by now, when it was due, and when the one before it was."""
    day = local_date(now)
    if now < letter_due(day):
        day = _month_before(day)
    return f"{day:%Y-%m}", letter_due(day), letter_due(_month_before(day))


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def letters(month: str, circle: Circle, due_at: datetime) -> list[Message]:
    """Give the letter of a month to each manager: once, whoever writes it and however late."""
    return [
        Message(
            kind="monthly_letter",
            number="",
            due_at=due_at,
            person=manager.id,
            facts={"month": month},
            once=f"letter:{manager.id}:{month}",
        )
        for manager in circle.managers
    ]


# What -----------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Before:
    """What held before a line of the log."""

    people: dict[PersonId, e.PersonSet] = field(default_factory=dict[PersonId, e.PersonSet])
    budgets: dict[int, int] = field(default_factory=dict[int, int])
    policy: dict[str, Any] = field(default_factory=dict[str, Any])


def account_of(lines: Iterable[Line], since: int, *, month: str, name: Name, number: Number) -> Account:
    """Give what happened behind the place `since`, from lines in order that begin with the programme.

    Lines about people, policy and budget are needed from the first one on: what is new shows only beside what was.
    """
    before = _Before()
    people: list[PersonChange] = []
    alone: list[Alone] = []
    settings: list[SettingChange] = []
    for seq, event in lines:
        if seq > since:
            people.extend(_about_people(event, before, name))
            alone.extend(_decided_alone(event, name, number))
            settings.extend(_set_otherwise(event, before, name))
        _remember(event, before)
    return Account(month=month, people=tuple(people), alone=tuple(alone), settings=tuple(settings))


def _remember(event: e.Event, before: _Before) -> None:
    if isinstance(event, e.PersonSet):
        before.people[event.person] = event
    elif isinstance(event, e.BudgetSet):
        before.budgets[event.year] = event.budget_cents
    elif isinstance(event, e.PolicySet):
        before.policy = event.policy


def _about_people(event: e.Event, before: _Before, name: Name) -> Iterator[PersonChange]:
    if not isinstance(event, e.PersonSet):
        return
    known = before.people.get(event.person)
    old = known.roles if known else ()
    for what in _changes(event, known):
        yield PersonChange(
            what=what, name=name(event.person), before=old, after=event.roles, by=name(event.by), at=event.at
        )


def _changes(event: e.PersonSet, known: e.PersonSet | None) -> Iterator[str]:
    if known is None:
        yield "joined"
    elif event.left and not known.left:
        yield "left"
    elif known.left and not event.left:
        yield "returned"
    elif set(event.roles) != set(known.roles):
        yield "roles"
    if event.accepted and not (known and known.accepted) and event.by != event.person:
        yield "note"


def _decided_alone(event: e.Event, name: Name, number: Number) -> Iterator[Alone]:
    """Give what a lead decided without the vote: every decline, and each grant that votes did not make."""
    if isinstance(event, e.Granted) and event.how != "votes":
        what, cents = ("urgent" if event.how == "urgent" else "granted"), event.amount_cents
    elif isinstance(event, e.Declined):
        what, cents = "declined", 0
    else:
        return
    yield Alone(number=number(event.request), what=what, amount_cents=cents, by=name(event.by), at=event.at)


def _set_otherwise(event: e.Event, before: _Before, name: Name) -> Iterator[SettingChange]:
    """Give settings that became others; the policy that a programme begins with is no change."""
    by = name(event.by)
    if isinstance(event, e.BudgetSet):
        old = before.budgets.get(event.year)
        if old != event.budget_cents:
            yield SettingChange(
                name="budget_cents", year=event.year, before=old, after=event.budget_cents, by=by, at=event.at
            )
    elif isinstance(event, e.PolicySet) and before.policy:
        for setting, value in event.policy.items():
            if before.policy.get(setting) != value:
                was = before.policy.get(setting)
                yield SettingChange(name=setting, year=None, before=was, after=value, by=by, at=event.at)
