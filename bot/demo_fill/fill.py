"""Filling a database with the demo: the programme, the year 2021, and every step of every story in order of time.

The steps go through the use cases, as if people had pressed the buttons; between them the clock does its work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.demo_fill.mark import mark_demo
from bot.demo_fill.moments import days_before
from bot.demo_fill.news import settle_news
from bot.demo_fill.plan import Planned, plan_steps
from bot.demo_fill.programme import PROGRAMME, person_id, set_up
from bot.demo_fill.read import data_bytes, read_programme, read_requests
from bot.demo_fill.refused import DemoRefused
from bot.history.read import read_history
from bot.text_check import BlockCheck
from doorbraak.commands import COMMANDS, Command
from doorbraak.use_cases.act import carry_out
from doorbraak.working_time import DAY_STARTS
from storage import due
from storage.history import import_requests
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

Progress = Callable[[int, int], None]
"""Told how many steps are done, and how many there are."""

_AT_ONCE = 100
"""So many steps go into one transaction: nobody else writes while the demo is filled."""

_BEGAN = timedelta(days=30)
"""So long before its first request the programme began."""


@dataclass(slots=True)
class Filling:
    """A filling in progress: the numbers that requests of the file got."""

    store: Store
    numbers: dict[str, str] = field(default_factory=dict[str, str])
    check: BlockCheck = field(default_factory=BlockCheck)


def fill_demo(store: Store, now: datetime, progress: Progress | None = None) -> None:
    """Fill an empty, migrated database with the demo as it is at `now`. Raises DemoRefused when the data is wrong."""
    steps = plan_steps(read_requests(), now)
    start = days_before(steps[0].at, _BEGAN.days, DAY_STARTS)
    filling = Filling(store)
    programme = read_programme()
    store.run(lambda uow: set_up(uow, programme, start, now))
    store.run(lambda uow: _import_2021(uow, programme["districts"], start))
    for begin in range(0, len(steps), _AT_ONCE):
        part = steps[begin : begin + _AT_ONCE]
        store.run(lambda uow, part=part: _run_part(filling, uow, part))
        if progress:
            progress(begin + len(part), len(steps))
    store.run(lambda uow: _finish(filling, uow, now))


def _import_2021(uow: SqlUnitOfWork, districts: Sequence[str], at: datetime) -> None:
    content = data_bytes("history_2021.csv")
    digest = hashlib.sha256(content).hexdigest()
    import_requests(uow, PROGRAMME, digest, read_history(content, districts, at), at)


def _run_part(filling: Filling, uow: SqlUnitOfWork, part: Sequence[Planned]) -> None:
    for step in part:
        _let_time_pass(filling, uow, step.at)
        _run_step(filling, uow, step)


def _run_step(filling: Filling, uow: SqlUnitOfWork, step: Planned) -> None:
    unit = filling.store.unit_of_work(uow.connection)  # each step reaches the log before the next
    outcome = carry_out(unit, _command(filling, step), filling.check)
    unit.flush()
    if outcome.refusal is not None:
        raise DemoRefused(step.request, f"step {step.number} ({step.do})", outcome.refusal.value)
    if step.do == "submit":
        filling.numbers[step.request] = outcome.number


def _command(filling: Filling, step: Planned) -> Command:
    facts = dict(step.facts)
    if step.do != "submit":
        facts["request"] = filling.numbers[step.request]
    if "to" in facts:
        facts["to"] = person_id(facts["to"])
    return COMMANDS[step.do](by=person_id(step.by), at=step.at, seed=step.seed, **facts)


def _let_time_pass(filling: Filling, uow: SqlUnitOfWork, until: datetime) -> None:
    while waiting := due.find_due(uow.connection, until):
        for one in waiting:
            unit = filling.store.unit_of_work(uow.connection)
            due.apply_one(one, until)(unit)
            unit.flush()


def _finish(filling: Filling, uow: SqlUnitOfWork, now: datetime) -> None:
    _let_time_pass(filling, uow, now)
    settle_news(uow.connection, now)
    mark_demo(uow.connection, now)
