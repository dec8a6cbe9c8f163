"""Clients as an admin handles them: found by a file number, joined, and a request under a wrong number corrected.

Nothing granted is undone: a cap is about the moment of submission (invariant 1). The number itself goes no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from doorbraak import events as e
from doorbraak.ids import ClientId, ProgrammeId
from doorbraak.requests.due import decide_due
from doorbraak.requests.evolve import evolve
from doorbraak.requests.state import Request
from doorbraak.use_cases.frame import record_and_tell
from doorbraak.use_cases.gather import client_left
from doorbraak.working_time import local_year
from storage import tables as t
from storage import vote_path as sql
from storage.overviews.balances import stored_clients
from storage.secrets import ClientCodes
from storage.unit_of_work import SqlUnitOfWork


class UnknownClient(Exception):
    """Nothing is stored under the numbers given."""


class UnknownRequest(Exception):
    """There is no request with this number in the programme."""


def clients_of(connection: Connection, codes: ClientCodes, programme: ProgrammeId, number: str) -> list[ClientId]:
    """Give the clients that a normalised file number leads to: none, one, or more when keys were once replaced."""
    return list(dict.fromkeys(stored_clients(connection, programme, codes.all_of(programme, number)).values()))


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining: how many clients went on as one, and what all of it takes from the cap now, in cents."""

    clients: int
    use_cents: int
    cap_cents: int


def join_clients(
    uow: SqlUnitOfWork, programme: ProgrammeId, numbers: Sequence[str], fresh: ClientId, now: datetime
) -> Joined:
    """Let normalised numbers be one client from now on. Raises UnknownClient when none of them is stored.

    A number that was not used yet becomes a code of the same client, so that its first request counts along.
    """
    codes = uow.clients.codes
    stored = [clients_of(uow.connection, codes, programme, number) for number in numbers]
    if not any(stored):
        raise UnknownClient
    unused = [number for number, clients in zip(numbers, stored, strict=True) if not clients]
    known = [client for clients in stored for client in clients]
    every = list(dict.fromkeys([*known, *(uow.client(programme, fresh, number=number) for number in unused)]))
    uow.lock_clients(every)
    for client in every:
        uow.clients.must_be_there(client)
    for other in every[1:]:
        _move_all(uow, programme, other, every[0], now)
    policy = uow.policy_of(programme)
    use = uow.client_use(every[0], policy.cap_period, at=now, year=local_year(now))
    return Joined(len(every), use, policy.cap_cents)


def _move_all(uow: SqlUnitOfWork, programme: ProgrammeId, joined: ClientId, client: ClientId, now: datetime) -> None:
    requests_of(uow, joined)  # locks them: whoever votes now goes on with the client they have afterwards
    row = {"b_client": joined, "client_id": client}
    sql.MOVE_CLIENT.run(uow.connection, {"programme": programme, **row})
    sql.MOVE_REQUESTS.run(uow.connection, row)
    uow.record(programme, [(None, e.ClientsJoined(at=now, client=client, joined=joined), None)])


def requests_of(uow: SqlUnitOfWork, client: ClientId) -> list[Request]:
    """Give all requests of a client, locked, in order of identifier."""
    rows = sql.REQUESTS_OF_CLIENT.run(uow.connection, {"client": client}).mappings().all()
    found = (uow.request(ProgrammeId(row["programme_id"]), row["number"]) for row in rows)
    return [request for request in found if request is not None]


@dataclass(frozen=True, slots=True)
class CorrectedNumber:
    """What came of a correction: whether anything changed, and by how much the right client's cap is passed now."""

    changed: bool
    above_cap_cents: int = 0


def known_request(connection: Connection, programme: ProgrammeId, number: str) -> None:
    """See that there is a request of this number. Raises UnknownRequest."""
    there = select(t.requests.c.id).where(t.requests.c.programme_id == programme, t.requests.c.number == number)
    if connection.execute(there).first() is None:
        raise UnknownRequest


def correct_client(
    uow: SqlUnitOfWork, programme: ProgrammeId, number: str, client_number: str, fresh: ClientId, now: datetime
) -> CorrectedNumber:
    """Let a request be of the client of another file number, also after its end. Raises UnknownRequest."""
    unlocked = uow.request(programme, number, lock=False)
    if unlocked is None:
        raise UnknownRequest
    known = uow.known_client(programme, number=client_number)
    right = known or uow.client(programme, fresh, number=client_number)
    uow.lock_clients({unlocked.client, right})
    request = uow.request(programme, number)
    if request is None or request.client == right:
        return CorrectedNumber(changed=False)
    due = decide_due(request, now)
    if due:
        request = record_and_tell(uow, programme, uow.circle_of(programme), request, due)
    event = e.ClientCorrected(at=now, request=request.id, client=right)
    after = evolve(request, event)
    uow.record(programme, [(request, event, after)])
    _let_go_if_idle(uow, programme, request, now)
    left = client_left(uow, after, now)
    return CorrectedNumber(changed=True, above_cap_cents=max(after.counts_cents - left, 0))


def _let_go_if_idle(uow: SqlUnitOfWork, programme: ProgrammeId, moved: Request, now: datetime) -> None:
    """Throw the wrong number's codes away when nothing else hangs on them."""
    others = select(t.requests.c.id).where(t.requests.c.client_id == moved.client, t.requests.c.id != moved.id)
    if uow.connection.execute(others.limit(1)).first() is None:
        detach(uow, programme, [moved.client], now)


def detach(uow: SqlUnitOfWork, programme: ProgrammeId, clients: Sequence[ClientId], now: datetime) -> None:
    """Throw the codes of locked clients away, and log that."""
    dropped = [
        client
        for client in clients
        if sql.DROP_CLIENT.run(uow.connection, {"programme": programme, "client": client}).rowcount
    ]
    if dropped:
        uow.record(programme, [(None, e.ClientsDetached(at=now, clients=tuple(dropped)), None)])
