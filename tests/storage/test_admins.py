"""Two admins at once: whatever they do to each other, one of them stays."""

import asyncio

import pytest

from bot.desk import StoreDesk
from doorbraak.ids import PersonId
from doorbraak.overviews import Viewer
from doorbraak.people import Role
from doorbraak.team import Member
from handlers.desk import Forbidden
from storage import administer
from storage.overviews.reading import viewer
from storage.programmes import read_programme
from tests.loops import run
from tests.worlds import MONDAY, World, somebody

PLAIN = Member(name="Gewoon", roles=frozenset({Role.KOPLOPER}), organisation="Gemeente")


def with_two_admins(world: World) -> StoreDesk:
    """Let a second admin join, and give a desk."""
    world.people["b2"] = PersonId("admin-two")
    entry = somebody(world.people["b2"], "b2", ("admin",), "Gemeente")
    world.store.run(lambda uow: administer.set_person(uow, world.programme, entry, MONDAY))
    return StoreDesk(world.store, now=lambda: world.now)


@pytest.mark.parametrize("deed", ["change", "leave", "unlink"])
def test_two_admins_who_remove_each_other_leave_one(any_world: World, deed: str) -> None:
    """Both look at the same moment and only one of them finds another admin left; many times."""
    for _ in range(3):
        desk = with_two_admins(any_world)
        run(_remove_each_other(any_world, desk, deed))
        _, circle = any_world.store.answer(lambda connection: read_programme(connection, any_world.programme))
        assert sum(person.is_admin for person in circle) == 1
        _make_admins_again(any_world)
    assert any_world.verified().differences == ()


async def _remove_each_other(world: World, desk: StoreDesk, deed: str) -> None:
    async def remove(found: Viewer, key: str) -> None:
        if deed == "change":
            await desk.change_member(found, key, PLAIN)
        elif deed == "leave":
            await desk.let_member_leave(found, key, "")
        else:
            await desk.unlink_member(found, key)

    first, second = _viewer(world, "b1"), _viewer(world, "b2")
    done = await asyncio.gather(remove(first, "b2"), remove(second, "b1"), return_exceptions=True)
    assert all(one is None or isinstance(one, Forbidden) for one in done), done


def _make_admins_again(world: World) -> None:
    for key in ("b1", "b2"):
        entry = somebody(world.people[key], key, ("admin",), "Gemeente")
        world.store.run(lambda uow, entry=entry: administer.set_person(uow, world.programme, entry, MONDAY))


def _viewer(world: World, key: str) -> Viewer:
    """Give an admin as a page got one before the other's press."""
    found = world.store.answer(lambda connection: viewer(connection, world.people[key]))
    assert found is not None
    return found
