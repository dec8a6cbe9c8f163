"""What another mail address of somebody does: whoever reads a mailbox can sign in by a link in that name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.team import access_changed, mail_changed
from storage import sessions
from storage.unit_of_work import SqlUnitOfWork


class Owner(Protocol):
    """Of somebody: who it is, and with which roles."""

    @property
    def id(self) -> PersonId:
        """Give who it is."""
        ...

    @property
    def roles(self) -> Sequence[str]:
        """Give the roles by code."""
        ...


def changed(
    uow: SqlUnitOfWork, programme: ProgrammeId, owner: Owner, at: datetime, by: PersonId | None, *, first: bool
) -> None:
    """Close what the old mailbox let in, log it, and tell who must hear of it.

    Who changes the own address stays in. Otherwise the owner hears of it, and so do those who watch when an admin
    (`by`) gave somebody who decides another mailbox. `first`: there was no address before, so nothing to close.
    """
    if first or by == owner.id:
        sessions.end_links(uow.connection, owner.id)
    else:
        sessions.end_all(uow.connection, owner.id)
    uow.record(programme, [(None, e.Audited(at=at, by=by, what="mail_changed", facts={"person": owner.id}), None)])
    circle = uow.circle_of(programme)
    person = circle.get(owner.id)
    if by == owner.id or person is None or not person.active:
        return
    told = access_changed(owner.id, owner.roles, "mail", by=by, circle=circle, at=at) if by else []
    uow.tell(programme, [mail_changed(owner.id, by, at, first=first), *told])
