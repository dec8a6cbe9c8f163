"""Accounts at the organisation's identity provider (OIDC): whose they are, and the first time of one.

Kept among the identities as platform `oidc`, for each programme apart: one account may be somebody in two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, false, func, select

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Role
from doorbraak.team import BY_ACCOUNT, is_last_admin, tell_of_roles
from storage import administer
from storage import tables as t
from storage.unit_of_work import SqlUnitOfWork

PLATFORM = "oidc"


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in one programme."""

    person: PersonId
    programme: str


def address_of(programme: str, issuer: str, subject: str) -> str:
    """Write an account as the address of an identity."""
    return f"{programme} {issuer} {subject}"


def memberships(connection: Connection, issuer: str, subject: str, verified_mail: str) -> list[Membership]:
    """Give who this account is, one in each programme: who is tied to it, or else the one with this mail address.

    An address counts only for who is tied to no account, and not when two people of a programme share it: then an
    admin has to say whose the account is. `verified_mail` is empty when the provider does not vouch for it.
    """
    p, i = t.people.c, t.identities.c
    tied = exists().where(
        i.person_id == p.id, i.platform == PLATFORM, i.address == p.programme_id + f" {issuer} {subject}"
    )
    untied = ~exists().where(i.person_id == p.id, i.platform == PLATFORM)
    by_mail = (func.lower(p.email) == verified_mail.lower()) & untied if verified_mail else false()
    query = (
        select(p.id, t.programmes.c.id, t.programmes.c.name, tied.label("is_tied"))
        .join(t.programmes, t.programmes.c.id == p.programme_id)
        .where(tied | by_mail, p.left_at.is_(None))
        .order_by(t.programmes.c.name, p.key)
    )
    found: dict[str, list[tuple[bool, Membership]]] = {}
    for person, programme, name, is_tied in connection.execute(query):
        found.setdefault(programme, []).append((bool(is_tied), Membership(PersonId(person), name)))
    return [mine for one in found.values() if (mine := _the_one(one)) is not None]


def _the_one(candidates: list[tuple[bool, Membership]]) -> Membership | None:
    ours = [one for is_tied, one in candidates if is_tied] or [one for _, one in candidates]
    return ours[0] if len(ours) == 1 else None


def is_tied(connection: Connection, person: PersonId) -> bool:
    """Claim that somebody is tied to an account."""
    i = t.identities.c
    query = select(i.person_id).where(i.person_id == person, i.platform == PLATFORM).limit(1)
    return connection.execute(query).first() is not None


def tie(uow: SqlUnitOfWork, person: PersonId, issuer: str, subject: str, now: datetime) -> None:
    """Tie an account to a person, who is linked from then on; a second time changes nothing."""
    programme = uow.connection.execute(select(t.people.c.programme_id).where(t.people.c.id == person)).scalar_one()
    address = address_of(programme, issuer, subject)
    where = (t.identities.c.platform == PLATFORM, t.identities.c.address == address)
    if uow.connection.execute(select(t.identities.c.person_id).where(*where)).scalar() != person:
        administer.tie_account(uow, person, PLATFORM, address, now)
    administer.link_person(uow, person, now)


def take_roles(
    uow: SqlUnitOfWork, person: PersonId, roles: frozenset[str], governed: frozenset[str], now: datetime
) -> bool:
    """Give somebody the roles of their groups; roles that no group stands for stay. Claims that any role is left.

    The last admin of a programme stays one, whatever the groups say (docs/rules.md section 7); the log notes it.
    """
    where = t.people.c.id == person
    stored, programme = uow.connection.execute(select(t.people.c.roles, t.people.c.programme_id).where(where)).one()
    if governed:
        administer.lock_people(uow, ProgrammeId(programme))
    before = administer.roles_from(stored)
    after = before - governed | roles
    if Role.ADMIN in before - after and is_last_admin(person, uow.circle_of(ProgrammeId(programme))):
        after |= {Role.ADMIN.value}
        noted = e.Audited(at=now, by=person, what="last_admin_kept", target=person, facts={"role": Role.ADMIN.value})
        uow.record(ProgrammeId(programme), [(None, noted, None)])
    if governed:
        administer.set_roles(uow, person, sorted(after), now, BY_ACCOUNT)
        old, new = ([Role(code) for code in codes] for codes in (before, after))
        circle = uow.circle_of(ProgrammeId(programme))
        uow.tell(ProgrammeId(programme), tell_of_roles(person, old, new, by=BY_ACCOUNT, circle=circle, at=now))
    return bool(after)
