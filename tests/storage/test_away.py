"""Databases that are locked or away: nothing is lost, who asked is told, and it works again without a restart."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.text_check import BlockCheck
from doorbraak.use_cases.act import carry_out
from storage.jobs import StoreUnavailable
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork
from tests.worlds import World, asked, build_world, open_store


@contextmanager
def impatient_store(url: str) -> Iterator[Store]:
    """Open a store that waits 50 ms for a lock, so that a test need not wait for two seconds."""
    store = open_store(url)
    event.listen(store.engine, "connect", lambda raw, record: raw.execute("PRAGMA busy_timeout = 50"))
    yield store
    store.close()


def test_a_database_locked_by_another_process_is_unavailable_and_nothing_is_lost(world: World, sqlite_url: str) -> None:
    """The command fails with StoreUnavailable; when the lock is gone the same command goes through, once."""
    command = world.command("submit", "k1", key="event-1", **asked())
    with impatient_store(sqlite_url) as store, closing(sqlite3.connect(sqlite_url[10:])) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.run(lambda uow: carry_out(uow, command, BlockCheck()))
        other.execute("ROLLBACK")
        assert not store.run(lambda uow: carry_out(uow, command, BlockCheck())).repeated
    report = world.verified()
    assert (report.requests, report.differences) == (1, ())


def test_a_sqlite_database_that_is_gone_is_unavailable(sqlite_template: Path, tmp_path: Path) -> None:
    """Commands and questions fail with StoreUnavailable; when the folder is back it works without a restart."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "d.db")
    store = open_store(f"sqlite:///{folder / 'd.db'}")
    folder.rename(tmp_path / "away")
    with pytest.raises(StoreUnavailable):
        store.run(lambda uow: None)
    assert not store.is_ready()
    (tmp_path / "away").rename(folder)
    assert build_world(store).submit() == "VE-2026-0001"
    assert store.is_ready()
    store.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    """It is left as it is."""
    path = tmp_path / "d.db"
    path.write_bytes(b"no database at all, but long enough to look at" * 30)
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(StoreUnavailable):
        store.run(lambda uow: None)
    store.close()
    assert path.read_bytes().startswith(b"no database")


@pytest.mark.postgres
def test_a_postgresql_server_that_drops_its_connections_loses_nothing(postgresql_store: Store) -> None:
    """What was under way fails with StoreUnavailable, the next is stored, and verify finds nothing."""
    world = build_world(postgresql_store)
    number = world.submit()
    command = world.command("approve", "a1", number, key="event-1")

    def dropped(uow: SqlUnitOfWork) -> None:
        carry_out(uow, command, BlockCheck())
        uow.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StoreUnavailable):
        postgresql_store.run(dropped)
    postgresql_store.engine.dispose()
    assert world.state(number).votes == ()
    outcome = world.act(command)
    assert (outcome.accepted, outcome.repeated) == (True, False)
    assert world.verified().differences == ()


@pytest.mark.postgres
def test_a_postgresql_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    """Commands and questions fail with StoreUnavailable."""
    store = open_store(f"postgresql://postgres:@/postgres?host={tmp_path}")
    with pytest.raises(StoreUnavailable):
        store.run(lambda uow: None)
    assert not store.is_ready()
    store.close()


@pytest.mark.postgres
def test_a_row_locked_too_long_on_postgresql_is_unavailable(postgresql_store: Store) -> None:
    """After the lock timeout; here shortened. Afterwards the same command goes through."""
    world = build_world(postgresql_store)
    number = world.submit()

    def short(uow: SqlUnitOfWork) -> Any:
        uow.connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
        return carry_out(uow, world.command("approve", "a1", number), BlockCheck())

    with postgresql_store.engine.begin() as other:
        other.execute(text("SELECT 1 FROM requests FOR UPDATE"))
        with pytest.raises(StoreUnavailable, match="lock timeout"):
            postgresql_store.run(short)
    assert postgresql_store.run(short).accepted
    assert world.verified().differences == ()
