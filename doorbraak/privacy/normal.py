"""Make a text plain before looking at it, and find the way back to the characters somebody typed.

What lives here: full-width digits, odd spaces and dashes, zero-width characters. What deliberately does not: case
and accents, which detectors may need.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u2044": "/",
    "\u2215": "/",
    "\u2212": "-",
    "\u2043": "-",
    "\u2022": "\u00b7",
    "\u2027": "\u00b7",
    "\u22c5": "\u00b7",
    "\u2028": "\n",
    "\u2029": "\n",
}
_BY_CATEGORY: Final = {"Cf": "", "Pd": "-", "Zs": " "}


@dataclass(frozen=True, slots=True)
class Normalised:
    """A plain text; character i of it comes from `starts[i]` up to `ends[i]` of the original."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a stretch of at least one plain character stands in the original."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """Give the plain form: NFKC, plain digits, spaces, dashes and quotes, nothing invisible."""
    if text.isascii():
        return Normalised(text, range(len(text)), range(1, len(text) + 1))
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for character in _plain(text[start:end]):
            plain.append(character)
            starts.append(start)
            ends.append(end)
    return Normalised("".join(plain), tuple(starts), tuple(ends))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Walk over each character together with the marks that stand on it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or text[index] < "\u0300" or not unicodedata.category(text[index]).startswith("M"):
            yield start, index
            start = index


def _plain(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    # A digit in a keycap or with other marks on it is still that digit.
    if unicodedata.decimal(cluster[0], None) is not None:
        return str(unicodedata.decimal(cluster[0]))
    return "".join(_plain_character(character) for character in unicodedata.normalize("NFKC", cluster))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    return _BY_CATEGORY.get(unicodedata.category(character), character)
