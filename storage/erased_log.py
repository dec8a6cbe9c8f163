"""The list beside the backups of what was removed before its time, so that a restored backup gets it removed again.

One JSON object a line, with identifiers only: no file number, no code, no text. Written before the commit: a line too
many removes only what somebody asked to remove.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.codec import canonical
from storage.moments import to_text

NAME = "erased.log"


class BrokenLine(Exception):
    """A line of the list cannot be read, or is not as it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One removal: `what` is erased, retracted or remark; `text` is the remark's; clients are those ever joined too."""

    erasure: str
    what: str
    programme: str
    at: str
    requests: tuple[str, ...]
    clients: tuple[str, ...] = ()
    text: str = ""

    def facts(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "erasure": self.erasure,
            "what": self.what,
            "programme": self.programme,
            "at": self.at,
            "requests": list(self.requests),
            "clients": list(self.clients),
            "text": self.text,
        }


def removal(what: str, erasure: str, programme: str, now: datetime, **ids: Any) -> Removal:
    """Make the line of a removal."""
    return Removal(erasure=erasure, what=what, programme=programme, at=to_text(now), **ids)


def append(folder: Path, line: Removal) -> None:
    """Write a line, and come back only when it is on the disk."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    facts = line.facts()
    written = canonical(facts | {"sha256": _digest(facts)}) + "\n"
    file = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, written.encode())
        os.fsync(file)
    finally:
        os.close(file)


def read(file: Path) -> list[Removal]:
    """Give the lines of a list; none when there is no such file. Raises BrokenLine, with the number of the line."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return []
    return [_line(file, number, raw) for number, raw in enumerate(content.splitlines(), start=1) if raw.strip()]


def _line(file: Path, number: int, raw: bytes) -> Removal:
    try:
        facts: dict[str, Any] = json.loads(raw)
        if facts.pop("sha256") != _digest(facts):
            raise ValueError
        facts |= {name: tuple(facts[name]) for name in ("requests", "clients")}
        return Removal(**facts)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BrokenLine(f"{file} line {number} is not as it was written") from None


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(dict(facts)).encode()).hexdigest()


def merged(lists: Sequence[Sequence[Removal]]) -> list[Removal]:
    """Put several lists together in order of time, each removal once."""
    by_id = {line.erasure: line for one in lists for line in one}
    return sorted(by_id.values(), key=lambda line: (line.at, line.erasure))
