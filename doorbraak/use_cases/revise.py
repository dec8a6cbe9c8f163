"""Change an open request (R12)."""

from __future__ import annotations

from dataclasses import replace

from doorbraak import commands as c
from doorbraak.ids import ClientId, Ids
from doorbraak.outcomes import Outcome
from doorbraak.ports import Standing, TextCheck, UnitOfWork
from doorbraak.requests import decide
from doorbraak.requests.order import check
from doorbraak.requests.state import Request
from doorbraak.use_cases.frame import add_balances, apply_due, finish, situation_of
from doorbraak.use_cases.gather import client_left
from doorbraak.use_cases.submit import client_is_valid, client_number, client_of

_TEXTS = ("question", "if_nothing", "tried", "urgent_reason", "pay_to")


def revise(uow: UnitOfWork, command: c.Revise, standing: Standing | None, text_check: TextCheck) -> Outcome:
    """Check and record a change; an own request of the poster that nobody decided yet. Raises Refused."""
    request = _current(uow, command, standing)
    stored = _stored_texts(uow, request)
    situation = situation_of(command, standing, request, text_check)
    situation.texts = stored | situation.texts
    situation.client_ok = client_is_valid(command, standing)
    if standing is None or request is None:
        check(situation)
        raise LookupError("the person and the request are checked first")
    add_balances(uow, situation, standing.programme.id)
    situation.client = _other_client(uow, command, standing, request)
    situation.client_left = lambda: _left(uow, command, standing, request, situation.client)
    check(situation)
    if situation.client is None and _names_client(command) and not _same_client(uow, command, standing, request):
        added = client_of(uow, command, standing, Ids(command.seed + b"client"))
        situation.client = added
        situation.client_left = lambda: _left(uow, command, standing, request, added)
        check(situation)  # again, now that the client's row is locked
    events = decide.revise(situation, command, Ids(command.seed), stored)
    return finish(uow, command, standing, request, events)


def _names_client(command: c.Revise) -> bool:
    return command.client is not None or command.client_code is not None


def _found(uow: UnitOfWork, command: c.Revise, standing: Standing) -> ClientId | None:
    number = client_number(command.client or "", standing)
    return uow.known_client(standing.programme.id, number=number, code=command.client_code)


def _same_client(uow: UnitOfWork, command: c.Revise, standing: Standing, request: Request) -> bool:
    return _found(uow, command, standing) == request.client


def _other_client(uow: UnitOfWork, command: c.Revise, standing: Standing, request: Request) -> ClientId | None:
    """Find the client that the command names, when it is another one and known already."""
    if not _names_client(command):
        return None
    found = _found(uow, command, standing)
    return None if found == request.client else found


def _current(uow: UnitOfWork, command: c.Revise, standing: Standing | None) -> Request | None:
    """Lock the clients, then the request, and let happen what is due of every open request of those clients."""
    if standing is None:
        return None
    programme = standing.programme.id
    unlocked = uow.request(programme, command.request, lock=False)
    if unlocked is None:
        return None
    other = _found(uow, command, standing) if _names_client(command) else None
    clients = {unlocked.client} | ({other} if other else set[ClientId]())
    uow.lock_clients(clients)
    for client in sorted(clients):
        for request in uow.open_requests_of(client):
            apply_due(uow, request, command, standing)
    request = uow.request(programme, command.request)
    return apply_due(uow, request, command, standing) if request else None


def _stored_texts(uow: UnitOfWork, request: Request | None) -> dict[str, str]:
    if request is None:
        return {}
    wanted = {name: request.texts[name] for name in _TEXTS if name in request.texts}
    values = uow.texts(wanted.values())
    return {name: values.get(identifier, "") for name, identifier in wanted.items()}


def _left(uow: UnitOfWork, command: c.Revise, standing: Standing, request: Request, other: ClientId | None) -> int:
    """Give what is left for the client after the change, without this request itself, in cents."""
    if other is not None:
        return client_left(uow, replace(request, client=other), command.at)
    if _names_client(command) and not _same_client(uow, command, standing, request):
        return request.policy.cap_cents
    return client_left(uow, request, command.at)
