"""What every listener works with: the desk, Slack, and work that may wait until the answer is on its way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

from handlers.desk import ChatAccount, Desk
from handlers.slack.client import SlackClient
from handlers.slack.readers import Readers

log = logging.getLogger("doorbraakbot.slack")

_REMEMBERED = 20_000
_FORMS_REMEMBERED = 500
RECEIPTS_AT_ONCE = 8
_LANGUAGE_KEPT = timedelta(minutes=5)


class After:
    """Work for after the acknowledgement: a form to open, a private answer. What must last is committed before."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Begin work and go on; what goes wrong in it is logged."""
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, seconds: float = 4.0) -> None:
        """Wait for what was begun, as when the process ends."""
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=seconds)

    async def all_done(self) -> None:
        """Wait until nothing is left, also of what that began."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))


async def _logged(work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except Exception:
        log.exception("what was left for after the answer failed")


class Answered:
    """Which events this process gave their private answer: an event that comes again is not answered twice.

    After a restart it is: then nobody knows whether the answer arrived, and one too many is better than none.
    """

    def __init__(self) -> None:
        self._keys: dict[str, None] = {}

    def first(self, key: str) -> bool:
        """Claim that this event was not answered yet, and note that it is now."""
        if key in self._keys:
            return False
        self._keys[key] = None
        while len(self._keys) > _REMEMBERED:
            del self._keys[next(iter(self._keys))]
        return True


class Languages:
    """In which language somebody is answered, as known for some minutes: an answer to a press waits for no look-up."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[str, datetime]] = {}

    def known(self, account: ChatAccount, now: datetime) -> str | None:
        """Give the language, or None when it has to be looked up."""
        language, at = self._known.get((account.address, account.place), (None, now))
        return language if now - at < _LANGUAGE_KEPT else None

    def keep(self, account: ChatAccount, language: str, now: datetime) -> None:
        """Keep what was looked up."""
        self._known[account.address, account.place] = (language, now)

    def forget(self) -> None:
        """Look everybody up anew: somebody chose."""
        self._known.clear()


class Given:
    """Which code for a client without a file was shown in which form: a second press shows the same one."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def get(self, view: str) -> str:
        """Give the code that a form shows, or nothing."""
        return self._codes.get(view, "")

    def keep(self, view: str, code: str) -> None:
        """Note which code a form shows; the oldest are forgotten."""
        self._codes[view] = code
        while len(self._codes) > _FORMS_REMEMBERED:
            del self._codes[next(iter(self._codes))]


@dataclass(frozen=True, slots=True)
class House:
    """Everything a listener needs. `public_url` is where the pages are."""

    desk: Desk
    client: SlackClient
    public_url: str
    after: After = field(default_factory=After)
    receipts: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(RECEIPTS_AT_ONCE))
    """When many people press at once, the acknowledgements go first and the receipts follow, so many at a time."""
    answered: Answered = field(default_factory=Answered)
    languages: Languages = field(default_factory=Languages)
    readers: Readers = field(init=False)
    given: Given = field(default_factory=Given)
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary[str, asyncio.Lock])

    def __post_init__(self) -> None:
        object.__setattr__(self, "readers", Readers(self.client))

    def one_at_a_time(self, what: str) -> asyncio.Lock:
        """Give the lock behind which presses in one form wait for each other."""
        return self._locks.setdefault(what, asyncio.Lock())
