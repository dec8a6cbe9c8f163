"""What happened, in the past tense: the lines of the log. Everything stored follows from these, in order.

An event carries identifiers, cents and codes; a typed text goes along as a `Text` and is bound by its digest only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from doorbraak.ids import ClientId, PersonId, RequestId, TextId


@dataclass(frozen=True, slots=True)
class Text:
    """One typed text. `value` is None when it was read back from the log; `digest` is empty until it was sealed."""

    id: TextId
    value: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a moment; `by` is empty when time did it."""

    kind: ClassVar[str] = ""
    at: datetime
    by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent(Event):
    """Something that happened to one request."""

    request: RequestId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(RequestEvent):
    """The amount was paid."""

    kind = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(RequestEvent):
    """What was really spent is known; the rest was released."""

    kind = "settled"
    spent_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(RequestEvent):
    """A settled amount was corrected."""

    kind = "corrected"
    spent_cents: int
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp(RequestEvent):
    """The poster said whether it is solved: yes, partly or no."""

    kind = "followed_up"
    answer: str
    text: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked(RequestEvent):
    """Somebody said something in the talk; `late_vote` when it was the reason of a vote that came too late (R14)."""

    kind = "remarked"
    person: PersonId
    text: Text
    late_vote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(RequestEvent):
    """Another koploper is the poster from now on."""

    kind = "handed_over"
    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(RequestEvent):
    """Something that is told once was told: `what` names which (a reminder, a follow-up question, an alarm)."""

    kind = "noticed"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsPurged(RequestEvent):
    """The free texts of this request are gone; figures and hashes stay."""

    kind = "texts_purged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(RequestEvent):
    """A request of an earlier year, decided long ago: figures only (docs/rules.md section 8, earlier years)."""

    kind = "imported"
    number: str
    client: ClientId
    district: str
    theme: str
    asked_cents: int
    submitted_at: datetime
    status: str
    granted_cents: int | None
    settled_cents: int | None
    fund_year: int | None
    route: str | None
    verdict: str | None
    organisation: str = "onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSet(Event):
    """A programme began, or its districts or places changed."""

    kind = "programme_set"
    name: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet(Event):
    """The policy for new requests changed."""

    kind = "policy_set"
    version: int
    policy: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetSet(Event):
    """What the fund can spend in a calendar year was set."""

    kind = "budget_set"
    year: int
    budget_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSet(Event):
    """Somebody joined, changed or left; who that is by name stands outside the log."""

    kind = "person_set"
    person: PersonId
    roles: tuple[str, ...]
    organisation: str
    districts: tuple[str, ...]
    accepted: bool
    linked: bool
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited(Event):
    """Something that changes no figure but must be traceable: a refusal, a sign-in, a download, a look at a client."""

    kind = "audit"
    what: str
    facts: dict[str, Any]


EVENTS: dict[str, type[Event]] = {
    event.kind: event
    for event in (
        Submitted,
        Revised,
        Approved,
        Objected,
        RouteProposed,
        RouteAnswered,
        Recused,
        WentToLead,
        Granted,
        Declined,
        SolvedByRoute,
        Withdrawn,
        Expired,
        ReviewClosed,
        Paid,
        Settled,
        Corrected,
        FollowedUp,
        Remarked,
        HandedOver,
        Noticed,
        TextsPurged,
        Imported,
        ProgrammeSet,
        PolicySet,
        BudgetSet,
        PersonSet,
        Audited,
    )
}
