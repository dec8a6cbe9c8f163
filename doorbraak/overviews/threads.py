"""What stood in threads where others could read it, for the privacy officer: no text, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One sighting. `minutes` is how long it stood there, up to now when `ended_how` is empty (it still does)."""

    at: datetime
    number: str
    kinds: tuple[str, ...]
    level: str
    minutes: int
    readers: int
    answer: str
    ended_how: str
    told_lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadList:
    """The sightings of a period, the oldest first."""

    since: date
    until: date
    lines: tuple[ThreadLine, ...]
