"""Reading a scenario file: every line is checked before anything is stored, and all problems are named at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from bot.scenario.fields import COMMAND_FIELDS, text
from doorbraak.people import Role
from doorbraak.policy import setting_problem

_ROLES = tuple(role.value for role in Role)
_FIRST_YEAR, _LAST_YEAR = 1970, 9000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number, its moment and what it holds."""

    number: int
    at: datetime
    do: str
    facts: dict[str, Any]


@dataclass(slots=True)
class BadScenario(Exception):
    """The file cannot be run; `problems` names every fault with its line."""

    problems: list[str]


@dataclass(slots=True)
class _Reader:
    lines: list[Line] = field(default_factory=list[Line])
    problems: list[str] = field(default_factory=list[str])
    districts: tuple[str, ...] = ()
    people: set[str] = field(default_factory=set[str])
    submitted: set[str] = field(default_factory=set[str])
    last: datetime | None = None
    commands_began: bool = False
    programmes: int = 0

    def problem(self, number: int, what: str) -> None:
        self.problems.append(f"line {number}: {what}")


def read_scenario(content: bytes) -> list[Line]:
    """Read a scenario file. Raises BadScenario with every fault."""
    reader = _Reader()
    raw = content.split(b"\n")
    if raw and not raw[-1].strip():
        raw.pop()
    if not raw:
        reader.problem(1, "the file is empty; it begins with a programme line")
    for number, one in enumerate(raw, start=1):
        _read_line(reader, number, one)
    if reader.problems:
        raise BadScenario(reader.problems)
    return reader.lines


def _read_line(reader: _Reader, number: int, raw: bytes) -> None:
    facts = _parse(reader, number, raw)
    if facts is None:
        return
    at = _moment(reader, number, facts)
    do = facts.get("do")
    if not isinstance(do, str) or do not in _READERS:
        reader.problem(number, f"unknown do {do!r}; known are {', '.join(_READERS)}")
        return
    if number == 1 and do != "programme":
        reader.problem(number, "the first line must be the programme")
    rest = {name: value for name, value in facts.items() if name not in ("at", "do")}
    kept = _READERS[do](reader, number, do, rest)
    if at is not None and kept is not None:
        reader.lines.append(Line(number, at, do, kept))


def _parse(reader: _Reader, number: int, raw: bytes) -> dict[str, Any] | None:
    def no_constant(name: str) -> None:
        raise ValueError(f"{name} is no JSON")

    try:
        parsed: Any = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=no_constant)
    except (ValueError, RecursionError) as failure:
        reader.problem(number, f"no JSON object ({type(failure).__name__}); write one object per line")
        return None
    if not isinstance(parsed, dict):
        reader.problem(number, "no JSON object; write one object per line")
        return None
    return cast(dict[str, Any], parsed)


def _moment(reader: _Reader, number: int, facts: dict[str, Any]) -> datetime | None:
    raw = facts.get("at")
    try:
        at = datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        reader.problem(number, f"at must be a moment with offset such as 2026-03-02T09:00:00+01:00, got {raw!r}")
        return None
    if reader.last is not None and at < reader.last:
        reader.problem(number, f"at goes back: {raw} is before {reader.last.isoformat()}")
    reader.last = at
    return at


def _programme(reader: _Reader, number: int, do: str, facts: dict[str, Any]) -> dict[str, Any] | None:  # noqa: ARG001
    reader.programmes += 1
    if reader.programmes > 1 or number > 1:
        reader.problem(number, "a second programme; a file has one, on its first line")
    before = len(reader.problems)
    _unknown_fields(reader, number, facts, ("name", "districts", "policy", "budget_cents"))
    _texts(reader, number, facts, "name")
    districts = _text_list(reader, number, facts, "districts")
    reader.districts = tuple(districts)
    policy: Any = {} if facts.get("policy") is None else facts["policy"]
    if not isinstance(policy, dict):
        reader.problem(number, "policy must be an object of settings")
        policy = {}
    for name, value in cast(dict[str, Any], policy).items():
        wrong = setting_problem(name, value)
        if wrong:
            reader.problem(number, wrong)
    budget = _budget(reader, number, facts.get("budget_cents"))
    if len(reader.problems) > before:
        return None
    return {"name": facts["name"], "districts": districts, "policy": policy, "budget_cents": budget}


def _budget(reader: _Reader, number: int, budget: Any) -> dict[int, int]:
    years: dict[int, int] = {}
    if budget is None:
        return years
    if not isinstance(budget, dict):
        reader.problem(number, "budget_cents must be an object of years and cents")
        return years
    for year, cents in cast(dict[str, Any], budget).items():
        wrong = setting_problem("cap_cents", cents)
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            reader.problem(number, f"budget_cents: {year!r} is no year")
        elif wrong:
            reader.problem(number, f"budget_cents of {year}: {wrong.removeprefix('cap_cents ')}")
        else:
            years[int(year)] = cents
    return years


def _person(reader: _Reader, number: int, do: str, facts: dict[str, Any]) -> dict[str, Any] | None:  # noqa: ARG001
    if reader.commands_began:
        reader.problem(number, "a person after the first command; people come before")
    before = len(reader.problems)
    _unknown_fields(reader, number, facts, ("key", "roles", "organisation"))
    _texts(reader, number, facts, "key", "organisation")
    roles = _text_list(reader, number, facts, "roles")
    for role in roles:
        if role not in _ROLES:
            reader.problem(number, f"unknown role {role!r}; known are {', '.join(_ROLES)}")
    key = facts.get("key")
    if isinstance(key, str):
        if key in reader.people:
            reader.problem(number, f"key {key!r} is used twice")
        reader.people.add(key)
    return None if len(reader.problems) > before else facts


def _command(reader: _Reader, number: int, do: str, facts: dict[str, Any]) -> dict[str, Any] | None:
    reader.commands_began = True
    before = len(reader.problems)
    fields = COMMAND_FIELDS[do]
    _unknown_fields(reader, number, facts, tuple(fields))
    kept: dict[str, Any] = {}
    for name, known in fields.items():
        value = facts.get(name)
        if value is None and known.optional:
            continue
        if name not in facts:
            reader.problem(number, f"{name} is missing")
            continue
        wrong = known.problem(value)
        if wrong:
            reader.problem(number, f"{name} {wrong}")
        kept[name] = value
    district = kept.get("district")
    if isinstance(district, str) and district not in reader.districts:
        reader.problem(number, f"unknown district {district!r}; known are {', '.join(reader.districts)}")
    if do == "submit":
        _submitted_once(reader, number, kept.get("request"))
    return None if len(reader.problems) > before else kept


def _submitted_once(reader: _Reader, number: int, key: Any) -> None:
    if not isinstance(key, str):
        return
    if key in reader.submitted:
        reader.problem(number, f"request {key!r} is submitted twice")
    reader.submitted.add(key)


def _unknown_fields(reader: _Reader, number: int, facts: dict[str, Any], known: tuple[str, ...]) -> None:
    for name in facts:
        if name not in known and name not in ("at", "do"):
            reader.problem(number, f"unknown field {name!r}; known are {', '.join(known) or 'none'}")


def _texts(reader: _Reader, number: int, facts: dict[str, Any], *names: str) -> None:
    for name in names:
        if name not in facts:
            reader.problem(number, f"{name} is missing")
            continue
        value = facts[name]
        wrong = text(value) or ("must not be empty" if not value.strip() else None)
        wrong = wrong or ("holds a null character" if "\0" in value else None)
        if wrong:
            reader.problem(number, f"{name} {wrong}")


def _text_list(reader: _Reader, number: int, facts: dict[str, Any], name: str) -> list[str]:
    value = facts.get(name)
    if not isinstance(value, list):
        reader.problem(number, f"{name} must be a list of texts" if name in facts else f"{name} is missing")
        return []
    items = cast(list[Any], value)
    wrong = [item for item in items if text(item) or "\0" in item]
    if wrong:
        reader.problem(number, f"{name} must be a list of texts, got {wrong[0]!r}")
    return [item for item in items if isinstance(item, str)]


_READERS: dict[str, Callable[[_Reader, int, str, dict[str, Any]], dict[str, Any] | None]] = {
    "programme": _programme,
    "person": _person,
    **dict.fromkeys(COMMAND_FIELDS, _command),
}
