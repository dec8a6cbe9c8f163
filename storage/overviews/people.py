"""Lists of people, for pages and commands that name them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from doorbraak.ids import ProgrammeId
from doorbraak.overviews import PersonLine
from storage import tables as t
from storage.overviews.reading import person_line


def people(connection: Connection, programme: ProgrammeId) -> tuple[PersonLine, ...]:
    """Give everybody of a programme who has not left, by name."""
    query = select(t.people).where(t.people.c.programme_id == programme, t.people.c.left_at.is_(None))
    rows = connection.execute(query.order_by(t.people.c.name, t.people.c.key)).mappings()
    return tuple(person_line(row) for row in rows)


_DEMO_ORDER = ("koploper", "reviewer", "lead", "manager", "admin")


def demo_people(connection: Connection) -> tuple[PersonLine, ...]:
    """Give the people of a demo in the order of their roles."""
    rows = connection.execute(select(t.people).where(t.people.c.left_at.is_(None))).mappings()
    lines = [person_line(row) for row in rows]
    return tuple(sorted(lines, key=lambda line: (_DEMO_ORDER.index(line.roles[0]), line.key)))
