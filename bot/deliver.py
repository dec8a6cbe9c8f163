"""Delivering what goes out: claims due messages and late cards and sends them lane by lane, a place or person each.

Everybody can read a message on the web; a platform that somebody is linked to gets it too. What a lane cannot take now
waits with all that comes behind it, so a place stays in order; other lanes go on. A crash between sending and marking
can repeat a message, never lose one: the messenger looks first whether it is there (`again`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from bot import clocks
from bot.lanes import Lane, Load, in_lanes
from bot.outgoing import Outgoing
from bot.taking_back import take_back
from handlers.messenger import Messenger, Parked, TryLater, Undeliverable
from storage import deliveries, retractions
from storage.deliveries import DueMessage, LateCard
from storage.store import Store

log = logging.getLogger("doorbraakbot.deliver")

T = TypeVar("T")

_PAUSE = 1.0
_AGAIN = timedelta(seconds=20)
_PARKED = timedelta(days=1)
_NO_PLATFORM = timedelta(hours=1)
_AT_ONCE = 8
"""So many lanes are served at the same time."""


@dataclass(slots=True)
class Delivery:
    """The loop that delivers; `messengers` by platform (`slack`, `telegram`, `console`)."""

    store: Store
    messengers: Mapping[str, Messenger]
    now: clocks.Now = clocks.now
    _nudged: asyncio.Event = field(default_factory=asyncio.Event)
    _blocked: dict[Lane, datetime] = field(default_factory=dict[Lane, datetime])

    def nudge(self) -> None:
        """Look again soon: something was committed."""
        self._nudged.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            try:
                busy = await self.once()
            except Exception:
                log.exception("delivering failed; it is tried again")
                busy = False
            if busy:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._nudged.wait(), _PAUSE)
            self._nudged.clear()

    async def once(self) -> bool:
        """Deliver what is due now; claims that there was something."""
        now = self.now()
        loads, posted = await self._change(
            lambda connection: (_claim(connection, now), retractions.claim_retractions(connection, now))
        )
        room = asyncio.Semaphore(_AT_ONCE)
        outgoing = Outgoing(self.store, self.messengers, now)

        async def serve(lane: Lane, load: list[Load]) -> None:
            async with room:
                await self._lane(lane, load, outgoing)

        await asyncio.gather(*(serve(lane, load) for lane, load in in_lanes(loads).items()))
        await take_back(self.store, self.messengers, posted, now)
        return bool(loads or posted)

    async def _change(self, work: Callable[[Connection], T]) -> T:
        return await self.store.change(lambda uow: work(uow.connection), seconds=None)

    async def _lane(self, lane: Lane, load: list[Load], outgoing: Outgoing) -> None:
        """Send what is for one place or person, in order; what cannot go now waits with all behind it."""
        until = self._blocked.get(lane)
        if until is not None and until > outgoing.now:
            await self._postpone(load, until)
            return
        self._blocked.pop(lane, None)
        done: dict[str, Mapping[str, str]] = {}
        for at, one in enumerate(load):
            try:
                refs = await self._one(one, outgoing)
            except TryLater as later:
                self._blocked[lane] = until = outgoing.now + (later.wait or _AGAIN)
                await self._postpone(load[at:], until)
                break
            if refs is not None and isinstance(one.row, DueMessage):
                done[one.row.id] = refs
        if done:
            await self._change(lambda connection: deliveries.finish_messages(connection, done, self.now()))

    async def _one(self, one: Load, outgoing: Outgoing) -> Mapping[str, str] | None:
        """Send one and give where each platform shows it; None: not done with it yet.

        One that fails by a fault of ours holds up no other, and stays in the inbox after its last attempt.
        """
        row = one.row
        try:
            if isinstance(row, LateCard):
                await self._card(row, outgoing)
                return {}
            return await outgoing.message(row)
        except TryLater:
            raise
        except Parked as parked:
            facts = {"platform": parked.platform, "why": parked.why, **one.facts}
            log.error("a platform said what nobody foresaw; the row is parked", extra=facts)
            await self._park(row, outgoing.now)
            return None
        except Exception:
            log.exception("sending failed; it is tried again", extra=one.facts)
            tried_enough = isinstance(row, DueMessage) and row.attempts >= deliveries.MOST_ATTEMPTS
            return {} if tried_enough else None

    async def _card(self, card: LateCard, outgoing: Outgoing) -> None:
        """Post or change a card and note what it shows."""
        try:
            ref = await outgoing.card(card)
        except Undeliverable as never:
            log.warning(
                "a card cannot reach its place",
                extra={"number": card.number, "platform": card.platform, "why": never.why},
            )
            if card.ref and never.gone:
                await self._change(lambda connection: deliveries.post_anew(connection, card))
                return
            ref = card.ref
        if ref is None:  # no such platform here, or nobody who may read it yet
            until = outgoing.now + _NO_PLATFORM
            await self._change(lambda connection: deliveries.release_card(connection, card, until))
            return
        await self._change(lambda connection: deliveries.show_card(connection, card, ref))

    async def _park(self, row: DueMessage | LateCard, now: datetime) -> None:
        if isinstance(row, LateCard):
            await self._change(lambda connection: deliveries.release_card(connection, row, now + _PARKED))
        else:
            await self._change(lambda connection: deliveries.park_message(connection, row.id))

    async def _postpone(self, load: list[Load], until: datetime) -> None:
        messages = [one.row.id for one in load if isinstance(one.row, DueMessage)]
        cards = [one.row for one in load if isinstance(one.row, LateCard)]

        def work(connection: Connection) -> None:
            if messages:
                deliveries.postpone_messages(connection, messages, until)
            for card in cards:
                deliveries.release_card(connection, card, until)

        await self._change(work)


def _claim(connection: Connection, now: datetime) -> list[Load]:
    """Claim what is due: cards first, so that a post finds the card it belongs under."""
    cards = [Load(card, (card.platform, card.address)) for card in deliveries.claim_cards(connection, now)]
    return cards + [_message_load(connection, one) for one in deliveries.claim_messages(connection, now)]


def _message_load(connection: Connection, message: DueMessage) -> Load:
    if message.person is not None:
        return Load(message, ("", message.person))
    return Load(message, deliveries.place_of(connection, message.place or ""))
