"""Read models: what pages, chat answers and exports show, as plain data. Filled by the store, shown by the handlers.

Money in cents, moments aware (Europe/Amsterdam is applied where they are shown), codes instead of Dutch words.
Whoever builds one of these has already left out what its reader may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Person
from doorbraak.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks: a person with name and programme, as far as pages need it."""

    person: Person
    name: str
    programme_id: ProgrammeId
    programme: str
    districts: tuple[str, ...]
    own_districts: tuple[str, ...]
    policy: Policy
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The programme's own words: fund_name, payment_note, urgent_contact, resident_texts, client_number, routes."""

    @property
    def id(self) -> PersonId:
        """Give who this is."""
        return self.person.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person for lists and buttons; `roles` in the order koploper, reviewer, lead, manager, admin."""

    id: PersonId
    key: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    districts: tuple[str, ...]
    linked: bool
    left: bool
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One request in a list."""

    number: str
    theme: str
    district: str
    asked_cents: int
    granted_cents: int | None
    settled_cents: int | None
    status: str
    money: str | None
    review: str | None
    with_lead: bool
    urgent: bool
    submitted_at: datetime
    decided_at: datetime | None
    decide_by: datetime | None
    is_mine: bool
    imported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestList:
    """A page of requests, newest first, and how many there are in all."""

    lines: tuple[RequestLine, ...]
    total: int
    page: int
    per_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """What a list of requests is narrowed to; empty means everything. `status` is a status or `with_lead`."""

    number: str = ""
    status: str = ""
    theme: str = ""
    district: str = ""
    since: date | None = None
    until: date | None = None
    mine: bool = False
    page: int = 1
    per_page: int = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    """Something that waits for somebody.

    `what`: vote, vote_again, review, answer_route, lead, urgent, settle or follow_up.
    """

    what: str
    line: RequestLine
    due_at: datetime | None = None
    route_no: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A message that was delivered on the web: `kind` names its words, facts fill them."""

    id: str
    kind: str
    number: str
    at: datetime
    facts: Mapping[str, Any]
    text: str
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLine:
    """A vote as its reader may see it. Withdrawn votes of who recused are absent for anyone but a lead."""

    name: str
    organisation: str
    approves: bool
    max_cents: int | None
    reason: str
    at: datetime
    revision: int
    stands: bool
    why_not: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteLine:
    """A route with its words; `verdict` is empty while it waits for the poster. A purged text is empty."""

    no: int
    route: str
    code: str
    who: str
    expected_days: int | None
    by_name: str
    by_organisation: str
    at: datetime
    verdict: str
    reason: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkLine:
    """One remark in the talk."""

    name: str
    organisation: str
    text: str
    at: datetime
    late_vote: bool
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One line of the history: the kind of event, who did it (empty: time), and its facts (cents, codes, numbers)."""

    at: datetime
    kind: str
    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class MayDo:
    """Which buttons a person gets on a request, by the same rules that will judge the press."""

    approve: bool = False
    object: bool = False
    propose_route: bool = False
    answer_route: bool = False
    recuse: bool = False
    revise: bool = False
    withdraw: bool = False
    lead_grant: bool = False
    lead_decline: bool = False
    urgent_grant: bool = False
    pay: bool = False
    settle: bool = False
    correct: bool = False
    follow_up: bool = False
    remark: bool = False
    hand_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """Everything the page of one request shows to one person. Texts that were purged are empty."""

    number: str
    version: int
    revision: int
    theme: str
    district: str
    asked_cents: int
    urgent: bool
    needed_by: date | None
    status: str
    with_lead: bool
    with_lead_why: str
    money: str | None
    review: str | None
    review_by: datetime | None
    how: str
    granted_cents: int | None
    settled_cents: int | None
    fund_year: int | None
    follow_up: str
    submitted_at: datetime
    decide_by: datetime | None
    lead_by: datetime | None
    expires_at: datetime | None
    decided_at: datetime | None
    poster_id: PersonId
    poster_name: str
    poster_organisation: str
    is_mine: bool
    imported: bool
    texts: Mapping[str, str]
    texts_purged: bool
    votes: tuple[VoteLine, ...]
    approvals: int
    min_approvals: int
    min_organisations: int
    my_vote: VoteLine | None
    waits_for: tuple[PersonLine, ...]
    routes: tuple[RouteLine, ...]
    talk: tuple[TalkLine, ...]
    history: tuple[HistoryLine, ...]
    explanation: Mapping[str, Any] | None
    """As requests/explain.py stores it, with `name` beside every `person`; without client_left_cents but for a lead."""
    may: MayDo
    fund_left_cents: int | None = None
    """For a lead who can decide: what the fund still can grant this year."""
    client_left_cents: int | None = None
    """For a lead who can decide: what is left for this client, this request not counted."""
    recused_names: tuple[str, ...] = ()
    """For leads only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendRow:
    """Figures of one theme, district, month or organisation; `requests` and `asked_cents` by the day of submission."""

    key: str
    requests: int
    granted: int
    solved_by_route: int
    declined: int
    asked_cents: int
    granted_cents: int
    settled_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What was spent in a period: rows sorted by settled, then granted (most first), ties by key; and the total."""

    by: str
    since: date
    until: date
    rows: tuple[SpendRow, ...]
    total: SpendRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendFilter:
    """What a spend overview is narrowed to. `by`: theme, district, month or organisation."""

    since: date
    until: date
    by: str = "theme"
    theme: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendExtra:
    """The other figures of the page Uitgaven, for the same period and filters."""

    fund_year: int | None
    """Set when the period lies in one calendar year; then the next two hold that year's fund."""
    budget_cents: int | None
    left_cents: int | None
    solved_without_money: int
    solved_confirmed: int
    """Of those, how many posters answered `yes` to "is het opgelost?"."""
    mean_working_hours: float | None
    """Mean working hours from submission to the end."""
    within_two_days: float | None
    """Share (0 to 1) of ended requests that ended within 16 working hours."""
    unsettled: int
    unsettled_cents: int
    years: tuple[int, ...]
    """The years in which there are requests, newest first, for the choice of a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """The fund of one year; `budget_cents` None when that year was never set."""

    year: int
    budget_cents: int | None
    reserved_cents: int
    spent_cents: int

    @property
    def left_cents(self) -> int | None:
        """Give what can still be granted, in cents."""
        return None if self.budget_cents is None else self.budget_cents - self.reserved_cents - self.spent_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStep:
    """What the check step shows before a new request is sent: what is left, who can vote, what is in the fund."""

    client_left_cents: int
    after_cents: int
    may_vote: int
    min_approvals: int
    fund_left_cents: int
    decide_by: datetime
    client_tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A half-done form of one person: field values as typed, without the file number (a code and its last two)."""

    id: str
    kind: str
    values: Mapping[str, str]
    client_code: str | None
    client_tail: str
    saved_at: datetime
