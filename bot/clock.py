"""The clock: finds what is due and lets it happen. Being late changes nothing: every command does the same first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar, cast

from sqlalchemy import Connection

from bot import clocks
from doorbraak.accountability import latest_letter
from doorbraak.ids import ProgrammeId, is_request_number
from storage import deliveries, detaching, due, letters, noting, posted
from storage.jobs import StoreUnavailable
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger("doorbraakbot.clock")

_PAUSE = 5.0
_SWEEP_EVERY = timedelta(hours=1)

D = TypeVar("D", due.Due, str)
Find = Callable[[Connection, datetime, int], list[D]]
"""Find what is due at or before a moment, at most so many."""
Apply = Callable[[D, datetime], Callable[[SqlUnitOfWork], int]]
"""Make the work that lets one due thing happen."""


@dataclass(slots=True)
class Clock:
    """The loop that lets due things happen; `nudge` is called when something happened."""

    store: Store
    nudge: Callable[[], None]
    now: clocks.Now = clocks.now
    _swept: datetime | None = None
    _lettered: str = ""

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            try:
                await self.once()
            except Exception:
                log.exception("the clock failed; it is tried again")
            await asyncio.sleep(_PAUSE)

    async def once(self) -> int:
        """Let everything happen that is due now; gives how many things that were. One transaction for each."""
        now = self.now()
        count = await self._let_happen(due.find_due, due.apply_one, now)
        count += await self._let_happen(posted.find_due, posted.apply_one, now)
        if await self._write_letters(now) or count:
            self.nudge()
        await self._sweep(now)
        return count

    async def _let_happen(self, find: Find[D], apply: Apply[D], now: datetime) -> int:
        count = 0
        stuck: set[D] = set()
        while waiting := await self._waiting(find, now, stuck):
            for one in waiting:
                if await self._apply(apply(one, now), _number_of(one)):
                    count += 1
                else:
                    stuck.add(one)
        return count

    async def _waiting(self, find: Find[D], now: datetime, stuck: set[D]) -> list[D]:
        limit = due.AT_ONCE + len(stuck)
        found = await asyncio.wrap_future(self.store.ask(lambda connection: find(connection, now, limit)))
        return [one for one in found if one not in stuck]

    async def _apply(self, work: Callable[[SqlUnitOfWork], int], number: str) -> bool:
        """Let one due thing happen; claims that something did. One that fails holds up no other."""
        try:
            return bool(await self.store.change(work, seconds=None))
        except StoreUnavailable:
            raise  # the others would wait as long each; the next tick tries again
        except Exception:
            log.exception("what is due failed; it is tried again", extra={"number": number})
            return False

    async def _write_letters(self, now: datetime) -> int:
        """Write the monthly letters that are due; gives to how many managers. The store knows which were written."""
        month, due_at, before = latest_letter(now)
        if month == self._lettered:
            return 0
        found = self.store.ask(lambda connection: letters.without_letter(connection, month, due_at))
        count, done = 0, True
        for programme in await asyncio.wrap_future(found):
            written = await self._write_letter(programme, month, before, now)
            count, done = count + (written or 0), done and written is not None
        if done:
            self._lettered = month
        return count

    async def _write_letter(self, programme: ProgrammeId, month: str, before: datetime, now: datetime) -> int | None:
        """Write the letter of one programme; None when it failed, which holds up no other."""
        try:
            return await self.store.change(lambda uow: letters.write(uow, programme, month, before, now), seconds=None)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("a monthly letter failed; it is tried again", extra={"programme": programme})
            return None

    async def _sweep(self, now: datetime) -> None:
        if self._swept is not None and now - self._swept < _SWEEP_EVERY:
            return
        await self.store.change(lambda uow: deliveries.sweep(uow.connection, now), seconds=None)
        await self._let_go(now)
        await self.store.change(lambda uow: noting.tidy(uow, now), seconds=None)
        self._swept = now

    async def _let_go(self, now: datetime) -> None:
        """Let go of clients that no cap period needs any more."""
        unneeded = await asyncio.wrap_future(
            self.store.ask(lambda connection: detaching.find_unneeded(connection, now))
        )
        for work in detaching.in_parts(unneeded, now):
            await self.store.change(work, seconds=None)


def _number_of(one: object) -> str:
    """Give the number of the request that something is about, for the log; empty when there is none."""
    parts = cast(tuple[object, ...], one) if isinstance(one, tuple) else ()
    return next((part for part in parts if isinstance(part, str) and is_request_number(part)), "")
