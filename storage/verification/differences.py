"""Where differences are gathered, one readable line each. A line holds codes, numbers and cents, never a typed text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Differences:
    """What was found in one programme so far, by the programme's name."""

    programme: str
    lines: list[str] = field(default_factory=list[str])

    def add(self, about: str, what: str) -> None:
        """Note that something is wrong; `about` is a request number or names what it is about."""
        self.lines.append(f"{self.programme}: {about}: {what}")

    def compare(self, about: str, name: str, stored: object, recomputed: object) -> None:
        """Note it when a value is not what the log says."""
        if stored != recomputed:
            self.add(about, f"{name}: stored {_shown(stored)}, recomputed {_shown(recomputed)}")

    def compare_all(self, about: str, stored: Mapping[Any, Any], recomputed: Mapping[str, Any]) -> None:
        """Compare by name every value that was recomputed."""
        for name, value in recomputed.items():
            self.compare(about, name, stored[name], value)

    def compare_json(self, about: str, name: str, stored: str | None, recomputed: str | None) -> None:
        """Compare two JSON objects; names the parts in which they differ."""
        if stored == recomputed:
            return
        left, right = _object(stored), _object(recomputed)
        if left is None or right is None or left == right:
            self.compare(about, name, stored, recomputed)
            return
        for part in sorted(left.keys() | right.keys()):
            self.compare(about, f"{name}.{part}", left.get(part), right.get(part))


def _object(text: str | None) -> dict[str, Any] | None:
    try:
        return dict(json.loads(text or ""))
    except ValueError:
        return None


def _shown(value: object) -> str:
    return "nothing" if value is None else repr(value)
