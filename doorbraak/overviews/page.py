"""The page of one request: votes, routes, talk, history, explanation, and the buttons of whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from doorbraak.ids import PersonId
from doorbraak.overviews.people import PersonLine


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
    texts_purged_at: datetime | None = None
    """When the texts were removed last; also while later ones are there again."""
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
    i_recused: bool = False
    """The viewer stepped back from this request."""
    recused_names: tuple[str, ...] = ()
    """For leads only."""
