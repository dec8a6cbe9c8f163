"""A request on its way: the half-done form and the check step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

ANSWERS = "answers"
"""The value of a draft that holds what its writer said about finds (doorbraak/privacy_choices.to_text)."""


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
