"""From where somebody works just now. A channel says it once for each request; the desk keeps it with what is logged.

It travels beside the call and not through every method: whatever is logged behind the desk gets it, also by whoever
forgets to pass it on. It holds no address, only what docs/adr/0018 lets into the log for ever.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_ORIGIN: ContextVar[str] = ContextVar("origin", default="")


def current_origin() -> str:
    """Give from where the present task works; empty when nobody said."""
    return _ORIGIN.get()


@contextmanager
def coming_from(origin: str) -> Generator[None]:
    """Let everything inside be logged as coming from here."""
    token = _ORIGIN.set(origin)
    try:
        yield
    finally:
        _ORIGIN.reset(token)
