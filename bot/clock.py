"""The clock: finds what is due and lets it happen. Being late changes nothing: every command does the same first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import clocks
from storage import deliveries, due, noting
from storage.jobs import StoreUnavailable
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
        stuck: set[due.Due] = set()
        while waiting := await self._waiting(now, stuck):
            for one in waiting:
                if await self._apply(one, now):
                    count += 1
                else:
                    stuck.add(one)
        if count:
            self.nudge()
        await self._sweep(now)
        return count

    async def _waiting(self, now: datetime, stuck: set[due.Due]) -> list[due.Due]:
        limit = due.AT_ONCE + len(stuck)
        found = await asyncio.wrap_future(self.store.ask(lambda connection: due.find_due(connection, now, limit)))
        return [one for one in found if one not in stuck]

    async def _apply(self, one: due.Due, now: datetime) -> bool:
        """Let due things of one request happen; claims that something did. One that fails holds up no other."""
        try:
            return bool(await asyncio.wrap_future(self.store.submit(due.apply_one(one, now), seconds=None)))
        except StoreUnavailable:
            raise  # the others would wait as long each; the next tick tries again
        except Exception:
            log.exception("what is due of a request failed; it is tried again", extra={"number": one[1]})
            return False

    async def _sweep(self, now: datetime) -> None:
        if self._swept is not None and now - self._swept < _SWEEP_EVERY:
            return
        work = self.store.submit(lambda uow: deliveries.sweep(uow.connection, now), seconds=None)
        await asyncio.wrap_future(work)
        await asyncio.wrap_future(self.store.submit(lambda uow: noting.tidy(uow, now), seconds=None))
        self._swept = now
