"""Coming in and going out: codes and remembered devices. Protocol only."""

from __future__ import annotations

from typing import Protocol

from doorbraak.ids import PersonId


class Doors(Protocol):
    """Coming in and going out, as every channel may use it."""

    async def redeem_code(self, code: str) -> PersonId | None:
        """Spend a sign-in code (one use, 15 minutes) and give whose it is; that person is linked from then on."""
        ...

    async def remember_device(self, person: PersonId) -> str:
        """Give the secret of a remembered device, good for 30 days."""
        ...

    async def device_owner(self, secret: str) -> PersonId | None:
        """Give whose remembered device this is, or None when unknown, expired or revoked."""
        ...

    async def forget_device(self, secret: str) -> None:
        """Revoke one remembered device by its secret, as on signing out there."""
        ...

    async def forget_devices(self, person: PersonId) -> int:
        """Revoke all remembered devices of a person; gives how many there were."""
        ...
