"""Engines: from DATABASE_URL to connections set up as the store needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url

CACHE_KIB = 16384
"""How much of a SQLite database one connection keeps in memory at most; it grows as pages are read."""

BUSY_MILLISECONDS = 2000
"""How long a SQLite lock or a PostgreSQL statement may take before it fails."""

CONNECT_SECONDS = 3
"""How long a PostgreSQL server may take to answer at all; without it a lost network is waited for by the minute."""

APPLICATION = "doorbraakbot"
"""How our connections are called on a PostgreSQL server."""


class UnknownDatabase(Exception):
    """DATABASE_URL is neither sqlite:///path nor postgresql://…"""


def make_engine(url: str, *, threads: int = 8, synchronous: str = "FULL", schema: str = "") -> Engine:
    """Make an engine. Raises UnknownDatabase. `synchronous` is for throw-away databases of tests and replays.

    `schema` is where the tables lie on PostgreSQL when that is not the ordinary place: a backup being restored.
    """
    if url.startswith("sqlite:///"):
        return _sqlite(url, synchronous)
    if url.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        return _postgresql(url, threads, schema)
    raise UnknownDatabase(f"DATABASE_URL must be sqlite:///path or postgresql://…, got {url.split(':', 1)[0]}://…")


def _sqlite(url: str, synchronous: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)  # SQLite gives the files beside it the same mode
    engine = create_engine(url, paramstyle="named", isolation_level="AUTOCOMMIT", hide_parameters=True)

    def set_up(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")  # what was removed is overwritten, however SQLite was built
        cursor.close()

    event.listen(engine, "connect", set_up)
    return engine


def _postgresql(url: str, threads: int, schema: str) -> Engine:
    driver_url = "postgresql+psycopg://" + url.split("://", 1)[1]
    options = f"-c statement_timeout={BUSY_MILLISECONDS * 5} -c lock_timeout={BUSY_MILLISECONDS}"
    if schema:
        options += f" -c search_path={schema}"
    return create_engine(
        driver_url,
        pool_size=threads,
        max_overflow=threads,
        pool_pre_ping=False,
        hide_parameters=True,  # what a statement holds may not reach the log when it fails
        connect_args={"options": options, "connect_timeout": CONNECT_SECONDS, "application_name": APPLICATION},
    )


def is_sqlite(engine: Engine) -> bool:
    """Claim that this is SQLite, which has one writer."""
    return engine.dialect.name == "sqlite"


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an insert that may say what happens on a conflict; both databases write it alike."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
