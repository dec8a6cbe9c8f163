"""Remembered devices: a secret on the device, a digest here, 30 days, revocable.

The secret stays the same while it is used: a page is often asked for by several tabs at once, and an answer that is
lost would shut the owner out. What is seen of a device are the days on which it was remembered and used.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from doorbraak.ids import PersonId
from doorbraak.overviews import Device
from doorbraak.working_time import local_date
from storage import tables as t
from storage.moments import from_text, to_text

DAYS = 30
_SHOWN = 16


def remember(connection: Connection, person: PersonId, secret: str, now: datetime) -> None:
    """Remember a device by its secret."""
    row = {"digest": _digest(secret), "person_id": person, "expires_at": to_text(now + timedelta(days=DAYS))}
    days = {"since": to_text(now), "used_on": local_date(now).isoformat()}
    connection.execute(insert(t.devices).values(**row, **days))


def owner(connection: Connection, secret: str, now: datetime) -> tuple[PersonId, bool] | None:
    """Give whose device this is and whether it was used today before, or None: unknown, expired or revoked."""
    where = (t.devices.c.digest == _digest(secret), t.devices.c.expires_at > to_text(now))
    found = connection.execute(select(t.devices.c.person_id, t.devices.c.used_on).where(*where)).first()
    return (PersonId(found[0]), found[1] == local_date(now).isoformat()) if found else None


def used(connection: Connection, secret: str, now: datetime) -> None:
    """Note that a device was used today."""
    today = local_date(now).isoformat()
    connection.execute(update(t.devices).where(t.devices.c.digest == _digest(secret)).values(used_on=today))


def of_person(connection: Connection, person: PersonId, now: datetime) -> tuple[Device, ...]:
    """Give the devices of a person that still count, the newest first."""
    k = t.devices.c
    query = select(t.devices).where(k.person_id == person, k.expires_at > to_text(now)).order_by(k.expires_at.desc())
    return tuple(
        Device(
            id=row["digest"][:_SHOWN],
            since=local_date(from_text(row["since"])) if row["since"] else None,
            used_on=date.fromisoformat(row["used_on"]) if row["used_on"] else None,
        )
        for row in connection.execute(query).mappings()
    )


def forget_one(connection: Connection, secret: str) -> None:
    """Revoke one device by its secret."""
    connection.execute(delete(t.devices).where(t.devices.c.digest == _digest(secret)))


def forget_known(connection: Connection, person: PersonId, device: str) -> int:
    """Revoke one device of a person as it is shown to them; gives how many that were."""
    where = (t.devices.c.person_id == person, t.devices.c.digest.startswith(device, autoescape=True))
    return connection.execute(delete(t.devices).where(*where)).rowcount if len(device) == _SHOWN else 0


def forget(connection: Connection, person: PersonId) -> int:
    """Revoke all devices of a person; gives how many there were."""
    return connection.execute(delete(t.devices).where(t.devices.c.person_id == person)).rowcount


def shown_id(secret: str) -> str:
    """Give under which identifier the device with this secret is shown."""
    return _digest(secret)[:_SHOWN]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
