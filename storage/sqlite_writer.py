"""The one writer of SQLite: takes what waits, runs it one after the other, and commits it as one group.

Each piece of work has a savepoint of its own: when it fails, the others go on. Nobody hears of success before the
commit; when a commit fails, each piece is run again alone.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from doorbraak.ports import Repeated
from storage.jobs import Job, StoreUnavailable, succeed_all, unavailable
from storage.statements import run_text
from storage.unit_of_work import SqlUnitOfWork

GROUP = 64
GROUP_SECONDS = 0.150
"""A group ends when nothing waits any more, or after so much work or time: a slow piece of work keeps nobody waiting
for the 63 behind it. Ending it earlier makes everybody behind it wait for one more disk write."""


class SqliteWriter:
    """One thread and one connection that write; `make` builds the unit of work of a connection.

    `forget` is called when a group was rolled back: what its later pieces learned from the earlier ones never was.
    """

    def __init__(
        self, engine: Engine, make: Callable[[Connection], SqlUnitOfWork], forget: Callable[[], None] = lambda: None
    ) -> None:
        self._engine = engine
        self._make = make
        self._forget = forget
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Take a piece of work; its future tells when it is durable."""
        self._waiting.put(job)
        if not self._thread.is_alive():
            self._refuse_the_rest()

    def stop(self) -> None:
        """Finish what waits, then end the thread; what came too late for that is told so."""
        self._waiting.put(None)
        self._thread.join()
        self._let_go()
        self._refuse_the_rest()

    def _refuse_the_rest(self) -> None:
        with suppress(queue.Empty):
            while True:
                job = self._waiting.get_nowait()
                if job is not None:
                    job.fail(StoreUnavailable("the store is closed"))

    def _run(self) -> None:
        while True:
            first = self._waiting.get()
            if first is None:
                return
            stop = self._group(first)
            if stop:
                return

    def _group(self, first: Job) -> bool:
        """Run a group of work that starts with `first`; tells whether the end was asked meanwhile."""
        done: list[tuple[Job, Any]] = []
        stop = False
        try:
            connection = self._begin()
        except SQLAlchemyError as failure:
            self._lost(first, failure, done)
            return False
        ends = time.monotonic() + GROUP_SECONDS
        job: Job | None = first
        while job is not None:
            try:
                self._one(connection, job, done, first=job is first)
            except SQLAlchemyError as failure:
                self._lost(job, failure, done)
                return False
            if len(done) >= GROUP or time.monotonic() > ends:
                break
            try:
                job = self._waiting.get_nowait()
                stop = job is None
            except queue.Empty:
                job = None
        self._commit(connection, done)
        return stop

    def _begin(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        run_text(self._connection, "BEGIN IMMEDIATE", {})
        return self._connection

    def _one(self, connection: Connection, job: Job, done: list[tuple[Job, Any]], *, first: bool) -> None:
        """Run one piece of work. Raises SQLAlchemyError when the whole transaction is gone.

        The first of a group needs no savepoint: when it fails, nothing else is in the transaction yet.
        """
        if job.is_late:
            job.drop()
            return
        if not first:
            run_text(connection, "SAVEPOINT one", {})
        try:
            unit = self._make(connection)
            result = job.work(unit)
            unit.flush()
            if not first:
                run_text(connection, "RELEASE one", {})
            done.append((job, result))
        except Repeated as repeated:
            self._back(connection, first=first)
            done.append((job, repeated.outcome))
        except BaseException as failure:  # handed to whoever asked; the others of the group go on
            job.fail(unavailable(failure) if isinstance(failure, SQLAlchemyError) else failure)
            self._back(connection, first=first)

    @staticmethod
    def _back(connection: Connection, *, first: bool) -> None:
        if first:
            run_text(connection, "ROLLBACK", {})
            run_text(connection, "BEGIN IMMEDIATE", {})
        else:
            run_text(connection, "ROLLBACK TO one", {})
            run_text(connection, "RELEASE one", {})

    def _commit(self, connection: Connection, done: list[tuple[Job, Any]]) -> None:
        try:
            run_text(connection, "COMMIT", {})
        except SQLAlchemyError as failure:
            self._after_failed_commit(connection, done, failure)
            return
        succeed_all(done)

    def _after_failed_commit(
        self, connection: Connection, done: list[tuple[Job, Any]], failure: SQLAlchemyError
    ) -> None:
        try:
            run_text(connection, "ROLLBACK", {})
        except SQLAlchemyError:  # SQLite rolled back by itself
            self._let_go()
        self._forget()
        if len(done) == 1:
            done[0][0].fail(unavailable(failure))
            return
        for job, _ in done:
            self._alone(job)

    def _lost(self, job: Job, failure: SQLAlchemyError, done: list[tuple[Job, Any]]) -> None:
        """Begin anew after the transaction was lost with `job`: what it held is run again, each alone."""
        job.fail(unavailable(failure))
        self._let_go()
        self._forget()
        for one, _ in done:
            self._alone(one)

    def _alone(self, job: Job) -> None:
        again: list[tuple[Job, Any]] = []
        try:
            connection = self._begin()
            self._one(connection, job, again, first=True)
        except SQLAlchemyError as failure:
            self._lost(job, failure, [])
            return
        self._commit(connection, again)

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()
