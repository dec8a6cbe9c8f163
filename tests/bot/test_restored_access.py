"""After a restore nobody is let in by what was taken away since the backup."""

from pathlib import Path

from sqlalchemy import select

from doorbraak.ids import PersonId
from storage import administer, sessions
from storage import tables as t
from storage.overviews.reading import viewer
from tests.bot.backups import address_of, back_up, put_back
from tests.worlds import World, open_store


def test_no_session_of_before_goes_on_after_a_restore(any_world: World, tmp_path: Path) -> None:
    """Also one that was ended since the backup: the table that knew that is gone, so all of them are."""
    world = any_world
    k1 = world.people["k1"]
    file = back_up(world, tmp_path / "a.backup")
    for _ in range(3):
        world.store.run(lambda uow: sessions.end_all(uow.connection, k1))
    world.store.run(lambda uow: sessions.end_one(uow.connection, "ended", world.now))
    url = address_of(world.store)
    put_back(file, url, world.now)
    again = open_store(url)
    for number in range(6):
        for token in ("ended", "kept"):
            who = again.answer(lambda c, token=token, number=number: sessions.viewer_of(c, k1, token, number))
            assert who is None
    again.close()


def test_who_left_since_the_backup_stays_away(any_world: World, tmp_path: Path) -> None:
    """The backup still knows them with a chat account; the database that is replaced knows better."""
    world = any_world
    a1, a2 = PersonId(world.people["a1"]), PersonId(world.people["a2"])
    for person in (a1, a2):
        link = f"T01TEST:{person}"
        world.store.run(lambda uow, p=person, link=link: administer.link_identity(uow.connection, p, "slack", link))
    file = back_up(world, tmp_path / "a.backup")
    world.store.run(lambda uow: administer.leave_person(uow, a1, world.now))
    url = address_of(world.store)
    assert put_back(file, url, world.now).report.differences == ()
    again = open_store(url)
    assert again.answer(lambda connection: viewer(connection, a1)) is None
    assert again.answer(lambda connection: viewer(connection, a2)) is not None
    linked = again.answer(lambda connection: connection.execute(select(t.identities.c.person_id)).scalars().all())
    assert linked == [a2]
    again.close()
