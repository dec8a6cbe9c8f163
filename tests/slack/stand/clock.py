"""The time of the stand: real time that a test can push forward, and ids and timestamps that never come twice."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from datetime import datetime


class StandClock:
    """Seconds since 1970. Begins at a given moment and runs as real time does.

    `go_on` pushes it forward and wakes whoever waits for that moment.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self._ahead = at.timestamp() - time.time() if at else 0.0
        self._waiting: list[tuple[float, int, asyncio.Event]] = []
        self._numbers = itertools.count()

    def __call__(self) -> float:
        return time.time() + self._ahead

    def go_on(self, seconds: float) -> None:
        """Push the time forward. Call it on the loop of the stand."""
        self._ahead += seconds
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has gone on so far, by itself or pushed."""
        due = self() + seconds
        event = asyncio.Event()
        heapq.heappush(self._waiting, (due, next(self._numbers), event))
        handle = asyncio.get_running_loop().call_later(max(seconds, 0) + 0.001, event.set)
        try:
            await event.wait()
        finally:
            handle.cancel()

    def _wake(self) -> None:
        while self._waiting and self._waiting[0][0] <= self():
            heapq.heappop(self._waiting)[2].set()


class Ids:
    """Ids in the shapes of Slack, counted, and timestamps of messages that only rise."""

    def __init__(self, clock: StandClock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._last = 0

    def new(self, prefix: str) -> str:
        """Give a fresh id: `V00000012`."""
        return f"{prefix}{next(self._numbers):08X}"

    def ts(self) -> str:
        """Give the timestamp of something that happens now, later than every one before."""
        micros = max(int(self._clock() * 1_000_000), self._last + 1)
        self._last = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
