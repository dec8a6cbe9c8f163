"""The places where something typed could end up, each as one text to look through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from storage import tables as t
from storage.store import Store

KEPT_BY_DESIGN = {("people", "name"), ("people", "email"), ("programmes", "settings")}
"""Where names and words of the programme itself live: people, and what an admin wrote in its file."""


def cells_of(store: Store) -> dict[str, list[str]]:
    """Give everything in every table, by `table.column`, bytes as they lie there."""

    def question(connection: Connection) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, table in t.metadata.tables.items():
            for row in connection.execute(select(table)).mappings():
                for column, value in row.items():
                    if (name, column) not in KEPT_BY_DESIGN:
                        shown = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                        found.setdefault(f"{name}.{column}", []).append(shown)
        return found

    return store.answer(question)


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file of a folder: databases with what lies beside them, leftovers, anything."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


class Recorder:
    """An application around ours that keeps every address asked and every header sent."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.addresses: list[str] = []
        self.headers: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.addresses.append(f"{scope['path']}?{scope['query_string'].decode()}")

        async def kept(message: Any) -> None:
            if message["type"] == "http.response.start":
                self.headers += [f"{name.decode()}: {value.decode()}" for name, value in message["headers"]]
            await send(message)

        await self._app(scope, receive, kept)
