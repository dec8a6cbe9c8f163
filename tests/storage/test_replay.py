"""Random scenarios through the real store: line by line what the slow model of the rules says, and verify agrees."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.scenario.read import read_scenario
from bot.scenario.run import run_scenario
from doorbraak.events import RequestEvent
from doorbraak.requests.evolve import evolve
from doorbraak.requests.state import Money, Request
from doorbraak.requests.table import MONEY_TRANSITIONS, TRANSITIONS, Phase, phase_of
from storage import tables as t
from storage.codec import from_body
from storage.store import Store
from storage.verify import verify
from tests.model import slow_model
from tests.model.scenarios import random_scenario
from tests.model.slow_facts import Line
from tests.worlds import World


def replay(store: Store, lines: list[Line]) -> dict[str, Any]:
    """Run a scenario as `doorbraakbot replay` does, and give what it writes as JSON."""
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    written: dict[str, Any] = json.loads(json.dumps(run_scenario(store, read_scenario(content), content)))
    return written


def agrees_with_the_rules(store: Store, seed: int, length: int) -> None:
    """Compare the real thing with the slow model, part by part, and let verify look."""
    lines = random_scenario(random.Random(seed), length)
    wanted, got = slow_model.run(lines), replay(store, lines)
    for line, ours, theirs in zip(lines, got["lines"], wanted["lines"], strict=True):
        assert ours == theirs, f"seed {seed}: {line}"
    assert got == wanted, f"seed {seed}"
    assert store.answer(lambda connection: verify(connection, store.safe)).differences == (), f"seed {seed}"


@pytest.mark.parametrize("seed", range(12))
def test_a_short_scenario_gives_what_the_rules_say(store: Store, seed: int) -> None:
    """On SQLite, 70 commands each: lines, requests, spend and funds are those of the slow model."""
    agrees_with_the_rules(store, 1000 + seed, 70)


def test_a_long_scenario_gives_what_the_rules_say(store: Store) -> None:
    """On SQLite, 500 commands: longer than one transaction of a replay."""
    agrees_with_the_rules(store, 77, 500)


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(14))
def test_both_databases_give_what_the_rules_say(store: Store, postgresql_store: Store, seed: int) -> None:
    """150 commands each, on SQLite and on PostgreSQL: both give what the slow model gives."""
    agrees_with_the_rules(store, 3000 + seed, 150)
    agrees_with_the_rules(postgresql_store, 3000 + seed, 150)


@pytest.mark.slow
@pytest.mark.postgres
def test_both_databases_give_what_the_rules_say_of_a_long_scenario(store: Store, postgresql_store: Store) -> None:
    """1,000 commands: many transactions of a replay, several years."""
    agrees_with_the_rules(store, 88, 1000)
    agrees_with_the_rules(postgresql_store, 88, 1000)


def changes_of_phase(store: Store) -> Iterator[tuple[Request | None, str, Request]]:
    """Fold the log and give the state before and after each event of a request."""
    states: dict[str, Request] = {}
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(t.log.c.request_id.is_not(None)).order_by(t.log.c.seq)
    for row in store.answer(lambda connection: connection.execute(query).all()):
        event = from_body(row[0], row[1], row[2])
        assert isinstance(event, RequestEvent)
        before = states.get(event.request)
        after = states[event.request] = evolve(before, event)
        yield before, event.kind, after


@pytest.mark.parametrize("seed", range(6))
def test_every_change_of_phase_stands_in_the_table(store: Store, seed: int) -> None:
    """Phase and money change only as doorbraak/requests/table.py says, by the event it names."""
    replay(store, random_scenario(random.Random(4000 + seed), 120))
    phases: set[tuple[Phase | None, str, Phase]] = set()
    moneys: set[tuple[Money | None, str, Money | None]] = set()
    for before, kind, after in changes_of_phase(store):
        phases.add((phase_of(before) if before else None, kind, phase_of(after)))
        moneys.add((before.money if before else None, kind, after.money))
    assert {change for change in phases if change[0] is not change[2]} <= TRANSITIONS
    assert {change for change in moneys if change[0] is not change[2]} <= MONEY_TRANSITIONS
    assert len(phases) > 10


def test_what_is_due_elsewhere_in_the_database_does_not_hide_what_is_due_here(world: World) -> None:
    """A replay beside other programmes ends with its own time passed, however much waits there."""
    number = world.submit()
    line = {"at": "2026-06-01T09:00:00+02:00"}
    people = [("k1", "koploper", "Buurtteam"), ("a1", "reviewer", "UWV")]
    lines: list[Line] = [
        line | {"do": "programme", "name": "Zeist", "districts": ["Vollenhove"]},
        *(line | {"do": "person", "key": key, "roles": [role], "organisation": at} for key, role, at in people),
        line | {"do": "submit", "by": "k1", "request": "r1", "district": "Vollenhove"} | _ASKED,
        {"at": "2026-07-01T09:00:00+02:00", "do": "tick"},
    ]
    copies = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 600) SELECT n FROM c"
    columns = [column.name for column in t.requests.columns if column.name not in ("id", "number")]
    copy = f"INSERT INTO requests (id, number, {', '.join(columns)}) SELECT id || n, number || n, {', '.join(columns)}"
    world.store.run(lambda uow: uow.connection.execute(text(f"{copy} FROM requests CROSS JOIN ({copies})")).rowcount)
    assert replay(world.store, lines)["requests"]["r1"]["status"] == "expired"
    assert world.state(number).is_open


_ASKED = {
    "client": "BOKS-9001",
    "theme": "wonen",
    "amount_cents": 100,
    "question": "Een bed.",
    "if_nothing": "Geen bed.",
}
