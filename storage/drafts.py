"""Half-done forms: encrypted, seen by their writer alone, gone after 7 days. A file number is never among them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from doorbraak.ids import PersonId
from doorbraak.overviews import Draft
from storage import tables as t
from storage.codec import canonical
from storage.moments import from_text, to_text
from storage.secrets import ClientCode, TextSafe, codes_from_text

DAYS = 7
HELD = "held"
"""The kind of a form that waits for somebody to sign in once more; one for each person."""
HELD_FOR = timedelta(hours=1)


def save(connection: Connection, safe: TextSafe, person: PersonId, draft: Draft) -> None:
    """Save a draft: a new one, or in place of the one with its identifier."""
    body = canonical({"values": dict(draft.values), "code": draft.client_code, "tail": draft.client_tail})
    values = {"kind": draft.kind, "body": safe.encrypt(body), "saved_at": to_text(draft.saved_at)}
    where = (t.drafts.c.id == draft.id, t.drafts.c.person_id == person)
    if connection.execute(update(t.drafts).where(*where).values(**values)).rowcount == 0:
        connection.execute(insert(t.drafts).values(id=draft.id, person_id=person, **values))


def read(
    connection: Connection, safe: TextSafe, person: PersonId, kind: str, now: datetime, draft: str | None = None
) -> Draft | None:
    """Give a person's draft of a kind, the newest or by identifier, or None."""
    d = t.drafts.c
    query = select(t.drafts).where(
        d.person_id == person, d.kind == kind, d.saved_at > to_text(now - timedelta(days=DAYS))
    )
    if draft is not None:
        query = query.where(d.id == draft)
    row = connection.execute(query.order_by(d.saved_at.desc()).limit(1)).mappings().first()
    if row is None:
        return None
    body: Mapping[str, Any] = json.loads(safe.decrypt(row["body"]))
    values: dict[str, str] = body["values"]
    return Draft(
        id=row["id"],
        kind=row["kind"],
        values=values,
        client_code=body["code"],
        client_tail=body["tail"],
        saved_at=from_text(row["saved_at"]),
    )


def drop(connection: Connection, person: PersonId, draft: str) -> None:
    """Throw a draft away."""
    connection.execute(delete(t.drafts).where(t.drafts.c.id == draft, t.drafts.c.person_id == person))


def drop_about(connection: Connection, programme: str, number: str) -> None:
    """Throw away everybody's half-done forms of one request: they begin with its texts, or answer them."""
    d, people = t.drafts.c, select(t.people.c.id).where(t.people.c.programme_id == programme)
    of_request = d.kind.startswith(f"{number}:", autoescape=True)
    connection.execute(delete(t.drafts).where(d.person_id.in_(people), of_request))


def hold(connection: Connection, safe: TextSafe, person: PersonId, held: Draft) -> None:
    """Keep a form until somebody has signed in once more; one that was held before goes."""
    connection.execute(delete(t.drafts).where(t.drafts.c.person_id == person, t.drafts.c.kind == HELD))
    save(connection, safe, person, held)


def contents(safe: TextSafe, body: bytes) -> tuple[Mapping[str, str], list[ClientCode]]:
    """Give what a stored draft holds: its fields, and the client codes it carries. Raises KeyMissing."""
    held: Mapping[str, Any] = json.loads(safe.decrypt(body))
    return held["values"], codes_from_text(held["code"], unnamed="") if held["code"] else []


def codes_in(safe: TextSafe, body: bytes) -> list[ClientCode]:
    """Give the client codes that a stored draft carries. Raises KeyMissing."""
    return contents(safe, body)[1]
