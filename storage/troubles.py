"""Places and accounts that a platform refuses: noted once, gone as soon as something arrives there again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from storage import tables as t
from storage.moments import to_text


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a platform said, where, since when, and which programme it is about ("": a person's own account)."""

    platform: str
    address: str
    code: str
    since: str
    programme: str


def note(connection: Connection, platform: str, address: str, code: str, now: datetime) -> None:
    """Note what a platform says about a place or an account; an empty code takes the note away."""
    c = t.troubles.c
    where = (c.platform == platform, c.address == address)
    if not code:
        connection.execute(delete(t.troubles).where(*where))
        return
    if connection.execute(update(t.troubles).where(*where).values(code=code)).rowcount == 0:
        row = {"platform": platform, "address": address, "code": code, "since": to_text(now)}
        connection.execute(insert(t.troubles).values(**row))


def known(connection: Connection, programme: str) -> list[Trouble]:
    """Give the troubles of a programme's places and of its people's accounts."""
    c, p = t.troubles.c, t.places.c
    places = (
        select(c.platform, c.address, c.code, c.since, p.programme_id)
        .join(t.places, (p.platform == c.platform) & (p.address == c.address))
        .where(p.programme_id == programme)
    )
    i = t.identities.c
    people = (
        select(c.platform, c.address, c.code, c.since)
        .join(t.identities, (i.platform == c.platform) & (i.address == c.address))
        .join(t.people, t.people.c.id == i.person_id)
        .where(t.people.c.programme_id == programme, t.people.c.left_at.is_(None))
    )
    found = [Trouble(*row) for row in connection.execute(places)]
    return found + [Trouble(*row, programme="") for row in connection.execute(people)]


def addresses(connection: Connection, platform: str) -> set[str]:
    """Give what a platform refuses."""
    where = t.troubles.c.platform == platform
    return set(connection.execute(select(t.troubles.c.address).where(where)).scalars())
