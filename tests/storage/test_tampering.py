"""Any one stored value that is not what the log says is found, and verify itself never falls over it."""

import random
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Table, select, update

from storage import tables as t
from storage.store import Store
from storage.verify import verify
from tests.model.scenarios import random_scenario
from tests.storage.test_replay import replay

BOUND: list[tuple[Table, tuple[str, ...]]] = [
    (t.requests, tuple(t.requests.c.keys())),
    (t.log, tuple(t.log.c.keys())),
    (t.heads, tuple(t.heads.c.keys())),
    (t.ledger, tuple(t.ledger.c.keys())),
    (t.funds, tuple(t.funds.c.keys())),
    (t.counters, tuple(t.counters.c.keys())),
    (t.texts, tuple(t.texts.c.keys())),
    (t.programmes, ("id", "name", "districts", "policy", "policy_version")),
    (t.people, ("id", "programme_id", "roles", "organisation", "districts")),
]
"""Tables and columns that follow from the log; names, addresses and settings of people are free."""


def other_than(rng: random.Random, value: Any) -> Any:
    """Give another value of about the same kind."""
    if isinstance(value, int):
        return value + rng.choice((-1000, 1000))  # far enough that no other row has this key
    if isinstance(value, bytes):
        place = rng.randrange(len(value))
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    if isinstance(value, str) and value:
        place = rng.randrange(len(value))
        return value[:place] + rng.choice("0aZ-{") * (1 + (rng.random() < 0.2)) + value[place + 1 :]
    return 7 if value is None else "7"


def change_something(rng: random.Random, connection: Connection) -> str:
    """Change one column of one row, and name it."""
    table, names, rows = rng.choice(
        [(table, names, rows) for table, names in BOUND if (rows := connection.execute(select(table)).mappings().all())]
    )
    row = rng.choice(rows)
    name = rng.choice(names)
    new = other_than(rng, row[name])
    if new == row[name]:
        new = f"{row[name]}7"
    keys: list[Column[Any]] = list(table.primary_key.columns)
    connection.execute(update(table).where(*[key == row[key.name] for key in keys]).values({name: new}))
    return f"{table.name}.{name} of {[row[key.name] for key in keys]}: {row[name]!r} made {new!r}"


@pytest.mark.parametrize("seed", range(3))
def test_any_changed_value_is_found(store: Store, seed: int) -> None:
    """Twenty-five changes to a random programme, one at a time and taken back: each is named, none stops verify."""
    rng = random.Random(seed)
    replay(store, random_scenario(rng, 40))
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for _ in range(25):
            connection.exec_driver_sql("BEGIN")
            changed = change_something(rng, connection)
            assert verify(connection, store.safe).differences, changed
            connection.exec_driver_sql("ROLLBACK")
    assert store.answer(lambda connection: verify(connection, store.safe)).differences == ()
