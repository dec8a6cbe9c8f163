"""Bring a database to the present tables, or tell which version it has.

Alembic does the work and is imported for it; telling the version needs none of it, so starting does not load it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to a revision (default: the newest)."""
    from alembic import command

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
    from alembic import command

    config = _config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()


def is_current(engine: Engine) -> bool:
    """Claim that the database has the newest tables."""
    with engine.connect() as connection:
        return _stored(connection) == newest()


def _stored(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


@cache
def newest() -> str:
    """Name the newest revision of the tables: the number that the last migration's file begins with."""
    return max((file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")), default="")


def knows(revision: str) -> bool:
    """Claim that this release has a revision of the tables; one of a newer release it does not know."""
    from alembic.script import ScriptDirectory

    return revision in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def is_empty(engine: Engine) -> bool:
    """Claim that no migration ran here."""
    with engine.connect() as connection:
        return _stored(connection) is None
