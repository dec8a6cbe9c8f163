"""What somebody filled into a form, and what is wrong with it: one sentence for each field, said at the field."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doorbraak.commands import TEXT_LIMITS
from doorbraak.money import AmountNotUnderstood, parse_euros
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Fact, Refusal
from handlers import wording

NO_NUMBER = "Schrijf het aantal dagen als getal, bijvoorbeeld 20."


@dataclass(slots=True)
class Problems:
    """What is wrong, by field; the first thing said about a field stays."""

    by_field: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, name: str, text: str) -> None:
        """Say what is wrong with a field."""
        self.by_field.setdefault(name, text)

    def __bool__(self) -> bool:
        return bool(self.by_field)

    def refuse(self, command: str, code: Refusal, facts: Mapping[str, Fact] | None = None) -> None:
        """Say what the rules would refuse, before asking them."""
        said = wording.refusal(Outcome(command=command, accepted=False, refusal=code, facts=facts or {}))
        self.add(said.field or "", said.text)


def readable(text: str) -> str:
    """Give a text with its line ends as one character, without what cannot be stored."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in whole if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs"))


def amount_of(values: Mapping[str, str], problems: Problems) -> int | None:
    """Read an amount in cents, or say what is wrong with it."""
    shown = values.get("amount", "").strip()
    try:
        return parse_euros(shown)
    except AmountNotUnderstood as wrong:
        problems.add("amount", wording.amount_problem(wrong.shown[:60], wrong.reason))
        return None


def days_of(values: Mapping[str, str], problems: Problems) -> int | None:
    """Read a number of days; an empty one is None."""
    shown = values.get("expected_days", "").strip()
    if not shown:
        return None
    if shown.isascii() and shown.isdigit() and len(shown) <= 4:
        return int(shown)
    problems.add("expected_days", NO_NUMBER)
    return None


def text_of(values: Mapping[str, str], problems: Problems, command: str, name: str, *, needed: bool = True) -> str:
    """Read a text; say when it is missing or too long."""
    text = readable(values.get(name, ""))
    if needed and not text.strip():
        problems.refuse(command, Refusal.REASON_REQUIRED, {"field": name})
    elif len(text) > TEXT_LIMITS[name]:
        problems.refuse(
            command, Refusal.TEXT_TOO_LONG, {"field": name, "limit": TEXT_LIMITS[name], "length": len(text)}
        )
    return text


def date_of(values: Mapping[str, str], name: str) -> date | None:
    """Read a chosen date; what is none is None: Slack offers a calendar."""
    try:
        return date.fromisoformat(values.get(name, ""))
    except ValueError:
        return None


def plain_amount(cents: int) -> str:
    """Write an amount as people type it: 125,50."""
    return wording.format_euros(cents).split()[-1]
