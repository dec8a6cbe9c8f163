"""What goes out, printed on a stream: one block for each message. For a terminal, and to look along while testing."""

from __future__ import annotations

from typing import TextIO

from doorbraak.ids import PersonId
from handlers import wording
from handlers.messenger import Notice, Post


class ConsoleMessenger:
    """Print cards, posts and messages; references are counted from 1."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._posted = 0
        self._told = 0

    async def post(self, place: str, post: Post, *, under: str = "") -> str:
        """Print a card or a post."""
        self._posted += 1
        reference = str(self._posted)
        self._print(f"[{place} {under}] {reference}" if under else f"[{place}] {reference}", _content(post))
        return reference

    async def update(self, place: str, reference: str, post: Post) -> None:
        """Print the card as it stands now."""
        self._print(f"[{place}] {reference}, bijgewerkt", _content(post))

    async def tell(self, person: PersonId, notice: Notice) -> str:
        """Print a private message."""
        self._print(f"[aan {person}]", notice.text)
        self._told += 1
        return f"{person}.{self._told}"

    async def retract(self, place: str, reference: str, text: str) -> None:
        """Print what stands there now instead."""
        self._print(f"[{place or 'aan'}] {reference}, teruggehaald", text)

    async def close(self) -> None:
        """Nothing is open here: who gave the stream closes it."""

    def _print(self, head: str, text: str) -> None:
        print(head, text, "", sep="\n", file=self._out, flush=True)


def _content(post: Post) -> str:
    return wording.card(post.page, post.settings) if post.page else post.text
