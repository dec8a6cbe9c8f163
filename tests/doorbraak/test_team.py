"""Changing who takes part: what is wrong with a form, keys, the last admin, and who hears of a role."""

from datetime import UTC, date, datetime

import pytest

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Circle, Person, Role
from doorbraak.team import Member, faults_of, fresh_key, is_last_admin, tell_of_roles

TODAY = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
FINE = {"name": "Noor", "roles": frozenset({Role.KOPLOPER}), "organisation": "UWV"}


def a_person(key: str, *roles: Role, **facts: bool) -> Person:
    """Give somebody with these roles."""
    return Person(PersonId(key), ProgrammeId("utrecht"), frozenset(roles), "Gemeente", **facts)


CIRCLE = Circle(
    [
        a_person("ad", Role.ADMIN),
        a_person("bea", Role.ADMIN, Role.LEAD),
        a_person("mira", Role.MANAGER),
        a_person("max", Role.MANAGER),
        a_person("gone", Role.MANAGER, left=True),
        a_person("noor", Role.KOPLOPER),
    ]
)


@pytest.mark.parametrize(
    ("wrong", "faults"),
    [
        ({}, {}),
        ({"name": "  "}, {"name": "name_required"}),
        ({"name": "n" * 81}, {"name": "name_too_long"}),
        ({"roles": frozenset()}, {"roles": "roles_required"}),
        ({"organisation": "X"}, {"organisation": "organisation_unknown"}),
        ({"districts": frozenset({"Overvecht", "X"})}, {"districts": "district_unknown"}),
        ({"email": "noor@"}, {"email": "email_invalid"}),
        ({"accepted_on": date(2026, 3, 10)}, {"accepted_on": "accepted_later"}),
        ({"accepted_on": TODAY, "email": "noor@example.org"}, {}),
        ({"name": "", "organisation": ""}, {"name": "name_required", "organisation": "organisation_unknown"}),
    ],
)
def test_every_fault_is_named_at_its_field(wrong: dict[str, object], faults: dict[str, str]):
    """All at once, by code."""
    member = Member(**{**FINE, **wrong})
    assert faults_of(member, organisations=("UWV",), districts=("Overvecht",), today=TODAY) == faults


def test_without_a_list_any_organisation_will_do_but_none_will_not():
    """A programme that names no organisations takes what is typed."""
    assert faults_of(Member(**FINE), organisations=(), districts=(), today=TODAY) == {}
    assert faults_of(Member(**{**FINE, "organisation": " "}), organisations=(), districts=(), today=TODAY)


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Noor", [], "noor"),
        ("Noor", ["noor", "noor2"], "noor3"),
        ("Zoë van den Berg", [], "zoe-van-den-berg"),
        ("…", [], "iemand"),
        ("李", ["iemand"], "iemand2"),
    ],
)
def test_a_key_is_made_of_the_name(name: str, taken: list[str], key: str):
    """Small letters, digits and hyphens; a number when it is taken."""
    assert fresh_key(name, taken) == key


def test_the_last_admin_is_the_only_one_who_can_still_act():
    """Somebody who left or never signed in keeps nobody from being the last."""
    others = [a_person("bea", Role.ADMIN, linked=False), a_person("cas", Role.ADMIN, left=True)]
    assert is_last_admin(PersonId("ad"), Circle([a_person("ad", Role.ADMIN), *others]))
    assert not is_last_admin(PersonId("ad"), CIRCLE)
    assert not is_last_admin(PersonId("noor"), CIRCLE)


@pytest.mark.parametrize(
    ("person", "before", "after", "kind", "told"),
    [
        ("ad", "admin", "admin lead", "own_roles", {"bea", "mira", "max"}),
        ("ad", "admin", "admin", "", set()),
        ("noor", "koploper", "koploper lead", "role_given", {"mira", "max"}),
        ("noor", "koploper", "admin", "role_given", {"mira", "max"}),
        ("mira", "manager", "manager lead", "role_given", {"max"}),
        ("noor", "koploper", "koploper reviewer", "", set()),
        ("bea", "admin lead", "admin", "role_taken", {"bea", "mira", "max"}),
        ("max", "manager", "koploper", "role_taken", {"bea", "mira", "max"}),
        ("noor", "koploper", "manager", "role_given", {"mira", "max"}),
        ("noor", "reviewer", "koploper", "", set()),
    ],
)
def test_who_hears_of_a_role(person: str, before: str, after: str, kind: str, told: set[str]):
    """Own roles: other admins and managers. One that decides or watches given: managers; taken: its owner as well."""
    roles = [[Role(code) for code in codes.split()] for codes in (before, after)]
    messages = tell_of_roles(PersonId(person), *roles, by=PersonId("ad"), circle=CIRCLE, at=AT)
    assert {message.person for message in messages} == told
    assert {message.kind for message in messages} <= {kind}
    assert {set_of(message.facts["after"]) for message in messages} <= {set_of(after)}
    assert {(message.facts["person"], message.facts["by"]) for message in messages} <= {(person, "ad")}


def set_of(codes: object) -> frozenset[str]:
    """Give codes without their order."""
    return frozenset(str(codes).split())
