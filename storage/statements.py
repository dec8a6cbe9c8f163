"""Statements that are compiled once per kind of database and then run as text: the path of a vote lives on them.

SQLAlchemy builds and checks them; what it would do again at every run is kept, and the driver is asked directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

Params = Mapping[str, Any]


_names: dict[str, tuple[str, ...]] = {}
"""The columns of each text that was run, none for what gives no rows: psycopg builds an object for each, every time."""


class Found:
    """What a statement gave, all of it: rows by position, or by name through `mappings`."""

    __slots__ = ("_names", "_rows", "rowcount")

    def __init__(self, names: Sequence[str], rows: Sequence[Any], rowcount: int) -> None:
        self._names = names
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> Sequence[Any]:
        """Give every row."""
        return self._rows

    def first(self) -> Any:
        """Give the first row, or None."""
        return self._rows[0] if self._rows else None

    def one(self) -> Any:
        """Give the only row. Raises LookupError when there are none or several."""
        if len(self._rows) != 1:
            raise LookupError(f"one row was looked for, {len(self._rows)} were found")
        return self._rows[0]

    def scalar_one(self) -> Any:
        """Give the first column of the only row. Raises LookupError."""
        return self.one()[0]

    def mappings(self) -> Found:
        """Give the same with each row as a dict."""
        self._rows = [dict(zip(self._names, row, strict=True)) for row in self._rows]
        return self


class Statement:
    """One statement. `build` gets the dialect's `insert`, for what a plain insert cannot say."""

    __slots__ = ("_build", "_sql")

    def __init__(self, build: ClauseElement | Callable[[Any], ClauseElement]) -> None:
        self._build = build
        self._sql: dict[str, tuple[str, dict[str, Any]]] = {}

    def run(self, connection: Connection, params: Params | Sequence[Params] | None = None) -> Found:
        """Run it with named parameters, or once for each of several."""
        kept = self._sql.get(connection.dialect.name)
        if kept is None:
            kept = self._sql[connection.dialect.name] = self._compile(connection)
        sql, constants = kept
        if params is None:
            return run_text(connection, sql, constants)
        if isinstance(params, Mapping):
            return run_text(connection, sql, {**constants, **params})
        return run_text(connection, sql, [{**constants, **one} for one in params])

    def _compile(self, connection: Connection) -> tuple[str, dict[str, Any]]:
        dialect = connection.dialect
        element = self._build
        if not isinstance(element, ClauseElement):
            element = element(postgresql.insert if dialect.name == "postgresql" else sqlite.insert)
        compiled = element.compile(dialect=dialect)
        constants = {name: value for name, value in (compiled.params or {}).items() if value is not None}
        return str(compiled), constants


def run_text(connection: Connection, sql: str, params: Params | list[dict[str, Any]]) -> Found:
    """Run text as the driver takes it. Raises DBAPIError, as SQLAlchemy would, without the values.

    Somebody who listens to statements hears of these too: then they go the long way.
    """
    if connection.engine.dispatch.before_cursor_execute:
        return _slowly(connection, sql, params)
    if not connection.in_transaction():
        connection.begin()
    cursor: Any = connection.connection.cursor()
    try:
        if isinstance(params, list):
            cursor.executemany(sql, params)
        else:
            cursor.execute(sql, params)
        names = _names.get(sql)
        if names is None:
            names = _names[sql] = tuple(column[0] for column in cursor.description or ())
        return Found(names, cursor.fetchall() if names else (), cursor.rowcount)
    except _errors_of(connection) as failure:
        raise _wrapped(connection, sql, failure) from failure
    finally:
        cursor.close()


def _slowly(connection: Connection, sql: str, params: Params | list[dict[str, Any]]) -> Found:
    result = connection.exec_driver_sql(sql, params)
    if result.returns_rows:
        return Found(list(result.keys()), [tuple(row) for row in result], result.rowcount)
    return Found((), (), result.rowcount)


def _errors_of(connection: Connection) -> type[Exception]:
    dialect: Any = connection.dialect
    found: type[Exception] = dialect.loaded_dbapi.Error
    return found


def _wrapped(connection: Connection, sql: str, failure: Any) -> BaseException:
    """Wrap what the driver said; a connection that is lost is let go of."""
    dialect = connection.dialect
    is_lost = dialect.is_disconnect(failure, connection.connection.dbapi_connection, None)
    if is_lost:
        connection.invalidate(failure)
    base: Any = _errors_of(connection)
    kind: Any = DBAPIError
    wrapped: BaseException = kind.instance(
        sql, None, failure, base, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
    )
    return wrapped
