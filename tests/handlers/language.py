"""How plain a text is: the longest sentence, and whom it addresses."""

from __future__ import annotations

import re

_ENDS = re.compile(r"(?<=[.!?:;…])\s+|\n+")
_U = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
_JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)


def longest_sentence(text: str) -> int:
    """Count the words of the longest sentence."""
    return max(len(sentence.split()) for sentence in _ENDS.split(text) if sentence.strip())


def says_u(text: str) -> bool:
    """Claim that a text addresses somebody with u."""
    return bool(_U.search(text))


def says_je(text: str) -> bool:
    """Claim that a text addresses somebody with je."""
    return bool(_JE.search(text))
