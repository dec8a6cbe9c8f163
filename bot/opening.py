"""Open the store for a command: keys, tables that are up to date, and plain words when it cannot be opened."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.problems import BadInput
from bot.settings import Settings
from storage import migrate as migrations
from storage.engine import make_engine
from storage.store import Store

SCENARIO_KEY = base64.urlsafe_b64encode(hashlib.sha256(b"doorbraakbot: scenario files").digest()).decode()
"""The key of scenarios run without settings: known to everybody, for made-up texts only."""


def open_store(settings: Settings, *, migrate: bool = False, synchronous: str = "FULL") -> Store:
    """Open the store of DATABASE_URL. With `migrate` an empty database gets its tables; else that is refused.

    A command that stores clients or typed texts must have asked for their keys when it loaded the settings.
    """
    _check(settings.database_url, migrate=migrate)
    return Store(
        settings.database_url,
        text_keys=list(settings.text_key) or [SCENARIO_KEY],
        client_keys=list(settings.client_code_key) or [SCENARIO_KEY],
        synchronous=synchronous,
        origin="cli",
    )


def _check(url: str, *, migrate: bool) -> None:
    """See that the database can be reached and has the present tables. Raises BadInput."""
    file = sqlite_file(url)
    if file and not file.exists() and not migrate:
        raise BadInput([f"there is no database at {file}; `doorbraakbot migrate` makes one (DATABASE_URL says where)"])
    try:
        engine = make_engine(url)
        try:
            empty = migrations.is_empty(engine)
            if empty and migrate:
                migrations.migrate(engine)
            elif not migrations.is_current(engine):
                what = "is empty" if empty else "has tables of another release"
                raise BadInput([f"the database {shown(url)} {what}; run `doorbraakbot migrate`"])
        finally:
            engine.dispose()
    except (SQLAlchemyError, OSError) as failure:
        raise unreachable(url, failure) from failure


def unreachable(url: str, failure: Exception) -> BadInput:
    """Say that a database cannot be reached, without its password."""
    cause = str(getattr(failure, "orig", None) or failure).strip().splitlines()
    return BadInput([f"the database {shown(url)} cannot be reached: {cause[0] if cause else type(failure).__name__}"])


def sqlite_file(url: str) -> Path | None:
    """Give the file of a SQLite address, or None."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def shown(url: str) -> str:
    """Give a database address as it may be shown: without user and password."""
    kind, _, rest = url.partition("://")
    return f"{kind}://{rest.rsplit('@', 1)[-1]}"
