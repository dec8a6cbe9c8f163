"""The store: runs work in transactions and questions in snapshots, on SQLite or PostgreSQL alike."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.engine import is_sqlite, make_engine
from storage.failures import told_of
from storage.jobs import DEADLINE_SECONDS, Job, StoreUnavailable
from storage.postgresql_runner import PostgresqlRunner
from storage.programmes import Directory
from storage.secrets import ClientCodes, TextSafe
from storage.sqlite_writer import SqliteWriter
from storage.unit_of_work import SqlUnitOfWork

T = TypeVar("T")


class Store:
    """Everything the process asks of its database."""

    def __init__(
        self,
        url: str,
        *,
        text_keys: list[str],
        client_keys: list[str],
        readers: int = 4,
        synchronous: str = "FULL",
        schema: str = "",
        origin: str = "",
    ) -> None:
        self.origin = origin
        self.engine: Engine = make_engine(url, synchronous=synchronous, schema=schema)
        self.safe = TextSafe(text_keys)
        self.codes = ClientCodes(client_keys)
        self.directory = Directory()
        self._writer = (
            SqliteWriter(self.engine, self.unit_of_work, forget=self.directory.kept.clear)
            if is_sqlite(self.engine)
            else PostgresqlRunner(self.engine, self.unit_of_work)
        )
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")

    def unit_of_work(self, connection: Connection) -> SqlUnitOfWork:
        """Give a unit of work on a connection whose transaction has begun."""
        unit = SqlUnitOfWork(connection, self.directory, self.safe, self.codes)
        unit.origin = self.origin
        return unit

    def submit(self, work: Callable[[SqlUnitOfWork], T], *, seconds: float | None = DEADLINE_SECONDS) -> Future[T]:
        """Run work in a transaction; the future has its result once it is durable. It fails with StoreUnavailable."""
        promise: Future[T] = Future()
        self._writer.submit(Job(work, _deadline(seconds), promise))
        return promise

    async def change(self, work: Callable[[SqlUnitOfWork], T], *, seconds: float | None = DEADLINE_SECONDS) -> T:
        """Run work in a transaction; returns once it is durable. Raises StoreUnavailable."""
        promise: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._writer.submit(Job(work, _deadline(seconds), promise))
        return await promise

    def run(self, work: Callable[[SqlUnitOfWork], T], *, seconds: float | None = None) -> T:
        """Run work in a transaction and wait for it."""
        return self.submit(work, seconds=seconds).result()

    def ask(self, question: Callable[[Connection], T]) -> Future[T]:
        """Answer a question from one snapshot, on a reader thread."""
        return self._readers.submit(self.answer, question)

    def answer(self, question: Callable[[Connection], T]) -> T:
        """Answer a question from one snapshot, here and now."""
        try:
            with self.engine.connect() as connection:
                return _in_snapshot(connection, question)
        except DBAPIError as failure:
            raise StoreUnavailable(told_of(failure)) from failure

    def is_ready(self) -> bool:
        """Claim that the database answers and has its tables."""
        try:
            self.answer(lambda connection: connection.execute(text("SELECT 1 FROM heads LIMIT 1")).first())
        except StoreUnavailable:
            return False
        return True

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        self._writer.stop()
        self._readers.shutdown(wait=True)
        self.engine.dispose()


def _deadline(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds


def _in_snapshot(connection: Connection, question: Callable[[Connection], Any]) -> Any:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
        try:
            return question(connection)
        finally:
            connection.exec_driver_sql("COMMIT")
    connection = connection.execution_options(isolation_level="REPEATABLE READ")
    try:
        return question(connection)
    finally:
        connection.rollback()
