"""Client codes as a form makes them: one client stays one client when the key changes."""

import asyncio

from bot.desk import StoreDesk
from doorbraak.refusals import Refusal
from storage.overviews.reading import viewer
from storage.secrets import new_key
from storage.store import Store
from tests.worlds import CLIENT_KEY, TEXT_KEY, World, asked


def test_a_new_key_before_the_old_one_finds_the_same_client(world: World) -> None:
    """The cap of a client holds for a code made after the key was changed."""
    world.submit(amount_cents=50000)
    url = str(world.store.engine.url)
    rotated = Store(url, text_keys=[TEXT_KEY], client_keys=[new_key(), CLIENT_KEY], synchronous="OFF")
    try:
        desk = StoreDesk(rotated, now=lambda: world.now)
        koploper = rotated.answer(lambda connection: viewer(connection, world.people["k1"]))
        assert koploper is not None
        known = asyncio.run(desk.client_code(koploper, "boks 1001"))
        other = asyncio.run(desk.client_code(koploper, "BOKS-2002"))
        world.store.close()
        world.store = rotated
        assert world.do("submit", "k1", **asked(client="", client_code=known)).refusal is Refusal.ABOVE_CAP
        assert world.do("submit", "k1", **asked(client="", client_code=other)).accepted
        assert world.do("submit", "k1", **asked(client="BOKS-2002", amount_cents=50000)).refusal is Refusal.ABOVE_CAP
    finally:
        rotated.close()
