"""PostgreSQL: a small pool of threads, one transaction for each piece of work, tried again after a lost race."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from doorbraak.ports import Repeated
from storage.client_rows import LostRace
from storage.jobs import Job, StoreUnavailable, unavailable
from storage.unit_of_work import SqlUnitOfWork

TRIES = 3
THREADS = 4
"""More of them do no more in a second, and each piece of work waits longer: docs/adr/0004."""
_LOST_RACES = ("40001", "40P01", "23505")
"""Serialisation failure, deadlock, and two that added the same row at once."""


class PostgresqlRunner:
    """Run work on a pool of threads; `make` builds the unit of work of a connection."""

    def __init__(self, engine: Engine, make: Callable[[Connection], SqlUnitOfWork], threads: int = THREADS) -> None:
        self._engine = engine
        self._make = make
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="store")

    def submit(self, job: Job) -> None:
        """Take a piece of work; its future tells when it is durable."""
        try:
            self._pool.submit(self._run, job)
        except RuntimeError:  # the pool takes nothing any more
            job.fail(StoreUnavailable("the store is closed"))

    def stop(self) -> None:
        """Finish what waits, then end the threads."""
        self._pool.shutdown(wait=True)

    def _run(self, job: Job) -> None:
        for attempt in range(1, TRIES + 1):
            if job.is_late:
                job.drop()
                return
            try:
                job.succeed(self._once(job))
                return
            except LostRace:
                if attempt == TRIES:
                    job.fail(StoreUnavailable("somebody else kept changing this client"))
                    return
            except DBAPIError as failure:
                if attempt == TRIES or getattr(failure.orig, "sqlstate", None) not in _LOST_RACES:
                    job.fail(unavailable(failure))
                    return
            except Exception as failure:
                job.fail(failure)
                return

    def _once(self, job: Job) -> Any:
        with self._engine.connect() as connection:
            try:
                unit = self._make(connection)
                result = job.work(unit)
                unit.flush()
                connection.commit()
                return result
            except Repeated as repeated:
                connection.rollback()
                return repeated.outcome
