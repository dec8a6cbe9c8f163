"""Chat accounts: looked up and acted for in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import Connection, func, select

from bot.desk import door_limits as limits
from bot.desk.clients import Clients
from bot.desk.working import carried_out
from doorbraak.commands import Command
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer
from handlers.desk.accounts import ChatAccount
from storage import administer, chat_accounts, codes, tries, troubles
from storage import tables as t
from storage.overviews import reading
from storage.unit_of_work import SqlUnitOfWork

LINK_BY_EMAIL = "link_by_email"
"""The setting of a programme that lets a verified mail address link an account."""


class Accounts(Clients):
    """Chat accounts, as the desk offers it."""

    async def viewer_of(self, account: ChatAccount) -> Viewer | None:
        """Give who this is in the programme that is meant, or None."""

        def question(connection: Connection) -> Viewer | None:
            person = _person(connection, account)
            return reading.viewer(connection, person) if person else None

        return await self._ask(question)

    async def viewers_of(self, account: ChatAccount) -> tuple[Viewer, ...]:
        """Give who this is in each programme."""

        def question(connection: Connection) -> tuple[Viewer, ...]:
            known = chat_accounts.owners(connection, account.platform, account.address, "").people
            found = [reading.viewer(connection, person) for person, _ in known]
            return tuple(sorted((one for one in found if one), key=lambda one: one.programme))

        return await self._ask(question)

    async def do_as(self, account: ChatAccount, command: Command) -> Outcome:
        """Carry out a command as the person of this account."""

        def work(uow: SqlUnitOfWork) -> Outcome:
            person = _person(uow.connection, account)
            return carried_out(self, uow, replace(command, by=person or PersonId("")))

        return await self._change(work)

    async def link_account(self, account: ChatAccount, code: str) -> PersonId | None:
        """Spend a link code; the account is that person's from then on. Raises TooManyTries."""
        now = self.now()
        tried_by = hashlib.sha256(f"{account.platform} {account.address}".encode()).hexdigest()
        counted = limits.of_codes([tried_by])

        def work(uow: SqlUnitOfWork) -> PersonId | limits.Wait | None:
            wait = tries.count(uow.connection, counted, now)
            if wait is not None:
                return limits.Wait(wait)
            person = codes.redeem(uow.connection, code, now)
            if person is not None:
                tries.uncount(uow.connection, counted, now)
                administer.tie_account(uow, person, account.platform, account.address, now)
            return person

        return limits.or_raise(await self._change(work))

    async def mail_may_link(self, account: ChatAccount) -> bool:
        """Claim that the programme that is meant, or any, lets a verified mail address link."""

        def question(connection: Connection) -> bool:
            wanted = chat_accounts.programme_at(connection, account.platform, account.place) or account.programme
            known = connection.execute(select(t.programmes.c.id)).scalars().all()
            asked = [one for one in known if not wanted or one == wanted]
            return any(administer.read_settings(connection, ProgrammeId(one)).get(LINK_BY_EMAIL) for one in asked)

        return await self._ask(question)

    async def link_by_mail(self, account: ChatAccount, mail: str) -> Viewer | None:
        """Link by a verified mail address, where the programme allows it."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> Viewer | None:
            person = _allowed_by_mail(uow.connection, account, mail.strip())
            if person is None:
                return None
            administer.tie_account(uow, person, account.platform, account.address, now)
            return reading.viewer(uow.connection, person)

        return await self._change(work) if mail.strip() else None

    async def request_under(self, platform: str, place: str, reference: str) -> str:
        """Give the number of the request whose card this message is."""
        return await self._ask(lambda connection: chat_accounts.request_under(connection, platform, place, reference))

    async def place_refused(self, platform: str, address: str, code: str) -> None:
        """Note that a platform refuses a place or an account."""
        now = self.now()
        await self._change(lambda uow: troubles.note(uow.connection, platform, address, code, now))


def _person(connection: Connection, account: ChatAccount) -> PersonId | None:
    known = chat_accounts.owners(connection, account.platform, account.address, account.place)
    return known.person(account.programme)


def _allowed_by_mail(connection: Connection, account: ChatAccount, mail: str) -> PersonId | None:
    """Give the one person with this address in the programme that is meant, who has no account there yet."""
    wanted = chat_accounts.programme_at(connection, account.platform, account.place) or account.programme
    linked = select(t.identities.c.person_id).where(t.identities.c.platform == account.platform)
    query = select(t.people.c.id, t.people.c.programme_id).where(
        func.lower(t.people.c.email) == mail.lower(), t.people.c.left_at.is_(None), t.people.c.id.not_in(linked)
    )
    found = [
        row[0]
        for row in connection.execute(query)
        if (not wanted or row[1] == wanted) and administer.read_settings(connection, row[1]).get(LINK_BY_EMAIL)
    ]
    return PersonId(found[0]) if len(found) == 1 else None
