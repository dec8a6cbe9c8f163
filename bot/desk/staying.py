"""Staying in: sessions that count or ended, accounts of an organisation, and forms held until a second sign-in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from bot.desk.counter import Counter
from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.overviews import Draft, Viewer
from handlers.identity import Account, Membership
from storage import accounts, drafts, sessions
from storage.overviews import reading
from storage.unit_of_work import SqlUnitOfWork


class Staying(Counter):
    """Staying in, as the desk offers it."""

    async def session_viewer(self, person: PersonId, token: str, began_under: int) -> Viewer | None:
        """Give who looks with this session, or None."""
        return await self._ask(lambda connection: sessions.viewer_of(connection, person, token, began_under))

    async def end_session(self, token: str) -> None:
        """End one session everywhere."""
        await self._change(lambda uow: sessions.end_one(uow.connection, token, self.now()))

    async def end_all_sessions(self, person: PersonId) -> None:
        """End every session, device and link of a person, everywhere; the log notes it."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> None:
            sessions.end_all(uow.connection, person)
            standing = uow.standing_of(person)
            if standing:
                noted = e.Audited(at=now, by=person, what="signed_out_everywhere", facts={})
                uow.record(standing.programme.id, [(None, noted, None)])

        await self._change(work)

    async def has_account(self, person: PersonId) -> bool:
        """Claim that somebody is tied to an account of an organisation."""
        return await self._ask(lambda connection: accounts.is_tied(connection, person))

    async def memberships(self, account: Account) -> tuple[Membership, ...]:
        """Give who an account is: tied to it, or known by a verified mail address and tied to none."""
        found = await self._ask(
            lambda connection: accounts.memberships(connection, account.issuer, account.subject, account.mail)
        )
        return tuple(Membership(one.person, one.programme) for one in found)

    async def enter_with_account(self, person: PersonId, account: Account) -> Viewer | None:
        """Tie an account to one of its memberships and give who that is now; None when it is none, or has no role."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> Viewer | None:
            mine = accounts.memberships(uow.connection, account.issuer, account.subject, account.mail)
            if person not in [one.person for one in mine]:
                return None
            has_role = accounts.take_roles(uow, person, account.roles, account.governed, now)
            if not has_role:
                return None
            accounts.tie(uow, person, account.issuer, account.subject, now)
            return reading.viewer(uow.connection, person)

        return await self._change(work)

    async def hold(self, viewer: Viewer, path: str, fields: Mapping[str, str]) -> None:
        """Keep a form, encrypted, until its writer has signed in once more."""
        held = Draft(
            id=secrets.token_hex(12),
            kind=drafts.HELD,
            values={**fields, "": path},
            client_code=None,
            client_tail="",
            saved_at=self.now(),
        )
        safe = self._store.safe
        await self._change(lambda uow: drafts.hold(uow.connection, safe, viewer.id, held))

    async def held(self, viewer: Viewer) -> Draft | None:
        """Give the form that was held lately."""
        now, safe = self.now(), self._store.safe
        found = await self._ask(lambda connection: drafts.read(connection, safe, viewer.id, drafts.HELD, now))
        return found if found and now - found.saved_at <= drafts.HELD_FOR else None
