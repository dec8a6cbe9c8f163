"""Put a Voorkom Erger question (R1, R2)."""

from __future__ import annotations

from doorbraak import clients
from doorbraak import commands as c
from doorbraak.ids import ClientId, Ids, request_number
from doorbraak.outcomes import Outcome
from doorbraak.ports import Standing, TextCheck, UnitOfWork
from doorbraak.requests import decide
from doorbraak.requests.order import check
from doorbraak.requests.situation import Situation
from doorbraak.use_cases.frame import apply_due, finish, situation_of
from doorbraak.working_time import local_year


def submit(uow: UnitOfWork, command: c.Submit, standing: Standing | None, text_check: TextCheck) -> Outcome:
    """Check and record a new request. Raises Refused."""
    situation = situation_of(command, standing, None, text_check)
    situation.client_ok = client_is_valid(command, standing)
    if standing:
        situation.client_left = lambda: _left_if_known(uow, command, standing, situation)
    check(situation)
    if standing is None:
        raise LookupError("the person is checked first")
    ids = Ids(command.seed)
    if situation.client is None:
        added = situation.client = client_of(uow, command, standing, ids)
        situation.client_left = lambda: left_for(uow, command, standing, added)
        check(situation)  # again, now that the client's row is locked: somebody may have been first
    year = local_year(command.at)
    number = request_number(year, uow.next_number(standing.programme.id, year))
    return finish(uow, command, standing, None, decide.submit(situation, command, ids, number))


def client_is_valid(command: c.Submit | c.Revise, standing: Standing | None) -> bool:
    """Claim that the client of a command can be one; a code was made of a valid number before."""
    if command.client_code is not None or command.client is None:
        return True
    form = standing.programme.client_numbers.get(standing.person.organisation) if standing else None
    return clients.is_valid(command.client, form)


def client_number(typed: str, standing: Standing) -> str:
    """Give a file number normalised, with the prefix of the organisation whose system it comes from."""
    form = standing.programme.client_numbers.get(standing.person.organisation)
    return clients.normalise((form.prefix if form else "") + typed)


def client_of(uow: UnitOfWork, command: c.Submit | c.Revise, standing: Standing, ids: Ids) -> ClientId:
    """Find or add the client of a command and lock its row."""
    number = client_number(command.client or "", standing)
    fresh = ClientId(ids.draw())
    return uow.client(standing.programme.id, fresh, number=number, code=command.client_code)


def _left_if_known(uow: UnitOfWork, command: c.Submit, standing: Standing, situation: Situation) -> int:
    """Give what is left without adding a client; a known one is locked, before the rows of its requests."""
    number = client_number(command.client, standing)
    known = uow.known_client(standing.programme.id, number=number, code=command.client_code)
    if known is None:
        return standing.programme.policy.cap_cents
    uow.lock_clients([known])
    situation.client = known
    return left_for(uow, command, standing, known)


def left_for(uow: UnitOfWork, command: c.Submit, standing: Standing, client: ClientId) -> int:
    """End what of this client is due, and give what is left for a new request, in cents (R2)."""
    policy = standing.programme.policy
    for request in uow.open_requests_of(client):
        apply_due(uow, request, command, standing)
    use = uow.client_use(client, policy.cap_period, at=command.at, year=local_year(command.at))
    return policy.cap_cents - use
