"""What the sentence of a refusal may use: the outcome with its facts, and names that whoever says it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from doorbraak.money import format_euros
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Fact
from handlers.words import labels
from handlers.words.language import DUTCH, spoken

_UNNAMED = {
    DUTCH: {"amount": "het bedrag", "number": "deze aanvraag", "poster": "De koploper"},
    "en": {"amount": "the amount", "number": "this request", "poster": "The koploper"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence may use."""

    outcome: Outcome
    typed: str
    koplopers: Sequence[str]
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    def fact(self, name: str) -> Fact:
        return self.outcome.facts.get(name)

    def euros(self, name: str) -> str:
        value = self.fact(name)
        return format_euros(value) if isinstance(value, int) else _UNNAMED[spoken()]["amount"]

    @property
    def number(self) -> str:
        return self.outcome.number or _UNNAMED[spoken()]["number"]

    @property
    def poster(self) -> str:
        return self.names.get("poster") or _UNNAMED[spoken()]["poster"]

    @property
    def field_label(self) -> str:
        return labels.field(str(self.fact("field") or "reason"), self.outcome.command)

    @property
    def left(self) -> bool:
        """Claim that something is left, so that asking for less may help."""
        return bool(self.fact("left_cents"))

    @property
    def tells_what_is_left(self) -> bool:
        """Claim that the amount may be told: not to who looked at too many numbers."""
        return self.fact("left_cents") is not None

    @property
    def answered_at(self) -> datetime | None:
        """Give when a route was answered, if it was."""
        at = self.fact("answered_at")
        return datetime.fromisoformat(at) if isinstance(at, str) and self.fact("verdict") else None

    @property
    def granted_cents(self) -> int | None:
        """Give what was granted, if anything was."""
        cents = self.fact("granted_cents")
        return cents if isinstance(cents, int) else None


Words = Callable[[Told], str]
