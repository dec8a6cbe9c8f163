"""Requests of earlier years: each one event `imported`, a whole file in one transaction, the same file once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from doorbraak import events as e
from doorbraak.ids import ClientId, Ids, ProgrammeId, RequestId, request_number
from doorbraak.ports import Step
from doorbraak.requests.evolve import evolve
from doorbraak.working_time import local_year
from storage import tables as t
from storage.moments import to_text
from storage.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One decided request of an earlier year: figures and codes; `client` is a file number, normalised."""

    submitted_at: datetime
    decided_at: datetime
    district: str
    theme: str
    asked_cents: int
    status: str
    granted_cents: int | None
    settled_cents: int | None
    route: str | None
    verdict: str | None
    client: str


def was_imported(connection: Connection, programme: ProgrammeId, digest: str) -> bool:
    """Claim that a file with this digest was imported into this programme before."""
    where = (t.imports.c.programme_id == programme, t.imports.c.digest == digest)
    return connection.execute(select(t.imports.c.digest).where(*where)).first() is not None


def import_requests(
    uow: SqlUnitOfWork, programme: ProgrammeId, digest: str, earlier: Sequence[Earlier], now: datetime
) -> bool:
    """Store requests in order, numbers going on where they stood. False when this file was imported before."""
    uow.circle_of(programme)  # tells the unit of work whether this programme has places
    if was_imported(uow.connection, programme, digest):
        return False
    uow.connection.execute(insert(t.imports).values(programme_id=programme, digest=digest, at=to_text(now)))
    ids = Ids(f"import {programme} {digest}".encode())
    uow.record(programme, [_step(uow, programme, one, ids) for one in earlier])
    return True


def _step(uow: SqlUnitOfWork, programme: ProgrammeId, one: Earlier, ids: Ids) -> Step:
    year = local_year(one.submitted_at)
    granted = one.granted_cents is not None
    event = e.Imported(
        at=one.decided_at,
        request=RequestId(ids.draw()),
        number=request_number(year, uow.next_number(programme, year)),
        client=uow.client(programme, ClientId(ids.draw()), number=one.client),
        district=one.district,
        theme=one.theme,
        asked_cents=one.asked_cents,
        submitted_at=one.submitted_at,
        status=one.status,
        granted_cents=one.granted_cents,
        settled_cents=one.settled_cents,
        fund_year=local_year(one.decided_at) if granted else None,
        route=one.route,
        verdict=one.verdict,
    )
    return (None, event, evolve(None, event))
