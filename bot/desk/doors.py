"""Coming in: codes, links, remembered devices. What is counted against guessing stands in bot/desk/door_limits.py."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.desk import door_limits as limits
from bot.desk.counter import Counter
from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.overviews import Device
from handlers.desk.doors import CameIn
from handlers.links import link_path, own_address
from storage import administer, codes, devices, links, mails, sessions, tries
from storage.unit_of_work import SqlUnitOfWork

_MOST_OF_ONE_ADDRESS = 3
"""In so many programmes one mail address is answered."""


class Doors(Counter):
    """Coming in, as the desk offers it."""

    async def redeem_code(self, code: str, tried_by: Sequence[str] = ()) -> CameIn | None:
        """Spend a sign-in code and give whose it is; that person is linked from then on. Raises TooManyTries.

        One that is unknown, used, expired or of somebody who left costs the same statements and gets the same answer.
        """
        now, counted = self.now(), limits.of_codes(tried_by)

        def work(uow: SqlUnitOfWork) -> CameIn | limits.Wait | None:
            wait = tries.count(uow.connection, counted, now)
            if wait is not None:
                return limits.Wait(wait)
            person = codes.redeem(uow.connection, code, now)
            if person is None:
                return None
            tries.uncount(uow.connection, counted, now)
            administer.link_person(uow, person, now)
            return CameIn(person, sessions.number_of(uow.connection, person))

        return limits.or_raise(await self._change(work))

    async def sign_in_link(self, person: PersonId, wants: str = "") -> str:
        """Make a link for a person and give its path. Raises TooManyTries."""
        now, token = self.now(), secrets.token_urlsafe(32)

        def work(uow: SqlUnitOfWork) -> limits.Wait | None:
            wait = tries.count(uow.connection, limits.of_links(person), now)
            if wait is not None:
                return limits.Wait(wait)
            links.issue(uow, person, token, how="chat", wants=own_address(wants), now=now)
            return None

        limits.or_raise(await self._change(work))
        return link_path(token)

    async def ask_link_by_mail(self, address: str, wants: str, tried_by: Sequence[str], about: str) -> None:
        """Have a link sent to whoever has this mail address; it is made when the mail goes. Raises TooManyTries."""
        now, counted = self.now(), limits.of_mails(tried_by, about)
        identifiers = [f"link:{secrets.token_hex(12)}" for _ in range(_MOST_OF_ONE_ADDRESS)]

        def work(uow: SqlUnitOfWork) -> limits.Wait | None:
            wait = tries.count(uow.connection, counted, now)
            if wait is not None:
                return limits.Wait(wait)
            mails.ask_link(uow.connection, address, own_address(wants), identifiers, now)
            return None

        limits.or_raise(await self._change(work))

    async def redeem_link(self, token: str) -> CameIn | None:
        """Spend a link and give whose it is, how it was sent, and where to go."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> CameIn | None:
            opened = links.redeem(uow, token, now)
            if opened is None:
                return None
            administer.link_person(uow, opened.person, now)
            number = sessions.number_of(uow.connection, opened.person)
            return CameIn(opened.person, number, opened.how, own_address(opened.wants))

        return await self._change(work)

    async def may_start(self, tried_by: Sequence[str]) -> None:
        """Count a sign-in that begins at the identity provider. Raises TooManyTries."""
        now, counted = self.now(), limits.of_starts(tried_by)

        def work(uow: SqlUnitOfWork) -> limits.Wait | None:
            wait = tries.count(uow.connection, counted, now)
            return None if wait is None else limits.Wait(wait)

        limits.or_raise(await self._change(work))

    async def remember_device(self, person: PersonId, began_under: int) -> str:
        """Give the secret of a remembered device; of nothing when all was ended since `began_under`."""
        secret = secrets.token_urlsafe(32)

        def work(uow: SqlUnitOfWork) -> None:
            if sessions.number_of(uow.connection, person) == began_under:
                devices.remember(uow.connection, person, secret, self.now())

        await self._change(work)
        return secret

    async def device_owner(self, secret: str) -> PersonId | None:
        """Give whose remembered device this is, or None; its first use on a day is noted and logged."""
        now = self.now()
        found = await self._ask(lambda connection: devices.owner(connection, secret, now))
        if found is None or found[1]:
            return found[0] if found else None

        def work(uow: SqlUnitOfWork) -> None:
            devices.used(uow.connection, secret, now)
            standing = uow.standing_of(found[0])
            if standing:
                noted = e.Audited(at=now, by=found[0], what="signed_in", facts={"how": "device"})
                uow.record(standing.programme.id, [(None, noted, None)])

        await self._change(work)
        return found[0]

    async def devices(self, person: PersonId, secret: str) -> tuple[tuple[Device, ...], str]:
        """Give the remembered devices of a person, and the identifier of the one with this secret."""
        known = await self._ask(lambda connection: devices.of_person(connection, person, self.now()))
        return known, devices.shown_id(secret) if secret else ""

    async def forget_device(self, secret: str) -> None:
        """Revoke one remembered device."""
        await self._change(lambda uow: devices.forget_one(uow.connection, secret))

    async def forget_known_device(self, person: PersonId, device: str) -> bool:
        """Revoke one remembered device of a person by its identifier."""
        return bool(await self._change(lambda uow: devices.forget_known(uow.connection, person, device)))

    async def forget_devices(self, person: PersonId) -> int:
        """Revoke all remembered devices of a person."""
        return await self._change(lambda uow: devices.forget(uow.connection, person))
