"""Quiet hours: when somebody is not reminded. Protocol only."""

from __future__ import annotations

from typing import Protocol

from doorbraak.overviews import Viewer
from doorbraak.quiet import QuietHours


class Quiet(Protocol):
    """Quiet hours, as every channel may use them: everybody's own, and nobody else's."""

    async def quiet_hours(self, viewer: Viewer) -> QuietHours | None:
        """Give the viewer's own quiet hours, or None."""
        ...

    async def keep_quiet_hours(self, viewer: Viewer, hours: QuietHours | None) -> None:
        """Keep the viewer's own quiet hours from now on; None: no quiet hours."""
        ...
