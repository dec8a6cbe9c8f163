"""What is known of one request at one moment. Built by evolve.py from events, never changed in place.

Texts are held by identifier; their words, and who the people are, stay outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from doorbraak.ids import ClientId, PersonId, RequestId, TextId
from doorbraak.policy import Policy


class Status(StrEnum):
    """How a request stands (docs/rules.md section 3)."""

    OPEN = "open"
    GRANTED = "granted"
    SOLVED_BY_ROUTE = "solved_by_route"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Money(StrEnum):
    """How the money of a granted request stands."""

    RESERVED = "reserved"
    PAID = "paid"
    SETTLED = "settled"


class Review(StrEnum):
    """How the look afterwards at an urgent grant stands (R11)."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class Vote:
    """The last vote of one person. It stands while `lapsed` is empty; else that says why it does not count."""

    person: PersonId
    organisation: str
    approves: bool
    revision: int
    at: datetime
    max_cents: int | None = None
    reason: TextId | None = None
    lapsed: str = ""

    @property
    def stands(self) -> bool:
        """Claim that this vote counts."""
        return not self.lapsed


@dataclass(frozen=True, slots=True)
class Route:
    """A regular route that somebody named; open until the poster gave a verdict."""

    no: int
    by: PersonId
    organisation: str
    code: str
    route: TextId
    who: TextId
    expected_days: int | None
    at: datetime
    verdict: str = ""
    reason: TextId | None = None
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Claim that the poster has not answered."""
        return not self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. Money in cents, moments aware; `version` counts its events."""

    id: RequestId
    number: str
    poster: PersonId
    organisation: str
    client: ClientId
    district: str
    theme: str
    asked_cents: int
    submitted_at: datetime
    policy: Policy
    policy_version: int
    texts: Mapping[str, TextId] = field(default_factory=dict[str, TextId])
    needed_by: date | None = None
    urgent: bool = False
    urgent_since: datetime | None = None
    revision: int = 1
    revised_at: datetime | None = None
    votes: tuple[Vote, ...] = ()
    routes: tuple[Route, ...] = ()
    recused: frozenset[PersonId] = frozenset()
    status: Status = Status.OPEN
    with_lead_since: datetime | None = None
    with_lead_why: str = ""
    money: Money | None = None
    how: str = ""
    granted_cents: int | None = None
    granted_at: datetime | None = None
    fund_year: int | None = None
    settled_cents: int | None = None
    settled_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: PersonId | None = None
    review: Review | None = None
    follow_up: str = ""
    noticed: frozenset[str] = frozenset()
    last_text_at: datetime | None = None
    imported: bool = False
    imported_route: str = ""
    imported_verdict: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Claim that nothing was decided yet."""
        return self.status is Status.OPEN

    @property
    def with_lead(self) -> bool:
        """Claim that it lies with the lead: never when it has ended."""
        return self.is_open and self.with_lead_since is not None

    @property
    def takes_votes(self) -> bool:
        """Claim that votes, routes and recusals are accepted: open, or under review after an urgent grant (R11)."""
        return self.is_open or self.review is Review.PENDING

    @property
    def counts_cents(self) -> int:
        """Give what this request takes from the cap of its client: asked, granted or settled, in cents (R2)."""
        if self.is_open:
            return self.asked_cents
        if self.settled_cents is not None:
            return self.settled_cents
        return self.granted_cents or 0

    def vote_of(self, person: PersonId) -> Vote | None:
        """Give the standing vote of a person, or None."""
        return next((vote for vote in self.votes if vote.person == person and vote.stands), None)

    def open_route(self, number: int) -> Route | None:
        """Give the unanswered route with this number, or None."""
        return next((route for route in self.routes if route.no == number and route.is_open), None)
