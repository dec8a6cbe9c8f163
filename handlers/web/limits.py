"""What is kept in memory, per process: wrong sign-in codes per address, and sessions that somebody ended."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MOST_WRONG = 10
WITHIN = timedelta(minutes=15)
_MOST_KEPT = 10_000


class WrongCodes:
    """Count wrong codes per client address; ten within 15 minutes and the next has to wait."""

    def __init__(self) -> None:
        self._wrong: dict[str, deque[datetime]] = {}

    def must_wait(self, address: str, now: datetime) -> bool:
        """Claim that this address tried too often."""
        tries = self._wrong.get(address)
        if tries is None:
            return False
        while tries and tries[0] <= now - WITHIN:
            tries.popleft()
        if not tries:
            del self._wrong[address]
        return len(tries) >= MOST_WRONG

    def add(self, address: str, now: datetime) -> None:
        """Count one wrong code."""
        if len(self._wrong) >= _MOST_KEPT:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(address, deque()).append(now)


class EndedSessions:
    """Remember which sessions were signed out of, so that a copy of their cookie opens nothing any more.

    A session lives in its cookie alone. It ends by itself after eight hours, so longer than that need not be known.
    """

    def __init__(self, longest: timedelta) -> None:
        self._longest = longest
        self._ended: dict[str, datetime] = {}

    def add(self, token: str, now: datetime) -> None:
        """End the session with this form token; forget those that are over by themselves."""
        while self._ended and next(iter(self._ended.values())) <= now - self._longest:
            del self._ended[next(iter(self._ended))]
        if len(self._ended) >= _MOST_KEPT:
            del self._ended[next(iter(self._ended))]
        self._ended[token] = now

    def __contains__(self, token: str) -> bool:
        return token in self._ended
