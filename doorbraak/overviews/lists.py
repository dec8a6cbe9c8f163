"""Requests in lists, what waits for somebody, and the news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


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
