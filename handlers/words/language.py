"""In which language somebody is told things: Dutch, or English where a person chose it.

What is told to one person alone follows the choice: messages about requests, receipts, refusals of a press, what waits,
the home of Slack. What several people read, forms with what is wrong in them, and pages are Dutch.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

DUTCH = "nl"
LANGUAGES = {DUTCH: "Nederlands", "en": "English"}
"""The languages one can choose, each by its own name."""

_spoken: ContextVar[str] = ContextVar("spoken", default=DUTCH)


def spoken() -> str:
    """Give the language in which something is being said now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Generator[None]:
    """Say things in a language; one that nobody can choose is Dutch."""
    before = _spoken.set(language if language in LANGUAGES else DUTCH)
    try:
        yield
    finally:
        _spoken.reset(before)
