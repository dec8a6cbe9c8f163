"""Change an open request (R12)."""

from __future__ import annotations

from collections.abc import Callable
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
    named = _named_client(uow, command, standing)
    request = _current(uow, command, standing, named)
    stored = _stored_texts(uow, request)
    situation = situation_of(command, standing, request, text_check)
    situation.texts = stored | situation.texts
    situation.client_ok = client_is_valid(command, standing)
    if standing is None or request is None:
        check(situation)
        raise LookupError("the person and the request are checked first")
    add_balances(uow, situation, standing.programme.id)
    situation.client = None if named == request.client else named
    is_unknown = named is None and _names_client(command)
    if is_unknown:
        situation.client_left = lambda: request.policy.cap_cents
    elif situation.client is not None:
        situation.client_left = _left_for(uow, command, request, situation.client)
    check(situation)
    if is_unknown:
        added = client_of(uow, command, standing, Ids(command.seed + b"client"))
        situation.client = None if added == request.client else added
        situation.client_left = _left_for(uow, command, request, added)
        check(situation)  # again, now that the client's row is locked
    events = decide.revise(situation, command, Ids(command.seed), stored)
    return finish(uow, command, standing, request, events)


def _names_client(command: c.Revise) -> bool:
    return command.client is not None or command.client_code is not None


def _named_client(uow: UnitOfWork, command: c.Revise, standing: Standing | None) -> ClientId | None:
    """Find the client that the command names, if it names one and that one is known."""
    if standing is None or not _names_client(command):
        return None
    number = client_number(command.client or "", standing)
    return uow.known_client(standing.programme.id, number=number, code=command.client_code)


def _left_for(uow: UnitOfWork, command: c.Revise, request: Request, client: ClientId) -> Callable[[], int]:
    """Make the question what is left for a client if the request were its own, in cents."""
    return lambda: client_left(uow, replace(request, client=client), command.at)


def _current(uow: UnitOfWork, command: c.Revise, standing: Standing | None, named: ClientId | None) -> Request | None:
    """Lock the clients, then the request, and let happen what is due of every open request of those clients."""
    if standing is None:
        return None
    programme = standing.programme.id
    unlocked = uow.request(programme, command.request, lock=False)
    if unlocked is None:
        return None
    clients = {unlocked.client, *([named] if named else [])}
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
