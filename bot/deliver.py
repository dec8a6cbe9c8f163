"""Delivering what goes out: claims due messages and late cards, makes their words, sends, marks.

Everybody can read a message on the web; a platform that somebody is linked to gets it too. A crash between sending
and marking can repeat a message, never lose one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, select

from bot import clocks
from bot.taking_back import take_back
from bot.telling import Teller, public_reader, teller_for
from doorbraak.ids import PersonId
from handlers.mail.messenger import PLATFORM as MAIL
from handlers.messenger import Messenger, Notice, Post, TryLater, Undeliverable
from handlers.wording import texts_gone
from storage import deliveries, retractions
from storage import tables as t
from storage.deliveries import DueMessage, LateCard
from storage.store import Store

log = logging.getLogger("doorbraakbot.deliver")

T = TypeVar("T")

_PAUSE = 1.0
_AGAIN = timedelta(seconds=20)


@dataclass(slots=True)
class Delivery:
    """The loop that delivers; `messengers` by platform (`slack`, `telegram`, `console`)."""

    store: Store
    messengers: Mapping[str, Messenger]
    now: clocks.Now = clocks.now
    _nudged: asyncio.Event = field(default_factory=asyncio.Event)

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
        messages, cards, posted = await self._change(
            lambda connection: (
                deliveries.claim_messages(connection, now),
                deliveries.claim_cards(connection, now),
                retractions.claim_retractions(connection, now),
            )
        )
        delivered: dict[str, dict[str, str]] = {}
        for message in messages:
            refs: dict[str, str] = {}
            if await self._unless_it_fails(message, refs, now):
                delivered[message.id] = refs
        if delivered:
            await self._change(lambda connection: deliveries.finish_messages(connection, delivered, self.now()))
        for card in cards:
            try:
                await self._card(card, now)
            except Exception:
                log.exception("a card failed; it is tried again", extra={"number": card.number})
        await take_back(self.store, self.messengers, posted, now)
        return bool(messages or cards or posted)

    async def _unless_it_fails(self, message: DueMessage, refs: dict[str, str], now: datetime) -> bool:
        """Deliver one message; one that fails holds up no other, and stays in the inbox after its last attempt."""
        try:
            return await self._message(message, refs, now)
        except Exception:
            log.exception("a message failed", extra={"message_id": message.id, "attempt": message.attempts})
            return message.attempts >= deliveries.MOST_ATTEMPTS

    async def _change(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self.store.submit(lambda uow: work(uow.connection), seconds=None))

    async def _message(self, message: DueMessage, refs: dict[str, str], now: datetime) -> bool:
        """Deliver one message, and note in `refs` where each platform shows it; claims that it is done with."""
        if message.person is None:
            return await self._post(message, refs, now)
        platforms = await self._platforms_of(message.person)
        if not platforms:
            return True  # it is in the inbox of the web from now on
        notice = await asyncio.wrap_future(self.store.ask(lambda connection: self._notice(connection, message, now)))
        if notice is None:
            return True
        for platform in platforms:
            try:
                refs[platform] = await self.messengers[platform].tell(message.person, notice)
            except TryLater as later:
                await self._postpone(message, now + (later.wait or _AGAIN))
                return False
            except Undeliverable as never:
                log.warning("a message cannot reach its place", extra=_facts(message.id, platform, never))
        return True

    async def _postpone(self, message: DueMessage, until: datetime) -> None:
        await self._change(lambda connection: deliveries.postpone_message(connection, message.id, until))

    async def _platforms_of(self, person: PersonId) -> list[str]:
        if not self.messengers:
            return []
        query = select(t.identities.c.platform).where(t.identities.c.person_id == person).distinct()
        known = await asyncio.wrap_future(self.store.ask(lambda connection: list(connection.execute(query).scalars())))
        return [platform for platform in known if platform in self.messengers] or self._without_chat()

    def _without_chat(self) -> list[str]:
        """Give how somebody without a chat account hears of it, beside the inbox of the web."""
        return [MAIL] if MAIL in self.messengers else []

    def _notice(self, connection: Connection, message: DueMessage, now: datetime) -> Notice | None:
        teller = teller_for(connection, message.person or PersonId(""), self.store.safe, now)
        text = teller.text(message.kind, message.number, message.facts) if teller else ""
        if teller is None or not text:
            return None
        page = teller.page(message.number) if message.number else None
        return Notice(
            kind=message.kind, number=message.number, text=text, key=message.id, page=page, facts=message.facts
        )

    async def _post(self, message: DueMessage, refs: dict[str, str], now: datetime) -> bool:
        """Post under the card of a place."""
        place = await asyncio.wrap_future(self.store.ask(lambda connection: _place(connection, message)))
        if place is None or place[0] not in self.messengers:
            return True
        text = await asyncio.wrap_future(self.store.ask(lambda connection: self._posted_text(connection, message, now)))
        if not text:
            return True
        post = Post(number=message.number, text=text, key=message.id)
        try:
            refs[place[0]] = await self.messengers[place[0]].post(place[1], post, under=place[2])
        except TryLater as later:
            await self._postpone(message, now + (later.wait or _AGAIN))
            return False
        except Undeliverable as never:
            log.warning("a post cannot reach its place", extra=_facts(message.id, place[0], never))
        return True

    def _posted_text(self, connection: Connection, message: DueMessage, now: datetime) -> str:
        reader = public_reader(connection, message.programme)
        if reader is None:
            return ""
        return Teller(connection, reader, self.store.safe, now).text(message.kind, message.number, message.facts)

    async def _card(self, card: LateCard, now: datetime) -> None:
        messenger, post = self.messengers.get(card.platform), None
        if messenger is not None:
            post = await asyncio.wrap_future(self.store.ask(lambda connection: self._card_post(connection, card, now)))
        if messenger is None or post is None:
            await self._change(lambda connection: deliveries.release_card(connection, card, now + timedelta(hours=1)))
            return
        try:
            ref = await _show(messenger, card, post)
        except TryLater as later:
            until = now + (later.wait or _AGAIN)
            await self._change(lambda connection: deliveries.release_card(connection, card, until))
            return
        except Undeliverable as never:
            log.warning(
                "a card cannot reach its place",
                extra={"number": card.number, "platform": card.platform, "why": never.why},
            )
            ref = card.ref
        await self._change(lambda connection: deliveries.show_card(connection, card, ref))

    def _card_post(self, connection: Connection, card: LateCard, now: datetime) -> Post | None:
        reader = public_reader(connection, card.programme)
        page = Teller(connection, reader, self.store.safe, now).page(card.number) if reader else None
        if reader is None or page is None:
            return None
        key = f"{card.request}:{card.place}"
        return Post(number=card.number, text="", key=key, page=page, settings=reader.settings)


async def _show(messenger: Messenger, card: LateCard, post: Post) -> str:
    """Show a card as it should be, and give where; once the words are gone, one line is all that stays of it."""
    page = post.page
    if page is not None and page.texts_purged and page.status != "open":
        if card.ref:
            await messenger.retract(card.address, card.ref, texts_gone(page))
        return card.ref
    if card.ref:
        await messenger.update(card.address, card.ref, post)
        return card.ref
    return await messenger.post(card.address, post)


def _facts(message: str, platform: str, never: Undeliverable) -> dict[str, str]:
    return {"message_id": message, "platform": platform, "why": never.why}


def _place(connection: Connection, message: DueMessage) -> tuple[str, str, str] | None:
    query = (
        select(t.places.c.platform, t.places.c.address, t.cards.c.ref)
        .join(t.cards, t.cards.c.place_id == t.places.c.id)
        .join(t.requests, t.requests.c.id == t.cards.c.request_id)
        .where(
            t.places.c.id == message.place,
            t.requests.c.programme_id == message.programme,
            t.requests.c.number == message.number,
        )
    )
    row = connection.execute(query).first()
    return (row[0], row[1], row[2]) if row else None
