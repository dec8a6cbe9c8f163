"""A group in a small chat platform where a request is talked about, over a real store; and what everybody read."""

from __future__ import annotations

import json
from collections.abc import Coroutine
from typing import Any

from sqlalchemy import select

from bot.clock import Clock
from bot.deliver import Delivery
from bot.desk import StoreDesk
from doorbraak.outcomes import Outcome
from storage import administer
from storage import tables as t
from storage.erased_log import Removal
from storage.overviews import request_page
from storage.overviews.reading import viewer
from storage.store import Store
from tests.chat import PLATFORM, Chat
from tests.loops import run
from tests.names import look_with_names
from tests.worlds import World

PLACE = "meelezers"
NUMBER = "06 12 34 56 78"


class Group:
    """A group in chat where a request is talked about, with a clock that stands still until told to go on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.number = world.submit()
        world.store.run(self._set_up)
        self.removed: list[Removal] = []
        self.chat = Chat(self._desk(world.store), {PLACE: 12})

    def _set_up(self, uow: Any) -> None:
        administer.set_place(
            uow, self.world.programme, "place", platform=PLATFORM, address=PLACE, districts=[], purposes=["requests"]
        )
        for key, person in self.world.people.items():
            administer.link_identity(uow.connection, person, PLATFORM, key)

    def _desk(self, store: Store) -> StoreDesk:
        return StoreDesk(store, now=lambda: self.world.now, look=look_with_names, removed=self.removed.append)

    def run(self, asked: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine and let everything be delivered."""
        result = run(asked)
        self.deliver()
        return result

    def deliver(self) -> None:
        """Deliver everything that is due."""

        async def all_of_it() -> None:
            delivery = Delivery(self.world.store, {PLATFORM: self.chat}, now=lambda: self.world.now)
            while await delivery.once():
                pass

        run(all_of_it())

    def types(self, key: str, text: str, **more: Any) -> tuple[str, Outcome]:
        """Let somebody type in the thread of the request."""
        return self.run(self.chat.types(self.world.people[key], PLACE, self.number, text, **more))

    def later(self, **time: float) -> None:
        """Let time pass and the clock tick."""
        self.world.pass_time(**time)
        self.tick()

    def tick(self) -> None:
        """Let the clock tick, and everything be delivered."""
        run(Clock(self.world.store, lambda: None, now=lambda: self.world.now).once())
        self.deliver()

    def restart(self) -> None:
        """End the process and start it again: only what is stored goes on."""
        self.chat.desk = self._desk(self.world.store)

    def talk(self) -> list[str]:
        """Give the talk of the request as a lead reads it."""

        def question(connection: Any) -> list[str]:
            reader = viewer(connection, self.world.people["l1"])
            assert reader is not None
            store = self.world.store
            page = request_page.request_page(connection, reader, self.number, self.world.now, store.safe)
            assert page is not None
            return [line.text for line in page.talk]

        return self.world.store.answer(question)

    def told(self, key: str) -> list[str]:
        """Give what somebody was told about threads."""
        return self.chat.words_to(self.world.people[key])

    def logged(self, what: str) -> list[dict[str, Any]]:
        """Give the facts of what the log keeps, of one sort."""
        rows = self.world.store.answer(lambda connection: connection.execute(select(t.log.c.body)).scalars().all())
        return [body["facts"] for body in map(json.loads, rows) if body.get("what") == what]
