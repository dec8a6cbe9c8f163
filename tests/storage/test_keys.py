"""Changing keys over what is stored: caps hold before, between and after, and a text stays readable all the way."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select, update

from bot.desk import StoreDesk
from bot.text_check import BlockCheck
from doorbraak.overviews import Viewer
from doorbraak.refusals import Refusal
from doorbraak.use_cases.act import carry_out
from storage import rotation
from storage import tables as t
from storage.overviews.reading import viewer
from storage.rotation import ClientKeys
from storage.secrets import KeyMissing, new_key
from storage.store import Store
from tests.loops import run
from tests.worlds import CLIENT_KEY, TEXT_KEY, World, asked, build_world, known_world

NEW_TEXT, NEW_CLIENT = new_key(), new_key()


@contextmanager
def another_process(url: str, text_keys: list[str], client_keys: list[str]) -> Iterator[World]:
    """Open the world of a database as a process with other settings does."""
    store = Store(url, text_keys=text_keys, client_keys=client_keys, synchronous="OFF")
    try:
        yield known_world(store)
    finally:
        store.close()


def rotate(store: Store, *, dry_run: bool = False) -> dict[str, int]:
    """Encrypt anew; gives how many rows of each table were under an older key."""
    results = rotation.rotate_texts(store, dry_run=dry_run, progress=lambda _done, _total: None)
    assert not any(one.unreadable for one in results)
    return {one.table: one.older for one in results}


def standing(world: World) -> ClientKeys:
    """Say how the keys for client codes stand."""
    store = world.store
    return store.answer(lambda connection: rotation.client_keys(connection, store.codes, store.safe))


def the_koploper(world: World) -> tuple[StoreDesk, Viewer]:
    """Give the desk and who stands at it."""
    koploper = world.store.answer(lambda connection: viewer(connection, world.people["k1"]))
    assert koploper is not None
    return StoreDesk(world.store, now=lambda: world.now), koploper


def a_draft(world: World, number: str) -> str:
    """Begin a form with a file number, and give its identifier."""
    desk, koploper = the_koploper(world)
    return run(desk.save_draft(koploper, "request", {"question": "Een bed."}, client_number=number)).id


def send(world: World, draft: str, cents: int) -> Refusal | None:
    """Send a form that was begun before, maybe under other keys; gives the refusal."""
    desk, koploper = the_koploper(world)
    held = run(desk.draft(koploper, "request", draft))
    assert held is not None
    return world.do("submit", "k1", **asked(client="", client_code=held.client_code, amount_cents=cents)).refusal


def test_texts_and_drafts_come_under_the_newest_key_and_a_second_time_nothing_is_left(any_world: World) -> None:
    """A dry run only counts; afterwards the old key opens nothing and the new one everything."""
    url = any_world.store.engine.url.render_as_string(hide_password=False)
    number, draft = any_world.granted(), a_draft(any_world, "BOKS-1001")
    with another_process(url, [NEW_TEXT, TEXT_KEY], [CLIENT_KEY]) as world:
        assert rotate(world.store, dry_run=True) == {"texts": 2, "drafts": 1}
        assert rotate(world.store) == {"texts": 2, "drafts": 1}
        assert rotate(world.store) == {"texts": 0, "drafts": 0}
    with another_process(url, [NEW_TEXT], [CLIENT_KEY]) as world:
        state = world.state(number)
        words = world.store.run(lambda uow: uow.texts(state.texts.values()))
        assert "Een bed voor de oudste." in words.values()
        world.drawn = 1000
        assert send(world, draft, 1) is None
        assert world.verified().differences == ()
    with pytest.raises(KeyMissing):
        any_world.store.run(lambda uow: uow.texts(state.texts.values()))


def test_a_rotation_that_stops_half_way_goes_on_where_it_was(world: World) -> None:
    """One text is under the new key already; a text that goes meanwhile does not come back."""
    for one in range(3):
        world.submit(client=f"BOKS-100{one}", amount_cents=100)
    url = str(world.store.engine.url)
    with another_process(url, [NEW_TEXT, TEXT_KEY], [CLIENT_KEY]) as new:
        first = select(t.texts.c.id, t.texts.c.ciphertext).order_by(t.texts.c.id).limit(1)
        identifier, sealed = new.store.answer(lambda connection: connection.execute(first).one())
        renewed = new.store.safe.encrypt(new.store.safe.decrypt(sealed))
        row = update(t.texts).where(t.texts.c.id == identifier).values(ciphertext=renewed)
        new.store.run(lambda uow: uow.connection.execute(row))
        assert rotate(new.store) == {"texts": 5, "drafts": 0}
        assert new.verified().differences == ()


def test_a_text_that_no_key_opens_is_counted_and_left_as_it_is(world: World) -> None:
    """Who lost a key hears it once, and nothing is thrown away."""
    world.submit()
    with another_process(str(world.store.engine.url), [NEW_TEXT], [CLIENT_KEY]) as other:
        results = rotation.rotate_texts(other.store, dry_run=False, progress=lambda _done, _total: None)
        assert [(one.table, one.older, one.unreadable) for one in results] == [("texts", 0, 2), ("drafts", 0, 0)]
    assert world.verified().differences == ()


def test_caps_hold_while_one_process_has_the_old_key_and_another_the_new_one(any_store: Store, any_url: str) -> None:
    """Whoever adds a client, and whoever asks again: one number is one client, open and granted, to the end."""
    old = build_world(any_store)
    old.granted(client="BOKS-1001", amount_cents=50000)
    with another_process(any_url, [TEXT_KEY], [NEW_CLIENT, CLIENT_KEY]) as new:
        new.drawn = 1000
        assert new.do("submit", "k1", **asked(client="BOKS-1001", amount_cents=1)).refusal is Refusal.ABOVE_CAP
        new.submit(client="BOKS-2002", amount_cents=40000)
        assert old.do("submit", "k1", **asked(client="BOKS-2002", amount_cents=20000)).refusal is Refusal.ABOVE_CAP
        old.submit(client="BOKS-3003", amount_cents=50000)
        assert new.do("submit", "k1", **asked(client="BOKS-3003", amount_cents=1)).refusal is Refusal.ABOVE_CAP
        assert new.verified().differences == ()
    with another_process(any_url, [TEXT_KEY], [NEW_CLIENT]) as after:
        after.drawn = 2000
        for number in ("BOKS-1001", "BOKS-2002", "BOKS-3003"):
            refused = after.do("submit", "k1", **asked(client=number, amount_cents=20000))
            assert refused.refusal is Refusal.ABOVE_CAP, number
        assert after.verified().differences == ()


def test_an_old_key_is_not_called_safe_while_a_client_or_a_draft_hangs_on_it(any_store: Store, any_url: str) -> None:
    """The count goes down as numbers are typed again; a half-done form from before holds it up too."""
    old = build_world(any_store)
    for number in ("BOKS-1001", "BOKS-2002"):
        old.submit(client=number, amount_cents=100)
    draft = a_draft(old, "BOKS-9009")
    with another_process(any_url, [TEXT_KEY], [NEW_CLIENT, CLIENT_KEY]) as new:
        new.drawn = 1000
        keys = standing(new)
        assert [(key.in_settings, key.hanging) for key in keys.keys] == [(True, 0), (True, 2)]
        assert (keys.drafts, keys.can_drop) == (1, False)
        new.submit(client="BOKS-1001", amount_cents=100)
        desk, koploper = the_koploper(new)
        run(desk.client_code(koploper, "boks 2002"))
        assert [key.hanging for key in standing(new).keys] == [2, 0]
        assert not standing(new).can_drop
        assert send(new, draft, 50000) is None
        desk, koploper = the_koploper(new)
        run(desk.drop_draft(koploper, draft))
        assert [key.hanging for key in standing(new).keys] == [2, 1]
        assert new.do("submit", "k1", **asked(client="BOKS-9009", amount_cents=1)).refusal is Refusal.ABOVE_CAP
        assert standing(new).can_drop
        assert new.store.run(lambda uow: rotation.drop_dead_codes(uow.connection, new.store.codes)) == 0
    with another_process(any_url, [TEXT_KEY], [NEW_CLIENT]) as after:
        assert after.store.run(lambda uow: rotation.drop_dead_codes(uow.connection, after.store.codes)) == 3
        assert [key.hanging for key in standing(after).keys] == [3]
        assert after.verified().differences == ()


def test_clients_under_a_key_that_was_thrown_away_are_counted_as_lost(world: World) -> None:
    """Replacing a key in place of putting a new one before it: their caps are not held, and that is said."""
    world.submit()
    with another_process(str(world.store.engine.url), [TEXT_KEY], [NEW_CLIENT]) as other:
        assert (standing(other).lost, [key.hanging for key in standing(other).keys]) == (1, [0, 1])


def test_a_draft_from_before_keys_had_names_counts_for_the_oldest_key(world: World) -> None:
    """Nobody knows which key made its code, so the oldest one is not called safe."""
    url, code = str(world.store.engine.url), world.store.codes.newest(world.programme, "BOKS1001")
    with another_process(url, [TEXT_KEY], [NEW_CLIENT, CLIENT_KEY]) as new:
        assert new.do("submit", "k1", **asked(client="", client_code=code, amount_cents=50000)).accepted
        assert [key.hanging for key in standing(new).keys] == [0, 1]
        assert new.do("submit", "k1", **asked(client="BOKS-1001", amount_cents=1)).refusal is Refusal.ABOVE_CAP
        assert [key.hanging for key in standing(new).keys] == [1, 0]


@pytest.mark.postgres
def test_two_processes_that_add_one_number_at_once_add_one_client(postgresql_store: Store, postgresql_url: str) -> None:
    """One has the old key and one has both; the requests together do not pass the cap."""
    old = build_world(postgresql_store)
    with another_process(postgresql_url, [TEXT_KEY], [NEW_CLIENT, CLIENT_KEY]) as new:
        new.drawn = 1000
        for one in range(12):
            number = f"BOKS-7{one:03d}"
            commands = [
                (world, world.command("submit", "k1", **asked(client=number, amount_cents=30000)))
                for world in (old, new)
            ]
            futures = [
                world.store.submit(lambda uow, command=command: carry_out(uow, command, BlockCheck()), seconds=None)
                for world, command in commands
            ]
            assert sorted(future.result(timeout=30).accepted for future in futures) == [False, True]
        assert new.verified().differences == ()
