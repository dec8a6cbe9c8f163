"""Small pieces of Dutch grammar: listing names and counting things."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.language import DUTCH, spoken

_AND = {DUTCH: "en", "en": "and"}


def listed(names: Sequence[str], last: str = "") -> str:
    """Write names after each other: "Noor", "Noor en Karim", "Noor, Karim en Els"."""
    last = last or _AND[spoken()]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(number: int, one: str, more: str) -> str:
    """Write a number with its word: "1 aanvraag", "2 aanvragen"."""
    return f"{number} {one if number == 1 else more}"
