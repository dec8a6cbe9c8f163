"""Clients at the desk: one stays one when the key changes, and no way of asking what is left goes unnoticed."""

import asyncio

from sqlalchemy import select

from bot.desk import StoreDesk
from doorbraak.refusals import Refusal
from storage import tables as t
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


def test_a_refusal_that_tells_what_is_left_is_a_look_at_that_client(world: World) -> None:
    """Naming other clients in a change of an own request is logged each time, and the eleventh is told to the lead."""
    number = world.submit()
    desk = StoreDesk(world.store, now=lambda: world.now)
    for one in range(11):
        command = world.command("revise", "k1", number, client=f"BOKS-30{one:02d}", amount_cents=60000)
        assert asyncio.run(desk.do(command)).refusal is Refusal.ABOVE_CAP
    looked = select(t.log.c.body).where(t.log.c.body.like('%"looked_at_client"%'))
    told = select(t.messages.c.person_id).where(t.messages.c.kind == "too_many_looks")
    assert len(world.store.answer(lambda connection: connection.execute(looked).all())) == 11
    leads = world.store.answer(lambda connection: connection.execute(told).scalars().all())
    assert set(leads) == {world.people["l1"], world.people["l2"]}
