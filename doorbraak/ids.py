"""Identifiers: one type for each thing, and new ones drawn from the random seed that a command brings along.

No randomness lives here: the same seed gives the same identifiers, so a second run of a command is the same run.
"""

from __future__ import annotations

import hashlib
import re
from typing import NewType

ProgrammeId = NewType("ProgrammeId", str)
PersonId = NewType("PersonId", str)
RequestId = NewType("RequestId", str)
ClientId = NewType("ClientId", str)
TextId = NewType("TextId", str)


class Ids:
    """Draw identifiers and salts from one seed (at least 16 random bytes), always in the same order."""

    __slots__ = ("_drawn", "_seed")

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._drawn = 0

    def draw(self) -> str:
        """Give the next identifier: 24 hexadecimal characters."""
        self._drawn += 1
        return hashlib.sha256(self._seed + self._drawn.to_bytes(4, "big")).hexdigest()[:24]


def request_number(year: int, sequence: int) -> str:
    """Write the number people use for a request: `VE-2026-0042` (docs/rules.md section 1)."""
    return f"VE-{year}-{sequence:04d}"


def is_request_number(typed: str) -> bool:
    """Claim that this can be a request's number, and so tells nothing but that."""
    return re.fullmatch(r"VE-[0-9]{4}-[0-9]{4,9}", typed) is not None
