"""A piece of work for the store and its promise: run in a transaction, dropped unrun once its deadline has passed."""

from __future__ import annotations

import time
from collections.abc import Callable
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
    """Work to run in one transaction. The future gets its result after the commit."""

    work: Callable[[SqlUnitOfWork], Any]
    deadline: float | None
    future: Future[Any] = field(default_factory=Future[Any])

    @property
    def is_late(self) -> bool:
        """Claim that the deadline has passed."""
        return self.deadline is not None and time.monotonic() > self.deadline

    def drop(self) -> None:
        """Refuse to run it: nothing was stored."""
        self.fail(TooLate("the store was too busy to begin in time"))

    def fail(self, failure: BaseException) -> None:
        """Hand over a failure."""
        with suppress(InvalidStateError):  # who asked may have gone, at this very moment too
            self.future.set_exception(failure)

    def succeed(self, result: Any) -> None:
        """Hand over the result; the commit is done."""
        with suppress(InvalidStateError):
            self.future.set_result(result)
