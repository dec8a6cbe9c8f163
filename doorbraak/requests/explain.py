"""The explanation of a grant or decline: from the state right before it and the event itself, and nothing else.

So it can be made again from the log at any time; `verify` compares the two.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from doorbraak import events as e
from doorbraak.requests.ballot import amount_of, approvals, objections, votes_for
from doorbraak.requests.state import Request, Vote


@dataclass(frozen=True, slots=True)
class CountedVote:
    """An approval that counted: up to how many cents."""

    person: str
    organisation: str
    max_cents: int


@dataclass(frozen=True, slots=True)
class LeftOutVote:
    """A vote that did not count, and why: objection, below_amount, revised, own_route, recused or poster."""

    person: str
    organisation: str
    why: str


@dataclass(frozen=True, slots=True)
class AnsweredRoute:
    """A route and what became of it; `verdict` is empty while it is open."""

    route_no: int
    code: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a request was granted or declined; money in cents, balances those of the moment before."""

    decision: Literal["granted", "declined"]
    how: str
    policy_version: int
    min_approvals: int
    min_organisations: int
    asked_cents: int
    granted_cents: int | None
    cap_cents: int
    client_left_cents: int
    fund_year: int | None
    fund_left_cents: int
    counted: tuple[CountedVote, ...]
    left_out: tuple[LeftOutVote, ...]
    routes: tuple[AnsweredRoute, ...]

    def to_facts(self) -> dict[str, Any]:
        """Give it as plain values, as it is stored."""
        return asdict(self)


def explain(before: Request, decision: e.Granted | e.Declined) -> Explanation:
    """Explain a decision from the state right before it."""
    granted = decision.amount_cents if isinstance(decision, e.Granted) else None
    counted = _counted(before, decision)
    return Explanation(
        decision="granted" if granted is not None else "declined",
        how=decision.how if isinstance(decision, e.Granted) else "lead",
        policy_version=before.policy_version,
        min_approvals=before.policy.min_approvals,
        min_organisations=before.policy.min_organisations,
        asked_cents=before.asked_cents,
        granted_cents=granted,
        cap_cents=before.policy.cap_cents,
        client_left_cents=decision.client_left_cents,
        fund_year=decision.fund_year if isinstance(decision, e.Granted) else None,
        fund_left_cents=decision.fund_left_cents,
        counted=tuple(CountedVote(vote.person, vote.organisation, amount_of(vote, before)) for vote in counted),
        left_out=_left_out(before, counted),
        routes=tuple(AnsweredRoute(route.no, route.code, route.verdict) for route in before.routes),
    )


def _counted(before: Request, decision: e.Granted | e.Declined) -> list[Vote]:
    if isinstance(decision, e.Granted) and decision.how == "votes":
        return votes_for(decision.amount_cents, before)
    return approvals(before)


def _left_out(before: Request, counted: list[Vote]) -> tuple[LeftOutVote, ...]:
    return tuple(
        LeftOutVote(vote.person, vote.organisation, _why(vote, before)) for vote in before.votes if vote not in counted
    )


def _why(vote: Vote, before: Request) -> str:
    if vote.lapsed:
        return vote.lapsed
    return "objection" if vote in objections(before) else "below_amount"
