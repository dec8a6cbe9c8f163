"""Beheer: the people of a programme, for its admin. Policy, texts and places stay in the programme file."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from doorbraak.overviews import TeamMember, Viewer
from doorbraak.people import Role
from doorbraak.team import Member, needs_note
from handlers import wording as words
from handlers.web.menu import ADMIN, WAITING
from handlers.web.typed import Problems, Typed, date_of
from handlers.web.visit import NotFound, Visit

_FIELDS = ("name", "roles", "organisation", "districts", "email", "accepted_on", "to")
_HERE = f"{ADMIN.address}/mensen"


async def show(visit: Visit) -> Response:
    """Show everybody who takes part."""
    team = await visit.desk.team(visit.viewer)
    return visit.page("people.html", ADMIN.word, team=[(one, _state(one, visit.viewer)) for one in team])


def _state(one: TeamMember, viewer: Viewer) -> str:
    """Say how somebody stands with the confidentiality note; empty when none is needed and none was given."""
    if one.accepted_on is None:
        return words.note_state(None, "", own=False) if needs_note(one.roles) else ""
    current = words.note_digest(words.note_text(viewer.settings))
    said = words.note_state(one.accepted_on, one.accepted_by, own=one.accepted_own)
    if one.agreed_to == current:
        return said if one.accepted_own else f"{said}, zelf gelezen"
    return f"{said}, {'de nieuwe tekst' if one.agreed_to else 'zelf'} nog niet gelezen"


async def _member(visit: Visit) -> TeamMember:
    """Give the person of the address. Raises NotFound, also for one of another programme."""
    team = await visit.desk.team(visit.viewer)
    found = next((one for one in team if one.key == visit.path("key")), None)
    if found is None:
        raise NotFound
    return found


def _address(key: str) -> str:
    return f"{_HERE}/{key}"


# Adding and changing --------------------------------------------------------------------------------------------------


async def show_new(visit: Visit) -> Response:
    """Show the empty form."""
    return await _form(visit, None, Typed(), Problems(), 200)


async def add(visit: Visit) -> Response:
    """Add somebody."""
    problems = Problems()
    member = _read(visit, problems)
    changed = await visit.desk.add_member(visit.viewer, member) if not problems else None
    if changed is None or _say(changed.faults, problems):
        return await _form(visit, None, visit.typed, problems, 422)
    return visit.go(_address(changed.key), _saved(member, accepted=member.accepted_on is not None))


async def show_one(visit: Visit) -> Response:
    """Show somebody, with the form and everything that can be done."""
    member = await _member(visit)
    return await _form(visit, member, _as_typed(member), Problems(), 200)


async def change(visit: Visit) -> Response:
    """Change somebody."""
    known, problems = await _member(visit), Problems()
    member = _read(visit, problems)
    changed = await visit.desk.change_member(visit.viewer, known.key, member) if not problems else None
    if changed is None or _say(changed.faults, problems):
        return await _form(visit, known, visit.typed, problems, 422)
    accepted = known.accepted_on is not None or member.accepted_on is not None
    gave_it_up = known.id == visit.viewer.id and Role.ADMIN not in member.roles
    where = WAITING.address if gave_it_up else _address(known.key)
    return visit.go(where, _saved(member, accepted=accepted))


def _saved(member: Member, *, accepted: bool) -> str:
    return words.member_saved(member.name.strip(), [role.value for role in member.roles], accepted=accepted)


def _read(visit: Visit, problems: Problems) -> Member:
    typed = visit.typed
    return Member(
        name=typed.get("name").strip(),
        roles=frozenset(role for role in Role if typed.get(f"role-{role.value}")),
        organisation=typed.get("organisation").strip(),
        districts=frozenset(one for one in visit.viewer.districts if typed.get(f"district-{one}")),
        email=typed.get("email").strip(),
        accepted_on=date_of(typed, problems, "accepted_on"),
    )


def _say(faults: Any, problems: Problems) -> bool:
    """Put the faults of a change beside their fields; claims that there are any."""
    for name, code in faults.items():
        problems.add(name, words.member_fault(code))
    return bool(faults)


def _as_typed(member: TeamMember) -> Typed:
    values = {"name": member.name, "organisation": member.organisation, "email": member.email}
    values |= {f"role-{role}": "1" for role in member.roles}
    values |= {f"district-{one}": "1" for one in member.districts}
    return Typed(values)


async def _form(visit: Visit, member: TeamMember | None, typed: Typed, problems: Problems, status: int) -> Response:
    return visit.page(
        "person.html",
        member.name if member else "Iemand toevoegen",
        status=status,
        member=member,
        state=_state(member, visit.viewer) if member else "",
        typed=typed,
        problems=problems,
        fields=_FIELDS,
        organisations=await visit.desk.organisations(visit.viewer),
        roles=[role.value for role in Role],
        here=_address(member.key) if member else f"{ADMIN.address}/nieuw",
    )


# What can be done with somebody ---------------------------------------------------------------------------------------


async def give_code(visit: Visit) -> Response:
    """Show a fresh sign-in code, this once: it is on no other page and in no cookie."""
    member = await _member(visit)
    code = await visit.desk.code_for_member(visit.viewer, member.key)
    if code is None:
        raise NotFound
    return visit.page("person_code.html", "Code om in te loggen", member=member, code=code, here=_address(member.key))


async def unlink(visit: Visit) -> Response:
    """Take away devices, chat accounts and codes."""
    member, problems = await _member(visit), Problems()
    changed = await visit.desk.unlink_member(visit.viewer, member.key)
    if _say(changed.faults, problems):
        return await _form(visit, member, _as_typed(member), problems, 422)
    say = f"{member.name} is overal uitgelogd. Met een nieuwe code kan {member.name} er weer in."
    return visit.go(_address(member.key), say)


async def show_leave(visit: Visit) -> Response:
    """Show what is open of somebody, and to whom it can go."""
    return await _leave_form(visit, await _member(visit), Problems(), 200)


async def leave(visit: Visit) -> Response:
    """Let somebody leave."""
    member, problems, to = await _member(visit), Problems(), visit.typed.get("to")
    changed = await visit.desk.let_member_leave(visit.viewer, member.key, to)
    if _say(changed.faults, problems):
        return await _leave_form(visit, member, problems, 422)
    takers = {one.key: one.name for one in await visit.desk.team(visit.viewer)} if member.id != visit.viewer.id else {}
    said = words.member_left(member.name, changed.handed_over, changed.left_open, takers.get(to, to))
    return visit.go(ADMIN.address if takers else "/", said)


async def _leave_form(visit: Visit, member: TeamMember, problems: Problems, status: int) -> Response:
    team = await visit.desk.team(visit.viewer)
    return visit.page(
        "person_leave.html",
        f"{member.name} gaat weg",
        status=status,
        member=member,
        lines=await visit.desk.open_of_member(visit.viewer, member.key),
        takers=[(one.key, one.name) for one in team if _can_take(one, member)],
        typed=visit.typed,
        problems=problems,
        fields=_FIELDS,
        here=_address(member.key),
    )


def _can_take(one: TeamMember, leaving: TeamMember) -> bool:
    return "koploper" in one.roles and one.linked and one.id != leaving.id
