"""The confidentiality note: agreeing to it in person."""

from __future__ import annotations

from bot.desk.counter import Counter
from doorbraak.overviews import Viewer
from storage import notes


class Notes(Counter):
    """The confidentiality note, as the desk offers it."""

    async def agree_to_note(self, viewer: Viewer, digest: str) -> bool:
        """Note that the viewer agrees to a text of the note."""
        now = self.now()
        return await self._change(lambda uow: notes.agree(uow, viewer.id, digest, now))
