"""The loop that sends booked mail: claims a row, makes its letter, sends it in a thread, marks it.

A link is made when its mail goes, so that its ten minutes begin then and no link is ever stored readable.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Protocol, TypeVar

from bot import clocks
from doorbraak.ids import PersonId
from doorbraak.working_time import AMSTERDAM, local_date, next_working_moment
from handlers.mail import letters
from handlers.mail.letters import Letter
from handlers.messenger import TryLater, Undeliverable
from storage import links, mails
from storage.mails import DueMail
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger("doorbraakbot.mail")

T = TypeVar("T")

_PAUSE = 1.0
_AGAIN = timedelta(minutes=1)
_LONGEST = {mails.LINK: timedelta(minutes=30), mails.WAITING: timedelta(hours=8)}
"""A letter that could not go for so long is of no use any more."""


class Sender(Protocol):
    """Sends one letter; blocks, and raises TryLater or Undeliverable."""

    def send(self, letter: Letter, to: str, now: datetime) -> None:
        """Send a letter to a mail address."""
        ...


def book_with(store: Store, now: clocks.Now) -> Callable[[PersonId], Awaitable[None]]:
    """Make what books the mail of a working day: at once in working hours, else when the next ones begin.

    Was there one today already, then it is for the next working day, if it is still unread then.
    """

    async def book(person: PersonId) -> None:
        first = next_working_moment(now())
        second = next_working_moment(_midnight_after(first))
        days = [(local_date(due).isoformat(), due) for due in (first, second)]
        await store.change(lambda uow: mails.book_waiting(uow.connection, person, days), seconds=None)

    return book


def _midnight_after(moment: datetime) -> datetime:
    return datetime.combine(local_date(moment) + timedelta(days=1), time(), AMSTERDAM)


@dataclass(slots=True)
class MailDelivery:
    """The loop over a mail server."""

    store: Store
    sender: Sender
    public_url: str
    now: clocks.Now = clocks.now
    _nudged: asyncio.Event = field(default_factory=asyncio.Event)

    def nudge(self) -> None:
        """Look again soon: something was committed."""
        self._nudged.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            try:
                busy = await self.once()
            except Exception:
                log.exception("sending mail failed; it is tried again")
                busy = False
            if not busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._nudged.wait(), _PAUSE)
                self._nudged.clear()

    async def once(self) -> bool:
        """Send what is due now; claims that there was something."""
        now = self.now()
        due = await self._change(lambda uow: mails.claim(uow.connection, now))
        for mail in due:
            until = await self._one(mail, now)
            if until is None:
                await self._change(lambda uow, done=mail.id: mails.finish(uow.connection, done, now))
            else:
                await self._change(lambda uow, late=mail.id, at=until: mails.postpone(uow.connection, late, at))
        return bool(due)

    async def _one(self, mail: DueMail, now: datetime) -> datetime | None:
        """Send one mail; gives when to try again, or None when it is done with."""
        if not mail.address or mail.person is None or now - mail.due_at > _LONGEST[mail.kind]:
            return None
        if mail.kind == mails.WAITING and not mail.is_news:  # read on the web meanwhile; later today there may be more
            await self._change(lambda uow: mails.drop(uow.connection, mail.id))
            return None
        letter = await self._letter(mail, mail.person, now)
        if letter is None:  # the address, the access or the link was taken back since this mail was claimed
            return None
        try:
            await asyncio.to_thread(self.sender.send, letter, mail.address, now)
        except TryLater as later:
            log.warning("mail %s is put off: %s", mail.kind, later.why)
            return now + (later.wait or _AGAIN)
        except Undeliverable as never:
            log.warning("mail %s cannot be delivered: %s", mail.kind, never.why)
        return None

    async def _letter(self, mail: DueMail, person: PersonId, now: datetime) -> Letter | None:
        token = secrets.token_urlsafe(32)

        def work(uow: SqlUnitOfWork) -> bool:
            if not mails.is_still_due(uow.connection, mail):
                return False
            if mail.kind == mails.LINK:
                links.issue(uow, person, token, how="mail", wants=mail.wants, now=now)
            return True

        if not await self._change(work):
            return None
        if mail.kind == mails.WAITING:
            return letters.waiting(self.public_url)
        return letters.sign_in(self.public_url, token, mail.programme)

    async def _change(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        return await self.store.change(work, seconds=None)
