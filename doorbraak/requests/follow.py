"""What follows from a vote, route, answer, recusal or submission: a grant, or the way to the lead (R7, R8, R11).

Looked at right after those five and at no other time. The fund's balance comes in as a number.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from doorbraak import events as e
from doorbraak.people import Circle
from doorbraak.requests.ballot import Grantable, LeadNeeded, confirms_grant, outcome_of_votes
from doorbraak.requests.state import Request, Review
from doorbraak.working_time import local_year

LOOKED_AT_AFTER = frozenset({"submit", "approve", "object", "propose_route", "answer_route", "recuse"})
"""The commands after which R7 and R8 are looked at."""


def follow(
    request: Request,
    circle: Circle,
    at: datetime,
    fund_left: Callable[[int], int],
    client_left: Callable[[], int],
) -> list[e.Event]:
    """Give what follows for a request right after it changed. `fund_left(year)` is asked only when money can move."""
    if request.review is Review.PENDING:
        closed = e.ReviewClosed(request=request.id, at=at, result=Review.CONFIRMED)
        return [closed] if confirms_grant(request) else []
    if not request.is_open:
        return []
    outcome = outcome_of_votes(request, circle)
    if isinstance(outcome, Grantable):
        left = fund_left(local_year(at))
        if left >= outcome.amount_cents:
            return [_granted(request, outcome.amount_cents, at, left, client_left())]
        outcome = LeadNeeded("budget")
    if outcome is None or request.with_lead:
        return []
    return [e.WentToLead(request=request.id, at=at, why=outcome.why)]


def _granted(request: Request, amount_cents: int, at: datetime, fund_left: int, client_left: int) -> e.Granted:
    return e.Granted(
        request=request.id,
        at=at,
        how="votes",
        amount_cents=amount_cents,
        fund_year=local_year(at),
        reason=None,
        fund_left_cents=fund_left,
        client_left_cents=client_left,
    )
