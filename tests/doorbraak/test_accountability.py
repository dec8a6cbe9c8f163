"""The monthly letter: when it is due, and what it tells of the log."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from doorbraak import events as e
from doorbraak.accountability import account_of, latest_letter, letter_due, letters
from doorbraak.ids import PersonId, ProgrammeId, RequestId, TextId
from doorbraak.overviews import Account
from doorbraak.people import Circle, Person, Role
from doorbraak.policy import Policy
from doorbraak.working_time import AMSTERDAM
from handlers.words.accountability import SETTINGS

AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def a_person(key: str, *roles: str, by: str | None = "ad", **facts: Any) -> e.PersonSet:
    """Give an event that sets somebody."""
    usual = {"organisation": "UWV", "districts": (), "accepted": False, "linked": True, "left": False}
    by_whom = PersonId(by) if by else None
    return e.PersonSet(at=AT, by=by_whom, person=PersonId(key), roles=roles, **(usual | facts))


def a_grant(how: str, cents: int = 5000) -> e.Granted:
    """Give an event that grants."""
    return e.Granted(
        at=AT,
        by=PersonId("els"),
        request=RequestId("r1"),
        how=how,
        amount_cents=cents,
        fund_year=2026,
        reason=None,
        fund_left_cents=0,
        client_left_cents=0,
    )


def told(*events: e.Event, since: int = 0) -> Account:
    """Account for events that are the log from its first line on."""
    return account_of(
        enumerate(events, 1), since, month="2026-03", name=lambda one: (one or "").capitalize(), number=lambda _: "VE-1"
    )


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 31), datetime(2026, 3, 2, 9, tzinfo=AMSTERDAM)),
        (date(2026, 4, 1), datetime(2026, 4, 1, 9, tzinfo=AMSTERDAM)),
        (date(2026, 1, 1), datetime(2026, 1, 2, 9, tzinfo=AMSTERDAM)),
        (date(2026, 8, 5), datetime(2026, 8, 3, 9, tzinfo=AMSTERDAM)),
    ],
)
def test_a_letter_is_due_on_the_first_working_day_at_nine(day: date, due: datetime):
    """Not in a weekend, not on New Year's Day."""
    assert letter_due(day) == due


def test_the_latest_letter_is_the_one_that_is_due_by_now():
    """A minute before nine it is still that of the month before, also over New Year."""
    due = datetime(2026, 1, 2, 9, tzinfo=AMSTERDAM)
    december, november = datetime(2025, 12, 1, 9, tzinfo=AMSTERDAM), datetime(2025, 11, 3, 9, tzinfo=AMSTERDAM)
    assert latest_letter(due) == ("2026-01", due, december)
    assert latest_letter(due - timedelta(minutes=1)) == ("2025-12", december, november)
    assert latest_letter(due + timedelta(days=29))[0] == "2026-01"


def test_each_manager_gets_one_and_nobody_else():
    """Who left gets none; the key keeps a second one of the month out."""
    roles = {"mira": Role.MANAGER, "max": Role.MANAGER, "ad": Role.ADMIN, "gone": Role.MANAGER}
    people = [
        Person(PersonId(key), ProgrammeId("u"), frozenset({role}), "G", left=key == "gone")
        for key, role in roles.items()
    ]
    written = letters("2026-03", Circle(people), AT)
    assert [(one.person, one.once) for one in written] == [
        ("mira", "letter:mira:2026-03"),
        ("max", "letter:max:2026-03"),
    ]
    assert all(one.facts == {"month": "2026-03"} for one in written)


def test_people_are_told_of_beside_what_they_were_before():
    """New, another role, left, back; what is the same, and another organisation, is nothing to tell."""
    account = told(
        a_person("noor", "koploper"),
        a_person("noor", "koploper", organisation="DOCK"),
        a_person("noor", "koploper", "lead"),
        a_person("noor", "koploper", "lead", left=True),
        a_person("noor", "koploper"),
        a_person("iris", "reviewer", by=None),
        since=1,
    )
    assert [(one.what, one.name, one.before, one.after, one.by) for one in account.people] == [
        ("roles", "Noor", ("koploper",), ("koploper", "lead"), "Ad"),
        ("left", "Noor", ("koploper", "lead"), ("koploper", "lead"), "Ad"),
        ("returned", "Noor", ("koploper", "lead"), ("koploper",), "Ad"),
        ("joined", "Iris", (), ("reviewer",), ""),
    ]


@pytest.mark.parametrize(("by", "what"), [("ad", ["note"]), (None, ["note"]), ("iris", [])])
def test_a_note_that_somebody_else_entered_is_told(by: str | None, what: list[str]):
    """What somebody accepted in person is nobody else's news."""
    account = told(a_person("iris", "reviewer"), a_person("iris", "reviewer", by=by, accepted=True), since=1)
    assert [one.what for one in account.people] == what
    first = a_person("iris", "reviewer", accepted=True)
    again = told(first, a_person("iris", "reviewer", organisation="X", accepted=True), since=1)
    assert again.is_empty


def test_what_a_lead_decided_alone_is_told_and_what_votes_decided_is_not():
    """Urgent grants, grants and declines of a lead, with number, amount and name."""
    declined = e.Declined(
        at=AT,
        by=PersonId("els"),
        request=RequestId("r1"),
        reason=e.Text(TextId("t")),
        fund_left_cents=0,
        client_left_cents=0,
    )
    account = told(a_grant("votes"), a_grant("lead", 2500), a_grant("urgent"), declined)
    assert [(one.number, one.what, one.amount_cents, one.by) for one in account.alone] == [
        ("VE-1", "granted", 2500, "Els"),
        ("VE-1", "urgent", 5000, "Els"),
        ("VE-1", "declined", 0, "Els"),
    ]


def test_settings_are_told_with_what_they_were():
    """The policy a programme begins with is no change; a budget is, also the first; the same again is not."""
    first, second = Policy().to_settings(), Policy(min_approvals=1, external_only=False).to_settings()
    account = told(
        e.PolicySet(at=AT, version=1, policy=first),
        e.BudgetSet(at=AT, year=2026, budget_cents=100),
        e.BudgetSet(at=AT, year=2026, budget_cents=100),
        e.BudgetSet(at=AT, by=PersonId("ad"), year=2026, budget_cents=900),
        e.PolicySet(at=AT, version=2, policy=second),
    )
    assert [(one.name, one.year, one.before, one.after) for one in account.settings] == [
        ("budget_cents", 2026, None, 100),
        ("budget_cents", 2026, 100, 900),
        ("min_approvals", None, 3, 1),
        ("external_only", None, True, False),
    ]


def test_every_setting_of_the_policy_has_its_words():
    """A manager never reads a name of the code."""
    assert set(SETTINGS) == set(Policy().to_settings())
