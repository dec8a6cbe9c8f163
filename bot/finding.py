"""One thing that `doctor` looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether it is fine, and what was found or how to mend it."""

    fine: bool
    text: str
