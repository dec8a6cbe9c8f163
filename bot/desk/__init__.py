"""The one door of every channel (handlers/desk), over the store."""

from __future__ import annotations

from bot.desk.accountability import Accountability
from bot.desk.accounts import Accounts
from bot.desk.doors import Doors
from bot.desk.forms import Forms
from bot.desk.notes import Notes
from bot.desk.own_settings import OwnSettings
from bot.desk.people import People
from bot.desk.posted import PostedTexts
from bot.desk.reading import Reading
from bot.desk.staying import Staying
from bot.desk.working import carried_out
from doorbraak.commands import Command
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer
from storage.overviews import news as news_query

__all__ = ["StoreDesk"]


class StoreDesk(Reading, Forms, Doors, Staying, PostedTexts, Notes, OwnSettings, People, Accountability, Accounts):
    """Desk over a store."""

    async def do(self, command: Command) -> Outcome:
        """Carry out a command; returns after its effect is durable."""
        return await self._change(lambda uow: carried_out(self, uow, command))

    async def mark_news_read(self, viewer: Viewer) -> None:
        """Mark all delivered messages as read."""
        await self._change(lambda uow: news_query.mark_read(uow.connection, viewer.id, self.now()))

    def is_ready(self) -> bool:
        """Claim that taps can be stored now."""
        return self._store.is_ready()
