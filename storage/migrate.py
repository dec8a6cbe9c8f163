"""Bring a database to the present tables, or tell which version it has. Alembic does the work."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to a revision (default: the newest)."""
    config = _config()
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SELECT pg_advisory_lock(8321)")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SELECT pg_advisory_unlock(8321)")
        connection.commit()


def downgrade(engine: Engine, revision: str) -> None:
    """Bring the database down to a revision; `base` is empty."""
    config = _config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()


def is_current(engine: Engine) -> bool:
    """Claim that the database has the newest tables."""
    with engine.connect() as connection:
        stored = MigrationContext.configure(connection).get_current_revision()
    return stored == _newest()


@cache
def _newest() -> str | None:
    """Give the newest revision there is; reading the migrations takes longer than asking the database."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def knows(revision: str) -> bool:
    """Claim that this release has a revision of the tables; one of a newer release it does not know."""
    return revision in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def newest() -> str:
    """Name the newest revision of the tables."""
    return _newest() or ""


def is_empty(engine: Engine) -> bool:
    """Claim that no migration ran here."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() is None
