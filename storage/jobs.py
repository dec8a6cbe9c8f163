"""A piece of work for the store and its promise: run in a transaction, dropped unrun once its deadline has passed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from storage.failures import told_of
from storage.unit_of_work import SqlUnitOfWork

DEADLINE_SECONDS = 2.0
"""A command that was not begun so long after its intake is dropped: its person was told that it failed."""


class StoreUnavailable(Exception):
    """The database cannot be reached, is locked too long, or is too busy. Nothing of this work was stored."""


def unavailable(failure: SQLAlchemyError) -> StoreUnavailable:
    """Wrap what the database said, with its cause."""
    wrapped = StoreUnavailable(told_of(failure))
    wrapped.__cause__ = failure
    return wrapped


class TooLate(StoreUnavailable):
    """The deadline passed before the work began."""


@dataclass(slots=True)
class Job:
    """Work to run in one transaction. The future gets its result after the commit, on its event loop if it has one."""

    work: Callable[[SqlUnitOfWork], Any]
    deadline: float | None
    future: Future[Any] | asyncio.Future[Any] = field(default_factory=Future[Any])

    @property
    def is_late(self) -> bool:
        """Claim that the deadline has passed."""
        return self.deadline is not None and time.monotonic() > self.deadline

    def drop(self) -> None:
        """Refuse to run it: nothing was stored."""
        self.fail(TooLate("the store was too busy to begin in time"))

    def fail(self, failure: BaseException) -> None:
        """Hand over a failure."""
        if isinstance(self.future, asyncio.Future):
            _on_its_loop(self.future.get_loop(), [(self.future.set_exception, failure)])
        else:
            _hand_over(self.future.set_exception, failure)

    def succeed(self, result: Any) -> None:
        """Hand over the result; the commit is done."""
        succeed_all([(self, result)])


def succeed_all(done: Iterable[tuple[Job, Any]]) -> None:
    """Hand over results that one commit made durable. An event loop is woken once for all that wait on it."""
    woken: dict[asyncio.AbstractEventLoop, list[_Word]] = {}
    for job, result in done:
        if isinstance(job.future, asyncio.Future):
            woken.setdefault(job.future.get_loop(), []).append((job.future.set_result, result))
        else:
            _hand_over(job.future.set_result, result)
    for loop, words in woken.items():
        _on_its_loop(loop, words)


_Word = tuple[Callable[[Any], None], Any]
"""What a future is told, and by which of its methods."""


def _on_its_loop(loop: asyncio.AbstractEventLoop, words: list[_Word]) -> None:
    with suppress(RuntimeError):  # the loop has ended, and with it who asked
        loop.call_soon_threadsafe(_hand_over_all, words)


def _hand_over_all(words: list[_Word]) -> None:
    for tell, what in words:
        _hand_over(tell, what)


def _hand_over(tell: Callable[[Any], None], what: Any) -> None:
    with suppress(InvalidStateError, asyncio.InvalidStateError):  # who asked may have gone, at this very moment too
        tell(what)
