"""What all use cases share: bring a request up to date, and at the end follow the votes, record and tell."""

from __future__ import annotations

from collections.abc import Sequence

from doorbraak import commands as c
from doorbraak import events as e
from doorbraak.ids import ProgrammeId
from doorbraak.news import news
from doorbraak.outcomes import Outcome
from doorbraak.people import Circle
from doorbraak.policy import Policy
from doorbraak.ports import Programme, Standing, Step, TextCheck, UnitOfWork
from doorbraak.requests.due import decide_due
from doorbraak.requests.evolve import evolve
from doorbraak.requests.follow import LOOKED_AT_AFTER, follow
from doorbraak.requests.situation import Situation
from doorbraak.requests.state import Request
from doorbraak.use_cases.gather import client_left, command_texts, look_at_texts
from doorbraak.working_time import local_year

_Walked = tuple[Request | None, e.Event, Request]
_NO_PROGRAMME = Programme(ProgrammeId(""), "", (), Policy(), 0, {})


def apply_due(uow: UnitOfWork, request: Request, command: c.Command, standing: Standing) -> Request:
    """Record what is due for a request at or before the command's moment, and give the state after it."""
    due = decide_due(request, command.at)
    if not due:
        return request
    return record_and_tell(uow, standing.programme.id, standing.circle, request, due)


def record_and_tell(
    uow: UnitOfWork, programme: ProgrammeId, circle: Circle, before: Request | None, events: Sequence[e.Event]
) -> Request:
    """Record events of one request and what must be told about them; give the state after them."""
    steps = _walk(before, events)
    _keep(uow, programme, circle, steps)
    return steps[-1][2]


def _walk(before: Request | None, events: Sequence[e.Event]) -> list[_Walked]:
    """Apply events one after the other, and keep the state before and after each."""
    steps: list[_Walked] = []
    for event in events:
        after = evolve(before, event)
        steps.append((before, event, after))
        before = after
    return steps


def _keep(uow: UnitOfWork, programme: ProgrammeId, circle: Circle, steps: list[_Walked]) -> None:
    uow.record(programme, list[Step](steps))
    uow.tell(programme, news(steps, circle))


def situation_of(
    command: c.Command, standing: Standing | None, request: Request | None, text_check: TextCheck
) -> Situation:
    """Gather what every command has; balances are added by who needs them."""
    programme = standing.programme if standing else _NO_PROGRAMME
    return Situation(
        command=command,
        person=standing.person if standing else None,
        circle=standing.circle if standing else Circle(()),
        policy=programme.policy,
        policy_version=programme.policy_version,
        districts=programme.districts,
        request=request,
        texts=command_texts(command),
        private_kind=look_at_texts(text_check),
    )


def add_balances(uow: UnitOfWork, situation: Situation, programme: ProgrammeId) -> None:
    """Let a situation about a stored request ask what is left for its client and in its fund."""
    request, command = situation.request, situation.command
    if request is None:
        return
    counts_itself = isinstance(command, c.Correct)
    year = request.fund_year if counts_itself and request.fund_year else local_year(command.at)
    situation.client_left = lambda: client_left(uow, request, command.at, counts_itself=counts_itself)
    situation.fund_left = lambda: uow.fund_left(programme, year)


def finish(
    uow: UnitOfWork,
    command: c.Command,
    standing: Standing | None,
    request: Request | None,
    events: list[e.Event],
) -> Outcome:
    """Add what follows from the votes, record everything, and give the outcome."""
    if standing is None:
        raise LookupError("the person is checked first")
    programme, circle = standing.programme.id, standing.circle
    steps = _walk(request, events)
    after = steps[-1][2] if steps else request
    if after is None:
        raise LookupError("the request is checked first")
    if command.name in LOOKED_AT_AFTER:
        steps += _walk(after, _follow(uow, programme, circle, after, command))
    if steps:
        _keep(uow, programme, circle, steps)
        after = steps[-1][2]
    return Outcome(
        command=command.name,
        accepted=True,
        number=after.number,
        happened=tuple(event.kind for _, event, _ in steps),
        status=after.status.value,
        with_lead=after.with_lead,
        revision=after.revision,
        granted_cents=after.granted_cents,
        asked_cents=after.asked_cents,
    )


def _follow(
    uow: UnitOfWork, programme: ProgrammeId, circle: Circle, after: Request, command: c.Command
) -> list[e.Event]:
    return follow(
        after,
        circle,
        command.at,
        lambda year: uow.fund_left(programme, year),
        lambda: client_left(uow, after, command.at),
    )
