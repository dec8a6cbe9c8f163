"""The database part of a vote, against a bare `BEGIN IMMEDIATE; INSERT; COMMIT` in the same run on the same disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy import create_engine

from bench.figures import Figure, interleaved, timed
from bench.world import World, open_world

ROUNDS = 15
_VOTES_A_ROUND = 40
_AT_ONCE = 64
_EACH = 6


def sqlite_votes(folder: Path) -> list[Figure]:
    """Measure on SQLite: one vote after the other, and 64 at once."""
    world = open_world(f"sqlite:///{folder / 'votes.db'}", open_requests=_requests_needed())
    try:
        with _bare_sqlite(folder / "bare.db") as connect:
            return _figures("sqlite", world, connect)
    finally:
        world.store.close()


def postgresql_votes(url: str) -> list[Figure]:
    """Measure on PostgreSQL, in an empty database of a running server."""
    world = open_world(url, open_requests=_requests_needed())
    try:
        return _figures("postgresql", world, _bare_postgresql(url))
    finally:
        world.store.close()


def _requests_needed() -> int:
    alone = ROUNDS * _VOTES_A_ROUND
    return (alone + (ROUNDS // 2 + 1) * _AT_ONCE * _EACH) // 3 + 10


Bare = Callable[[], Callable[[], None]]
"""Opens a connection of its own and gives what does one bare commit on it."""


def _figures(name: str, world: World, connect: Bare) -> list[Figure]:
    bare = connect()
    vote, commit = interleaved(
        ROUNDS,
        lambda: timed(lambda: [world.vote() for _ in range(_VOTES_A_ROUND)]),
        lambda: timed(lambda: [bare() for _ in range(_VOTES_A_ROUND)]),
    )
    many, bare_many = interleaved(ROUNDS // 2, lambda: _rate_of_votes(world), lambda: _rate(lambda: _loop(connect())))
    targets = (6.0, 0.3) if name == "sqlite" else (None, None)
    return [
        Figure(f"{name}_vote_per_bare_commit", vote / commit, targets[0], "lower"),
        Figure(f"{name}_vote_rate_at_64_per_bare_rate", many / bare_many, targets[1], "higher"),
    ]


def _rate_of_votes(world: World) -> float:
    lock = threading.Lock()
    commands = [next(world.votes) for _ in range(_AT_ONCE * _EACH)]

    def work() -> None:
        from bench.world import _CHECK
        from doorbraak.use_cases.act import carry_out

        for _ in range(_EACH):
            with lock:
                command = commands.pop(0)
            world.store.run(lambda uow, command=command: carry_out(uow, command, _CHECK))

    return _rate(lambda: work)


def _loop(one: Callable[[], None]) -> Callable[[], None]:
    def work() -> None:
        for _ in range(_EACH):
            one()

    return work


def _rate(make: Callable[[], Callable[[], None]]) -> float:
    """Give how many a second 64 threads do that start at the same moment."""
    works = [make() for _ in range(_AT_ONCE)]
    barrier = threading.Barrier(_AT_ONCE + 1)

    def run(work: Callable[[], None]) -> None:
        barrier.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    barrier.wait()
    begin = perf_counter()
    for thread in threads:
        thread.join()
    return _AT_ONCE * _EACH / (perf_counter() - begin)


@contextmanager
def _bare_sqlite(file: Path) -> Iterator[Bare]:
    opened: list[sqlite3.Connection] = []

    def connect() -> Callable[[], None]:
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=60)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, body TEXT)")
        opened.append(connection)

        def commit() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare (body) VALUES ('a vote')")
            connection.execute("COMMIT")

        return commit

    try:
        yield connect
    finally:
        for connection in opened:
            connection.close()


def _bare_postgresql(url: str) -> Bare:
    engine = create_engine(
        "postgresql+psycopg://" + url.split("://", 1)[1], pool_size=8, max_overflow=8, pool_timeout=60
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS bare (id BIGSERIAL PRIMARY KEY, body TEXT)")
        connection.commit()

    def commit() -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql("INSERT INTO bare (body) VALUES ('a vote')")
            connection.commit()

    return lambda: commit
