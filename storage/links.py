"""Sign-in links from chat and by mail: one use, 10 minutes, kept as digests only. Making the address is for the caller.

Unlike a code, a link does not take back an earlier one: whoever asked twice may open either.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from storage import tables as t
from storage.moments import to_text
from storage.unit_of_work import SqlUnitOfWork

MINUTES = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that was spent: whose it was, how it was sent (`chat`, `mail`, `invite`), and where to go now."""

    person: PersonId
    how: str
    wants: str


def issue(uow: SqlUnitOfWork, person: PersonId, token: str, *, how: str, wants: str, now: datetime) -> None:
    """Let a fresh link of a person count from now. The log notes that there is one, not which."""
    uow.connection.execute(
        insert(t.links).values(
            digest=_digest(token),
            person_id=person,
            how=how,
            wants=wants,
            expires_at=to_text(now + timedelta(minutes=MINUTES)),
            used_at=None,
        )
    )
    where = t.people.c.id == person
    programme = ProgrammeId(uow.connection.execute(select(t.people.c.programme_id).where(where)).scalar_one())
    noted = e.Audited(at=now, what="link_issued", facts={"person": person, "how": how})
    uow.record(programme, [(None, noted, None)])


def redeem(uow: SqlUnitOfWork, token: str, now: datetime) -> Opened | None:
    """Spend a link, or give None: unknown, used, 10 minutes old, or of somebody who left."""
    k = t.links.c
    left = select(t.people.c.id).where(t.people.c.left_at.is_not(None))
    spent = uow.connection.execute(
        update(t.links)
        .where(k.digest == _digest(token), k.used_at.is_(None), k.expires_at > to_text(now), k.person_id.not_in(left))
        .values(used_at=to_text(now))
        .returning(k.person_id, k.how, k.wants)
    ).first()
    return Opened(PersonId(spent[0]), spent[1], spent[2]) if spent else None


def _digest(token: str) -> str:
    """Give the digest of a link; 32 random bytes need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
