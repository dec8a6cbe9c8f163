"""The monthly letter in a real database: once a month and manager, whatever happens to the clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.clock import Clock
from bot.telling import teller_for
from doorbraak.policy import Policy
from doorbraak.working_time import AMSTERDAM
from storage import administer
from storage import tables as t
from storage.overviews.accountability import account, months
from tests.loops import run
from tests.worlds import MONDAY, World, build_world, open_store, somebody

APRIL = datetime(2026, 4, 1, 9, 0, tzinfo=AMSTERDAM)
"""The worlds begin on Monday 2 March 2026 at nine: the moment of the letter of March itself."""


def tick(world: World, at: datetime) -> None:
    """Let a clock that has just started do what is due at a moment."""
    world.now = at
    run(Clock(world.store, lambda: None, now=lambda: at).once())


def letters_of(world: World) -> list[tuple[str, str]]:
    """Give to whom letters went, with their month."""
    query = select(t.messages.c.once).where(t.messages.c.kind == "monthly_letter").order_by(t.messages.c.once)
    once = world.store.answer(lambda connection: list(connection.execute(query).scalars()))
    keys = {person: key for key, person in world.people.items()}
    found = [one.split(":")[1:] for one in once]
    return sorted((keys[person], month) for person, month in found)


def text_of(world: World, month: str, key: str = "m1") -> str:
    """Give the words of a letter as its reader gets them."""

    def question(connection) -> str:
        teller = teller_for(connection, world.people[key], world.store.safe, world.now)
        assert teller is not None
        return teller.text("monthly_letter", "", {"month": month}).replace("\u00a0", " ")

    return world.store.answer(question)


def granted_alone(world: World) -> str:
    """Let a lead grant a request that nobody can vote on in time."""
    number = world.submit()
    world.pass_time(days=4)
    world.done("lead_grant", "l1", number, amount_cents=10000, reason="Het kan niet wachten.")
    return number


def test_every_manager_reads_once_what_happened_since_the_last_one(any_world: World) -> None:
    """Who is new, what the lead decided alone and what was set otherwise; nobody but managers, nobody twice."""
    number = granted_alone(any_world)
    any_world.set_policy(Policy(min_approvals=2))
    for minutes in (-1, 0, 1, 60 * 24):
        tick(any_world, APRIL + timedelta(minutes=minutes))
    assert letters_of(any_world) == [("m1", "2026-04")]
    text = text_of(any_world, "2026-04")
    assert "Wie is nieuw en wat besloot een regisseur alleen, april 2026." in text
    assert "Nieuw, door wie de bot draait: k1 (koploper) · k2 (koploper)" in text
    assert "Regisseur alleen: 1 keer toegekend, samen € 100,00." in text
    assert f"{number}: toegekend € 100,00, door l1" in text
    assert "aantal keer akkoord: 2, eerst 3" in text
    assert any_world.verified().differences == ()


def test_many_clocks_at_once_write_one_letter(any_world: World) -> None:
    """Several processes that all look at the same moment."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: tick(any_world, APRIL), range(8)))
    assert letters_of(any_world) == [("m1", "2026-04")]
    assert any_world.verified().differences == ()


def test_a_clock_that_stood_still_for_months_leaves_nothing_out(any_world: World) -> None:
    """Only the letter of now is written, and it tells everything since the last one."""
    tick(any_world, APRIL)
    granted_alone(any_world)
    tick(any_world, datetime(2026, 8, 20, 16, 0, tzinfo=AMSTERDAM))
    assert letters_of(any_world) == [("m1", "2026-04"), ("m1", "2026-08")]
    assert "1 keer toegekend" in text_of(any_world, "2026-08")
    assert "k1 (koploper)" not in text_of(any_world, "2026-08")


def test_nothing_to_tell_is_no_letter(any_world: World) -> None:
    """A quiet month sends nothing; the month after tells only what came since."""
    tick(any_world, APRIL)
    tick(any_world, datetime(2026, 5, 1, 9, 0, tzinfo=AMSTERDAM))
    assert letters_of(any_world) == [("m1", "2026-04")]
    assert any_world.store.answer(lambda c: months(c, any_world.programme)) == ("2026-05", "2026-04")
    empty = any_world.store.answer(lambda c: account(c, any_world.programme, "2026-05"))
    assert empty is not None
    assert empty.is_empty


def test_a_restart_writes_nothing_again(any_url: str) -> None:
    """Another process that comes up later in the month knows what was written."""
    store = open_store(any_url)
    world = build_world(store)
    tick(world, APRIL)
    store.close()
    again = open_store(any_url)
    world.store = again
    tick(world, APRIL + timedelta(days=10))
    assert letters_of(world) == [("m1", "2026-04")]
    again.close()


def test_a_programme_that_began_this_month_waits_for_the_next(any_world: World) -> None:
    """What it began with stands in its first letter, of the month after."""
    tick(any_world, MONDAY + timedelta(minutes=5))
    assert letters_of(any_world) == []
    tick(any_world, APRIL)
    assert letters_of(any_world) == [("m1", "2026-04")]
    assert "l1 (regisseur)" in text_of(any_world, "2026-04")


def test_two_programmes_read_their_own(any_world: World) -> None:
    """Each manager hears of the own programme only, with the same numbers and keys in both."""
    other = build_world(any_world.store, name="Delft")
    granted_alone(any_world)
    tick(any_world, APRIL)
    other.now = APRIL
    assert "Regisseur alleen" in text_of(any_world, "2026-04")
    assert "Regisseur alleen" not in text_of(other, "2026-04")


def test_who_is_manager_no_more_reads_nothing(any_world: World) -> None:
    """A letter that lies in the inbox has no words for whoever may not read it."""
    tick(any_world, APRIL)
    assert text_of(any_world, "2026-04")
    entry = somebody(any_world.people["m1"], "m1", ("koploper",), "Gemeente")
    any_world.store.run(lambda uow: administer.set_person(uow, any_world.programme, entry, APRIL))
    assert text_of(any_world, "2026-04") == ""
