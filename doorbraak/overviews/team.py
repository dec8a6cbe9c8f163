"""The people of a programme as an admin handles them, and what came of a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doorbraak.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """Somebody who has not left. `accounts` and `devices` count; `accepted_by` is a name, empty without one."""

    id: PersonId
    key: str
    name: str
    email: str
    roles: tuple[str, ...]
    organisation: str
    districts: tuple[str, ...]
    linked: bool
    accounts: int
    devices: int
    accepted_on: date | None
    accepted_by: str
    accepted_own: bool
    agreed_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of a change: whom it was about, and by field what was wrong (then nothing was changed)."""

    key: str = ""
    faults: Mapping[str, str] = field(default_factory=dict[str, str])
    handed_over: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()
