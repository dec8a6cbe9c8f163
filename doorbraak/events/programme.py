"""What happens to a programme: its people, policy and budget, and what is only traced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from doorbraak.events.base import Event
from doorbraak.ids import PersonId


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
    """Something that changes no figure but must be traceable: a refusal, a sign-in, a download, a look at a client.

    Who, when and from where stand in `by`, `at` and `origin`; `what` was done to `target` (a number, an identifier or
    a word of ours, never a name or a typed text), and `result` is `done` or the code of a refusal. Older lines have
    neither target nor result.
    """

    kind = "audit"
    what: str
    facts: dict[str, Any]
    target: str | None = None
    result: str | None = None
