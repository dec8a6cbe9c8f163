"""Everything that takes something away, in a row, on both databases: the chain verifies after each and at the end."""

from pathlib import Path

import pytest

from bot import removals
from bot.purging import look_ahead, purge
from doorbraak.refusals import Refusal
from storage import rotation
from storage.secrets import new_key
from storage.store import Store
from storage.verify import verify
from tests.bot.backups import address_of, back_up, put_back
from tests.storage.test_clients import clients, correct, join
from tests.storage.test_purge import texts_of
from tests.worlds import CLIENT_KEY, TEXT_KEY, asked, build_world, known_world


@pytest.mark.slow
def test_rotate_join_correct_purge_retract_erase_back_up_restore_and_let_go(any_url: str, tmp_path: Path) -> None:
    """0 differences after every step; what was erased stays erased, and the caps that count hold."""
    world = build_world(Store(any_url, text_keys=[TEXT_KEY], client_keys=[CLIENT_KEY], synchronous="OFF"))
    granted = world.granted(client="BOKS-1001", amount_cents=30000)
    other = world.submit(client="SOCI-2002", amount_cents=10000)
    wrong = world.submit(client="BOKS-3003", amount_cents=5000)
    spoken = world.submit(client="BOKS-4004", amount_cents=5000)
    address_of(world.store)

    text_keys, client_keys = [new_key(), TEXT_KEY], [new_key(), CLIENT_KEY]
    world.store = Store(any_url, text_keys=text_keys, client_keys=client_keys, synchronous="OFF")
    rotation.rotate_texts(world.store, dry_run=False, progress=lambda _done, _total: None)
    assert world.verified().differences == ()

    join(world, "BOKS1001", "SOCI2002")
    assert correct(world, wrong, "BOKS1001").changed
    assert world.verified().differences == ()
    assert world.do("submit", "k1", **asked(client="SOCI-2002", amount_cents=6000)).refusal is Refusal.ABOVE_CAP

    removals.retract(world.store, world.programme, spoken, None, "e1", tmp_path, world.now)
    file = back_up(world, tmp_path / "a.backup", text_keys[0])
    for number in (other, wrong):
        world.done("withdraw", "k1", number)
    erased = removals.erase_client(world.store, world.programme, "SOCI2002", "e2", tmp_path, world.now)
    assert len(erased.requests) == 3
    assert world.verified().differences == ()

    address_of(world.store)
    restored = put_back(file, any_url, world.now, text_keys=tuple(text_keys))
    assert (restored.removed_again, restored.report.differences) == (1, ())
    world = known_world(Store(any_url, text_keys=[text_keys[0]], client_keys=client_keys, synchronous="OFF"))
    world.drawn = 1000
    assert [texts_of(world, number) for number in (granted, other, wrong, spoken)] == [0, 0, 0, 0]
    assert world.submit(client="BOKS-1001", amount_cents=50000)

    world.done("settle", "k1", granted, spent_cents=30000)
    world.pass_time(days=800)
    ahead = world.store.answer(lambda connection: look_ahead(connection, world.now))
    before = world.store.answer(lambda connection: verify(connection, world.store.safe)).log_lines
    assert world.verified().log_lines == before  # looking ahead wrote nothing
    done = purge(world.store, world.now, lambda _done, _total: None)
    assert (done.texts, done.clients) == (ahead.texts, ahead.clients)
    assert ahead.clients > 0
    assert clients(world) == set()
    assert world.verified().differences == ()
    assert world.store.answer(lambda connection: verify(connection, None)).differences == ()
    world.store.close()
