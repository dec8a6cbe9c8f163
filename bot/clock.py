"""The clock: finds what is due and lets it happen. Being late changes nothing: every command does the same first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import clocks
from storage import deliveries, due
from storage.store import Store

log = logging.getLogger("doorbraakbot.clock")

_PAUSE = 5.0
_SWEEP_EVERY = timedelta(hours=1)


@dataclass(slots=True)
class Clock:
    """The loop that lets due things happen; `nudge` is called when something happened."""

    store: Store
    nudge: Callable[[], None]
    now: clocks.Now = clocks.now
    _swept: datetime | None = None

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            try:
                await self.once()
            except Exception:
                log.exception("the clock failed; it is tried again")
            await asyncio.sleep(_PAUSE)

    async def once(self) -> int:
        """Let everything happen that is due now; gives how many requests that were. One transaction for each."""
        now = self.now()
        count = 0
        while waiting := await asyncio.wrap_future(self.store.ask(lambda connection: due.find_due(connection, now))):
            for one in waiting:
                await asyncio.wrap_future(self.store.submit(due.apply_one(one, now), seconds=None))
                count += 1
        if count:
            self.nudge()
        await self._sweep(now)
        return count

    async def _sweep(self, now: datetime) -> None:
        if self._swept is not None and now - self._swept < _SWEEP_EVERY:
            return
        work = self.store.submit(lambda uow: deliveries.sweep(uow.connection, now), seconds=None)
        await asyncio.wrap_future(work)
        self._swept = now
