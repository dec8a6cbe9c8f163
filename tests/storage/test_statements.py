"""How much a vote asks of the database: at most sixteen statements, begin and commit among them (docs/adr)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from doorbraak.policy import Policy
from storage import administer
from storage.store import Store
from tests.worlds import World, build_world

MOST = 16


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """Gather every statement that reaches the database, transactions and savepoints too."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(" ".join(statement.split())[:90])

    def begin(_c: Any) -> None:
        seen.append("BEGIN")

    def commit(_c: Any) -> None:
        seen.append("COMMIT")

    listeners: dict[str, Any] = {"before_cursor_execute": note}
    if engine.dialect.name != "sqlite":  # there begin and commit are no statements of ours
        listeners |= {"begin": begin, "commit": commit}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield seen
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


@pytest.fixture
def voting(any_store: Store) -> World:
    """A world in which two approvals grant, with everything looked up once before."""
    world = build_world(any_store, policy=Policy(min_approvals=2))
    world.done("approve", "a3", world.submit(client="BOKS-9999"))
    return world


def statements_of(world: World, reviewer: str, number: str) -> list[str]:
    """Count the statements of one vote with an event key."""
    command = world.command("approve", reviewer, number, key=f"event-{reviewer}")
    with counting(world.store.engine) as seen:
        assert world.act(command).accepted
    return seen


def test_a_vote_takes_at_most_sixteen_statements(voting: World) -> None:
    """A plain vote with an event key."""
    seen = statements_of(voting, "a1", voting.submit())
    assert "COMMIT" in seen
    assert len(seen) <= MOST, "\n".join(seen)


def test_a_vote_that_grants_takes_at_most_sixteen_statements(voting: World) -> None:
    """Fund, ledger, explanation and messages come on top, and still fit."""
    number = voting.submit()
    voting.done("approve", "a1", number)
    seen = statements_of(voting, "a2", number)
    assert voting.state(number).granted_cents == 17500
    assert len(seen) <= MOST, "\n".join(seen)


def test_a_vote_that_grants_with_a_card_to_bring_up_to_date_fits_too(any_store: Store) -> None:
    """A place in chat costs no statement more than there is room for."""
    world = build_world(any_store, policy=Policy(min_approvals=2))
    any_store.run(
        lambda uow: administer.set_place(
            uow, world.programme, "place", platform="console", address="a", districts=[], purposes=["requests"]
        )
    )
    number = world.submit()
    world.done("approve", "a1", number)
    seen = statements_of(world, "a2", number)
    assert world.state(number).granted_cents == 17500
    assert any("UPDATE cards" in statement for statement in seen)
    assert len(seen) <= MOST, "\n".join(seen)
