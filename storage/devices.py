"""Remembered devices: a secret on the device, a digest here, 30 days, revocable."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from doorbraak.ids import PersonId
from storage import tables as t
from storage.moments import to_text

DAYS = 30


def remember(connection: Connection, person: PersonId, secret: str, now: datetime) -> None:
    """Remember a device by its secret."""
    row = {"digest": _digest(secret), "person_id": person, "expires_at": to_text(now + timedelta(days=DAYS))}
    connection.execute(insert(t.devices).values(**row))


def owner(connection: Connection, secret: str, now: datetime) -> PersonId | None:
    """Give whose device this is, or None when unknown, expired or revoked."""
    where = (t.devices.c.digest == _digest(secret), t.devices.c.expires_at > to_text(now))
    found = connection.execute(select(t.devices.c.person_id).where(*where)).scalar()
    return PersonId(found) if found else None


def forget_one(connection: Connection, secret: str) -> None:
    """Revoke one device by its secret."""
    connection.execute(delete(t.devices).where(t.devices.c.digest == _digest(secret)))


def forget(connection: Connection, person: PersonId) -> int:
    """Revoke all devices of a person; gives how many there were."""
    return connection.execute(delete(t.devices).where(t.devices.c.person_id == person)).rowcount


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
