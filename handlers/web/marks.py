"""Texts in pieces, so that a page can mark what was found: with a word beside it, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doorbraak.asking import FieldFind
from handlers import wording as words

_AROUND = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `mark` is what stands beside it when it was found, else empty."""

    text: str
    mark: str = ""


def pieces_of(text: str, finds: Sequence[FieldFind]) -> tuple[Piece, ...]:
    """Cut a text at its finds, which do not overlap."""
    pieces, done = list[Piece](), 0
    for find in sorted(finds, key=lambda find: find.start):
        pieces += [
            Piece(text[done : find.start]),
            Piece(text[find.start : find.end], words.mark(find.kind, find.level)),
        ]
        done = find.end
    return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)


def around(text: str, found: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    """Give found words as (kind, words) where they stand, with a few words around each."""
    pieces, done = list[Piece](), 0
    for kind, shown in found:
        start = text.find(shown, done)
        if start < 0 or not shown:
            continue
        end = start + len(shown)
        pieces += [Piece(_end_of(text[done:start])), Piece(shown, words.mark(kind, "block"))]
        done = end
    if pieces:
        pieces.append(Piece(_begin_of(text[done:])))
    return tuple(piece for piece in pieces if piece.text)


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].partition(" ")[2]


def _begin_of(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " …"
