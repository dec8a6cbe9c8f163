"""The lists of the privacy check, read from bot/data/privacy when they are first needed.

What lives here: reading files. What deliberately does not: what a word means (doorbraak/privacy).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from doorbraak.privacy import Lists
from doorbraak.privacy.letters import folded
from doorbraak.privacy.tokens import tokens_of
from doorbraak.privacy.vocabulary import Terms, Vocabulary

FOLDER: Final = Path(__file__).parent / "data" / "privacy"
ORIGINS: Final = ("own", "faker", "deduce", "opentaal")


class SortedWords:
    """Many words as one row of lines in order: a few megabytes, and no object for each word."""

    def __init__(self, lines: bytes) -> None:
        """Take the lines, sorted by their bytes, each with an end of line."""
        self._lines = b"\n" + lines

    def __bool__(self) -> bool:
        """Tell whether there is any word."""
        return len(self._lines) > 1

    def __contains__(self, word: object) -> bool:
        """Look a word up by halving."""
        if not isinstance(word, str) or "\n" in word:
            return False
        wanted, lines = word.encode(), self._lines
        low, high = 0, len(lines) - 1
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2 + 1)
            end = lines.find(b"\n", start + 1)
            found = lines[start + 1 : end]
            if found == wanted:
                return True
            if found < wanted:
                low = end
            else:
                high = start
        return False


@cache
def load_lists() -> Lists:
    """Give the lists that every programme has; a folder of somebody else's lists may be left out."""
    return Lists(vocabulary=load_vocabulary(), streets=_words(FOLDER, ORIGINS, "streets.txt"))


def load_vocabulary(folder: Path = FOLDER, origins: Sequence[str] = ORIGINS) -> Vocabulary:
    """Read the lists of these origins."""
    return Vocabulary(
        first_names=_words(folder, origins, "first_names.txt"),
        usual_names=frozenset(_words(folder, [origin for origin in origins if origin == "own"], "first_names.txt")),
        surnames=_words(folder, origins, "surnames.txt"),
        ordinary=_words(folder, origins, "ordinary.txt"),
        words=SortedWords(b"".join(_body(folder / origin / "words.txt") for origin in origins)),
        capitals=SortedWords(b"".join(_body(folder / origin / "capitals.txt") for origin in origins)),
        places=_words(folder, origins, "places.txt"),
        street_names=SortedWords(b"".join(_body(folder / origin / "street_names.txt") for origin in origins)),
        not_people=_phrases(_entries(folder, origins, "not_people.txt")),
        illnesses=_terms(chain(*(_entries(folder, origins, file) for file in ("illnesses.txt", "medicines.txt")))),
    )


def _body(file: Path) -> bytes:
    """Give a file without the lines of its header; nothing when there is no such file."""
    if not file.exists():
        return b""
    content = file.read_bytes()
    while content.startswith(b"#"):
        content = content[content.index(b"\n") + 1 :]
    return content


def _lines(folder: Path, origins: Sequence[str], name: str) -> Iterator[str]:
    for origin in origins:
        for line in _body(folder / origin / name).decode().split("\n"):
            if not line.startswith("#"):
                yield line


def _words(folder: Path, origins: Sequence[str], name: str) -> frozenset[str]:
    """Give the words of a list; what others made is folded already, ours is written as people write."""
    words: set[str] = set()
    for origin in origins:
        content = _body(folder / origin / name).decode()
        if origin == "own":
            content = folded(" ".join(line for line in content.split("\n") if not line.startswith("#")))
        words.update(content.replace("-", " ").split() if origin == "own" else content.split())
    return frozenset(words)


def _entries(folder: Path, origins: Sequence[str], name: str) -> Iterator[str]:
    """Give what stands between commas."""
    for line in _lines(folder, origins, name):
        yield from (entry.strip() for entry in line.split(",") if entry.strip())


def _phrases(entries: Iterator[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        row = tuple(token.key for token in tokens_of(entry))
        if row:
            found.setdefault(row[0], set()).add(row)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def _terms(entries: Iterator[str]) -> Terms:
    words: set[str] = set()
    beginnings: set[str] = set()
    endings: set[str] = set()
    phrases: list[str] = []
    for entry in entries:
        plain = folded(entry)
        if " " in plain:
            phrases.append(plain)
        elif plain.startswith("*"):
            endings.add(plain[1:])
        elif plain.endswith("*"):
            beginnings.add(plain[:-1])
        else:
            words.add(plain)
    return Terms(frozenset(words), frozenset(beginnings), frozenset(endings), _term_phrases(phrases))


def _term_phrases(entries: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Split phrases into words; a star stays at the end of the word it belongs to."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        row = tuple(entry.split())
        found.setdefault(row[0], set()).add(row)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}
