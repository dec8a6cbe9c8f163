"""Each recorded event delivered three times, in random order: the same end as delivered once."""

import json
import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.scenario.read import Line, read_scenario
from bot.scenario.run import run_scenario
from bot.text_check import BlockCheck
from doorbraak.commands import COMMANDS, Command
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.use_cases.act import carry_out
from storage import tables as t
from storage.store import Store
from storage.verify import verify
from tests.model.scenarios import random_scenario


def deliver(store: Store, command: Command) -> Outcome:
    """Carry out a command as a channel does."""
    return store.run(lambda uow: carry_out(uow, command, BlockCheck()))


def command_of(line: Line, people: Mapping[str, PersonId], numbers: Mapping[str, str]) -> Command:
    """Make the command of a scenario line, with an event key."""
    facts: dict[str, Any] = dict(line.facts)
    request, by = facts.pop("request"), people.get(facts.pop("by"), PersonId(""))
    if line.do != "submit":
        facts["request"] = numbers.get(request, "")
    if "needed_by" in facts:
        facts["needed_by"] = date.fromisoformat(facts["needed_by"])
    if "to" in facts:
        facts["to"] = people.get(facts["to"], PersonId(""))
    seed = b"seed" + line.number.to_bytes(16, "big")
    return COMMANDS[line.do](by=by, at=line.at, seed=seed, key=f"event-{line.number}", **facts)


def recorded(store: Store, seed: int, length: int, repeats: random.Random | None = None) -> list[Command]:
    """Run a random scenario event by event; with `repeats` each is delivered twice more somewhere after its first."""
    lines = random_scenario(random.Random(seed), length)
    content = "\n".join(json.dumps(line) for line in lines).encode()
    read = read_scenario(content)
    beginning = [line for line in read if line.do in ("programme", "person")]
    run_scenario(store, beginning, content)
    rows = store.answer(lambda connection: connection.execute(select(t.people.c.key, t.people.c.id)).all())
    people: dict[str, PersonId] = {row[0]: PersonId(row[1]) for row in rows}
    numbers: dict[str, str] = {}
    commands: list[Command] = []
    outcomes: dict[str, Outcome] = {}
    waiting: list[Command] = []
    for line in read:
        if line.do in ("programme", "person", "tick"):
            continue
        command = command_of(line, people, numbers)
        outcome = outcomes[command.key] = deliver(store, command)
        if line.do == "submit" and outcome.accepted:
            numbers[line.facts["request"]] = outcome.number
        commands.append(command)
        if repeats:
            waiting += [command, command]
            repeats.shuffle(waiting)
            waiting = again(store, waiting, repeats.randint(0, 4), outcomes)
    again(store, waiting, len(waiting), outcomes)
    return commands


def again(store: Store, waiting: list[Command], how_many: int, outcomes: Mapping[str, Outcome]) -> list[Command]:
    """Deliver some events again: each gives the outcome it had. Gives those that still wait."""
    for command in waiting[:how_many]:
        outcome, first = deliver(store, command), outcomes[command.key]
        assert outcome.repeated
        assert (outcome.accepted, outcome.refusal, outcome.number) == (first.accepted, first.refusal, first.number)
    return waiting[how_many:]


def end_of(connection: Connection) -> dict[str, Any]:
    """Give what must be the same: everything but the salts and ciphertexts of texts, and with them the hashes."""
    tables = (t.requests, t.ledger, t.funds, t.counters, t.messages, t.intake, t.clients)
    rows = {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}
    lines = select(t.log.c.seq, t.log.c.kind, t.log.c.at, t.log.c.request_id).order_by(t.log.c.seq)
    texts = select(t.texts.c.id).order_by(t.texts.c.id)
    rows["texts"] = [row[0] for row in connection.execute(texts)]
    return rows | {"log": [repr(row) for row in connection.execute(lines)]}


@pytest.mark.parametrize("seed", range(5))
def test_events_delivered_three_times_in_random_order_end_as_if_once(
    store: Store, another_store: Store, seed: int
) -> None:
    """Requests, ledger, funds, messages and log are the same, and verify finds nothing."""
    recorded(store, 6000 + seed, 50)
    recorded(another_store, 6000 + seed, 50, random.Random(seed))
    assert another_store.answer(end_of) == store.answer(end_of)
    assert another_store.answer(lambda connection: verify(connection, another_store.safe)).differences == ()


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(3))
def test_on_postgresql_events_delivered_three_times_end_as_if_once(
    postgresql_store: Store, store: Store, seed: int
) -> None:
    """Three times on PostgreSQL gives what once gives on SQLite."""
    recorded(store, 6100 + seed, 60)
    recorded(postgresql_store, 6100 + seed, 60, random.Random(seed))
    assert postgresql_store.answer(end_of) == store.answer(end_of)
    assert postgresql_store.answer(lambda connection: verify(connection, postgresql_store.safe)).differences == ()
