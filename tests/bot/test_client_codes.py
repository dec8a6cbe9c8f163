"""Clients at the desk: one stays one when the key changes, and no way of asking what is left goes unnoticed."""

from sqlalchemy import select

from bot.desk import StoreDesk
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Refusal
from handlers import wording
from storage import tables as t
from storage.overviews.reading import viewer
from storage.secrets import new_key
from storage.store import Store
from tests.loops import run
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
        known = run(desk.client_code(koploper, "boks 1001"))
        other = run(desk.client_code(koploper, "BOKS-2002"))
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
        assert run(desk.do(command)).refusal is Refusal.ABOVE_CAP
    looked = select(t.log.c.body).where(t.log.c.body.like('%"looked_at_client"%'))
    told = select(t.messages.c.person_id).where(t.messages.c.kind == "too_many_looks")
    assert len(world.store.answer(lambda connection: connection.execute(looked).all())) == 11
    leads = world.store.answer(lambda connection: connection.execute(told).scalars().all())
    assert set(leads) == {world.people["l1"], world.people["l2"]}


def test_after_ten_numbers_a_refusal_no_longer_tells_what_is_left(world: World) -> None:
    """The eleventh number gets no amount, also when the same press comes again."""
    world.submit(client="BOKS-4000", amount_cents=40000)
    desk = StoreDesk(world.store, now=lambda: world.now)

    def ask(number: str, key: str = "") -> Outcome:
        return run(desk.do(world.command("submit", "k1", key=key, **asked(client=number, amount_cents=60000))))

    first = [ask(f"BOKS-40{one:02d}") for one in range(10)]
    assert [outcome.facts.get("left_cents") for outcome in first] == [10000] + [50000] * 9
    for outcome in (ask("BOKS-4100", "press"), ask("BOKS-4100", "press")):
        assert (outcome.refusal, dict(outcome.facts)) == (Refusal.ABOVE_CAP, {})
        said = wording.refusal(outcome).text
        assert "zeggen we nu niet hoeveel" in said
        assert "gewone aanvraag" in said
        assert "€" not in said
    assert ask("BOKS-4001").facts["left_cents"] == 50000


def test_sending_for_one_client_forgets_no_looks_at_others(world: World) -> None:
    """A request for somebody else frees nothing; one for a client that was looked at frees that look alone."""
    desk = StoreDesk(world.store, now=lambda: world.now)

    def left(number: str) -> object:
        outcome = run(desk.do(world.command("submit", "k1", **asked(client=number, amount_cents=60000))))
        return outcome.facts.get("left_cents")

    def send(number: str) -> None:
        assert run(desk.do(world.command("submit", "k1", **asked(client=number)))).accepted

    assert [left(f"BOKS-41{one:02d}") for one in range(11)] == [50000] * 10 + [None]
    send("BOKS-4200")
    assert left("BOKS-4110") is None
    send("BOKS-4101")
    assert [left("BOKS-4110"), left("BOKS-4111")] == [50000, None]


def test_the_limit_is_of_the_channels_and_not_of_the_rules(world: World) -> None:
    """A scenario file names as many numbers as it likes, and hears the same each time."""
    for one in range(15):
        refused = world.do("submit", "k1", **asked(client=f"BOKS-50{one:02d}", amount_cents=60000))
        assert refused.facts["left_cents"] == 50000


def test_a_change_that_names_no_client_tells_what_is_left_for_its_own(world: World) -> None:
    """Raising the amount of an own request is no look at somebody else."""
    number = world.submit(client="BOKS-6000")
    desk = StoreDesk(world.store, now=lambda: world.now)
    for one in range(11):
        run(desk.do(world.command("revise", "k1", number, client=f"BOKS-60{one + 1:02d}", amount_cents=60000)))
    own = run(desk.do(world.command("revise", "k1", number, amount_cents=60000)))
    assert own.facts["left_cents"] == 50000


def test_a_change_to_another_client_is_a_look_also_when_it_fits(world: World) -> None:
    """That a number fits tells what is left for it: each is logged, and the lead hears of the eleventh."""
    number = world.submit()
    desk = StoreDesk(world.store, now=lambda: world.now)
    for one in range(11):
        assert run(desk.do(world.command("revise", "k1", number, client=f"BOKS-60{one:02d}"))).accepted
    looked = select(t.log.c.body).where(t.log.c.body.like('%"looked_at_client"%'))
    told = select(t.messages.c.person_id).where(t.messages.c.kind == "too_many_looks")
    assert len(world.store.answer(lambda connection: connection.execute(looked).all())) == 11
    assert world.store.answer(lambda connection: connection.execute(told).first())
