"""Looking at tables, to compare two moments."""

from typing import Any

from sqlalchemy import select

from storage import tables as t
from tests.worlds import World


def rows(world: World, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Give columns of all rows of a table."""
    query = select(*[table.c[name] for name in columns])
    return sorted(tuple(row) for row in world.store.answer(lambda connection: connection.execute(query).all()))


WRITTEN: list[tuple[Any, tuple[str, ...]]] = [
    (t.log, ("seq", "hash")),
    (t.heads, ("seq", "hash")),
    (t.requests, ("number", "status", "version")),
    (t.messages, ("id",)),
    (t.intake, ("key",)),
    (t.clients, ("code", "client_id")),
]
"""What a command about a request writes."""
