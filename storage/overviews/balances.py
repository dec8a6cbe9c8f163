"""What is left, for reading only: in the fund this year, and for a client. The deciding sums are made under lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from doorbraak.ids import ClientId, ProgrammeId, RequestId
from doorbraak.policy import Policy
from doorbraak.requests.state import Request
from doorbraak.working_time import local_year
from storage import tables as t
from storage.client_use import sum_use
from storage.overviews.reading import as_of
from storage.secrets import ClientCode, codes_from_text


def fund_left_now(connection: Connection, programme: ProgrammeId, now: datetime) -> int:
    """Give what the fund of the present year still can grant, in cents; a year not set has 0."""
    where = (t.funds.c.programme_id == programme, t.funds.c.year == local_year(now))
    row = connection.execute(select(t.funds).where(*where)).mappings().first()
    return (row["budget_cents"] or 0) - row["reserved_cents"] - row["spent_cents"] if row else 0


def client_left_now(connection: Connection, request: Request, now: datetime) -> int:
    """Give what is left for the client of a request, itself not counted, in cents."""
    year = local_year(request.submitted_at)
    use = client_use_now(connection, request.client, request.policy, year, now, without=request.id)
    return request.policy.cap_cents - use


def left_for_code(connection: Connection, programme: ProgrammeId, code: str, policy: Policy, now: datetime) -> int:
    """Give what is left for the client with this code (as a draft carries it) for a request of now, in cents."""
    clients = stored_clients(connection, programme, codes_from_text(code, unnamed=""))
    if not clients:
        return policy.cap_cents
    return policy.cap_cents - client_use_now(connection, next(iter(clients.values())), policy, local_year(now), now)


def stored_clients(
    connection: Connection, programme: ProgrammeId, codes: Sequence[ClientCode]
) -> dict[ClientCode, ClientId]:
    """Give those of a number's codes that are stored, in the order given, with the client of each."""
    where = (t.clients.c.programme_id == programme, t.clients.c.code.in_([one.code for one in codes]))
    rows = connection.execute(select(t.clients.c.code, t.clients.c.client_id).where(*where))
    stored = {row[0]: ClientId(row[1]) for row in rows}
    return {one: stored[one.code] for one in codes if one.code in stored}


def client_use_now(
    connection: Connection, client: ClientId, policy: Policy, year: int, now: datetime, without: RequestId | None = None
) -> int:
    """Sum what the requests of a client take from its cap, in cents; what is due by now has happened."""
    where = (t.requests.c.client_id == client, t.requests.c.status == "open")
    rows = connection.execute(select(t.requests).where(*where)).mappings()
    of_now = [as_of(row, now) for row in rows]
    return sum_use(connection, of_now, client, policy.cap_period, at=now, year=year, without=without)
