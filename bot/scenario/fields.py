"""What each line of a scenario file may hold: the fields of each `do`, their types, and what may be left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorbraak.commands import ANSWERS, VERDICTS
from doorbraak.themes import THEMES

Problem = str | None
"""What is wrong with a value, or None."""

LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how a value is checked and whether it may be left out."""

    problem: Callable[[Any], Problem]
    optional: bool = False


def text(value: Any) -> Problem:
    """Check for a text that can be written as UTF-8."""
    if not isinstance(value, str):
        return f"must be a text, got {_shown(value)}"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate)"
    return None


def whole(value: Any) -> Problem:
    """Check for a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        return f"must be a whole number, got {_shown(value)}"
    return None


def truth(value: Any) -> Problem:
    """Check for true or false."""
    return None if isinstance(value, bool) else f"must be true or false, got {_shown(value)}"


def day(value: Any) -> Problem:
    """Check for a date, ISO 8601."""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return f"must be a date such as 2026-03-12, got {_shown(value)}"
    return None


def one_of(choices: tuple[str, ...]) -> Callable[[Any], Problem]:
    """Make the check for one of a list."""

    def problem(value: Any) -> Problem:
        if isinstance(value, str) and value in choices:
            return None
        return f"must be one of {', '.join(choices)}, got {_shown(value)}"

    return problem


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _required(**problems: Callable[[Any], Problem]) -> dict[str, Field]:
    return {name: Field(problem) for name, problem in problems.items()}


def _optional(**problems: Callable[[Any], Problem]) -> dict[str, Field]:
    return {name: Field(problem, optional=True) for name, problem in problems.items()}


_EXTRAS = _optional(tried=text, needed_by=day, pay_to=text, urgent=truth, urgent_reason=text)
_REQUEST_FIELDS = {
    "client": text,
    "district": text,
    "theme": one_of(THEMES),
    "amount_cents": whole,
    "question": text,
    "if_nothing": text,
}
_ON = _required(by=text, request=text)
_REASON = _optional(reason=text)
_REVISION = _optional(revision=whole)

COMMAND_FIELDS: dict[str, dict[str, Field]] = {
    "submit": _ON | _required(**_REQUEST_FIELDS) | _EXTRAS,
    "revise": _ON | _optional(**_REQUEST_FIELDS) | _EXTRAS,
    "approve": _ON | _REVISION | _optional(max_cents=whole),
    "object": _ON | _REVISION | _REASON,
    "propose_route": _ON | _optional(route=text, who=text, expected_days=whole),
    "answer_route": _ON | _required(route_no=whole, verdict=one_of(VERDICTS)) | _REASON,
    "recuse": _ON,
    "withdraw": _ON,
    "lead_grant": _ON | _required(amount_cents=whole) | _REASON | _REVISION,
    "lead_decline": _ON | _REASON | _REVISION,
    "urgent_grant": _ON | _required(amount_cents=whole) | _REASON | _REVISION,
    "pay": _ON,
    "settle": _ON | _required(spent_cents=whole),
    "follow_up": _ON | _required(answer=one_of(ANSWERS)),
    "remark": _ON | _required(text=text),
    "hand_over": _ON | _required(to=text),
    "correct": _ON | _required(spent_cents=whole) | _REASON,
    "tick": {},
}
