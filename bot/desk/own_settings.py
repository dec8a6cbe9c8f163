"""What somebody sets alone: quiet hours and language."""

from __future__ import annotations

from bot.desk.counter import Counter
from doorbraak import events as e
from doorbraak.overviews import Viewer
from doorbraak.quiet import QuietHours
from storage import languages, quiet
from storage.unit_of_work import SqlUnitOfWork


class OwnSettings(Counter):
    """Settings of the viewer alone, as the desk offers them."""

    async def quiet_hours(self, viewer: Viewer) -> QuietHours | None:
        """Give the viewer's own quiet hours, or None."""
        return await self._ask(lambda connection: quiet.of(connection, viewer.id))

    async def keep_quiet_hours(self, viewer: Viewer, hours: QuietHours | None) -> None:
        """Keep the viewer's own quiet hours; the log notes that there are any, not when."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> None:
            if quiet.of(uow.connection, viewer.id) == hours:
                return
            quiet.keep(uow.connection, viewer.id, hours)
            noted = e.Audited(at=now, by=viewer.id, what="quiet_hours", facts={"on": hours is not None})
            uow.record(viewer.programme_id, [(None, noted, None)])

        await self._change(work)

    async def keep_language(self, viewer: Viewer, language: str) -> None:
        """Tell the viewer things in this language from now on."""
        await self._change(lambda uow: languages.keep(uow.connection, viewer.id, language))
