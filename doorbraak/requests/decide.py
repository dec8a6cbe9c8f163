"""Deciding: from a command that passed its checks to what happened. One function a command, pure.

The checks are done (order.py); what follows from the votes is added by follow.py. `ids` draws new identifiers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from doorbraak import commands as c
from doorbraak import events as e
from doorbraak.ids import Ids, RequestId, TextId
from doorbraak.requests.situation import Situation
from doorbraak.themes import route_code
from doorbraak.working_time import local_year


def _text(value: str | None, ids: Ids) -> e.Text | None:
    return e.Text(TextId(ids.draw()), value) if value else None


def _needed(value: str, ids: Ids) -> e.Text:
    return e.Text(TextId(ids.draw()), value)


def submit(s: Situation, command: c.Submit, ids: Ids, number: str) -> list[e.Event]:
    """Put a request; its number and client are known by now (R1, R2)."""
    if s.client is None:
        raise LookupError("the client is looked up first")
    person = s.the_person()
    return [
        e.Submitted(
            at=command.at,
            by=command.by,
            request=RequestId(ids.draw()),
            number=number,
            poster=person.id,
            organisation=person.organisation,
            client=s.client,
            district=command.district,
            theme=command.theme,
            asked_cents=command.amount_cents,
            question=_needed(command.question, ids),
            if_nothing=_needed(command.if_nothing, ids),
            tried=_text(command.tried, ids),
            pay_to=_text(command.pay_to, ids),
            needed_by=command.needed_by,
            urgent=command.urgent,
            urgent_reason=_text(command.urgent_reason, ids),
            policy=s.policy.to_settings(),
            policy_version=s.policy_version,
        )
    ]


def revise(s: Situation, command: c.Revise, ids: Ids, stored: dict[str, str]) -> list[e.Event]:
    """Change an open request; `stored` holds its present texts. The same value again is no change (R12)."""
    request = s.the_request()
    facts: dict[str, Any] = {}
    for name, new, old in (
        ("client", s.client, request.client),
        ("district", command.district, request.district),
        ("theme", command.theme, request.theme),
        ("asked_cents", command.amount_cents, request.asked_cents),
        ("urgent", command.urgent, request.urgent),
        ("needed_by", command.needed_by, request.needed_by),
    ):
        if new is not None and new != old:
            facts[name] = new
    for name in ("question", "if_nothing", "tried", "urgent_reason", "pay_to"):
        new_text: str | None = getattr(command, name)
        if new_text is not None and new_text != stored.get(name, ""):
            facts[name] = _needed(new_text, ids)
    if command.clear_needed_by and request.needed_by is not None:
        facts["needed_by_cleared"] = True
    if not facts:
        return []
    votes_lapse = bool({"client", "theme", "asked_cents", "question", "pay_to"} & facts.keys())
    revision = request.revision + 1 if votes_lapse else request.revision
    return [e.Revised(at=command.at, by=command.by, request=request.id, revision=revision, **facts)]


def approve(s: Situation, command: c.Approve, ids: Ids) -> list[e.Event]:  # noqa: ARG001 - one shape for all
    """Vote for (R4)."""
    request, person = s.the_request(), s.the_person()
    standing = request.vote_of(person.id)
    if standing and standing.approves and standing.max_cents == command.max_cents:
        return []
    return [
        e.Approved(
            at=command.at,
            by=command.by,
            request=request.id,
            person=person.id,
            organisation=person.organisation,
            revision=request.revision,
            max_cents=command.max_cents,
        )
    ]


def object_(s: Situation, command: c.Object, ids: Ids) -> list[e.Event]:
    """Vote against (R4)."""
    request, person = s.the_request(), s.the_person()
    return [
        e.Objected(
            at=command.at,
            by=command.by,
            request=request.id,
            person=person.id,
            organisation=person.organisation,
            revision=request.revision,
            reason=_needed(command.reason, ids),
        )
    ]


def propose_route(s: Situation, command: c.ProposeRoute, ids: Ids) -> list[e.Event]:
    """Name a route; the own approval of the proposer stops counting (R5)."""
    request, person = s.the_request(), s.the_person()
    return [
        e.RouteProposed(
            at=command.at,
            by=command.by,
            request=request.id,
            route_no=len(request.routes) + 1,
            person=person.id,
            organisation=person.organisation,
            code=route_code(command.route),
            route=_needed(command.route, ids),
            who=_needed(command.who, ids),
            expected_days=command.expected_days,
        )
    ]


def answer_route(s: Situation, command: c.AnswerRoute, ids: Ids) -> list[e.Event]:
    """Answer a route; in time ends an open request, or a pending review (R6, R11)."""
    request = s.the_request()
    answered = e.RouteAnswered(
        at=command.at,
        by=command.by,
        request=request.id,
        route_no=command.route_no,
        verdict=command.verdict,
        reason=_text(command.reason, ids),
    )
    if command.verdict != "in_time":
        return [answered]
    if request.is_open:
        return [answered, e.SolvedByRoute(at=command.at, by=command.by, request=request.id, route_no=command.route_no)]
    return [answered, e.ReviewClosed(at=command.at, by=command.by, request=request.id, result="not_confirmed")]


def recuse(s: Situation, command: c.Recuse, ids: Ids) -> list[e.Event]:  # noqa: ARG001
    """Step back (R15)."""
    return [e.Recused(at=command.at, by=command.by, request=s.the_request().id, person=command.by)]


def withdraw(s: Situation, command: c.Withdraw, ids: Ids) -> list[e.Event]:  # noqa: ARG001
    """Take it back (R13)."""
    return [e.Withdrawn(at=command.at, by=command.by, request=s.the_request().id)]


def _grant(s: Situation, command: c.LeadGrant | c.UrgentGrant, ids: Ids, how: str) -> list[e.Event]:
    return [
        e.Granted(
            at=command.at,
            by=command.by,
            request=s.the_request().id,
            how=how,
            amount_cents=command.amount_cents,
            fund_year=local_year(command.at),
            reason=_text(command.reason, ids),
            fund_left_cents=s.fund_left(),
            client_left_cents=s.client_left(),
        )
    ]


def lead_grant(s: Situation, command: c.LeadGrant, ids: Ids) -> list[e.Event]:
    """Grant as lead (R10)."""
    return _grant(s, command, ids, "lead")


def urgent_grant(s: Situation, command: c.UrgentGrant, ids: Ids) -> list[e.Event]:
    """Grant at once; the vote goes on as a review (R11)."""
    return _grant(s, command, ids, "urgent")


def lead_decline(s: Situation, command: c.LeadDecline, ids: Ids) -> list[e.Event]:
    """Decline as lead (R10)."""
    return [
        e.Declined(
            at=command.at,
            by=command.by,
            request=s.the_request().id,
            reason=_needed(command.reason, ids),
            fund_left_cents=s.fund_left(),
            client_left_cents=s.client_left(),
        )
    ]


def pay(s: Situation, command: c.Pay, ids: Ids) -> list[e.Event]:  # noqa: ARG001
    """Record paying (R16)."""
    return [e.Paid(at=command.at, by=command.by, request=s.the_request().id)]


def settle(s: Situation, command: c.Settle, ids: Ids) -> list[e.Event]:  # noqa: ARG001
    """Record what was really spent (R16)."""
    return [e.Settled(at=command.at, by=command.by, request=s.the_request().id, spent_cents=command.spent_cents)]


def correct(s: Situation, command: c.Correct, ids: Ids) -> list[e.Event]:
    """Correct a settled amount (R20)."""
    return [
        e.Corrected(
            at=command.at,
            by=command.by,
            request=s.the_request().id,
            spent_cents=command.spent_cents,
            reason=_needed(command.reason, ids),
        )
    ]


def follow_up(s: Situation, command: c.FollowUp, ids: Ids) -> list[e.Event]:
    """Answer whether it is solved; the last answer counts (R18)."""
    return [
        e.FollowedUp(
            at=command.at,
            by=command.by,
            request=s.the_request().id,
            answer=command.answer,
            text=_text(command.text, ids),
        )
    ]


def remark(s: Situation, command: c.Remark, ids: Ids) -> list[e.Event]:
    """Say something in the talk (R17)."""
    return [
        e.Remarked(
            at=command.at,
            by=command.by,
            request=s.the_request().id,
            person=command.by,
            text=_needed(command.text, ids),
        )
    ]


def hand_over(s: Situation, command: c.HandOver, ids: Ids) -> list[e.Event]:  # noqa: ARG001
    """Give the request to another koploper (R19)."""
    return [e.HandedOver(at=command.at, by=command.by, request=s.the_request().id, to=command.to)]


DECIDE: dict[str, Callable[[Situation, Any, Ids], list[e.Event]]] = {
    "approve": approve,
    "object": object_,
    "propose_route": propose_route,
    "answer_route": answer_route,
    "recuse": recuse,
    "withdraw": withdraw,
    "lead_grant": lead_grant,
    "lead_decline": lead_decline,
    "urgent_grant": urgent_grant,
    "pay": pay,
    "settle": settle,
    "correct": correct,
    "follow_up": follow_up,
    "remark": remark,
    "hand_over": hand_over,
}
"""Every command about a stored request but `revise`, which also needs the stored texts."""
