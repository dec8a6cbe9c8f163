"""The writers: groups that commit together, and failures that stay with their own command."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from sqlalchemy import text

from bot.text_check import BlockCheck
from doorbraak.use_cases.act import carry_out
from storage.jobs import Job, StoreUnavailable, TooLate
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork
from tests.loops import run
from tests.worlds import World, asked

Work = Callable[[SqlUnitOfWork], Any]


def submitting(world: World, client: str) -> Work:
    """Make the work of a new request."""
    command = world.command("submit", "k1", **asked(client=client))
    return lambda uow: carry_out(uow, command, BlockCheck())


def in_one_group(store: Store, works: list[Work]) -> list[Future[Any]]:
    """Hold the writer with a first piece of work until all the others wait behind it."""
    gate = threading.Event()
    first = store.submit(lambda uow: gate.wait(), seconds=None)
    waiting = [store.submit(work, seconds=None) for work in works]
    gate.set()
    first.result()
    return waiting


def break_off(uow: SqlUnitOfWork) -> None:
    """Lose the whole transaction, as SQLite does by itself when the disk is full."""
    uow.connection.exec_driver_sql("ROLLBACK")
    raise OSError("disk full")


def spoil_commit(uow: SqlUnitOfWork) -> None:
    """Leave a row that only the commit refuses."""
    uow.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    uow.connection.exec_driver_sql("INSERT INTO funds (programme_id, year) VALUES ('nowhere', 1999)")


def test_a_failure_rolls_back_its_own_command_only(world: World) -> None:
    """The command before and the one behind it in the same group are stored."""

    def fails(uow: SqlUnitOfWork) -> None:
        submitting(world, "BOKS-2222")(uow)
        uow.flush()
        raise RuntimeError("broken")

    before, broken, behind = in_one_group(
        world.store, [submitting(world, "BOKS-1111"), fails, submitting(world, "BOKS-3333")]
    )
    assert (before.result().number, behind.result().number) == ("VE-2026-0001", "VE-2026-0002")
    with pytest.raises(RuntimeError, match="broken"):
        broken.result()
    report = world.verified()
    assert (report.requests, report.differences) == (2, ())


@pytest.mark.parametrize("spoil", [break_off, spoil_commit])
def test_a_lost_transaction_fails_who_lost_it_and_the_others_are_run_again(world: World, spoil: Work) -> None:
    """Nobody was told of success; each of the others is stored once, and the writer lives on."""
    before, broken, behind = in_one_group(
        world.store, [submitting(world, "BOKS-1111"), spoil, submitting(world, "BOKS-2222")]
    )
    assert before.result().accepted
    with pytest.raises((StoreUnavailable, OSError)):
        broken.result()
    assert behind.result().accepted
    assert world.do("submit", "k1", **asked(client="BOKS-3333")).number == "VE-2026-0003"
    report = world.verified()
    assert (report.requests, report.differences) == (3, ())


def test_a_repeat_in_a_group_whose_commit_failed_still_has_one_effect(world: World) -> None:
    """The event and its repeat are run again, each alone: one effect, and the first outcome for both."""
    command = world.command("submit", "k1", key="event-1", **asked())
    first, again, spoiled = in_one_group(
        world.store, [lambda uow: carry_out(uow, command, BlockCheck())] * 2 + [spoil_commit]
    )
    assert (first.result().repeated, again.result().repeated) == (False, True)
    assert first.result().number == again.result().number == "VE-2026-0001"
    assert isinstance(spoiled.exception(), StoreUnavailable)
    assert world.verified().requests == 1


class Leaving(Future[Any]):
    """The promise of somebody who goes away right after it was looked at."""

    def done(self) -> bool:
        """Answer, and go."""
        answer = super().done()
        self.cancel()
        return answer


def test_somebody_who_goes_while_the_answer_is_handed_over_stops_no_writer() -> None:
    """A browser may close at any moment: handing over to nobody is no failure of the thread that does it."""
    Job(lambda uow: None, None, Leaving()).succeed(1)
    Job(lambda uow: None, None, Leaving()).fail(RuntimeError("broken"))
    gone = Job(lambda uow: None, None)
    gone.future.cancel()
    gone.succeed(1)
    assert gone.future.cancelled()


def test_those_who_wait_on_one_loop_are_woken_together(world: World) -> None:
    """Waking a loop for each of a group would make the writer and the loop take turns for each of them."""

    async def ask() -> tuple[int, list[str]]:
        loop, woken = asyncio.get_running_loop(), 0
        wake = loop.call_soon_threadsafe

        def counted(*call: Any, **more: Any) -> Any:
            nonlocal woken
            woken += 1
            return wake(*call, **more)

        loop.call_soon_threadsafe = counted  # type: ignore[method-assign]
        gate = threading.Event()
        first = world.store.submit(lambda uow: gate.wait(), seconds=None)
        asked = [asyncio.ensure_future(world.store.change(submitting(world, f"BOKS-{one}000"))) for one in (1, 2, 3)]
        while world.store._writer._waiting.qsize() < 3:  # type: ignore[union-attr]
            await asyncio.sleep(0)
        gate.set()
        told = [outcome.number for outcome in await asyncio.gather(*asked)]
        assert first.done()
        return woken, told

    assert run(ask()) == (1, ["VE-2026-0001", "VE-2026-0002", "VE-2026-0003"])


def test_somebody_who_stops_waiting_on_a_loop_stops_no_writer(world: World) -> None:
    """Neither who goes away meanwhile nor a loop that ended keeps the answers of the others."""

    async def leave() -> asyncio.Future[Any]:
        gate = threading.Event()
        world.store.submit(lambda uow: gate.wait(), seconds=None)
        goes = asyncio.ensure_future(world.store.change(submitting(world, "BOKS-1000")))
        stays = asyncio.ensure_future(world.store.change(submitting(world, "BOKS-2000")))
        await asyncio.sleep(0)
        goes.cancel()
        gate.set()
        assert (await stays).number == "VE-2026-0002"
        return asyncio.get_running_loop().create_future()

    of_an_ended_loop = run(leave())
    Job(lambda uow: None, None, of_an_ended_loop).succeed(1)
    Job(lambda uow: None, None, of_an_ended_loop).fail(RuntimeError("broken"))
    assert world.verified().requests == 2


def test_a_failure_is_told_on_the_loop_of_who_asked(any_world: World) -> None:
    """What a piece of work raises reaches who waits for it."""

    def fails(uow: SqlUnitOfWork) -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        run(any_world.store.change(fails))


def test_a_closed_store_says_so_at_once(any_world: World) -> None:
    """Whoever comes too late is not kept waiting for ever."""
    any_world.store.close()
    late = any_world.store.submit(lambda uow: None)
    assert isinstance(late.exception(timeout=5), StoreUnavailable)


def test_what_waited_too_long_is_dropped_unrun(any_world: World) -> None:
    """Its person was told that it failed, so it must not happen afterwards."""
    ran: list[str] = []
    late = any_world.store.submit(lambda uow: ran.append("late"), seconds=-1)
    with pytest.raises(TooLate):
        late.result()
    assert any_world.do("submit", "k1", **asked()).accepted
    assert ran == []


def test_people_of_a_change_that_failed_are_forgotten(any_world: World) -> None:
    """Who is what is kept in memory by version; a change that was rolled back leaves no trace there."""
    a1 = any_world.people["a1"]
    organisation = text("UPDATE people SET organisation = :name WHERE id = :id")

    def change(uow: SqlUnitOfWork, name: str) -> str:
        uow.connection.execute(organisation, {"name": name, "id": a1})
        uow.connection.execute(text("UPDATE programmes SET people_version = people_version + 1"))
        uow.forget_people()
        standing = uow.standing_of(a1)
        return standing.person.organisation if standing else ""

    def fails(uow: SqlUnitOfWork) -> None:
        assert change(uow, "Nergens") == "Nergens"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        any_world.store.run(fails)
    assert any_world.store.run(lambda uow: change(uow, "Elders")) == "Elders"
    after = any_world.store.run(lambda uow: uow.standing_of(a1))
    assert after is not None
    assert after.person.organisation == "Elders"


def test_people_of_a_group_that_was_lost_are_forgotten_too(world: World) -> None:
    """Another piece of the group saw a change before its commit failed; the change never was, nor what was seen."""
    a1, runs = world.people["a1"], list[str]()

    def change(uow: SqlUnitOfWork, name: str) -> None:
        where = {"name": name, "id": a1}
        uow.connection.execute(text("UPDATE people SET organisation = :name WHERE id = :id"), where)
        uow.connection.execute(text("UPDATE programmes SET people_version = people_version + 1"))

    def organisation(uow: SqlUnitOfWork) -> str:
        standing = uow.standing_of(a1)
        return standing.person.organisation if standing else ""

    def fails_alone(uow: SqlUnitOfWork) -> None:
        if runs:
            raise RuntimeError("broken")
        change(uow, "Nergens")

    def looks_once(uow: SqlUnitOfWork) -> None:
        if runs:
            raise RuntimeError("broken")
        runs.append(organisation(uow))

    failed = in_one_group(world.store, [fails_alone, looks_once, spoil_commit])
    assert all(one.exception() for one in failed)
    assert runs == ["Nergens"]
    world.store.run(lambda uow: change(uow, "Elders"))
    assert world.store.run(organisation) == "Elders"
