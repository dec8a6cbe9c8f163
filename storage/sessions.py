"""Which sessions no longer count, on every process: single ones that were signed out of, or all of a person.

A session itself lives in its cookie. Whether it ended is asked together with who it belongs to, in one statement.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, delete, exists, select, update

from doorbraak.ids import PersonId
from doorbraak.overviews import Viewer
from storage import tables as t
from storage.drafts import HELD
from storage.engine import insert_into
from storage.moments import to_text
from storage.overviews.reading import BESIDE, viewer_from_row

LONGEST = timedelta(hours=8)
"""How long a session lasts at most; that long an end has to be remembered."""


def viewer_of(connection: Connection, person: PersonId, token: str, generation: int) -> Viewer | None:
    """Give who looks with this session, or None: it ended, or that person is unknown, not linked or left."""
    is_over = exists().where(t.ended_sessions.c.digest == _digest(token)).label("is_over")
    row = connection.execute(select(t.people, *BESIDE, is_over).where(t.people.c.id == person)).mappings().first()
    if row is None or row["is_over"] or row["sessions"] != generation:
        return None
    return viewer_from_row(connection, row)


def end_one(connection: Connection, token: str, now: datetime) -> None:
    """End one session by its token; a second time changes nothing."""
    row = insert_into(connection, t.ended_sessions).values(digest=_digest(token), at=to_text(now))
    connection.execute(row.on_conflict_do_nothing())


def end_all(connection: Connection, person: PersonId) -> None:
    """End everything that lets a browser in as this person: sessions, devices, links, and mail with a link.

    A form that was held goes too: whoever was in may have left one that asks for a press only.
    """
    raised = t.people.c.sessions + 1
    connection.execute(update(t.people).where(t.people.c.id == person).values(sessions=raised))
    connection.execute(delete(t.devices).where(t.devices.c.person_id == person))
    connection.execute(delete(t.drafts).where(t.drafts.c.person_id == person, t.drafts.c.kind == HELD))
    end_links(connection, person)


def number_of(connection: Connection, person: PersonId) -> int:
    """Give how often all sessions of somebody were ended; a row that is locked until the end of the transaction."""
    query = select(t.people.c.sessions).where(t.people.c.id == person).with_for_update()
    return connection.execute(query).scalar_one()


def were_ended(connection: Connection, person: PersonId) -> bool:
    """Claim that all sessions of somebody were ended before: this person took part once."""
    return bool(connection.execute(select(t.people.c.sessions).where(t.people.c.id == person)).scalar_one())


def end_links(connection: Connection, person: PersonId) -> None:
    """End every link that lets in as this person, also one whose mail did not go yet."""
    connection.execute(delete(t.links).where(t.links.c.person_id == person))
    connection.execute(delete(t.mails).where(t.mails.c.person_id == person, t.mails.c.kind == "link"))


def end_everybodys(connection: Connection, now: datetime) -> None:
    """End every session there may be, also those that began after a backup that was restored now.

    What somebody signed out of since then is forgotten with the tables that knew it. So the numbers go to one that no
    session had: the minutes since 1970, which no counting up by one ever comes to.
    """
    minutes = int(now.timestamp()) // 60
    higher = case((t.people.c.sessions < minutes, minutes), else_=t.people.c.sessions + 1)
    connection.execute(update(t.people).values(sessions=higher))


def sweep(connection: Connection, now: datetime) -> None:
    """Forget sessions that would be over by themselves."""
    connection.execute(delete(t.ended_sessions).where(t.ended_sessions.c.at < to_text(now - LONGEST)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
