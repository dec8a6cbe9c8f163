"""Counting: who may vote, what the standing votes amount to, and what follows from them (R3, R7, R8, R11).

Pure counting on a state; the words of a vote and the fund's balance are not needed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from doorbraak.people import Circle, Person
from doorbraak.policy import Policy
from doorbraak.requests.state import Request, Vote

LeadReason = Literal["objection", "everybody_voted", "budget", "time"]


@dataclass(frozen=True, slots=True)
class Grantable:
    """The votes grant this many cents, if the fund has them."""

    amount_cents: int


@dataclass(frozen=True, slots=True)
class LeadNeeded:
    """The votes cannot settle it; the lead has to."""

    why: LeadReason


def poster_organisation(request: Request, circle: Circle) -> str:
    """Give the organisation whose people do not vote with `external_only`: that of whoever is the poster now (R3)."""
    poster = circle.get(request.poster)
    return poster.organisation if poster else request.organisation


def may_vote(person: Person, request: Request, circle: Circle) -> bool:
    """Claim that a person may vote on a request (R3)."""
    if not person.is_reviewer or person.id == request.poster or person.id in request.recused:
        return False
    return may_judge(person, poster_organisation(request, circle), request.policy)


def may_judge(person: Person, poster_organisation: str, policy: Policy) -> bool:
    """Claim that with `external_only` somebody is of another organisation than the poster (R3)."""
    return not policy.external_only or person.organisation != poster_organisation


def voters_for(poster_organisation: str, policy: Policy, circle: Circle) -> list[Person]:
    """Give the reviewers who may judge requests of an organisation, before it is known which request."""
    return [person for person in circle.reviewers if may_judge(person, poster_organisation, policy)]


def is_enough(voters: Sequence[Person | Vote], policy: Policy) -> bool:
    """Claim that these are enough people, of enough organisations (R7)."""
    organisations = {voter.organisation for voter in voters}
    return len(voters) >= policy.min_approvals and len(organisations) >= policy.min_organisations


def who_may_vote(request: Request, circle: Circle) -> list[Person]:
    """Give everybody who may vote on a request."""
    return [person for person in circle.reviewers if may_vote(person, request, circle)]


def still_to_vote(request: Request, circle: Circle) -> list[Person]:
    """Give those who may vote and have no standing vote."""
    voted = {vote.person for vote in request.votes if vote.stands}
    return [person for person in who_may_vote(request, circle) if person.id not in voted]


def leads_who_may_decide(request: Request, circle: Circle) -> list[Person]:
    """Give the leads who may decide: not on an own request, not after recusing (R10)."""
    return [lead for lead in circle.leads if lead.id != request.poster and lead.id not in request.recused]


def approvals(request: Request) -> list[Vote]:
    """Give the standing approvals, whatever their maximum."""
    return [vote for vote in request.votes if vote.stands and vote.approves]


def objections(request: Request) -> list[Vote]:
    """Give the standing objections."""
    return [vote for vote in request.votes if vote.stands and not vote.approves]


def has_open_route(request: Request) -> bool:
    """Claim that a route waits for the poster's answer."""
    return any(route.is_open for route in request.routes)


def amount_of(vote: Vote, request: Request) -> int:
    """Give up to how many cents an approval goes: without a maximum the amount asked."""
    return request.asked_cents if vote.max_cents is None else vote.max_cents


def votes_for(amount_cents: int, request: Request) -> list[Vote]:
    """Give the standing approvals that go up to at least this many cents."""
    return [vote for vote in approvals(request) if amount_of(vote, request) >= amount_cents]


def grantable_cents(request: Request) -> int | None:
    """Give the largest amount that enough approvals of enough organisations go up to, or None (R7)."""
    for amount in sorted({amount_of(vote, request) for vote in approvals(request)}, reverse=True):
        if is_enough(votes_for(amount, request), request.policy):
            return amount
    return None


def outcome_of_votes(request: Request, circle: Circle) -> Grantable | LeadNeeded | None:
    """Tell what follows from the votes of an open request; the fund is not looked at (R7, R8)."""
    if has_open_route(request):
        return None
    amount = grantable_cents(request)
    if amount is not None:
        return LeadNeeded("objection") if objections(request) else Grantable(amount)
    return None if still_to_vote(request, circle) else LeadNeeded("everybody_voted")


def confirms_grant(request: Request) -> bool:
    """Claim that the votes would have granted at least what the lead granted (R11)."""
    amount = grantable_cents(request)
    settled = not has_open_route(request) and not objections(request)
    return settled and amount is not None and amount >= (request.granted_cents or 0)
