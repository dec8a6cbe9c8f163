"""Verify: nothing to find in what the rules wrote, and every kind of tampering is named."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, func, select, update

from storage import tables as t
from storage.secrets import TextSafe, new_key
from storage.store import Store
from storage.verify import verify
from tests.worlds import World, build_world, known_world, open_store


@pytest.fixture(scope="module")
def filled_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a granted and settled request, a declined one, an open one with a route, and a refusal."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    shutil.copy(sqlite_template, path)
    store = open_store(f"sqlite:///{path}")
    world = build_world(store)
    world.done("settle", "k1", world.granted(client="BOKS-1"), spent_cents=15000)
    second = world.submit(client="BOKS-2")
    world.done("object", "a1", second, reason="Dit kan via de bijzondere bijstand.")
    world.pass_time(days=3)
    world.done("lead_decline", "l1", second, reason="De gewone weg is nog open.")
    third = world.submit(client="BOKS-3")
    world.done("propose_route", "a2", third, route="leergeld", who="Stichting Leergeld")
    assert not world.do("approve", "k1", third).accepted
    store.close()
    return path


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path) -> Iterator[World]:
    """A copy of that database, to tamper with."""
    shutil.copy(filled_file, tmp_path / "copy.db")
    store = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    yield known_world(store)
    store.close()


def tamper(world: World, change: Callable[[Connection], object]) -> tuple[str, ...]:
    """Change rows behind the program's back and give what verify names."""
    with world.store.engine.begin() as connection:
        change(connection)
    return world.verified().differences


def test_verify_finds_nothing_in_what_the_rules_wrote(filled: World) -> None:
    """Three requests, all lines of the log, no differences."""
    report = filled.verified()
    assert report.differences == ()
    assert report.requests == 3
    lines = filled.store.answer(lambda connection: connection.execute(select(func.count()).select_from(t.log)).scalar())
    assert report.log_lines == lines


REQUEST = t.requests.c.number == "VE-2026-0001"
OF_DECLINED = select(t.requests.c.id).where(t.requests.c.number == "VE-2026-0002").scalar_subquery()


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("granted_cents", 17400, "granted_cents: stored 17400, recomputed 17500"),
        ("status", "declined", "status: stored 'declined', recomputed 'granted'"),
        ("money", "paid", "money: stored 'paid', recomputed 'settled'"),
        ("approvals", 2, "approvals: stored 2, recomputed 3"),
        ("settled_cents", None, "settled_cents: stored nothing, recomputed 15000"),
        ("theme", "schulden", "theme: stored 'schulden', recomputed 'wonen'"),
        ("explanation", None, "explanation: stored nothing, recomputed '{"),
    ],
)
def test_a_changed_column_of_a_request_is_named(filled: World, name: str, value: object, named: str) -> None:
    """Programme, number, column, what is stored and what the log tells; and nothing else."""
    found = tamper(filled, lambda c: c.execute(update(t.requests).where(REQUEST).values(**{name: value})))
    assert len(found) == 1
    assert found[0].startswith(f"Utrecht: VE-2026-0001: {named}")


@pytest.mark.parametrize(
    ("column", "old", "new", "named"),
    [
        ("ballot", '"how":"votes"', '"how":"lead"', "ballot.how: stored 'lead', recomputed 'votes'"),
        (
            "explanation",
            '"client_left_cents":50000',
            '"client_left_cents":1',
            "explanation.client_left_cents: stored 1, recomputed 50000",
        ),
    ],
)
def test_a_change_within_a_request_is_named_by_its_part(
    filled: World, column: str, old: str, new: str, named: str
) -> None:
    """The ballot and the explanation are compared part by part."""
    changed = func.replace(t.requests.c[column], old, new)
    found = tamper(filled, lambda c: c.execute(update(t.requests).where(REQUEST).values({column: changed})))
    assert found == (f"Utrecht: VE-2026-0001: {named}",)


def test_a_request_that_was_deleted_or_added_is_named(filled: World) -> None:
    """A missing row, and a row that no line of the log made."""
    found = tamper(filled, lambda c: c.execute(update(t.requests).where(REQUEST).values(id="other")))
    assert found == (
        "Utrecht: VE-2026-0001: is not in the log",
        "Utrecht: VE-2026-0001: request is missing",
    )


def test_a_changed_line_of_the_log_is_named(filled: World) -> None:
    """The hash no longer fits, and what followed from the line differs."""
    changed = func.replace(t.log.c.body, '"asked_cents":17500', '"asked_cents":17400')
    of_request = t.log.c.request_id == select(t.requests.c.id).where(REQUEST).scalar_subquery()
    found = tamper(filled, lambda c: c.execute(update(t.log).where(of_request).values(body=changed)))
    assert any("hash: stored" in line for line in found)
    assert any("VE-2026-0001: asked_cents: stored 17500, recomputed 17400" in line for line in found)


def test_a_deleted_line_of_the_log_is_named(filled: World) -> None:
    """The gap, the broken chain behind it, and the vote that is no longer told."""
    voted = select(func.min(t.log.c.seq)).where(t.log.c.kind == "approved").scalar_subquery()
    found = tamper(filled, lambda c: c.execute(delete(t.log).where(t.log.c.seq == voted)))
    assert "is missing" in found[0]
    assert "hash: stored" in found[1]
    assert any("VE-2026-0001: approvals: stored 3, recomputed 2" in line for line in found)


def test_a_log_that_lost_its_end_is_named(filled: World) -> None:
    """The head knows how long the chain was."""
    last = select(func.max(t.log.c.seq)).scalar_subquery()
    found = tamper(filled, lambda c: c.execute(delete(t.log).where(t.log.c.seq == last)))
    assert any("head of the log: seq: stored" in line for line in found)


def test_a_line_of_the_log_that_cannot_be_read_is_named(filled: World) -> None:
    """Verify goes on behind it."""
    found = tamper(filled, lambda c: c.execute(update(t.log).where(t.log.c.seq == 3).values(body="{}")))
    assert any("log line 3: cannot be read" in line for line in found)


def test_a_changed_ledger_line_is_named(filled: World) -> None:
    """The line itself, and the fund whose sums it was."""
    settled = t.ledger.c.kind == "settle"
    found = tamper(filled, lambda c: c.execute(update(t.ledger).where(settled).values(spent_cents=1)))
    assert len(found) == 2
    assert "VE-2026-0001: ledger line" in found[0]
    assert "spent_cents: stored 1, recomputed 15000" in found[0]
    assert found[1] == "Utrecht: fund of 2026: spent_cents, sum of the ledger: stored 15000, recomputed 1"


def test_a_deleted_ledger_line_is_named(filled: World) -> None:
    """By the line of the log that wrote it."""
    found = tamper(filled, lambda c: c.execute(delete(t.ledger).where(t.ledger.c.kind == "reserve")))
    assert any("VE-2026-0001: ledger line" in line and "(reserve) is missing" in line for line in found)


@pytest.mark.parametrize("name", ["budget_cents", "reserved_cents", "spent_cents"])
def test_a_changed_fund_is_named(filled: World, name: str) -> None:
    """Budget and both sums."""
    found = tamper(filled, lambda c: c.execute(update(t.funds).where(t.funds.c.year == 2026).values({name: 7})))
    assert f"fund of 2026: {name}: stored 7, recomputed" in found[0]


def test_a_changed_text_is_named_without_its_words(filled: World) -> None:
    """The digest in the log binds the words; they are not shown."""
    other = filled.store.safe.encrypt("Andere woorden")
    of_declined = t.texts.c.request_id == OF_DECLINED
    found = tamper(filled, lambda c: c.execute(update(t.texts).where(of_declined).values(ciphertext=other)))
    assert len(found) == 4
    assert all("VE-2026-0002: text" in line and "digest in log line" in line for line in found)
    assert "woorden" not in str(found)


def test_a_deleted_text_is_named_when_nothing_was_purged(filled: World) -> None:
    """Texts may only go by a purge."""
    found = tamper(filled, lambda c: c.execute(delete(t.texts).where(t.texts.c.request_id == OF_DECLINED)))
    assert len(found) == 4
    assert any("(reason) is missing" in line for line in found)


def test_a_text_that_no_line_binds_is_named(filled: World) -> None:
    """An orphan: the log knows nothing of it."""
    sealed = filled.store.safe.seal("Los briefje")
    row = {"id": "loose", "programme_id": filled.programme, "request_id": "r", "ciphertext": sealed.ciphertext}
    found = tamper(filled, lambda c: c.execute(t.texts.insert().values(salt=sealed.salt, **row)))
    assert found == ("Utrecht: request r: text loose is not in the log",)


def test_a_text_of_an_unknown_programme_is_named(filled: World) -> None:
    """Rows that belong to nobody do not go unseen."""
    row = {"id": "loose", "programme_id": "nowhere", "request_id": "r", "salt": b"", "ciphertext": b""}
    found = tamper(filled, lambda c: c.execute(t.texts.insert().values(**row)))
    assert found == ("texts: rows of unknown programme 'nowhere'",)


def test_texts_that_fit_no_key_are_named(filled: World) -> None:
    """With another key every text is named, and nothing fails."""
    report = filled.store.answer(lambda connection: verify(connection, TextSafe([new_key()])))
    assert report.differences
    assert all("cannot be read with the keys of the settings" in line for line in report.differences)


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("roles", '["koploper","lead"]', "roles"),
        ("organisation", "Elders", "organisation"),
        ("accepted_on", None, "accepted: stored False, recomputed True"),
        ("linked_at", None, "linked: stored False, recomputed True"),
        ("left_at", "2026-03-02T08:00:00.000000Z", "left: stored True, recomputed False"),
        ("districts", '["Zuilen"]', "districts"),
    ],
)
def test_a_changed_person_is_named(filled: World, name: str, value: str | None, named: str) -> None:
    """What a rule looks at; name and address are free to change."""
    where = t.people.c.id == filled.people["a1"]
    found = tamper(filled, lambda c: c.execute(update(t.people).where(where).values({name: value, "name": "Anders"})))
    assert len(found) == 1
    assert f"person {filled.people['a1']}: {named}" in found[0]


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("districts", "[]", "programme: districts: stored '[]'"),
        ("policy", "{}", "programme: policy.cap_cents: stored nothing, recomputed 50000"),
        ("policy_version", 2, "programme: policy_version: stored 2, recomputed 1"),
    ],
)
def test_a_changed_programme_is_named(filled: World, name: str, value: object, named: str) -> None:
    """Districts, policy and its version."""
    found = tamper(filled, lambda c: c.execute(update(t.programmes).values({name: value})))
    assert any(named in line for line in found)


def test_a_changed_counter_is_named(filled: World) -> None:
    """The last number of a year is that of its last request."""
    found = tamper(filled, lambda c: c.execute(update(t.counters).values(last=2)))
    assert found == ("Utrecht: last request number: of 2026: stored 2, recomputed 3",)


def test_progress_is_told_up_to_the_last_line(filled: World) -> None:
    """The end is always told."""
    told: list[tuple[int, int]] = []
    report = filled.store.answer(
        lambda connection: verify(connection, filled.store.safe, lambda done, total: told.append((done, total)))
    )
    assert told[-1] == (report.log_lines, report.log_lines)


def test_programmes_are_verified_apart(store: Store) -> None:
    """Two programmes on one database: a difference carries the name of its own."""
    first, second = build_world(store, name="Utrecht"), build_world(store, name="Zwolle")
    first.granted()
    second.granted()
    where = t.requests.c.programme_id == second.programme
    found = tamper(first, lambda c: c.execute(update(t.requests).where(where).values(theme="vervoer")))
    assert found == ("Zwolle: VE-2026-0001: theme: stored 'vervoer', recomputed 'wonen'",)
