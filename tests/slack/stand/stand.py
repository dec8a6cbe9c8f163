"""The stand as a test holds it: start it, fill it, let things go wrong, look at what happened."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Self, TypeVar

from tests.slack.stand.core import Slack
from tests.slack.stand.delivery import Delivery, Reply
from tests.slack.stand.faults import Faults
from tests.slack.stand.filling import Filling
from tests.slack.stand.forging import Forger
from tests.slack.stand.person import Person
from tests.slack.stand.record import Call, Record
from tests.slack.stand.server import Server
from tests.slack.stand.world import Channel, User

T = TypeVar("T")


class Stand(Filling):
    """A fake Slack on the loopback. `patience` is how many real seconds an app has to answer: 3 at Slack.

    `at` is the moment it begins at; without one it is now. Requests are signed by the real clock, or `signs_by`.
    """

    def __init__(
        self, *, patience: float = 3.0, at: datetime | None = None, signs_by: Callable[[], float] = time.time
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack-stand", daemon=True)
        self._persons: dict[str, Person] = {}
        self.slack = Slack(patience, at)
        self.slack.courier.signs_by = signs_by
        self._server = Server(self.slack)

    def __enter__(self) -> Self:
        self._thread.start()
        self.base = self.run(self._server.start())
        self.slack.base = self.slack.tickets.base = self.base
        self.slack.sockets.base = self.base.replace("http", "ws", 1)
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if failed is None:
            self.check()

    async def _stop(self) -> None:
        await self.slack.courier.close()
        await self.slack.sockets.close()
        await self._server.stop()

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do something on the loop of the stand and wait for it."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    @property
    def api_url(self) -> str:
        """Give what goes into SLACK_API_URL."""
        return f"{self.base}/api/"

    @property
    def faults(self) -> Faults:
        """Give what can go wrong on demand."""
        return self.slack.faults

    @property
    def record(self) -> Record:
        """Give what happened."""
        return self.slack.record

    @property
    def forger(self) -> Forger:
        """Give what sends the app things that do not come from Slack as they should."""
        return Forger(self.slack, self.app, self.run)

    def calls(self, method: str = "") -> list[Call]:
        """Give the calls of the bot, of one method or all."""
        return [one for one in list(self.record.calls) if method in ("", one.method)]

    def person(self, name: str) -> Person:
        """Give somebody by name or id."""
        user = self.user_of(name)
        return self._persons.setdefault(user.id, Person(self, user))

    # --- time ---------------------------------------------------------------------------------------------------------

    def go_on(self, **time_: float) -> None:
        """Let time pass for Slack, as timedelta counts it: triggers grow old, limits end, events come again."""
        seconds = time_.get("seconds", 0) + 60 * time_.get("minutes", 0) + 3600 * time_.get("hours", 0)
        self.run(self._go_on(seconds))

    async def _go_on(self, seconds: float) -> None:
        self.slack.clock.go_on(seconds)
        for _ in range(3):
            await asyncio.sleep(0)  # whoever waited for this moment begins

    def wait_for(self, so: Callable[[], Any], seconds: float = 2.0, what: str = "") -> Any:
        """Wait until something is so, at most so long; looks again whenever something happens. Gives what it gave."""
        end = time.monotonic() + seconds
        with self.record.changed:
            while not (found := so()):
                if (left := end - time.monotonic()) <= 0:
                    raise AssertionError(f"not within {seconds} s: {what or so}; told: {dict(self.record.told)}")
                self.record.changed.wait(min(left, 0.05))
        return found

    def idle(self, seconds: float = 2.0) -> None:
        """Wait until all that Slack has to bring now was brought; what comes again later does not count."""
        self.wait_for(lambda: not self.slack.courier.busy, seconds, "nothing left to bring")

    def at_once(self, *deeds: Callable[[], T]) -> list[T]:
        """Do several things at the same moment, each in a thread; gives what each gave."""
        with ThreadPoolExecutor(len(deeds)) as people:
            return [one.result() for one in [people.submit(deed) for deed in deeds]]

    # --- again, and the end -------------------------------------------------------------------------------------------

    @property
    def sent(self) -> list[Delivery]:
        """Give everything that was brought to the app."""
        return self.slack.courier.sent

    def redeliver(self, deliveries: Iterable[Delivery], *, times: int = 3, seed: int | None = None) -> list[Reply]:
        """Bring the same things again, so many times each, in a random order when a seed is given."""
        again = [one for one in deliveries for _ in range(times)]
        if seed is not None:
            random.Random(seed).shuffle(again)
        return [self.run(self.slack.courier.try_once(one, retry=1, reason="http_timeout")) for one in again]

    def verify_url(self, challenge: str = "a-challenge") -> bool:
        """Ask the app to prove that its request URL is its own, as Slack does when it is filled in."""
        payload = {"type": "url_verification", "token": "t", "challenge": challenge}
        reply = self.run(self.slack.courier.bring(self.app, "event", payload))
        said = reply.body.get("challenge") if isinstance(reply.body, dict) else reply.body
        return not reply.failed and said == challenge

    def check(self) -> None:
        """Fail when the bot did what Slack refuses or does not show. Done by itself when the stand is left."""
        assert self.record.violations == [], "\n".join(self.record.violations)

    def blames(self, words: str) -> list[str]:
        """Give, and forgive, what the bot did wrong with these words in it; fails when there is nothing of the kind."""
        found = [one for one in self.record.violations if words in one]
        assert found, f"nothing with {words!r} in {self.record.violations}"
        self.record.violations = [one for one in self.record.violations if one not in found]
        return found

    def channel_of(self, name: Channel | str) -> Channel:
        """Give a channel by name or id."""
        if isinstance(name, Channel):
            return name
        return next(one for one in list(self.slack.world.channels.values()) if name in (one.id, one.name))

    def user_of(self, name: str) -> User:
        """Give somebody by name or id."""
        return next(one for one in list(self.slack.world.users.values()) if name in (one.id, one.name))
