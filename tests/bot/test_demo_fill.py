"""Filling the demo at several moments: nothing is refused and every state is there."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.demo_fill import DemoRefused, demo_filled_on, fill_demo, is_demo
from bot.demo_fill import fill as filling
from bot.demo_fill.plan import Planned
from bot.demo_fill.programme import PROGRAMME, budget_years
from doorbraak.requests.ballot import approvals, has_open_route
from doorbraak.requests.state import Money, Request, Review, Status
from doorbraak.working_time import AMSTERDAM
from handlers.wording import DEFAULT_NOTE, note_digest
from storage import tables as t
from storage.moments import to_text
from storage.overviews.people import demo_people
from storage.overviews.team import team
from storage.rows import request_from_row
from storage.store import Store
from storage.verify import verify
from tests.worlds import open_store

MOMENTS = {
    "a Monday just after nine": "2026-11-23T09:05",
    "a Friday just before five": "2026-11-27T16:55",
    "a Sunday night": "2026-11-22T23:40",
    "New Year's Day": "2027-01-01T10:00",
    "New Year's Eve": "2026-12-31T12:00",
    "the night of the clock change": "2026-10-25T02:30",
}


def at(text: str) -> datetime:
    """Give a moment of Amsterdam; of an hour that comes twice the second."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=1)


def requests_of_now(connection: Connection) -> list[Request]:
    """Give the requests that are not of 2021."""
    rows = connection.execute(select(t.requests).where(t.requests.c.submitted_on > "2022")).mappings()
    return [request_from_row(row) for row in rows]


def kinds_of_news(connection: Connection) -> set[str]:
    """Give the kinds of messages that were delivered."""
    return set(connection.execute(select(t.messages.c.kind).where(t.messages.c.delivered_at.is_not(None))).scalars())


def missing_while_open(requests: list[Request]) -> set[str]:
    """Give the states that no open request of the demo is in."""
    states: dict[str, Callable[[Request], bool]] = {
        "fresh": lambda one: not one.votes and not one.routes and not one.urgent,
        "two of three": lambda one: len(approvals(one)) == 2 and not one.with_lead,
        "route waits": lambda one: has_open_route(one) and not one.with_lead,
        "route too late": lambda one: one.routes[-1:] != () and one.routes[-1].verdict == "too_late",
        "second revision": lambda one: one.revision == 2 and not one.with_lead,
        "urgent": lambda one: one.urgent,
        "lead: objection": lambda one: one.with_lead_why == "objection",
        "lead: time": lambda one: one.with_lead_why == "time",
        "lead: everybody_voted": lambda one: one.with_lead_why == "everybody_voted",
    }
    found = [one for one in requests if one.is_open]
    return {name for name, holds in states.items() if not any(holds(one) for one in found)}


def count_of(connection: Connection, table: Any, *where: Any) -> int:
    """Count rows."""
    return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_demo_filled_at_any_moment_has_every_state(store: Store, moment: str):
    """Whoever opens the demo, at night or on a holiday, finds each state at least once and nothing was refused."""
    fill_demo(store, at(moment))
    requests = store.answer(requests_of_now)

    assert missing_while_open(requests) == set()
    assert {request.status for request in requests} == set(Status)
    assert {request.money for request in requests} == {None, *Money}
    assert {request.review for request in requests} == {None, *Review}
    assert {"yes", "partly", "no"} <= {request.follow_up for request in requests}
    assert any(request.granted_cents and request.granted_cents < request.asked_cents for request in requests)
    assert sum(request.money is Money.SETTLED for request in requests) > len(requests) // 3
    assert {"receipt", "follow_up", "handed_over", "expired"} <= store.answer(kinds_of_news)
    assert store.answer(lambda connection: verify(connection, store.safe)).differences == ()


@pytest.fixture(scope="module")
def filled_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a demo of a Tuesday afternoon, filled once."""
    path = tmp_path_factory.mktemp("demo") / "filled.db"
    shutil.copy(sqlite_template, path)
    store = open_store(f"sqlite:///{path}")
    fill_demo(store, at("2026-11-24T15:00"))
    store.close()
    return path


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A store on a copy of that database."""
    shutil.copy(filled_file, tmp_path / "filled.db")
    store = open_store(f"sqlite:///{tmp_path / 'filled.db'}")
    yield store
    store.close()


def test_the_demo_holds_the_year_2021(filled: Store):
    """The published figures: 28 granted, EUR 6.032,15 spent."""

    def figures(connection: Connection) -> tuple[int, int]:
        spent = select(t.funds.c.spent_cents).where(t.funds.c.year == 2021)
        granted = count_of(connection, t.requests, t.requests.c.submitted_on < "2022", t.requests.c.status == "granted")
        return granted, connection.execute(spent).scalar_one()

    assert filled.answer(figures) == (28, 603215)


def test_everybody_of_the_demo_can_be_chosen_and_three_reviewers_are_of_different_organisations(filled: Store):
    """One press for koploper, three reviewers, lead, manager and admin."""
    people = filled.answer(demo_people)
    assert {person.roles[0] for person in people} == {"koploper", "reviewer", "lead", "manager", "admin"}
    assert all(person.linked for person in people)
    assert len({person.organisation for person in people if "reviewer" in person.roles}) >= 3


def test_housing_is_the_biggest_theme_of_the_demo(filled: Store):
    """The chart looks like the real years."""

    def biggest(connection: Connection) -> str:
        total = func.sum(t.requests.c.settled_cents)
        query = select(t.requests.c.theme).where(t.requests.c.submitted_on > "2022").group_by(t.requests.c.theme)
        return connection.execute(query.order_by(func.coalesce(total, 0).desc()).limit(1)).scalar_one()

    assert filled.answer(biggest) == "wonen"


def test_old_news_of_the_demo_is_read_and_only_some_is_new(filled: Store):
    """Nobody begins with a hundred unread messages, and there is something to see."""
    long_ago = to_text(at("2026-11-24T15:00") - timedelta(days=2))
    unread = t.messages.c.read_at.is_(None)

    assert (
        filled.answer(lambda connection: count_of(connection, t.messages, unread, t.messages.c.due_at < long_ago)) == 0
    )
    assert 0 < filled.answer(lambda connection: count_of(connection, t.messages, unread)) < 100
    assert filled.answer(lambda connection: count_of(connection, t.messages, t.messages.c.delivered_at.is_(None))) == 0


def test_a_filled_database_is_marked_with_its_day(filled: Store):
    """A demo is never taken for the real thing, and is filled again on another day."""
    assert filled.answer(is_demo)
    assert filled.answer(demo_filled_on) == at("2026-11-24T15:00").date()


def test_everybody_of_the_demo_agreed_to_the_note_in_person(filled: Store):
    """Whoever chooses somebody goes straight to what waits, without a notice."""
    people = filled.answer(lambda connection: team(connection, PROGRAMME))
    assert {one.agreed_to for one in people} == {note_digest(DEFAULT_NOTE)}
    assert all(one.accepted_on and one.accepted_own for one in people)


def test_a_database_without_the_mark_is_no_demo(store: Store):
    """An empty database is not a demo."""
    assert not store.answer(is_demo)
    assert store.answer(demo_filled_on) is None


def test_next_years_budget_is_set_from_december_on():
    """The warning that next year has no budget does not greet whoever opens the demo in December."""
    assert budget_years(at("2026-11-30T23:59")) == (2025, 2026)
    assert budget_years(at("2026-12-01T00:00")) == (2025, 2026, 2027)


def test_a_refused_step_is_named_by_its_request_and_code(filled: Store):
    """Who changes demo.yaml hears at once which step the rules refuse."""
    step = Planned(
        "onzin",
        3,
        "submit",
        "r1",
        at("2026-11-24T15:00"),
        {
            "client": "DEMO-999",
            "district": "Zuilen",
            "theme": "wonen",
            "amount_cents": 100,
            "question": "x",
            "if_nothing": "y",
        },
    )
    with pytest.raises(DemoRefused, match=r"onzin: step 3 \(submit\) was refused with not_a_koploper"):
        filled.run(lambda uow: filling._run_step(filling.Filling(filled), uow, step))
