"""Purging: the words go, the figures and the chain stay, and what is typed afterwards is kept."""

from sqlalchemy import func, select

from storage import tables as t
from storage.store import Store
from tests.worlds import World, build_world


def texts_of(world: World, number: str) -> int:
    """Count the stored texts of a request."""
    of_request = t.texts.c.request_id == world.state(number).id
    query = select(func.count()).select_from(t.texts).where(of_request)
    return world.store.answer(lambda connection: int(connection.execute(query).scalar_one()))


def test_a_year_after_the_end_the_texts_go_and_verify_still_finds_nothing(any_store: Store) -> None:
    """The rows of the texts are gone, the request keeps its figures, the chain holds."""
    world = build_world(any_store)
    number = world.granted()
    world.done("settle", "k1", number, spent_cents=15000)
    assert texts_of(world, number) == 2
    world.pass_time(days=364)
    world.clock()
    assert texts_of(world, number) == 2
    world.pass_time(days=2)
    world.clock()
    assert texts_of(world, number) == 0
    state = world.state(number)
    assert (dict(state.texts), state.settled_cents) == ({}, 15000)
    assert world.verified().differences == ()


def test_a_remark_after_an_overdue_purge_is_kept(world: World) -> None:
    """The clock was down: the purge and the remark fall into one transaction, and only what was there before goes."""
    number = world.granted()
    world.pass_time(days=400)
    world.done("remark", "k1", number, text="Het bed staat er nog.")
    assert texts_of(world, number) == 1
    assert world.verified().differences == ()


def test_a_remark_after_the_purge_has_a_year_of_its_own(world: World) -> None:
    """It goes twelve months after it was typed, and not before."""
    number = world.granted()
    world.pass_time(days=400)
    world.clock()
    world.done("remark", "k1", number, text="Het bed staat er nog.")
    world.pass_time(days=360)
    world.clock()
    assert texts_of(world, number) == 1
    world.pass_time(days=10)
    world.clock()
    assert texts_of(world, number) == 0
    assert world.verified().differences == ()
