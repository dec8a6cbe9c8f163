"""What managers read about people and money."""

from __future__ import annotations

from bot.desk.counter import Counter, only
from doorbraak.overviews import Account, Viewer
from handlers.access import Who
from storage.overviews import accountability


class Accountability(Counter):
    """Accounting for people and money, as the desk offers it."""

    async def letter_months(self, viewer: Viewer) -> tuple[str, ...]:
        """Give the months that have a letter, the newest first."""
        only(Who.ACCOUNTS, viewer)
        return await self._ask(lambda connection: accountability.months(connection, viewer.programme_id))

    async def account(self, viewer: Viewer, month: str = "") -> Account | None:
        """Give what the letter of a month tells, or what came after the last."""
        only(Who.ACCOUNTS, viewer)
        return await self._ask(lambda connection: accountability.account(connection, viewer.programme_id, month))
