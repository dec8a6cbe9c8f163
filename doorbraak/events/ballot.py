"""What happens to a request until it is decided: asked, changed, voted on, answered, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from doorbraak.events.base import RequestEvent, Text
from doorbraak.ids import ClientId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(RequestEvent):
    """A request was put; the policy of that moment is frozen into it."""

    kind = "submitted"
    number: str
    poster: PersonId
    organisation: str
    client: ClientId
    district: str
    theme: str
    asked_cents: int
    question: Text
    if_nothing: Text
    tried: Text | None
    pay_to: Text | None
    needed_by: date | None
    urgent: bool
    urgent_reason: Text | None
    policy: dict[str, Any]
    policy_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised(RequestEvent):
    """A request was changed; what did not change is None. `revision` went up when votes had to lapse (R12)."""

    kind = "revised"
    revision: int
    client: ClientId | None = None
    district: str | None = None
    theme: str | None = None
    asked_cents: int | None = None
    question: Text | None = None
    if_nothing: Text | None = None
    tried: Text | None = None
    pay_to: Text | None = None
    needed_by: date | None = None
    needed_by_cleared: bool = False
    urgent: bool | None = None
    urgent_reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(RequestEvent):
    """Somebody voted for, up to `max_cents` (None: the amount asked)."""

    kind = "approved"
    person: PersonId
    organisation: str
    revision: int
    max_cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objected(RequestEvent):
    """Somebody voted against."""

    kind = "objected"
    person: PersonId
    organisation: str
    revision: int
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteProposed(RequestEvent):
    """Somebody named a regular route."""

    kind = "route_proposed"
    route_no: int
    person: PersonId
    organisation: str
    code: str
    route: Text
    who: Text
    expected_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAnswered(RequestEvent):
    """The poster said whether a route is in time."""

    kind = "route_answered"
    route_no: int
    verdict: str
    reason: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recused(RequestEvent):
    """Somebody stepped back from this request."""

    kind = "recused"
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WentToLead(RequestEvent):
    """The request lies with the lead from now on; `why` is objection, budget, everybody_voted or time."""

    kind = "went_to_lead"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted(RequestEvent):
    """An amount was reserved; `how` is votes, lead or urgent. `fund_year` is the year whose budget it came from."""

    kind = "granted"
    how: str
    amount_cents: int
    fund_year: int
    reason: Text | None
    fund_left_cents: int
    client_left_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(RequestEvent):
    """The lead declined."""

    kind = "declined"
    reason: Text
    fund_left_cents: int
    client_left_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedByRoute(RequestEvent):
    """A regular route was accepted: the request ended without money."""

    kind = "solved_by_route"
    route_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(RequestEvent):
    """The poster took the request back."""

    kind = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired(RequestEvent):
    """Nobody decided in time; `at` is the deadline itself."""

    kind = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClosed(RequestEvent):
    """The look afterwards at an urgent grant ended: confirmed or not_confirmed (R11)."""

    kind = "review_closed"
    result: str
