"""Checks of single values in a programme file: each notes a fault with its line and gives the value or None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.programme_file.lines import Faults, Lined

_LONGEST = 200
_SLACK = re.compile(r"[A-Z0-9]{2,}:[A-Z0-9]{2,}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def text(at: Lined | None, what: str, faults: Faults, *, longest: int = _LONGEST) -> str | None:
    """Give a text that is not blank."""
    if at is None:
        return None
    value = at.value
    if not isinstance(value, str):
        faults.add(at.line, f"{what} must be a text, got {_shown(at)}; put it in quotes")
    elif not value.strip() or "\0" in value:
        faults.add(at.line, f"{what} must not be empty")
    elif len(value) > longest:
        faults.add(at.line, f"{what} must be at most {longest} characters, got {len(value)}")
    else:
        return value.strip()
    return None


def email(at: Lined | None, faults: Faults) -> str | None:
    """Give a mail address."""
    value = text(at, "email", faults)
    if at is not None and value is not None and not _EMAIL.fullmatch(value):
        faults.add(at.line, f"email must be an address such as noor@example.org, got {value!r}")
        return None
    return value


def texts(at: Lined | None, what: str, faults: Faults) -> tuple[str, ...] | None:
    """Give a list of texts, none of them twice."""
    if at is None:
        return None
    if not isinstance(at.value, list):
        faults.add(at.line, f"{what} must be a list such as [one, two], got {_shown(at)}")
        return None
    found: list[str] = []
    for one in at.elements():
        value = text(one, f"each of {what}", faults)
        if value is not None and value in found:
            faults.add(one.line, f"{value!r} stands twice in {what}")
        elif value is not None:
            found.append(value)
    return tuple(found)


def words(at: Lined | None, what: str, known: Sequence[str], faults: Faults) -> tuple[str, ...] | None:
    """Give a list of words that are all known."""
    found = texts(at, what, faults)
    for value in found or ():
        if at is not None and value not in known:
            faults.add(at.line, f"unknown {what} {value!r}; known are {', '.join(known)}")
    return found


def day(at: Lined | None, what: str, faults: Faults) -> date | None:
    """Give a day."""
    if at is None:
        return None
    value: Any = at.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        faults.add(at.line, f"{what} must be a day such as 2026-01-05, got {_shown(at)}")
        return None


def slack(at: Lined | None, shape: str, faults: Faults) -> str | None:
    """Give a Slack address: team and user or channel."""
    value = text(at, "slack", faults)
    if at is not None and value is not None and not _SLACK.fullmatch(value):
        faults.add(at.line, f"slack must be {shape}, got {value!r}")
        return None
    return value


def number(at: Lined | None, what: str, faults: Faults, *, least: int | None = 1) -> int | None:
    """Give a whole number; `least` None also takes negative ones."""
    if at is None:
        return None
    value = at.value
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        faults.add(at.line, f"{what} must be a whole number, got {_shown(at)}")
    elif least is not None and value < least:
        faults.add(at.line, f"{what} must be at least {least}, got {value}")
    else:
        return value
    return None


def mapping(at: Lined | None, what: str, faults: Faults) -> list[tuple[Any, Lined]]:
    """Give keys and values of a mapping."""
    if at is not None and not isinstance(at.value, dict):
        faults.add(at.line, f"{what} must be names with values, got {_shown(at)}")
    return at.items() if at is not None else []


def mappings(at: Lined | None, what: str, known: Sequence[str], faults: Faults) -> list[Lined]:
    """Give a list of mappings whose keys are all known."""
    if at is None:
        return []
    if not isinstance(at.value, list):
        faults.add(at.line, f"{what} must be a list, got {_shown(at)}")
        return []
    found = [one for one in at.elements() if isinstance(one.value, dict)]
    for one in at.elements():
        if not isinstance(one.value, dict):
            faults.add(one.line, f"each of {what} must be names with values, got {_shown(one)}")
        known_keys(one, f" in {what}", known, faults)
    return found


def known_keys(at: Lined, where: str, known: Sequence[str], faults: Faults) -> None:
    """Note every key that is not known."""
    for key, value in at.items():
        if key not in known:
            faults.add(value.line, f"unknown key {key!r}{where}; known are {', '.join(known)}")


def _shown(at: Lined) -> str:
    shown = repr(at.plain)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
