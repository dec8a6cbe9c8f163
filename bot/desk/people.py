"""Who takes part in a programme, for its admin: the same changes as on the command line, in the admin's name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from bot import staff
from bot.desk.counter import Counter, only
from bot.problems import BadInput
from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.overviews import Changed, RequestLine, TeamMember, Viewer
from doorbraak.people import Circle, Role
from doorbraak.team import Member, access_changed, faults_of, fresh_key, is_last_admin, is_last_manager, tell_of_roles
from doorbraak.working_time import local_date
from handlers.access import Who
from handlers.desk import Forbidden
from storage import administer, keyed
from storage.overviews import team
from storage.unit_of_work import SqlUnitOfWork

T = TypeVar("T")

_NOBODY = Changed(faults={"": "unknown_member"})


class People(Counter):
    """People of a programme, as the desk offers them."""

    async def team(self, viewer: Viewer) -> tuple[TeamMember, ...]:
        """Give everybody who has not left, by name."""
        only(Who.ADMIN, viewer)
        return await self._ask(lambda connection: team.team(connection, viewer.programme_id))

    async def organisations(self, viewer: Viewer) -> tuple[str, ...]:
        """Give the organisations that somebody can belong to."""
        only(Who.ADMIN, viewer)
        return await self._ask(lambda connection: team.organisations(connection, viewer.programme_id))

    async def add_member(self, viewer: Viewer, member: Member) -> Changed:
        """Add somebody; the key is made of the name."""
        now, fresh = self.now(), PersonId(secrets.token_hex(12))

        def work(uow: SqlUnitOfWork) -> Changed:
            faults = _faults(uow, viewer, member, now)
            if faults:
                return Changed(faults=faults)
            key = fresh_key(member.name, keyed.everybody(uow.connection, viewer.programme_id))
            empty = administer.PersonEntry(id=fresh, key=key, name="", roles=(), organisation="")
            _set(uow, viewer, empty, member, now)
            return Changed(key=key)

        return await self._as_admin(viewer, work)

    async def change_member(self, viewer: Viewer, key: str, member: Member) -> Changed:
        """Change somebody; who must hear of a role is told."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> Changed:
            known = _active(uow, viewer, key)
            if known is None:
                return _NOBODY
            faults = _faults(uow, viewer, member, now)
            for fault in _lasts(known, _circle(uow, viewer), member.roles):
                faults.setdefault("roles", fault)
            if faults:
                return Changed(key=key, faults=faults)
            _set(uow, viewer, known, member, now)
            return Changed(key=key)

        return await self._as_admin(viewer, work)

    async def code_for_member(self, viewer: Viewer, key: str) -> str | None:
        """Give a fresh sign-in code of somebody."""
        now, fresh = self.now(), staff.draw_code()

        def work(uow: SqlUnitOfWork) -> str | None:
            if _active(uow, viewer, key) is None:
                return None
            staff.give_code(uow, viewer.programme_id, key, fresh, now, viewer.id)
            return fresh

        return await self._as_admin(viewer, work)

    async def unlink_member(self, viewer: Viewer, key: str) -> Changed:
        """Take away chat accounts, devices and codes of somebody."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> Changed:
            known = _active(uow, viewer, key)
            if known is None:
                return _NOBODY
            circle = _circle(uow, viewer)
            for fault in _lasts(known, circle):
                return Changed(key=key, faults={"": fault})
            keyed.unlink(uow, viewer.programme_id, known, now, viewer.id)
            told = access_changed(known.id, known.roles, "unlinked", by=viewer.id, circle=circle, at=now)
            uow.tell(viewer.programme_id, told)
            return Changed(key=key)

        return await self._as_admin(viewer, work)

    async def open_of_member(self, viewer: Viewer, key: str) -> tuple[RequestLine, ...]:
        """Give what is open of somebody."""
        only(Who.ADMIN, viewer)

        def question(connection: Connection) -> tuple[RequestLine, ...]:
            known = keyed.find_key(connection, viewer.programme_id, key)
            return team.unfinished(connection, viewer, known.id, self.now()) if known else ()

        return await self._ask(question)

    async def let_member_leave(self, viewer: Viewer, key: str, to: str) -> Changed:
        """Let somebody leave, after handing over what is open."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> Changed:
            known = _active(uow, viewer, key)
            if known is None:
                return _NOBODY
            circle = _circle(uow, viewer)
            for fault in _lasts(known, circle):
                return Changed(key=key, faults={"": fault})
            waiting = [line.number for line in team.unfinished(uow.connection, viewer, known.id, now)]
            handed = staff.leave(uow, self._store, viewer.programme_id, key, to, waiting, now, viewer.id)
            told = access_changed(known.id, known.roles, "left", by=viewer.id, circle=circle, at=now)
            uow.tell(viewer.programme_id, told)
            return Changed(key=key, handed_over=tuple(handed), left_open=() if handed else tuple(waiting))

        try:
            return await self._as_admin(viewer, work)
        except BadInput:  # raised through the transaction: nothing of a hand-over that broke off is kept
            return Changed(key=key, faults={"to": "not_a_koploper"})

    async def _as_admin(self, viewer: Viewer, work: Callable[[SqlUnitOfWork], T]) -> T:
        """Do work in the name of somebody who is an admin at this moment still. Raises Forbidden."""
        only(Who.ADMIN, viewer)

        def checked(uow: SqlUnitOfWork) -> T:
            administer.lock_people(uow, viewer.programme_id)
            actor = _circle(uow, viewer).get(viewer.id)
            if actor is None or not actor.is_admin:
                raise Forbidden("is no admin any more")
            return work(uow)

        return await self._change(checked)


def _circle(uow: SqlUnitOfWork, viewer: Viewer) -> Circle:
    return uow.circle_of(viewer.programme_id)


def _lasts(known: keyed.Known, circle: Circle, roles: Collection[Role] = ()) -> Iterator[str]:
    """Give what would be left without anybody if this person had only these roles: an admin, somebody who watches."""
    if Role.ADMIN not in roles and is_last_admin(known.id, circle):
        yield "last_admin"
    if Role.MANAGER not in roles and is_last_manager(known.id, circle):
        yield "last_manager"


def _active(uow: SqlUnitOfWork, viewer: Viewer, key: str) -> keyed.Known | None:
    known = keyed.find_key(uow.connection, viewer.programme_id, key)
    return None if known is None or known.left_at is not None else known


def _faults(uow: SqlUnitOfWork, viewer: Viewer, member: Member, now: datetime) -> dict[str, str]:
    known = team.organisations(uow.connection, viewer.programme_id)
    return faults_of(member, organisations=known, districts=viewer.districts, today=local_date(now))


def _set(uow: SqlUnitOfWork, viewer: Viewer, before: administer.PersonEntry, member: Member, now: datetime) -> None:
    """Store somebody as filled in, and tell who must hear of the roles."""
    after = replace(
        before,
        name=member.name.strip(),
        roles=tuple(role.value for role in member.roles),
        organisation=member.organisation,
        districts=tuple(member.districts),
        email=member.email,
    )
    if member.accepted_on is not None and before.accepted_on is None:
        after = replace(after, accepted_on=member.accepted_on, accepted_by=viewer.id)
    administer.set_person(uow, viewer.programme_id, after, now, viewer.id)
    noted = e.Audited(at=now, by=viewer.id, what="person_set", facts={"person": before.id})
    uow.record(viewer.programme_id, [(None, noted, None)])
    roles = [Role(role) for role in before.roles]
    circle = _circle(uow, viewer)
    told = tell_of_roles(before.id, roles, member.roles, by=viewer.id, circle=circle, at=now)
    uow.tell(viewer.programme_id, told)
