"""Reading a backup back: first all of it is looked at, then its rows go into tables of the version that made it.

Nothing of a database is touched by `examine`. Where the tables lie, and how they take the place of others: beside.py.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from sqlalchemy import ColumnClause, Connection, Engine, column, insert, inspect, table

from storage import migrate as migrations
from storage.backup.save import PAGE, Manifest, Progress
from storage.backup.sealed import BrokenBackup, read_lines
from storage.codec import canonical


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of one table of a backup."""

    table: str
    columns: tuple[str, ...]
    rows: list[list[Any]]


def examine(file: BinaryIO, text_keys: Sequence[str], progress: Progress) -> Manifest:
    """Read a backup to its end and hold it against its manifest. Raises BrokenBackup, WrongKey."""
    reader = Reader(file, text_keys)
    done: dict[str, int] = dict.fromkeys(reader.manifest.rows, 0)
    for page in reader.pages():
        done[page.table] = done.get(page.table, 0) + len(page.rows)
        progress(sum(done.values()), reader.manifest.total)
    if done != dict(reader.manifest.rows):
        raise BrokenBackup("it holds other rows than its manifest says")
    return reader.manifest


class Reader:
    """The manifest of a backup and then its rows, a page at a time."""

    def __init__(self, file: BinaryIO, text_keys: Sequence[str]) -> None:
        self._lines = read_lines(file, text_keys)
        self._content = hashlib.sha256()
        self.manifest = self._manifest(next(self._lines, None))

    def _manifest(self, line: Any) -> Manifest:
        self._content.update(canonical(line).encode())
        try:
            facts = line["manifest"]
            return Manifest(facts["made_at"], facts["schema"], facts["rows"], facts["heads"])
        except (KeyError, TypeError):
            raise BrokenBackup("it has no manifest") from None

    def pages(self) -> Iterator[Rows]:
        """Give the rows. Raises BrokenBackup."""
        page = Rows("", (), [])
        for line in self._lines:
            if isinstance(line, dict) and "end" in line:
                yield from _filled(page)
                if line["end"] != self._content.hexdigest():
                    raise BrokenBackup("its content is not what was written")
                return
            self._content.update(canonical(line).encode())
            if isinstance(line, dict):
                yield from _filled(page)
                page = _begun(cast(dict[str, Any], line))
                continue
            page.rows.append(line)
            if len(page.rows) >= PAGE:
                yield page
                page = Rows(page.table, page.columns, [])
        raise BrokenBackup("it has no end")


def _begun(line: dict[str, Any]) -> Rows:
    try:
        return Rows(line["table"], tuple(line["columns"]), [])
    except (KeyError, TypeError):
        raise BrokenBackup("a table of it has no name") from None


def _filled(page: Rows) -> Iterator[Rows]:
    if page.rows:
        yield page


def load(engine: Engine, file: BinaryIO, text_keys: Sequence[str], progress: Progress) -> Manifest:
    """Make the tables of a backup's version in an empty place, fill them, and bring them to the present ones."""
    reader = Reader(file, text_keys)
    migrations.migrate(engine, reader.manifest.schema)
    known = _columns(engine)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        _fill(connection, reader, known, progress)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
        connection.commit()
    migrations.migrate(engine)
    return reader.manifest


def _columns(engine: Engine) -> dict[str, set[str]]:
    looked_at = inspect(engine)
    return {name: {one["name"] for one in looked_at.get_columns(name)} for name in looked_at.get_table_names()}


def _fill(connection: Connection, reader: Reader, known: dict[str, set[str]], progress: Progress) -> None:
    done = 0
    for page in reader.pages():
        if not set(page.columns) <= known.get(page.table, set()):
            raise BrokenBackup(f"its table {page.table!r} has other columns than version {reader.manifest.schema}")
        columns: list[ColumnClause[Any]] = [column(name) for name in page.columns]
        target = table(page.table, *columns)
        values = [dict(zip(page.columns, map(_value, row), strict=True)) for row in page.rows]
        connection.execute(insert(target), values)
        done += len(values)
        progress(done, reader.manifest.total)


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        return base64.b64decode(cast(dict[str, str], plain)["b64"])
    return plain
