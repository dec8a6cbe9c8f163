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


def few_voters(may_vote: int, needed: int) -> str:
    """Tell the writer of a request that too few people may vote on it now."""
    who = {0: "kan niemand", 1: "kan 1 mens"}.get(may_vote, f"kunnen {may_vote} mensen")
    return f"Nu {who} stemmen, {needed} zijn nodig. De regisseur krijgt je aanvraag."
