"""From a claimed row to what a messenger gets: the words of this moment, and for whom. Sends, and marks nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, select

from bot.telling import Teller, public_reader, teller_for
from doorbraak.ids import PersonId
from doorbraak.working_time import local_date
from handlers.mail.messenger import PLATFORM as MAIL
from handlers.messenger import CARD_TELLS, Messenger, Notice, Post, TryLater, Undeliverable
from handlers.wording import texts_gone
from storage import deliveries
from storage import tables as t
from storage.deliveries import DueMessage, LateCard
from storage.store import Store

log = logging.getLogger("doorbraakbot.deliver")

T = TypeVar("T")

_CARD_FIRST = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Sends rows through the messengers of the platforms that are set up."""

    store: Store
    messengers: Mapping[str, Messenger]
    now: datetime

    async def _ask(self, question: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self.store.ask(question))

    async def message(self, message: DueMessage) -> dict[str, str]:
        """Send one message and give where each platform shows it. Raises TryLater."""
        if message.person is None:
            return await self._post(message)
        platforms = await self._platforms_of(message, message.person) if self.messengers else []
        notice = await self._ask(lambda connection: self._notice(connection, message)) if platforms else None
        refs: dict[str, str] = {}
        if notice is None:  # it is in the inbox of the web from now on
            return refs
        for platform in platforms:
            try:
                refs[platform] = await self.messengers[platform].tell(message.person, notice)
            except Undeliverable as never:
                log.warning("a message cannot reach its place", extra=_facts(message.id, platform, never))
        return refs

    async def _platforms_of(self, message: DueMessage, person: PersonId) -> list[str]:
        def question(connection: Connection) -> list[str]:
            query = select(t.identities.c.platform).where(t.identities.c.person_id == person).distinct()
            known = connection.execute(query.order_by(t.identities.c.platform)).scalars().all()
            here = [one for one in known if one in self.messengers] or self._without_chat()
            if not any(message.kind in self._card_tells(one) for one in here):
                return here
            shown = deliveries.platforms_with_card(connection, message.programme, message.number)
            return [one for one in here if one not in shown or message.kind not in self._card_tells(one)]

        return await self._ask(question)

    def _without_chat(self) -> list[str]:
        """Give how somebody without a chat account hears of it, beside the inbox of the web."""
        return [MAIL] if MAIL in self.messengers else []

    def _card_tells(self, platform: str) -> frozenset[str]:
        return getattr(self.messengers[platform], CARD_TELLS, frozenset())

    def _notice(self, connection: Connection, message: DueMessage) -> Notice | None:
        teller = teller_for(connection, message.person or PersonId(""), self.store.safe, self.now)
        text = teller.text(message.kind, message.number, message.facts) if teller else ""
        if teller is None or not text:
            return None
        return Notice(
            kind=message.kind,
            number=message.number,
            text=text,
            key=message.id,
            page=teller.page(message.number) if message.number else None,
            facts=message.facts,
            programme=message.programme,
            again=message.again,
        )

    async def _post(self, message: DueMessage) -> dict[str, str]:
        """Post under the card of a place, once the card is there."""
        place = message.place or ""
        platform, address = await self._ask(lambda connection: deliveries.place_of(connection, place))
        if platform not in self.messengers:
            return {}
        programme, number = message.programme, message.number
        under = await self._ask(lambda connection: deliveries.card_ref(connection, programme, number, place))
        if not under:
            raise TryLater("the card is not there yet", _CARD_FIRST)
        text = await self._ask(lambda connection: self._posted_text(connection, message))
        if not text:
            return {}
        post = Post(number=number, text=text, key=message.id, programme=programme, again=message.again)
        try:
            return {platform: await self.messengers[platform].post(address, post, under=under)}
        except Undeliverable as never:
            log.warning("a post cannot reach its place", extra=_facts(message.id, platform, never))
            return {}

    def _posted_text(self, connection: Connection, message: DueMessage) -> str:
        reader = public_reader(connection, message.programme)
        if reader is None:
            return ""
        return Teller(connection, reader, self.store.safe, self.now).text(message.kind, message.number, message.facts)

    async def card(self, card: LateCard) -> str | None:
        """Post or change a card and give where it is; None when nobody can show it. Raises TryLater, Undeliverable."""
        messenger = self.messengers.get(card.platform)
        post = await self._ask(lambda connection: self._card_post(connection, card)) if messenger else None
        if messenger is None or post is None:
            return None
        if post.page is not None and post.page.texts_purged and post.page.status != "open":
            if card.ref:  # once the words are gone, one line is all that stays
                await messenger.retract(card.address, card.ref, texts_gone(post.page))
            return card.ref
        if not card.ref:
            return await messenger.post(card.address, post)
        await messenger.update(card.address, card.ref, post)
        return card.ref

    def _card_post(self, connection: Connection, card: LateCard) -> Post | None:
        reader = public_reader(connection, card.programme)
        page = Teller(connection, reader, self.store.safe, self.now).page(card.number) if reader else None
        if reader is None or page is None:
            return None
        return Post(
            number=card.number,
            text="",
            key=f"{card.request}:{card.place}",
            page=page,
            settings=reader.settings,
            programme=card.programme,
            again=card.again,
            today=local_date(self.now),
        )


def _facts(message: str, platform: str, never: Undeliverable) -> dict[str, str]:
    return {"message_id": message, "platform": platform, "why": never.why}
