"""Marks: words that occur nowhere else, one for each field, so that a leak tells by itself where it comes from."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass, field

BEGIN = "zqmark"
_FOUND = re.compile(rf"{BEGIN}[a-wyz]+x", re.IGNORECASE)


@dataclass
class Marks:
    """Makes marks, and finds them again in any shape in which a program may have written them."""

    made: set[str] = field(default_factory=set)

    def of(self, name: str) -> str:
        """Give the mark of a field: small letters only, so that no check of texts takes it for anything."""
        mark = f"{BEGIN}{re.sub('[^a-wyz]', '', name.lower())}x"
        self.made.add(mark)
        return mark

    def on(self, name: str, text: str) -> str:
        """Give a text with the mark of its field behind it."""
        return f"{text} {self.of(name)}" if text else self.of(name)


def found_in(*places: object) -> set[str]:
    """Give every mark that stands in texts or bytes: plain, or packed in a cookie."""
    found: set[str] = set()
    for place in places:
        text = place.decode("utf-8", "replace") if isinstance(place, bytes) else str(place)
        found |= {mark.lower() for mark in _FOUND.findall(text)}
        found |= {mark.lower() for packed in _packed(text) for mark in _FOUND.findall(packed)}
    return found


def _packed(text: str) -> list[str]:
    """Give what signed values of the text hold: base64, sometimes compressed."""
    opened: list[str] = []
    for value in re.findall(r"[A-Za-z0-9_-]{16,}", text):
        try:
            content = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        except ValueError:
            continue
        opened.append(content.decode("utf-8", "replace"))
        try:
            opened.append(zlib.decompress(content).decode("utf-8", "replace"))
        except zlib.error:
            continue
    return opened
