"""Clients, whose number is kept nowhere: codes, and what is left for one. Protocol only."""

from __future__ import annotations

from typing import Protocol

from doorbraak.overviews import CheckStep, Draft, Viewer


class Clients(Protocol):
    """Clients, whose number is kept nowhere, as every channel may use it."""

    async def check_step(self, viewer: Viewer, draft: Draft, amount_cents: int) -> CheckStep:
        """Give what the check step shows; for a koploper; the look is logged. Raises TooManyLooks."""
        ...

    async def client_left(self, viewer: Viewer, number: str) -> int | None:
        """Give what is left for the client of a request in cents, for a lead who can decide; the look is logged."""
        ...

    async def client_is_valid(self, viewer: Viewer, file_number: str) -> bool:
        """Claim that this can be a file number in the viewer's organisation."""
        ...

    async def client_code(self, viewer: Viewer, file_number: str) -> str:
        """Make the client code of a file number; the number itself is kept nowhere."""
        ...

    def fresh_client_number(self) -> str:
        """Give a random code for a client without a file, like ZD-7K3P-92."""
        ...
