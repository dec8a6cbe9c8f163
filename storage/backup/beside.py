"""Where a backup is restored: beside the database that is there, which it replaces in one step at the very end.

So a restore that is stopped, fails or finds differences leaves the old database as it was. On SQLite the place beside
is another file, on PostgreSQL another schema.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text

from storage import tables as t
from storage.engine import APPLICATION, make_engine

SCHEMA = "doorbraakbot_restoring"
_VERSION_TABLE = "alembic_version"


class InUse(Exception):
    """Somebody has the database open: the bot, or another command."""


class Beside(Protocol):
    """A place beside a database."""

    url: str
    schema: str

    def begin(self) -> None:
        """Make the place empty. Raises InUse when the database to replace is open elsewhere."""
        ...

    def replace(self) -> None:
        """Let what is there take the place of the database, in one step. Raises InUse."""
        ...

    def drop(self) -> None:
        """Throw away what is there."""
        ...


def beside(url: str) -> Beside:
    """Give the place beside a database."""
    if url.startswith("sqlite:///"):
        return FileBeside(Path(url.removeprefix("sqlite:///")))
    return SchemaBeside(url)


class FileBeside:
    """A file beside a SQLite file."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._file = target.with_name(f".{target.name}.restoring")
        self.url = f"sqlite:///{self._file}"
        self.schema = ""

    def begin(self) -> None:
        """Remove what an earlier restore left."""
        self._let_nobody_use(self._target)
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self.drop()

    def replace(self) -> None:
        """Rename the new file over the old one."""
        self._let_nobody_use(self._file)  # one whole file, without a -wal beside it
        self._let_nobody_use(self._target)
        with self._file.open("rb") as written:
            os.fsync(written.fileno())
        self._file.replace(self._target)
        folder = os.open(self._target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def drop(self) -> None:
        """Remove the file and those that SQLite keeps beside it."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    @staticmethod
    def _let_nobody_use(file: Path) -> None:
        """Write what stands in the -wal into the file; SQLite refuses that while another connection is open."""
        if not file.exists():
            return
        try:
            with closing(sqlite3.connect(file, timeout=0)) as connection:
                mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as failure:
            raise InUse(str(file)) from failure
        if mode != "delete":
            raise InUse(str(file))


@dataclass(slots=True)
class SchemaBeside:
    """A schema beside the tables of a PostgreSQL database."""

    url: str
    schema: str = SCHEMA

    def begin(self) -> None:
        """Make the schema, without what an earlier restore left."""
        self._run(_begin)

    def replace(self) -> None:
        """Drop the old tables and move the new ones to their place, in one transaction."""
        self._run(_replace)

    def drop(self) -> None:
        """Drop the schema."""
        self._run(lambda connection: connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))

    def _run(self, work: Callable[[Connection], object]) -> None:
        engine = make_engine(self.url, threads=1)
        try:
            with engine.connect() as connection, connection.begin():
                work(connection)
        finally:
            engine.dispose()


def _begin(connection: Connection) -> None:
    _let_nobody_use(connection)
    connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")


def _replace(connection: Connection) -> None:
    _let_nobody_use(connection)
    ours = {*t.metadata.tables, _VERSION_TABLE}
    place = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
    listed = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema")
    for name in sorted(ours & set(connection.execute(listed, {"schema": SCHEMA}).scalars())):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {place}.{name} CASCADE")
        connection.exec_driver_sql(f"ALTER TABLE {SCHEMA}.{name} SET SCHEMA {place}")
    connection.exec_driver_sql(f"DROP SCHEMA {SCHEMA} CASCADE")


def _let_nobody_use(connection: Connection) -> None:
    others = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name = :ours AND pid <> pg_backend_pid()"
    )
    count = connection.execute(others, {"ours": APPLICATION}).scalar_one()
    if count:
        raise InUse(f"{count} connections")
