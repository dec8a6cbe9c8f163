"""Migrations: up, down and up again on both databases, and what they make is what the code expects."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from storage.engine import make_engine
from storage.migrate import downgrade, is_current, is_empty, migrate, newest
from storage.tables import metadata
from tests.worlds import build_world, open_store


def test_the_tables_go_down_to_nothing_and_up_again(any_url: str) -> None:
    """After the way down only Alembic's own table is left; after the way up a programme works."""
    engine = make_engine(any_url)
    assert is_current(engine)
    downgrade(engine, "base")
    assert is_empty(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert is_current(engine)
    engine.dispose()
    store = open_store(any_url)
    assert build_world(store).submit() == "VE-2026-0001"
    store.close()


def test_migrating_twice_changes_nothing(any_url: str) -> None:
    """A start on a database that is up to date."""
    engine = make_engine(any_url)
    migrate(engine)
    assert is_current(engine)
    engine.dispose()


def test_the_migrations_make_the_tables_of_the_code(any_url: str) -> None:
    """Alembic finds no difference between storage/tables and what its migrations made."""
    engine = make_engine(any_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_file_is_the_newest_revision() -> None:
    """Starting reads it from the names of the files; Alembic follows the chain inside them."""
    chain = ScriptDirectory("storage/migrations")

    assert newest() == chain.get_current_head()
