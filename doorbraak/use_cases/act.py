"""Carry out any command: the one door to the rules. Everything happens inside the transaction of the given unit of
work; nothing is sent from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from doorbraak import commands as c
from doorbraak import events as e
from doorbraak.ids import Ids, is_request_number
from doorbraak.outcomes import Outcome
from doorbraak.ports import Standing, TextCheck, UnitOfWork
from doorbraak.privacy_choices import is_known
from doorbraak.refusals import Refusal, Refused
from doorbraak.requests.decide import DECIDE
from doorbraak.requests.order import check
from doorbraak.requests.state import Request
from doorbraak.use_cases.frame import add_balances, apply_due, finish, situation_of
from doorbraak.use_cases.revise import revise
from doorbraak.use_cases.submit import submit


def _as_it_is(outcome: Outcome) -> Outcome:
    """Give an outcome as it is."""
    return outcome


def carry_out(
    uow: UnitOfWork,
    command: c.Command,
    text_check: TextCheck,
    *,
    before_kept: Callable[[Outcome], Outcome] = _as_it_is,
) -> Outcome:
    """Carry out a command; a refusal is an outcome too. Raises Repeated when its key had its effect before.

    `before_kept` may take facts away before the outcome is kept for a repeat: what a channel may not tell.
    """
    standing = uow.standing_of(command.by)
    try:
        outcome = _carry_out(uow, command, standing, text_check)
    except Refused as refused:
        outcome = _refused(uow, command, standing, refused, text_check)
    if command.choices and standing and (outcome.accepted or outcome.facts.get("kept_as_remark")):
        keep_choices(uow, command, standing, outcome.number)
    outcome = before_kept(outcome)
    had_an_effect = outcome.accepted or bool(outcome.facts.get("kept_as_remark"))
    if command.key and (had_an_effect or not command.pressed):
        uow.remember(command.key, outcome, command.at)
    return outcome


def keep_choices(uow: UnitOfWork, command: c.Command, standing: Standing, number: str) -> None:
    """Log what the writer said about finds, without the words, and remember which words are no name (section 7)."""
    known = [choice for choice in command.choices if is_known(choice) and choice.field in c.TEXT_LIMITS]
    for choice in known:
        facts = {"command": command.name, "request": number, "field": choice.field}
        facts |= {"kind": choice.kind, "choice": choice.choice}
        noted = e.Audited(at=command.at, by=command.by, what="privacy_choice", facts=facts)
        uow.record(standing.programme.id, [(None, noted, None)])
    words = [choice.word for choice in known if choice.is_to_be_remembered]
    if words:
        uow.remember_words(standing.programme.id, words, command.at)


def _carry_out(uow: UnitOfWork, command: c.Command, standing: Standing | None, text_check: TextCheck) -> Outcome:
    if isinstance(command, c.Submit):
        return submit(uow, command, standing, text_check)
    if isinstance(command, c.Revise):
        return revise(uow, command, standing, text_check)
    if not isinstance(command, c.OnRequest):
        raise TypeError(f"no use case for {command.name}")
    request = _current(uow, command, standing)
    situation = situation_of(command, standing, request, text_check)
    if standing:
        add_balances(uow, situation, standing.programme.id)
    check(situation)
    events = DECIDE[command.name](situation, command, Ids(command.seed))
    return finish(uow, command, standing, request, events)


def _current(uow: UnitOfWork, command: c.OnRequest, standing: Standing | None) -> Request | None:
    """Load and lock the request and let happen what is due before the command's moment."""
    if standing is None:
        return None
    programme = standing.programme.id
    if isinstance(command, c.Correct | c.LeadGrant | c.UrgentGrant):
        _let_client_be_due(uow, command, standing)
    request = uow.request(programme, command.request)
    return apply_due(uow, request, command, standing) if request else None


def _let_client_be_due(uow: UnitOfWork, command: c.OnRequest, standing: Standing) -> None:
    """Lock the client before the request and end what is due of all its open requests: the cap will be looked at."""
    unlocked = uow.request(standing.programme.id, command.request, lock=False)
    if unlocked is None:
        return
    uow.lock_clients([unlocked.client])
    for request in uow.open_requests_of(unlocked.client):
        apply_due(uow, request, command, standing)


def _refused(
    uow: UnitOfWork, command: c.Command, standing: Standing | None, refused: Refused, text_check: TextCheck
) -> Outcome:
    number = command.request if isinstance(command, c.OnRequest) and is_request_number(command.request) else ""
    facts = dict(refused.facts)
    if standing:  # neither log nor outcome keeps what somebody typed for a number: it may be a name
        uow.note(standing.programme.id, _refusal_line(command, number, refused.code))
        if refused.code is Refusal.ALREADY_DECIDED and isinstance(command, c.Object):
            facts |= _keep_late_words(uow, command, standing, text_check)
    return Outcome(command=command.name, accepted=False, number=number, refusal=refused.code, facts=facts)


def _refusal_line(command: c.Command, number: str, code: Refusal) -> e.Audited:
    facts = {"command": command.name, "refusal": code.value, "request": number}
    return e.Audited(
        at=command.at, by=command.by, what="refused", target=number or None, result=code.value, facts=facts
    )


def _keep_late_words(uow: UnitOfWork, command: c.Object, standing: Standing, text_check: TextCheck) -> dict[str, int]:
    """Keep what was said with a vote that came too late as a remark, if it may be kept (R14)."""
    remark = c.Remark(by=command.by, at=command.at, seed=command.seed, request=command.request, text=command.reason)
    request = uow.request(standing.programme.id, command.request)
    situation = situation_of(remark, standing, request, text_check)
    try:
        check(situation)
    except Refused:
        return {}
    events = DECIDE["remark"](situation, remark, Ids(command.seed))
    late: list[e.Event] = [replace(event, late_vote=True) for event in events if isinstance(event, e.Remarked)]
    finish(uow, remark, standing, request, late)
    return {"kept_as_remark": 1}
