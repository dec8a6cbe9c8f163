"""Locks on PostgreSQL are taken in one order, also where several requests change: nobody waits in a ring."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from bot import staff
from doorbraak import events as e
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork
from tests.worlds import World, build_world


@pytest.mark.postgres
def test_a_hand_over_of_several_requests_waits_for_all_of_them_before_the_end_of_the_log(
    postgresql_store: Store,
) -> None:
    """Somebody holds the second request and then wants the end of the log: the hand-over must not have it already."""
    world = build_world(postgresql_store)
    numbers = [world.submit(client=f"BOKS-{one}000") for one in (1, 2)]
    holds, goes = threading.Event(), threading.Event()

    def vote(uow: SqlUnitOfWork) -> None:
        uow.request(world.programme, numbers[1])
        holds.set()
        goes.wait(10)
        noted = e.Audited(at=world.now, by=world.people["a1"], what="looked", facts={})
        uow.record(world.programme, [(None, noted, None)])

    before = _deadlocks(world)
    voting = postgresql_store.submit(vote, seconds=None)
    assert holds.wait(10)
    leaving = postgresql_store.submit(_leaving(world, numbers), seconds=None)
    while not _somebody_waits(world):
        pass
    goes.set()
    voting.result(20)
    assert leaving.result(20) == numbers
    assert _deadlocks(world) == before
    assert world.verified().differences == ()


def _leaving(world: World, numbers: list[str]) -> Any:
    return lambda uow: staff.leave(uow, world.store, world.programme, "k1", "k2", numbers[::-1], world.now)


def _asked(world: World, query: str) -> int:
    return world.store.answer(lambda connection: int(connection.exec_driver_sql(query).scalar_one()))


def _somebody_waits(world: World) -> bool:
    return _asked(world, "SELECT count(*) FROM pg_locks WHERE NOT granted") > 0


def _deadlocks(world: World) -> int:
    return _asked(world, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
