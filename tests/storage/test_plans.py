"""How SQLite finds what is asked all the time: by an index that holds little, however much is stored."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event

from storage import deliveries, detaching, retractions
from storage import vote_path as sql
from storage.overviews import accountability, spend
from tests.worlds import MONDAY, World


def plans_of(world: World, work: Callable[[Connection], Any]) -> list[str]:
    """Give the plans of the questions that a piece of work asks."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
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


def test_posts_to_take_back_are_found_without_a_look_at_the_others(world: World) -> None:
    """Asked every second, and of one request when its words go: indexes hold what a chat shows alone."""
    (claimed,) = plans_of(world, lambda connection: retractions.claim_retractions(connection, MONDAY))
    assert "INDEX ix_messages_retract" in claimed
    of_request = {"programme": world.programme, "number": "VE-2026-0001"}
    (marked,) = plans_of(world, lambda connection: sql.RETRACT_POSTED.run(connection, of_request))
    assert "INDEX ix_messages_posted" in marked
    (sending,) = plans_of(world, lambda connection: sql.RETRACT_CLAIMED.run(connection, of_request))
    assert "INDEX ix_messages" in sending


def test_clients_that_nobody_needs_are_found_by_the_indexes_of_requests_and_texts(world: World) -> None:
    """Asked every hour: each client costs a look into an index, no request is read whole."""
    world.submit()
    plans = plans_of(world, lambda connection: detaching.find_unneeded(connection, MONDAY))
    asked = next(plan for plan in plans if "clients" in plan)
    assert "SEARCH requests USING INDEX ix_requests_client_id" in asked
    assert "ix_texts_request_id" in asked


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
