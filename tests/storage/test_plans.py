"""How SQLite finds what is asked all the time: by an index that holds little, however much is stored."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event

from storage import deliveries
from storage.overviews import accountability, spend
from tests.worlds import MONDAY, World


def plans_of(world: World, work: Callable[[Connection], Any]) -> list[str]:
    """Give the plans of the questions that a piece of work asks."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append((statement, parameters))

    def ask(connection: Connection) -> list[str]:
        event.listen(world.store.engine, "before_cursor_execute", note)
        work(connection)
        event.remove(world.store.engine, "before_cursor_execute", note)
        rows = (connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", given) for asked, given in seen)
        return [" | ".join(row[3] for row in plan) for plan in rows]

    return world.store.answer(ask)


def test_late_cards_are_found_without_a_look_at_the_others(world: World) -> None:
    """Delivery asks every second and after every vote: an index holds the late ones alone."""
    (plan,) = plans_of(world, lambda connection: deliveries.claim_cards(connection, MONDAY))
    assert "INDEX ix_cards_late" in plan


def test_due_messages_are_found_without_a_look_at_the_others(world: World) -> None:
    """Alike for messages: those delivered long ago are not in the index."""
    (plan,) = plans_of(world, lambda connection: deliveries.claim_messages(connection, MONDAY))
    assert "INDEX ix_messages_waiting" in plan


def test_the_years_are_read_from_the_ends_of_an_index(world: World) -> None:
    """The first and the last day are asked each alone: together they would take the whole index."""
    world.submit()
    assert world.store.answer(lambda connection: spend.years(connection, world.programme)) == [2026]
    plans = plans_of(world, lambda connection: spend.years(connection, world.programme))
    assert len(plans) == 4
    assert all("COVERING INDEX" in plan for plan in plans)


def test_what_managers_read_is_found_without_a_look_at_votes(world: World) -> None:
    """Of a long log an index holds the few lines about people, settings and decisions alone."""
    world.granted()
    plans = plans_of(world, lambda connection: accountability.account(connection, world.programme))
    assert any("INDEX ix_log_accounted" in plan for plan in plans)
    assert not any("SCAN log" in plan for plan in plans)
