"""What a programme accounts for to its managers: who is new, what a lead decided alone, what was set otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """Something about somebody: `what` is joined, returned, roles, left or note (entered by somebody else).

    `by` is the name of the admin who did it; empty is a file or a command of who runs the bot.
    """

    what: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A request on which a lead decided without the vote: `what` is granted, urgent or declined."""

    number: str
    what: str
    amount_cents: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """One setting that became another: `name` is a setting of the policy, or `budget_cents` with its year."""

    name: str
    year: int | None
    before: str | int | bool | None
    after: str | int | bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything of one letter, in order; `month` ("2026-03") is empty for what comes after the last one."""

    month: str = ""
    people: tuple[PersonChange, ...] = ()
    alone: tuple[Alone, ...] = ()
    settings: tuple[SettingChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Claim that there is nothing to account for."""
        return not (self.people or self.alone or self.settings)
