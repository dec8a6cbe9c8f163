"""Statements that are compiled once per kind of database and then run as text: the path of a vote lives on them.

SQLAlchemy builds and checks them; what it would do again at every run is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.sql import ClauseElement

Params = Mapping[str, Any]
Rows = CursorResult[*tuple[Any, ...]]


class Statement:
    """One statement. `build` gets the dialect's `insert`, for what a plain insert cannot say."""

    __slots__ = ("_build", "_sql")

    def __init__(self, build: ClauseElement | Callable[[Any], ClauseElement]) -> None:
        self._build = build
        self._sql: dict[str, tuple[str, dict[str, Any]]] = {}

    def run(
        self, connection: Connection, params: Params | Sequence[Params] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run it with named parameters, or once for each of several."""
        kept = self._sql.get(connection.dialect.name)
        if kept is None:
            kept = self._sql[connection.dialect.name] = self._compile(connection)
        sql, constants = kept
        if params is None:
            return connection.exec_driver_sql(sql, constants)
        if isinstance(params, Mapping):
            return connection.exec_driver_sql(sql, {**constants, **params})
        return connection.exec_driver_sql(sql, [{**constants, **one} for one in params])

    def _compile(self, connection: Connection) -> tuple[str, dict[str, Any]]:
        dialect = connection.dialect
        element = self._build
        if not isinstance(element, ClauseElement):
            element = element(postgresql.insert if dialect.name == "postgresql" else sqlite.insert)
        compiled = element.compile(dialect=dialect)
        constants = {name: value for name, value in (compiled.params or {}).items() if value is not None}
        return str(compiled), constants
