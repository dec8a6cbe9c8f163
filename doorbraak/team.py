"""Changing who takes part: what is wrong with what an admin filled in, and who is told of a role. Pure.

Names stand here only as long as they are checked; the log and every message know people by id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from doorbraak.ids import PersonId
from doorbraak.news import Message
from doorbraak.people import Circle, Person, Role

LONGEST_NAME = 80
BY_ACCOUNT = PersonId("oidc")
"""Nobody here: the groups of the organisation's account gave a role."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WATCHED = (Role.LEAD, Role.ADMIN, Role.MANAGER)
"""Who gets one of these can grant money alone, make others who can, or be the one who is told of it."""
_DECIDES = (Role.REVIEWER, *_WATCHED)
"""In the name of whom votes and grants are made, and watched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody as an admin fills in: `districts` empty means all, `accepted_on` None leaves the note as it is."""

    name: str
    roles: frozenset[Role]
    organisation: str
    districts: frozenset[str] = frozenset()
    email: str = ""
    accepted_on: date | None = None


def faults_of(
    member: Member, *, organisations: Collection[str], districts: Collection[str], today: date
) -> dict[str, str]:
    """Give what is wrong, as code by field; empty when all is well. No `organisations` means that any will do."""
    faults: dict[str, str] = {}
    if not member.name.strip():
        faults["name"] = "name_required"
    elif len(member.name) > LONGEST_NAME:
        faults["name"] = "name_too_long"
    if not member.roles:
        faults["roles"] = "roles_required"
    if not member.organisation.strip() or (organisations and member.organisation not in organisations):
        faults["organisation"] = "organisation_unknown"
    if not member.districts <= set(districts):
        faults["districts"] = "district_unknown"
    if member.email and not _EMAIL.fullmatch(member.email):
        faults["email"] = "email_invalid"
    if member.accepted_on and member.accepted_on > today:
        faults["accepted_on"] = "accepted_later"
    return faults


def is_last_admin(person: PersonId, circle: Circle) -> bool:
    """Claim that nobody but this person can still do what an admin does."""
    return {one.id for one in circle if one.is_admin} == {person}


def is_last_manager(person: PersonId, circle: Circle) -> bool:
    """Claim that nobody but this person is told what an admin changes and what a lead decides alone."""
    return {one.id for one in circle.managers} == {person}


def fresh_key(name: str, taken: Collection[str]) -> str:
    """Give a key for somebody new, from the name: `Noor`, then `noor2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "iemand"
    number = 1
    while (key := first if number == 1 else f"{first}{number}") in taken:
        number += 1
    return key


def tell_of_roles(
    person: PersonId, before: Iterable[Role], after: Iterable[Role], *, by: PersonId, circle: Circle, at: datetime
) -> list[Message]:
    """Give who hears of it when an admin changed roles: the own ones, or one that decides about money or people.

    Own roles: all other admins and every manager. Lead, admin or manager given to somebody else: every manager, also
    when the groups of the organisation give it (`BY_ACCOUNT`). One of these taken away by an admin: every manager, all
    other admins and whoever had it. The rest waits for the monthly letter. `circle` is that of after the change.
    """
    old, new = frozenset(before), frozenset(after)
    if old == new:
        return []
    if person == by:
        return _messages("own_roles", _watchers(circle), person, old, new, by, at)
    told: list[Message] = []
    if any(role in new - old for role in _WATCHED):
        told += _messages("role_given", circle.managers, person, old, new, by, at)
    if by != BY_ACCOUNT and any(role in old - new for role in _WATCHED):
        told += _messages("role_taken", _watchers(circle), person, old, new, by, at)
        facts = {"person": person, "by": by, "before": in_order(old), "after": in_order(new), "own": "yes"}
        told.append(Message(kind="role_taken", number="", due_at=at, person=person, facts=facts))
    return told


def access_changed(
    person: PersonId, roles: Iterable[str], what: str, *, by: PersonId, circle: Circle, at: datetime
) -> list[Message]:
    """Give who hears that an admin opened or closed the door of somebody who votes, decides or watches.

    `what` is `code`, `mail`, `unlinked` or `left`. Every manager and all other admins: the owner may not be reached by
    it, or be the one who was shut out. `circle` is that of before the change, so that a manager who goes is missed.
    """
    if by == person or not {Role(role) for role in roles} & set(_DECIDES):
        return []
    told = [one for one in _watchers(circle) if one.id not in (by, person)]
    facts = {"person": person, "by": by, "what": what}
    return [Message(kind="access_changed", number="", due_at=at, person=one.id, facts=dict(facts)) for one in told]


def _watchers(circle: Circle) -> list[Person]:
    return [one for one in circle if one.is_admin or one.is_manager]


def code_given(person: PersonId, by: PersonId, at: datetime) -> Message:
    """Tell somebody who takes part already that an admin made a sign-in code in that name."""
    return Message(kind="code_given", number="", due_at=at, person=person, facts={"by": by})


def mail_changed(person: PersonId, by: PersonId | None, at: datetime, *, first: bool) -> Message:
    """Tell somebody of another mail address, a first one too: whoever has that mailbox can sign in in that name."""
    return Message(
        kind="mail_changed",
        number="",
        due_at=at,
        person=person,
        facts={"by": by or "", "first": "yes" if first else ""},
    )


def _messages(
    kind: str,
    told: Iterable[Person],
    person: PersonId,
    old: frozenset[Role],
    new: frozenset[Role],
    by: PersonId,
    at: datetime,
) -> list[Message]:
    facts = {"person": person, "by": by, "before": in_order(old), "after": in_order(new)}
    return [
        Message(kind=kind, number="", due_at=at, person=one.id, facts=dict(facts))
        for one in told
        if one.id not in (by, person)
    ]


def needs_note(roles: Collection[str]) -> bool:
    """Say whether somebody reviews or decides, so accepts the confidentiality note first (R3 in docs/rules)."""
    return "lead" in roles or ("reviewer" in roles and "manager" not in roles)


def in_order(roles: Iterable[Role]) -> str:
    """Write roles by code, in their fixed order, with spaces between them."""
    have = set(roles)
    return " ".join(role.value for role in Role if role in have)
