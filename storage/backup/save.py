"""Writing a backup: every table in one snapshot, row by row, behind a manifest that says what there is."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, func, select

from storage import tables as t
from storage.backup.sealed import Sealer
from storage.codec import canonical
from storage.migrate import newest
from storage.moments import to_text

PAGE = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when it was made, with which tables, how many rows of each, and the end of each chain."""

    made_at: str
    schema: str
    rows: Mapping[str, int]
    heads: Mapping[str, Sequence[Any]]

    @property
    def total(self) -> int:
        """Give how many rows there are in all."""
        return sum(self.rows.values())

    def facts(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "made_at": self.made_at,
            "schema": self.schema,
            "rows": dict(self.rows),
            "heads": {programme: list(head) for programme, head in self.heads.items()},
        }


def saved_tables() -> list[Table]:
    """Give every table that goes into a backup, those that others refer to first."""
    return [table for table in t.metadata.sorted_tables if table.info.get("in_backup", True)]


def save(connection: Connection, out: BinaryIO, text_key: str, now: datetime, progress: Progress) -> Manifest:
    """Write everything; the connection is inside one snapshot."""
    manifest = _manifest(connection, now)
    sealer = Sealer(out, text_key, {"made_at": manifest.made_at, "schema": manifest.schema})
    content = hashlib.sha256()

    def write(value: Any) -> None:
        content.update(canonical(value).encode())
        sealer.line(value)

    write({"manifest": manifest.facts()})
    done = 0
    for table in saved_tables():
        write({"table": table.name, "columns": [column.name for column in table.columns]})
        for row in _rows(connection, table):
            write([_plain(value) for value in row])
            done += 1
            if done % PAGE == 0:
                progress(done, manifest.total)
    sealer.line({"end": content.hexdigest()})
    sealer.close()
    progress(manifest.total, manifest.total)
    return manifest


def _manifest(connection: Connection, now: datetime) -> Manifest:
    rows = {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in saved_tables()
    }
    heads = {row.programme_id: (row.seq, row.hash) for row in connection.execute(select(t.heads))}
    return Manifest(to_text(now), newest(), rows, heads)


def _rows(connection: Connection, table: Table) -> Any:
    """Give the rows of a table in the order of their keys, a page in memory at a time."""
    query = select(table).order_by(*table.primary_key.columns)
    return connection.execute(query, execution_options={"yield_per": PAGE})


def _plain(value: Any) -> Any:
    return {"b64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
