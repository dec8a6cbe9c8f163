"""What every part of the desk stands on: the store from the event loop, the clock, and fresh randomness."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot import clocks
from bot.desk.held import Held
from bot.privacy_lists import load_lists
from bot.text_check import BlockCheck
from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.overviews import Viewer
from doorbraak.privacy import Find, Lists, check
from handlers.access import MAY, Who
from handlers.desk import Forbidden, Unavailable
from handlers.desk.origin import current_origin
from storage import noting
from storage.erased_log import Removal
from storage.jobs import StoreUnavailable
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger("doorbraakbot.desk")

T = TypeVar("T")
Look = Callable[[str, Lists], tuple[Find, ...]]
"""The check of one text, with what a programme knows."""


def look_through(text: str, lists: Lists) -> tuple[Find, ...]:
    """Look through a text with every detector there is."""
    return check(text, lists=lists)


class Counter:
    """A store behind a counter. `nudge` is called after every commit: something may have to go out.

    `removed` writes down, before the commit, what a restored backup must not bring back.
    """

    def __init__(
        self,
        store: Store,
        *,
        now: clocks.Now = clocks.now,
        seed: Callable[[], bytes] = clocks.seed,
        is_demo: bool = False,
        look: Look = look_through,
        lists: Callable[[], Lists] = load_lists,
        removed: Callable[[Removal], None] = lambda line: None,  # noqa: ARG005
    ) -> None:
        self._store = store
        self._now = now
        self._seed = seed
        self._is_demo = is_demo
        self._check = BlockCheck()
        self._look = look
        self._lists = lists
        self._held = Held()
        self._removed = removed
        self.nudge: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Give the present moment."""
        return self._now()

    def seed(self) -> bytes:
        """Give 32 fresh random bytes for a command."""
        return self._seed()

    @property
    def text_check(self) -> BlockCheck:
        """Give the check that every command's texts go through."""
        return self._check

    async def _ask(self, question: Callable[[Connection], T]) -> T:
        return await _told(asyncio.wrap_future(self._store.ask(question)))

    async def _change(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        origin = current_origin()

        def from_here(uow: SqlUnitOfWork) -> T:
            uow.origin = origin or uow.origin
            return work(uow)

        result = await _told(self._store.change(from_here))
        self.nudge()
        return result

    async def note(
        self, person: PersonId, what: str, facts: Mapping[str, Any], *, target: str = "", result: str = noting.DONE
    ) -> None:
        """Log something that changes no figure."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> None:
            standing = uow.standing_of(person)
            if standing:
                noted = e.Audited(at=now, by=person, what=what, target=target or None, result=result, facts=dict(facts))
                uow.note(standing.programme.id, noted)

        await self._change(work)

    async def knock(self, what: str) -> None:
        """Count a try to come in of which nobody knows the programme."""
        now, origin = self.now(), current_origin()
        await self._change(lambda uow: noting.knock(uow.connection, what, origin, now))


def only(who: Who, viewer: Viewer) -> None:
    """See that the viewer may ask this, whatever the channel saw to. Raises Forbidden."""
    if not MAY[who](viewer.person):
        raise Forbidden(f"asks for {who.value}")


async def _told(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except StoreUnavailable as failure:
        reference = secrets.token_hex(4)
        log.warning("the store was unavailable", extra={"reference": reference}, exc_info=failure)
        raise Unavailable(reference) from failure
