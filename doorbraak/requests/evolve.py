"""Applying what happened: old state and event in, new state out. The store and `verify` both go through here.

Nothing is decided and nothing is refused here: an event is a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from doorbraak import events as e
from doorbraak.ids import PersonId, TextId
from doorbraak.policy import Policy, policy_from
from doorbraak.requests.state import Money, Request, Review, Route, Status, Vote


def evolve(request: Request | None, event: e.Event) -> Request:
    """Apply one event to the state of its request (None before the first)."""
    if request is None:
        return _begin(event)
    changed = _APPLY[event.kind](request, event)
    return replace(changed, version=request.version + 1)


def evolve_all(request: Request | None, happened: Iterable[e.Event]) -> Request | None:
    """Apply events one after the other."""
    for event in happened:
        request = evolve(request, event)
    return request


def _begin(event: e.Event) -> Request:
    if isinstance(event, e.Submitted):
        return _submitted(event)
    if isinstance(event, e.Imported):
        return _imported(event)
    raise ValueError(f"the first event of a request is submitted or imported, not {event.kind}")


def _texts(**named: e.Text | None) -> dict[str, TextId]:
    return {name: text.id for name, text in named.items() if text is not None}


def _submitted(event: e.Submitted) -> Request:
    return Request(
        id=event.request,
        number=event.number,
        poster=event.poster,
        organisation=event.organisation,
        client=event.client,
        district=event.district,
        theme=event.theme,
        asked_cents=event.asked_cents,
        submitted_at=event.at,
        policy=policy_from(event.policy),
        policy_version=event.policy_version,
        texts=_texts(
            question=event.question,
            if_nothing=event.if_nothing,
            tried=event.tried,
            urgent_reason=event.urgent_reason,
            pay_to=event.pay_to,
        ),
        needed_by=event.needed_by,
        urgent=event.urgent,
        urgent_since=event.at if event.urgent else None,
        last_text_at=event.at,
    )


def _imported(event: e.Imported) -> Request:
    granted = event.granted_cents is not None
    money = None if not granted else Money.RESERVED if event.settled_cents is None else Money.SETTLED
    return Request(
        id=event.request,
        number=event.number,
        poster=PersonId(""),
        organisation=event.organisation,
        client=event.client,
        district=event.district,
        theme=event.theme,
        asked_cents=event.asked_cents,
        submitted_at=event.submitted_at,
        policy=Policy(),
        policy_version=0,
        status=Status(event.status),
        money=money,
        granted_cents=event.granted_cents,
        granted_at=event.at if granted else None,
        fund_year=event.fund_year,
        settled_cents=event.settled_cents,
        settled_at=event.at if event.settled_cents is not None else None,
        decided_at=event.at,
        imported=True,
        imported_route=event.route or "",
        imported_verdict=event.verdict or "",
    )


def _revised(request: Request, event: e.Revised) -> Request:
    texts = dict(request.texts)
    texts.update(
        _texts(
            question=event.question,
            if_nothing=event.if_nothing,
            tried=event.tried,
            urgent_reason=event.urgent_reason,
            pay_to=event.pay_to,
        )
    )
    values: dict[str, Any] = {
        "client": event.client,
        "district": event.district,
        "theme": event.theme,
        "asked_cents": event.asked_cents,
        "urgent": event.urgent,
        "needed_by": event.needed_by,
    }
    changed = {name: value for name, value in values.items() if value is not None}
    if event.needed_by_cleared:
        changed["needed_by"] = None
    if event.urgent and not request.urgent:
        changed["urgent_since"] = event.at
    if event.revision != request.revision:
        changed["votes"] = _lapse_all(request.votes, "revised")
        changed["revision"] = event.revision
        changed["revised_at"] = event.at
    return replace(request, texts=texts, last_text_at=event.at, **changed)


def _lapse_all(votes: tuple[Vote, ...], why: str) -> tuple[Vote, ...]:
    return tuple(replace(vote, lapsed=why) if vote.stands else vote for vote in votes)


def _lapse_of(request: Request, person: PersonId, why: str, *, only_approval: bool = False) -> tuple[Vote, ...]:
    return tuple(
        replace(vote, lapsed=why)
        if vote.person == person and vote.stands and (vote.approves or not only_approval)
        else vote
        for vote in request.votes
    )


def _with_vote(request: Request, vote: Vote) -> tuple[Vote, ...]:
    return (*(old for old in request.votes if old.person != vote.person), vote)


def _approved(request: Request, event: e.Approved) -> Request:
    vote = Vote(event.person, event.organisation, True, event.revision, event.at, max_cents=event.max_cents)
    return replace(request, votes=_with_vote(request, vote))


def _objected(request: Request, event: e.Objected) -> Request:
    vote = Vote(event.person, event.organisation, False, event.revision, event.at, reason=event.reason.id)
    return replace(request, votes=_with_vote(request, vote), last_text_at=event.at)


def _route_proposed(request: Request, event: e.RouteProposed) -> Request:
    route = Route(
        no=event.route_no,
        by=event.person,
        organisation=event.organisation,
        code=event.code,
        route=event.route.id,
        who=event.who.id,
        expected_days=event.expected_days,
        at=event.at,
    )
    votes = _lapse_of(request, event.person, "own_route", only_approval=True)
    return replace(request, routes=(*request.routes, route), votes=votes, last_text_at=event.at)


def _route_answered(request: Request, event: e.RouteAnswered) -> Request:
    reason = event.reason.id if event.reason else None
    routes = tuple(
        replace(route, verdict=event.verdict, reason=reason, answered_at=event.at)
        if route.no == event.route_no
        else route
        for route in request.routes
    )
    return replace(request, routes=routes, last_text_at=event.at if reason else request.last_text_at)


def _recused(request: Request, event: e.Recused) -> Request:
    votes = _lapse_of(request, event.person, "recused")
    return replace(request, recused=request.recused | {event.person}, votes=votes)


def _went_to_lead(request: Request, event: e.WentToLead) -> Request:
    return replace(request, with_lead_since=event.at, with_lead_why=event.why)


def _granted(request: Request, event: e.Granted) -> Request:
    texts = dict(request.texts) | _texts(decision=event.reason)
    return replace(
        request,
        texts=texts,
        status=Status.GRANTED,
        money=Money.RESERVED,
        how=event.how,
        granted_cents=event.amount_cents,
        granted_at=event.at,
        fund_year=event.fund_year,
        decided_at=event.at,
        decided_by=event.by if event.how != "votes" else None,
        review=Review.PENDING if event.how == "urgent" else None,
    )


def _declined(request: Request, event: e.Declined) -> Request:
    texts = dict(request.texts) | _texts(decision=event.reason)
    return replace(_ended(request, event, Status.DECLINED), texts=texts, decided_by=event.by)


def _ended(request: Request, event: e.Event, status: Status) -> Request:
    return replace(request, status=status, decided_at=event.at)


def _review_closed(request: Request, event: e.ReviewClosed) -> Request:
    return replace(request, review=Review(event.result))


def _settled(request: Request, event: e.Settled) -> Request:
    return replace(request, money=Money.SETTLED, settled_cents=event.spent_cents, settled_at=event.at)


def _corrected(request: Request, event: e.Corrected) -> Request:
    return replace(request, settled_cents=event.spent_cents, last_text_at=event.at)


def _followed_up(request: Request, event: e.FollowedUp) -> Request:
    return replace(request, follow_up=event.answer, last_text_at=event.at if event.text else request.last_text_at)


def _handed_over(request: Request, event: e.HandedOver) -> Request:
    votes = _lapse_of(request, event.to, "poster") if request.takes_votes else request.votes
    return replace(request, poster=event.to, votes=votes)


_APPLY: dict[str, Callable[[Request, Any], Request]] = {
    "revised": _revised,
    "approved": _approved,
    "objected": _objected,
    "route_proposed": _route_proposed,
    "route_answered": _route_answered,
    "recused": _recused,
    "went_to_lead": _went_to_lead,
    "granted": _granted,
    "declined": _declined,
    "solved_by_route": lambda request, event: _ended(request, event, Status.SOLVED_BY_ROUTE),
    "withdrawn": lambda request, event: _ended(request, event, Status.WITHDRAWN),
    "expired": lambda request, event: _ended(request, event, Status.EXPIRED),
    "review_closed": _review_closed,
    "paid": lambda request, event: replace(request, money=Money.PAID),  # noqa: ARG005 - one shape for all
    "settled": _settled,
    "corrected": _corrected,
    "followed_up": _followed_up,
    "remarked": lambda request, event: replace(request, last_text_at=event.at),
    "handed_over": _handed_over,
    "noticed": lambda request, event: replace(request, noticed=request.noticed | {event.what}),
    "client_corrected": lambda request, event: replace(request, client=event.client),
    "remark_retracted": lambda request, event: request,  # noqa: ARG005
    "texts_purged": lambda request, event: replace(request, texts={}, last_text_at=None),  # noqa: ARG005
}
