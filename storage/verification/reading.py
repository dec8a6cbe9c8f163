"""Reading the rows of one programme a page at a time, and its log with the chain checked on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select, tuple_

from doorbraak.events import Event, RequestEvent
from storage import tables as t
from storage.chain import START, chained
from storage.codec import from_body
from storage.moments import to_text
from storage.verification.differences import Differences

PAGE = 1000

Row = Mapping[Any, Any]


def rows_of(connection: Connection, table: Table, programme: str, *keys: str) -> Iterator[Row]:
    """Give the rows of a programme in the order of `keys`, which together are unique in it."""
    columns = [table.c[key] for key in keys]
    query = select(table).where(table.c.programme_id == programme).order_by(*columns).limit(PAGE)
    page = connection.execute(query).mappings().all()
    while page:
        yield from page
        if len(page) < PAGE:
            return
        last = [page[-1][key] for key in keys]
        after = columns[0] > last[0] if len(keys) == 1 else tuple_(*columns) > tuple_(*last)
        page = connection.execute(query.where(after)).mappings().all()


def read_log(connection: Connection, programme: str, found: Differences) -> Iterator[tuple[int, Event]]:
    """Give the events of a programme with their numbers; names every break of the chain and unreadable line."""
    seq, previous = 0, START
    for row in rows_of(connection, t.log, programme, "seq"):
        for missing in range(seq + 1, min(row["seq"], seq + 1 + PAGE)):
            found.add(f"log line {missing}", "is missing")
        seq, about = row["seq"], f"log line {row['seq']}"
        found.compare(about, "hash", row["hash"], chained(previous, row["body"]))
        previous = row["hash"]
        event = _event(row, about, found)
        if event is not None:
            yield seq, event
    _check_head(connection, programme, seq, previous, found)


def _event(row: Row, about: str, found: Differences) -> Event | None:
    try:
        event = from_body(row["kind"], row["v"], row["body"])
    except (ValueError, TypeError, KeyError, AttributeError) as failure:
        found.add(about, f"cannot be read ({type(failure).__name__})")
        return None
    request = event.request if isinstance(event, RequestEvent) else None
    found.compare_all(about, row, {"kind": event.kind, "at": to_text(event.at), "request_id": request})
    return event


def _check_head(connection: Connection, programme: str, seq: int, last: str, found: Differences) -> None:
    head = connection.execute(select(t.heads).where(t.heads.c.programme_id == programme)).mappings().first()
    if head is None:
        if seq:
            found.add("head of the log", "is missing")
        return
    found.compare_all("head of the log", head, {"seq": seq, "hash": last})
