"""The one door of every channel (handlers/desk), over the store."""

from __future__ import annotations

from bot.desk.accountability import Accountability
from bot.desk.doors import Doors
from bot.desk.forms import Forms
from bot.desk.notes import Notes
from bot.desk.people import People
from bot.desk.posted import PostedTexts
from bot.desk.reading import Reading
from bot.desk.staying import Staying
from doorbraak.commands import Command, Submit
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer
from doorbraak.use_cases.act import carry_out
from storage import looks
from storage.overviews import news as news_query
from storage.unit_of_work import SqlUnitOfWork

__all__ = ["StoreDesk"]


class StoreDesk(Reading, Forms, Doors, Staying, PostedTexts, Notes, People, Accountability):
    """Desk over a store."""

    async def do(self, command: Command) -> Outcome:
        """Carry out a command; returns after its effect is durable."""

        def work(uow: SqlUnitOfWork) -> Outcome:
            outcome = carry_out(
                uow, command, self._check, before_kept=lambda outcome: self.told_limit(uow, command, outcome)
            )
            if outcome.accepted and isinstance(command, Submit):
                looks.sent(uow.connection, command.by)
            return outcome

        return await self._change(work)

    async def mark_news_read(self, viewer: Viewer) -> None:
        """Mark all delivered messages as read."""
        await self._change(lambda uow: news_query.mark_read(uow.connection, viewer.id, self.now()))

    def is_ready(self) -> bool:
        """Claim that taps can be stored now."""
        return self._store.is_ready()
