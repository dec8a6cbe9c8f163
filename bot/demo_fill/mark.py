"""The mark that says that a database holds a demo, and on which day it was filled."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from doorbraak.working_time import local_date
from storage import tables as t

_NAME = "demo"


def mark_demo(connection: Connection, now: datetime) -> None:
    """Mark the database as a demo filled on the day of `now`."""
    connection.execute(delete(t.marks).where(t.marks.c.name == _NAME))
    connection.execute(insert(t.marks).values(name=_NAME, value=local_date(now).isoformat()))


def demo_filled_on(connection: Connection) -> date | None:
    """Give the day on which the demo was filled, or None when this is no demo."""
    value = connection.execute(select(t.marks.c.value).where(t.marks.c.name == _NAME)).scalar()
    return date.fromisoformat(value) if value else None


def is_demo(connection: Connection) -> bool:
    """Claim that this database is a demo."""
    return demo_filled_on(connection) is not None
