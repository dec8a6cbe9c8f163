"""How many wrong sign-in codes one address may try: kept in memory, per process."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MOST_WRONG = 10
WITHIN = timedelta(minutes=15)
_MOST_ADDRESSES = 10_000


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
        if len(self._wrong) >= _MOST_ADDRESSES:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(address, deque()).append(now)
