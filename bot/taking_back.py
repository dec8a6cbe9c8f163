"""Taking posts back from chats after their words were removed: each becomes one line with number and day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.telling import Teller, public_reader
from handlers import wording
from handlers.messenger import Messenger, TryLater, Undeliverable
from storage import retractions
from storage.retractions import Retraction
from storage.store import Store

log = logging.getLogger("doorbraakbot.deliver")

_AGAIN = timedelta(seconds=20)


async def take_back(
    store: Store, messengers: Mapping[str, Messenger], claimed: Sequence[Retraction], now: datetime
) -> None:
    """Take back what was claimed for that. One that fails holds up no other."""
    for one in claimed:
        try:
            await _one(store, messengers, one, now)
        except Exception:
            log.exception("taking back message %s failed; it is tried again", one.id)


async def _one(store: Store, messengers: Mapping[str, Messenger], one: Retraction, now: datetime) -> None:
    text = await asyncio.wrap_future(store.ask(lambda connection: _text(connection, one, store, now)))
    later: timedelta | None = None
    for platform, ref in one.refs.items():
        if platform not in messengers:
            later = timedelta(hours=1)  # it is not set up now; its posts are still there
            continue
        try:
            await messengers[platform].retract(one.address, ref, text)
        except TryLater as busy:
            later = busy.wait or _AGAIN
        except Undeliverable as never:
            log.warning("message %s cannot be taken back from %s: %s", one.id, platform, never.why)
    await store.change(lambda uow: _note(uow.connection, one, now, later), seconds=None)


def _note(connection: Connection, one: Retraction, now: datetime, later: timedelta | None) -> None:
    if later is None:
        retractions.finish_retraction(connection, one.id)
    else:
        retractions.postpone_retraction(connection, one.id, now + later)


def _text(connection: Connection, one: Retraction, store: Store, now: datetime) -> str:
    reader = public_reader(connection, one.programme)
    page = Teller(connection, reader, store.safe, now).page(one.number) if reader else None
    return wording.texts_gone(page) if page else f"{one.number} · tekst verwijderd"
