"""What somebody sets alone: quiet hours, and the language of what is told to that person. Protocol only."""

from __future__ import annotations

from typing import Protocol

from doorbraak.overviews import Viewer
from doorbraak.quiet import QuietHours


class OwnSettings(Protocol):
    """Settings of the viewer alone, as every channel may use them: everybody's own, and nobody else's."""

    async def quiet_hours(self, viewer: Viewer) -> QuietHours | None:
        """Give the viewer's own quiet hours, or None."""
        ...

    async def keep_quiet_hours(self, viewer: Viewer, hours: QuietHours | None) -> None:
        """Keep the viewer's own quiet hours from now on; None: no quiet hours."""
        ...

    async def keep_language(self, viewer: Viewer, language: str) -> None:
        """Tell the viewer things in this language from now on; the empty string is Dutch."""
        ...
