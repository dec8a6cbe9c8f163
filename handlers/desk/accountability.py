"""What managers read about people and money. Protocol only; refused to anybody else (Forbidden)."""

from __future__ import annotations

from typing import Protocol

from doorbraak.overviews import Account, Viewer


class Accountability(Protocol):
    """Accounting for people and money, as every channel may use it."""

    async def letter_months(self, viewer: Viewer) -> tuple[str, ...]:
        """Give the months that have a letter ("2026-03"), the newest first."""
        ...

    async def account(self, viewer: Viewer, month: str = "") -> Account | None:
        """Give what the letter of a month tells, or without a month what came after the last; None: no such letter."""
        ...
