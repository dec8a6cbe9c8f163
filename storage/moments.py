"""Moments as they are stored: UTC, ISO 8601, microseconds, fixed width, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """Write an aware moment as stored text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def from_text(stored: str) -> datetime:
    """Read a stored moment; it is in UTC."""
    return datetime.fromisoformat(stored)


def or_none(stored: str | None) -> datetime | None:
    """Read a stored moment that may be absent."""
    return from_text(stored) if stored else None


def text_or_none(moment: datetime | None) -> str | None:
    """Write a moment that may be absent."""
    return to_text(moment) if moment else None
