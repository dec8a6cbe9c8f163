"""Running a scenario: each line through the real use cases at the file's own moment, then the state as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.scenario.read import Line
from bot.text_check import BlockCheck
from doorbraak.commands import COMMANDS, Command
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.outcomes import Outcome
from doorbraak.policy import policy_from
from doorbraak.use_cases.act import carry_out
from doorbraak.working_time import AMSTERDAM
from storage import administer, due
from storage import tables as t
from storage.moments import from_text
from storage.overviews import spend as spend_query
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

_AT_ONCE = 200
"""So many lines go into one transaction: the file is the only writer of its programme."""

Progress = Callable[[int], None]


def _no_progress(done: int) -> None:
    """Say nothing."""


class ProgrammeTaken(Exception):
    """The database has a programme of this name with requests in it."""


@dataclass(slots=True)
class Run:
    """A run in progress: whom and what the keys of the file stand for, and what came of each line."""

    store: Store
    seed: bytes
    programme: ProgrammeId
    people: dict[str, PersonId] = field(default_factory=dict[str, PersonId])
    numbers: dict[str, str] = field(default_factory=dict[str, str])
    results: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    check: BlockCheck = field(default_factory=BlockCheck)


def run_scenario(store: Store, lines: list[Line], content: bytes, progress: Progress = _no_progress) -> dict[str, Any]:
    """Run a checked scenario and give what `replay --json` writes. Raises ProgrammeTaken."""
    seed = hashlib.sha256(content).digest()
    run = Run(store, seed, _programme_id(store, lines[0], seed))
    for begin in range(0, len(lines), _AT_ONCE):
        part = lines[begin : begin + _AT_ONCE]
        run.results += store.run(lambda uow, part=part: _run_part(run, uow, part))
        progress(len(run.results))
    _let_time_pass(run, lines[-1].at)
    return store.answer(lambda connection: _state(run, connection))


def _programme_id(store: Store, first: Line, seed: bytes) -> ProgrammeId:
    name: str = first.facts["name"]
    known = store.answer(lambda connection: administer.find_programme(connection, name))
    if known is None:
        return ProgrammeId(hashlib.sha256(seed + name.encode()).hexdigest()[:24])
    where = t.requests.c.programme_id == known
    if store.answer(lambda connection: connection.execute(select(t.requests.c.id).where(where).limit(1)).first()):
        raise ProgrammeTaken(name)
    return known


def _run_part(run: Run, uow: SqlUnitOfWork, part: Iterable[Line]) -> list[dict[str, Any]]:
    """Run some lines in one transaction; a lost race runs them again, so nothing is kept but in the result."""
    return [{"line": line.number, **_run_line(run, uow, line)} for line in part]


def _run_line(run: Run, uow: SqlUnitOfWork, line: Line) -> dict[str, Any]:
    if line.do == "tick":
        return {"accepted": True}
    unit = run.store.unit_of_work(uow.connection)  # each line reaches the log before the next
    outcome: Outcome | None = None
    if line.do == "programme":
        _set_programme(run, unit, line)
    elif line.do == "person":
        _set_person(run, unit, line)
    else:
        outcome = carry_out(unit, _command(run, line), run.check)
    unit.flush()
    return _result(run, line, outcome) if outcome else {"accepted": True}


def _result(run: Run, line: Line, outcome: Outcome) -> dict[str, Any]:
    if not outcome.accepted:
        return {"accepted": False, "refusal": outcome.refusal.value if outcome.refusal else ""}
    if line.do == "submit":
        run.numbers[line.facts["request"]] = outcome.number
    return {"accepted": True}


def _set_programme(run: Run, uow: SqlUnitOfWork, line: Line) -> None:
    facts, at = line.facts, line.at
    policy = policy_from(facts["policy"])
    if administer.find_programme(uow.connection, facts["name"]) is None:
        administer.add_programme(uow, run.programme, facts["name"], facts["districts"], policy, at)
    else:
        administer.set_districts(uow, run.programme, facts["districts"], at)
        administer.set_policy(uow, run.programme, policy, at)
    for year, cents in facts["budget_cents"].items():
        administer.set_budget(uow, run.programme, year, cents, at)


def _set_person(run: Run, uow: SqlUnitOfWork, line: Line) -> None:
    key: str = line.facts["key"]
    where = (t.people.c.programme_id == run.programme, t.people.c.key == key)
    known = uow.connection.execute(select(t.people.c.id).where(*where)).scalar()
    person = PersonId(known or hashlib.sha256(run.seed + b"person" + key.encode()).hexdigest()[:24])
    run.people[key] = person
    entry = administer.PersonEntry(
        id=person,
        key=key,
        name=key,
        roles=tuple(dict.fromkeys(line.facts["roles"])),
        organisation=line.facts["organisation"],
        accepted_on=line.at.date(),
        linked_at=line.at,
    )
    administer.set_person(uow, run.programme, entry, line.at)


def _command(run: Run, line: Line) -> Command:
    facts = dict(line.facts)
    seed = hashlib.sha256(run.seed + line.number.to_bytes(8, "big")).digest()
    key = facts.pop("request")
    by = run.people.get(facts.pop("by"), PersonId(""))
    if line.do != "submit":
        facts["request"] = run.numbers.get(key, "")
    if "needed_by" in facts:
        facts["needed_by"] = date.fromisoformat(facts["needed_by"])
    if "to" in facts:
        facts["to"] = run.people.get(facts["to"], PersonId(""))
    return COMMANDS[line.do](by=by, at=line.at.astimezone(UTC), seed=seed, **facts)


def _let_time_pass(run: Run, until: datetime) -> None:
    happened = True
    while happened:
        mine = run.store.answer(lambda connection: due.find_due(connection, until, programme=run.programme))
        happened = run.store.run(lambda uow, mine=mine: _apply_due(run, uow, mine, until))


def _apply_due(run: Run, uow: SqlUnitOfWork, waiting: list[due.Due], until: datetime) -> bool:
    """Let due things of some requests happen; claims that something did."""
    count = 0
    for one in waiting:
        unit = run.store.unit_of_work(uow.connection)
        count += due.apply_one(one, until)(unit)
        unit.flush()
    return count > 0


def _state(run: Run, connection: Connection) -> dict[str, Any]:
    rows = connection.execute(select(t.requests).where(t.requests.c.programme_id == run.programme)).mappings()
    by_number = {row["number"]: _request(row) for row in rows}
    return {
        "lines": run.results,
        "requests": {key: by_number[number] for key, number in run.numbers.items()},
        "spend_by_theme": _spend_by_theme(run, connection),
        "funds": {
            str(fund.year): {
                "budget_cents": fund.budget_cents,
                "reserved_cents": fund.reserved_cents,
                "spent_cents": fund.spent_cents,
                "left_cents": fund.left_cents,
            }
            for fund in spend_query.funds(connection, run.programme)
        },
    }


def _request(row: Any) -> dict[str, Any]:
    decided = row["decided_at"]
    return {
        "number": row["number"],
        "status": row["status"],
        "with_lead": bool(row["with_lead"]),
        "money": row["money"],
        "granted_cents": row["granted_cents"],
        "settled_cents": row["settled_cents"],
        "revision": row["revision"],
        "approvals": row["approvals"],
        "decided_at": from_text(decided).astimezone(AMSTERDAM).isoformat() if decided else None,
        "review": row["review"],
    }


def _spend_by_theme(run: Run, connection: Connection) -> dict[str, Any]:
    shown = ("requests", "granted", "solved_by_route", "declined", "granted_cents", "settled_cents")
    result: dict[str, Any] = {}
    for year in spend_query.years(connection, run.programme):
        rows = spend_query.spend(connection, run.programme, spend_query.whole_year(year)).rows
        themes = {row.key: {name: getattr(row, name) for name in shown} for row in sorted(rows, key=lambda r: r.key)}
        themes = {key: figures for key, figures in themes.items() if any(figures.values())}
        if themes:
            result[str(year)] = themes
    return result
