"""Coming in: sign-in codes and remembered devices."""

from __future__ import annotations

import secrets

from bot.desk.counter import Counter
from doorbraak.ids import PersonId
from storage import administer, codes, devices
from storage.unit_of_work import SqlUnitOfWork


class Doors(Counter):
    """Coming in, as the desk offers it."""

    async def redeem_code(self, code: str) -> PersonId | None:
        """Spend a sign-in code and give whose it is; that person is linked from then on."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> PersonId | None:
            person = codes.redeem(uow.connection, code, now)
            if person is not None:
                administer.link_person(uow, person, now)
            return person

        return await self._change(work)

    async def remember_device(self, person: PersonId) -> str:
        """Give the secret of a remembered device."""
        secret = secrets.token_urlsafe(32)
        await self._change(lambda uow: devices.remember(uow.connection, person, secret, self.now()))
        return secret

    async def device_owner(self, secret: str) -> PersonId | None:
        """Give whose remembered device this is, or None."""
        return await self._ask(lambda connection: devices.owner(connection, secret, self.now()))

    async def forget_device(self, secret: str) -> None:
        """Revoke one remembered device."""
        await self._change(lambda uow: devices.forget_one(uow.connection, secret))

    async def forget_devices(self, person: PersonId) -> int:
        """Revoke all remembered devices of a person."""
        return await self._change(lambda uow: devices.forget(uow.connection, person))
