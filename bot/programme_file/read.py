"""Reading a programme file: every fault that shows without the database, each with its line."""

from __future__ import annotations

import re
from typing import Any

from bot.programme_file import values as v
from bot.programme_file.content import PersonLine, PlaceLine, ProgrammeFile
from bot.programme_file.lines import Faults, Lined, read_lines
from bot.programme_file.own_words import SETTINGS, read_own_words
from doorbraak.people import Role
from doorbraak.policy import setting_problem

ROLES = tuple(role.value for role in Role)
PURPOSES = ("requests", "cases")
_KEYS = ("programme", "districts", "policy", "budget_cents", "organisations", "people", "places", *SETTINGS)
_PERSON = (
    "key", "name", "email", "roles", "organisation", "districts", "slack", "telegram", "confidentiality_accepted",
)  # fmt: skip
_PLACE = ("slack", "telegram", "topic", "districts", "for")
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


def read_programme_file(content: bytes, faults: Faults) -> ProgrammeFile | None:
    """Read a file; None when nothing of it can be read. Faults come along in `faults`."""
    try:
        root = read_lines(content.decode("utf-8-sig"), faults)
    except UnicodeDecodeError:
        faults.add(1, "the file is not UTF-8; save it as UTF-8")
        return None
    if root is None:
        return None
    unwritable = _unwritable(root)
    if unwritable:
        faults.add(unwritable, "the text holds half a character or a zero byte, which no database can keep")
        return None
    if not isinstance(root.value, dict):
        faults.add(1, "the file must begin with a name and a colon, such as programme: Utrecht")
        return None
    v.known_keys(root, "", _KEYS, faults)
    return ProgrammeFile(
        name=v.text(root.get("programme"), "programme", faults) or "",
        districts=_districts(root.get("districts"), faults),
        policy=_policy(root.get("policy"), faults),
        budget_cents=_budget(root.get("budget_cents"), faults),
        organisations=v.texts(root.get("organisations"), "organisations", faults) or (),
        people=_people(root.get("people"), faults),
        places=_places(root.get("places"), faults),
        settings=read_own_words(root, faults),
        lines={str(key): value.line for key, value in root.items()},
    )


def _unwritable(at: Lined) -> int:
    """Give the first line with a text that cannot be stored, or 0. YAML can write such texts with escapes."""
    keys = [str(key) for key, _ in at.items()]
    if any(_NOT_KEPT.search(text) for text in (*keys, at.value if isinstance(at.value, str) else "")):
        return at.line
    inside = (*(one for _, one in at.items()), *at.elements())
    return next((line for line in map(_unwritable, inside) if line), 0)


def _districts(at: Lined | None, faults: Faults) -> tuple[str, ...] | None:
    found = v.texts(at, "districts", faults)
    if at is not None and found == () and not at.value:
        faults.add(at.line, "districts must name at least one district")
    return found


def _policy(at: Lined | None, faults: Faults) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for name, value in v.mapping(at, "policy", faults):
        wrong = setting_problem(str(name), value.plain)
        if wrong:
            faults.add(value.line, f"policy: {wrong}")
        else:
            settings[name] = value.value
    return settings


def _budget(at: Lined | None, faults: Faults) -> dict[int, int]:
    years: dict[int, int] = {}
    for year, value in v.mapping(at, "budget_cents", faults):
        wrong = setting_problem("cap_cents", value.plain)
        is_year = not isinstance(year, bool) and isinstance(year, int | str) and re.fullmatch(r"\d{4}", str(year))
        if not is_year or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            faults.add(value.line, f"budget_cents: {year!r} is no year")
        elif wrong:
            faults.add(value.line, f"budget_cents of {year}: {wrong.removeprefix('cap_cents ')}")
        else:
            years[int(year)] = value.value
    return years


def _people(at: Lined | None, faults: Faults) -> tuple[PersonLine, ...]:
    found = [_person(one, faults) for one in v.mappings(at, "people", _PERSON, faults)]
    people = [one for one in found if one is not None]
    _each_once([(one.key, one.line) for one in people], "key {} of a person", faults)
    accounts = [(f"{platform} {address}", one.line) for one in people for platform, address in one.accounts]
    _each_once(accounts, "{}", faults)
    return tuple(people)


def _person(at: Lined, faults: Faults) -> PersonLine | None:
    key = v.text(at.get("key"), "key", faults)
    if at.get("key") is None:
        faults.add(at.line, "a person without key")
    if key is not None and not _KEY.fullmatch(key):
        faults.add(at.line, f"key must be letters, digits, dots or hyphens, got {key!r}")
        key = None
    roles = v.words(at.get("roles"), "roles", ROLES, faults)
    if roles == ():
        faults.add(at.line, f"person {key}: roles must name at least one of {', '.join(ROLES)}")
    name = v.text(at.get("name"), "name", faults)
    email = v.email(at.get("email"), faults)
    organisation = v.text(at.get("organisation"), "organisation", faults)
    districts = v.texts(at.get("districts"), "districts", faults)
    accepted_on = v.day(at.get("confidentiality_accepted"), "confidentiality_accepted", faults)
    if key is None:
        return None
    return PersonLine(
        key=key,
        line=at.line,
        name=name,
        email=email,
        roles=roles,
        organisation=organisation,
        districts=districts,
        accepted_on=accepted_on,
        accounts=_accounts(at, faults),
    )


def _accounts(at: Lined, faults: Faults) -> tuple[tuple[str, str], ...]:
    slack = v.slack(at.get("slack"), "TEAM:USER such as T01TEST:U01ALICE", faults)
    telegram = v.number(at.get("telegram"), "telegram", faults)
    found = [("slack", slack)] if slack else []
    return (*found, *([("telegram", str(telegram))] if telegram else []))


def _places(at: Lined | None, faults: Faults) -> tuple[PlaceLine, ...]:
    found = [_place(one, faults) for one in v.mappings(at, "places", _PLACE, faults)]
    places = [one for one in found if one is not None]
    _each_once([(f"{one.platform} {one.address}", one.line) for one in places], "place {}", faults)
    return tuple(places)


def _place(at: Lined, faults: Faults) -> PlaceLine | None:
    slack = v.slack(at.get("slack"), "TEAM:CHANNEL such as T01TEST:C01REV", faults)
    telegram = v.number(at.get("telegram"), "telegram", faults, least=None)
    topic = v.number(at.get("topic"), "topic", faults)
    districts = v.texts(at.get("districts"), "districts", faults)
    purposes = v.words(at.get("for"), "for", PURPOSES, faults)
    if (at.get("slack") is None) == (at.get("telegram") is None):
        faults.add(at.line, "a place has either slack or telegram")
        return None
    if at.get("topic") is not None and at.get("telegram") is None:
        faults.add(at.line, "only a place in telegram has a topic")
    if slack is None and telegram is None:
        return None
    address = slack or (f"{telegram}:{topic}" if topic else str(telegram))
    platform = "slack" if slack else "telegram"
    return PlaceLine(platform=platform, address=address, line=at.line, districts=districts, purposes=purposes)


def _each_once(named: list[tuple[str, int]], what: str, faults: Faults) -> None:
    first: dict[str, int] = {}
    for name, line in named:
        if name in first:
            faults.add(line, f"{what.format(name)} stands there twice, first on line {first[name]}")
        first.setdefault(name, line)
