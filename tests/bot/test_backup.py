"""Backups: whole, sealed, from one kind of database to the other; a restore is all or nothing and erases again."""

import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from bot import removals
from bot.problems import BadInput
from doorbraak.refusals import Refusal
from storage import migrate as migrations
from storage import tables as t
from storage.backup.beside import SCHEMA
from storage.engine import make_engine
from storage.secrets import new_key
from storage.store import Store
from tests.bot.backups import address_of, as_of_0001, back_up, content_of, lines_of, put_back, seal
from tests.storage.test_purge import texts_of
from tests.worlds import CLIENT_KEY, TEXT_KEY, World, asked, build_world, everything, known_world, open_store

ROOT = Path(__file__).parents[2]


def filled(store: Store) -> World:
    """Give a world with requests in several states, and one more programme."""
    world = build_world(store)
    world.done("settle", "k1", world.granted(amount_cents=10000), spent_cents=9000)
    world.submit(client="BOKS-2002", question="Een fiets van € 90 voor het kind, naar “school”.")
    build_world(store, name="Zwolle").submit()
    return world


def stored(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Give everything that a database holds."""
    store = open_store(url)
    try:
        return store.answer(everything)
    finally:
        store.close()


@pytest.mark.parametrize(
    ("of", "into"),
    [
        ("sqlite", "sqlite"),
        pytest.param("sqlite", "postgresql", marks=pytest.mark.postgres),
        pytest.param("postgresql", "sqlite", marks=pytest.mark.postgres),
        pytest.param("postgresql", "postgresql", marks=pytest.mark.postgres),
    ],
)
def test_a_backup_of_either_database_comes_back_on_either(
    of: str, into: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Row for row the same, chain and all, and it goes on from there: the cap of a client holds."""
    source = open_store(request.getfixturevalue(f"{of}_url"))
    world = filled(source)
    file = back_up(world, tmp_path / "a.backup")
    before = source.answer(everything)
    source.close()
    target = f"sqlite:///{tmp_path}/new.db" if into == "sqlite" else request.getfixturevalue("postgresql_url")
    restored = put_back(file, target, world.now)
    assert (restored.report.requests, restored.report.differences, restored.removed_again) == (3, (), 0)
    after = stored(target)
    lines, _ = after.pop("log"), after.pop("heads")  # one more in each log: that it was restored
    assert (len(lines), set(before.pop("log")) <= set(lines)) == (restored.report.log_lines, True)
    assert after == {name: rows for name, rows in before.items() if name != "heads"}
    again = known_world(open_store(target))
    again.drawn = 1000
    assert again.do("submit", "k1", **asked(amount_cents=45000)).refusal is Refusal.ABOVE_CAP
    again.store.close()


def test_nobody_reads_a_backup_without_the_key_and_no_key_is_in_it(world: World, tmp_path: Path) -> None:
    """Not in the bytes, not in what they hold; sign-in codes, devices and looks are not in it either."""
    world.submit(question="Een bed voor Fatima.")
    file = back_up(world, tmp_path / "a.backup")
    raw, held = file.read_bytes(), content_of(file)
    for secret in (CLIENT_KEY, TEXT_KEY, "Fatima", "Overvecht", "Buurtteam"):
        assert secret.encode() not in raw
    assert CLIENT_KEY not in held
    assert TEXT_KEY not in held
    assert "BOKS" not in held
    assert "Fatima" not in held
    assert {name for name in ("'codes'", "'devices'", "'looks'") if f"'table': {name}" in held} == set()
    with pytest.raises(BadInput, match="none of the keys"):
        put_back(file, f"sqlite:///{tmp_path}/new.db", world.now, text_keys=(new_key(),))
    assert not (tmp_path / "new.db").exists()


def test_a_backup_made_with_an_older_key_comes_back_with_both(world: World, tmp_path: Path) -> None:
    """The key of the file is found among those of the settings."""
    world.submit()
    file = back_up(world, tmp_path / "a.backup")
    restored = put_back(file, f"sqlite:///{tmp_path}/new.db", world.now, text_keys=(new_key(), TEXT_KEY))
    assert restored.report.differences == ()


def test_a_byte_that_changed_anywhere_is_refused_and_nothing_is_touched(world: World, tmp_path: Path) -> None:
    """In the header, the content or the checksum, or a file that was cut off: the database stays as it was."""
    world.submit()
    file = back_up(world, tmp_path / "a.backup")
    good = file.read_bytes()
    world.submit(client="BOKS-2002")
    url = address_of(world.store)
    before = stored(url)
    for place in (0, 30, 100, len(good) // 2, len(good) - 40, len(good) - 1):
        file.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(BadInput):
            put_back(file, url, world.now)
    for length in (0, 10, len(good) - 1, len(good) // 2):
        file.write_bytes(good[:length])
        with pytest.raises(BadInput):
            put_back(file, url, world.now)
    assert stored(url) == before


def test_a_changed_byte_with_a_checksum_that_fits_is_refused_too(world: World, tmp_path: Path) -> None:
    """Who can make a checksum still cannot make the content: that is sealed with the key."""
    world.submit()
    file = back_up(world, tmp_path / "a.backup")
    body = bytearray(file.read_bytes()[:-32])
    body[-20] ^= 1
    file.write_bytes(bytes(body) + sha256(body).digest())
    with pytest.raises(BadInput, match="not as it was written"):
        put_back(file, f"sqlite:///{tmp_path}/new.db", world.now)


def test_what_was_erased_or_retracted_after_the_backup_goes_again(any_world: World, tmp_path: Path) -> None:
    """Also what is still open in the backup, and what is past its time by now; another client keeps its texts."""
    world = any_world
    erased, retracted = world.submit(), world.submit(client="BOKS-2002")
    talked, kept = world.submit(client="BOKS-3003"), world.submit(client="BOKS-4004")
    world.done("remark", "a1", talked, text="Haar broer weet het.")
    file = back_up(world, tmp_path / "a.backup")
    world.done("withdraw", "k1", erased)
    removals.erase_client(world.store, world.programme, "BOKS1001", "e1", tmp_path, world.now)
    removals.retract(world.store, world.programme, retracted, None, "e2", tmp_path, world.now)
    removals.retract(world.store, world.programme, talked, 1, "e3", tmp_path, world.now)
    url = address_of(world.store)
    restored = put_back(file, url, world.now)
    assert (restored.removed_again, restored.report.differences) == (3, ())
    again = known_world(open_store(url))
    assert [texts_of(again, number) for number in (erased, retracted, talked, kept)] == [0, 0, 2, 2]
    codes = again.store.answer(lambda connection: connection.execute(select(t.clients.c.client_id)).scalars().all())
    assert again.state(erased).client not in codes
    second = back_up(again, tmp_path / "b.backup")
    url = address_of(again.store)
    assert put_back(second, url, world.now).removed_again == 0
    world.pass_time(days=400)
    assert put_back(second, url, world.now).purged.text_count == 4


def test_a_list_of_erasures_that_is_not_as_written_stops_the_restore(world: World, tmp_path: Path) -> None:
    """Going on would bring back what somebody asked to erase."""
    file = back_up(world, tmp_path / "a.backup")
    (tmp_path / "erased.log").write_text('{"what":"erased"}\n')
    with pytest.raises(BadInput, match="line 1"):
        put_back(file, f"sqlite:///{tmp_path}/new.db", world.now)


def test_a_database_that_somebody_has_open_is_not_replaced(any_store: Store, tmp_path: Path) -> None:
    """The running bot would go on with what is not there any more."""
    world = filled(any_store)
    file = back_up(world, tmp_path / "a.backup")
    url = any_store.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    with pytest.raises(BadInput, match="stop the bot"):
        put_back(file, url, world.now)
    assert world.submit(client="BOKS-5005")


def test_a_backup_that_does_not_verify_is_not_put_in_place(any_store: Store, tmp_path: Path) -> None:
    """The differences are named, and what was there stays."""
    world = filled(any_store)
    any_store.run(lambda uow: uow.connection.execute(delete(t.ledger)))
    file = back_up(world, tmp_path / "a.backup")
    any_store.run(lambda uow: uow.connection.execute(delete(t.texts)))
    url = address_of(any_store)
    before = stored(url)
    assert put_back(file, url, world.now).report.differences
    assert stored(url) == before
    assert not list(tmp_path.glob(".*restoring*"))


def test_a_backup_of_older_tables_is_brought_to_the_present_ones(any_url: str, tmp_path: Path) -> None:
    """Its rows go into the tables of their own version, and then the migrations run."""
    store = open_store(any_url)
    world = filled(store)
    newest = back_up(world, tmp_path / "new.backup")
    address_of(store)
    older = tmp_path / "old.backup"
    seal(as_of_0001(lines_of(newest), tmp_path), older)
    restored = put_back(older, any_url, world.now)
    assert (restored.manifest.schema, restored.report.differences) == ("0001", ())
    engine = make_engine(any_url)
    assert migrations.is_current(engine)
    engine.dispose()


def test_a_backup_of_a_newer_release_is_refused(world: World, tmp_path: Path) -> None:
    """Its tables are unknown here."""
    file = back_up(world, tmp_path / "a.backup")
    manifest, *rest = lines_of(file)
    manifest["manifest"]["schema"] = "9999"
    seal([manifest, *rest], file)
    with pytest.raises(BadInput, match="newer release"):
        put_back(file, f"sqlite:///{tmp_path}/new.db", world.now)


def killed(file: Path, url: str, statement: str) -> bool:
    """Restore in a process that dies before a statement; claims that it did."""
    dying = [sys.executable, "-m", "tests.bot.dying_restore", str(file), url, statement]
    ended = subprocess.run(dying, cwd=ROOT, timeout=60, check=False)
    return ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("statement", ["CREATE TABLE log", "INSERT INTO texts", "INSERT INTO log", "DELETE FROM"])
def test_a_restore_that_is_killed_half_way_leaves_the_old_database(
    any_store: Store, tmp_path: Path, statement: str
) -> None:
    """Before the last step nothing of the old one has changed; the next restore clears up and succeeds."""
    world = filled(any_store)
    file = back_up(world, tmp_path / "a.backup")
    world.submit(client="BOKS-5005")
    url = address_of(any_store)
    before = stored(url)
    assert killed(file, url, statement)
    assert stored(url) == before
    assert put_back(file, url, world.now).report.differences == ()
    assert stored(url) != before
    assert not list(tmp_path.glob(".*restoring*"))


@pytest.mark.postgres
def test_a_restore_that_is_killed_while_it_takes_the_place_leaves_the_old_database(
    postgresql_store: Store, tmp_path: Path
) -> None:
    """The tables change places in one transaction."""
    world = filled(postgresql_store)
    file = back_up(world, tmp_path / "a.backup")
    world.submit(client="BOKS-5005")
    url = address_of(postgresql_store)
    before = stored(url)
    assert killed(file, url, "DROP TABLE IF EXISTS public.requests")
    assert stored(url) == before


@pytest.mark.postgres
def test_no_schema_is_left_behind_on_postgresql(postgresql_store: Store, tmp_path: Path) -> None:
    """Neither after a restore that succeeded nor after one that found differences."""
    world = filled(postgresql_store)
    file = back_up(world, tmp_path / "a.backup")
    url = address_of(postgresql_store)
    put_back(file, url, world.now)
    engine = make_engine(url)
    with engine.connect() as connection:
        schemas = connection.exec_driver_sql("SELECT nspname FROM pg_namespace").scalars().all()
    engine.dispose()
    assert SCHEMA not in schemas


def test_a_device_that_was_revoked_does_not_come_back(world: World, tmp_path: Path) -> None:
    """Whoever lost a telephone is not let in again by an older backup: everybody signs in anew."""
    row = {"digest": "d", "person_id": world.people["k1"], "expires_at": "2099-01-01T00:00:00.000000Z"}
    world.store.run(lambda uow: uow.connection.execute(insert(t.devices).values(**row)))
    file = back_up(world, tmp_path / "a.backup")
    put_back(file, f"sqlite:///{tmp_path}/new.db", world.now)
    again = open_store(f"sqlite:///{tmp_path}/new.db")
    assert again.answer(lambda connection: connection.execute(select(t.devices)).all()) == []
    again.close()
