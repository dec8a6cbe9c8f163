"""Make a text plain before looking at it, and find the way back to the characters somebody typed.

What lives here: full-width digits, odd spaces and dashes, zero-width characters. What deliberately does not: case
and accents, which detectors may need.
"""

import re
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
# With the one plain character before it: an accent may stand on that.
_BEYOND_ASCII: Final = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
# Tabs, two spaces or more, and the line ends of other systems.
_WIDE: Final = re.compile(r"[ \t]*\t[ \t]*|  +|\r\n?")
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
    """Give the plain form: NFKC, plain digits, spaces, dashes and quotes, one space for more, nothing invisible."""
    plain = _plain_text(text)
    return _with_single_spaces(plain) if _WIDE.search(plain.text) else plain


def _with_single_spaces(plain: Normalised) -> Normalised:
    """Make one space of tabs and rows of spaces, as in what is copied from another system."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for gap in _WIDE.finditer(plain.text):
        _keep_some(plain, done, gap.start(), kept, starts, ends)
        mark = "\n" if "\n" in gap[0] else " "
        kept.append(mark)
        starts.append(plain.starts[gap.start()])
        ends.append(plain.ends[gap.end() - 1])
        done = gap.end()
    _keep_some(plain, done, len(plain.text), kept, starts, ends)
    return Normalised("".join(kept), tuple(starts), tuple(ends))


def _keep_some(plain: Normalised, begin: int, end: int, kept: list[str], starts: list[int], ends: list[int]) -> None:
    kept.append(plain.text[begin:end])
    starts.extend(plain.starts[begin:end])
    ends.extend(plain.ends[begin:end])


def _plain_text(text: str) -> Normalised:
    if text.isascii():
        return Normalised(text, range(len(text)), range(1, len(text) + 1))
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for run in _BEYOND_ASCII.finditer(text):
        _keep(plain, starts, ends, text[done : run.start()], done)
        for start, end in _clusters(text, run.start(), run.end()):
            characters = _plain(text[start:end])
            plain.append(characters)
            starts.extend([start] * len(characters))
            ends.extend([end] * len(characters))
        done = run.end()
    _keep(plain, starts, ends, text[done:], done)
    return Normalised("".join(plain), tuple(starts), tuple(ends))


def _keep(plain: list[str], starts: list[int], ends: list[int], piece: str, at: int) -> None:
    plain.append(piece)
    starts.extend(range(at, at + len(piece)))
    ends.extend(range(at + 1, at + len(piece) + 1))


def _clusters(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Walk over each character together with the marks that stand on it."""
    start = begin
    for index in range(begin + 1, stop + 1):
        if index == stop or text[index] < "\u0300" or not unicodedata.category(text[index]).startswith("M"):
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
