"""What a programme file says, once it was read: plain values; None or absent is what the file leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person of the file; what is None stays as it is. `accounts` are (platform, address)."""

    key: str
    line: int
    name: str | None = None
    email: str | None = None
    roles: tuple[str, ...] | None = None
    organisation: str | None = None
    districts: tuple[str, ...] | None = None
    accepted_on: date | None = None
    accounts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place of the file, matched by platform and address; a Telegram topic is part of the address."""

    platform: str
    address: str
    line: int
    districts: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFile:
    """Everything a file says. `settings` are the programme's own words and lists; `lines` where each part stands."""

    name: str = ""
    districts: tuple[str, ...] | None = None
    policy: Mapping[str, Any] = field(default_factory=dict[str, Any])
    budget_cents: Mapping[int, int] = field(default_factory=dict[int, int])
    organisations: tuple[str, ...] = ()
    people: tuple[PersonLine, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
