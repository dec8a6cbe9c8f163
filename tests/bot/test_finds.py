"""What the desk finds in texts: whom it leaves alone, which words it remembers, what a change of keys does to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.desk import StoreDesk
from doorbraak.overviews import Viewer
from doorbraak.privacy import Find, Lists
from doorbraak.privacy_choices import PrivacyChoice
from storage import administer
from storage import tables as t
from storage.known_words import by_lost_keys
from storage.overviews.reading import viewer
from storage.secrets import new_key
from storage.store import Store
from tests.loops import run
from tests.names import look_with_names
from tests.worlds import CLIENT_KEY, TEXT_KEY, World, build_world


class Looking:
    """The check that knows a few names, counting what it was asked to look at."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str, lists: Lists) -> tuple[Find, ...]:
        self.texts.append(text)
        return look_with_names(text, lists)


def reader_of(world: World, key: str = "a1") -> Viewer:
    """Give somebody who looks."""
    found = world.store.answer(lambda connection: viewer(connection, world.people[key]))
    assert found is not None
    return found


def found_by(world: World, text: str, *, store: Store | None = None, key: str = "a1") -> list[str]:
    """Give the words that the desk finds in a text of somebody."""
    desk = StoreDesk(store or world.store, now=lambda: world.now, look=look_with_names)
    return [find.words for find in run(desk.finds(reader_of(world, key), {"text": text}))]


def words_by_lost_keys(store: Store, world: World) -> int:
    """Count the words that this store can recognise no more."""
    return store.answer(lambda connection: by_lost_keys(connection, store.codes.words, world.programme))


def call_no_name(world: World, *words: str) -> None:
    """Let somebody say something about a request, and say of these words that they are no name."""
    choices = tuple(PrivacyChoice("text", "name", "no_name", word) for word in words)
    world.done("remark", "a1", world.submit(), text="Dat is goed.", choices=choices)


def test_people_organisations_and_districts_are_left_alone(any_world: World) -> None:
    """Somebody called Noor takes part, and an organisation is called Parnassia: neither is asked about."""
    world = any_world
    assert found_by(world, "Noor en Parnassia en Bruno") == ["Noor", "Parnassia", "Bruno"]

    def work(uow: Any) -> None:
        entry = administer.PersonEntry(
            id=world.people["k2"], key="k2", name="Noor van Dijk", roles=("koploper",), organisation="Parnassia"
        )
        administer.set_person(uow, world.programme, entry, world.now)

    world.store.run(work)
    assert found_by(world, "Noor en Parnassia en Bruno") == ["Bruno"]
    world.store.run(lambda uow: administer.leave_person(uow, world.people["k2"], world.now))
    assert "Noor" in found_by(world, "Noor en Parnassia en Bruno")


def test_a_word_is_remembered_in_its_own_programme_only(any_world: World) -> None:
    """As a digest that says nothing without the key; another programme is asked about it."""
    call_no_name(any_world, "parnassia")
    assert found_by(any_world, "PARNASSIA  belt") == []
    other = build_world(any_world.store, name="Zeist")
    assert found_by(other, "Parnassia belt") == ["Parnassia"]
    (row,) = any_world.store.answer(lambda connection: connection.execute(select(t.known_words)).mappings().all())
    assert len(row["digest"]) == 64
    assert "parnassia" not in str(dict(row)).lower()


@pytest.mark.parametrize(
    "choice",
    [
        PrivacyChoice("text", "name", "colleague", "bruno"),
        PrivacyChoice("text", "postcode", "not_private", "bruno"),
        PrivacyChoice("text", "name", "reworded", "bruno"),
        PrivacyChoice("fatima", "name", "no_name", "bruno"),
        PrivacyChoice("text", "fatima", "no_name", "bruno"),
    ],
)
def test_only_no_name_is_remembered_and_no_word_gets_into_the_log(world: World, choice: PrivacyChoice) -> None:
    """A colleague counts for the text alone; a choice that is none is neither remembered nor logged."""
    world.done("remark", "a1", world.submit(), text="Bruno belt.", choices=(choice,))
    assert found_by(world, "Bruno belt") == ["Bruno"]
    bodies = world.store.answer(lambda connection: connection.execute(select(t.log.c.body)).scalars().all())
    assert not any(word in body.lower() for body in bodies for word in ("bruno", "fatima"))


def test_a_refused_command_remembers_nothing(world: World) -> None:
    """Nothing was stored, so nobody said anything."""
    choices = (PrivacyChoice("text", "name", "no_name", "bruno"),)
    assert not world.do("remark", "a1", "VE-2026-0099", text="Bruno belt.", choices=choices).accepted
    assert found_by(world, "Bruno belt") == ["Bruno"]


def test_the_reason_of_a_late_vote_brings_its_choices_along(world: World) -> None:
    """The words are kept as a remark, so what was said about them is too."""
    number = world.granted()
    choices = (PrivacyChoice("reason", "name", "no_name", "bruno"),)
    outcome = world.do("object", "a2", number, reason="Bruno is een winkel.", choices=choices)
    assert outcome.facts["kept_as_remark"] == 1
    assert found_by(world, "Bruno belt") == []


def test_the_same_command_twice_remembers_once(any_world: World) -> None:
    """A repeat has the effect of one, also for words and choices."""
    number = any_world.submit()
    choices = (PrivacyChoice("text", "name", "no_name", "bruno"),)
    for _ in range(2):
        any_world.do("remark", "a1", number, key="event-1", text="Bruno belt.", choices=choices)
    counted = select(func.count()).select_from(t.log).where(t.log.c.body.like("%privacy_choice%"))
    assert any_world.store.answer(lambda connection: connection.execute(counted).scalar_one()) == 1


@pytest.fixture
def rotated(world: World) -> Iterator[Store]:
    """The same database with a newer key before the one it was filled with."""
    store = Store(str(world.store.engine.url), text_keys=[TEXT_KEY], client_keys=[new_key(), CLIENT_KEY])
    yield store
    store.close()


def test_a_change_of_keys_loses_no_word(world: World, rotated: Store) -> None:
    """Known by the older key, then kept by the newest as well: so the older one can go."""
    call_no_name(world, "parnassia", "bruno")
    assert found_by(world, "Parnassia belt", store=rotated) == []
    assert words_by_lost_keys(rotated, world) == 0
    ids = rotated.answer(lambda connection: connection.execute(select(t.known_words.c.key_id)).scalars().all())
    assert sorted(ids.count(key) for key in set(ids)) == [1, 2]


def test_words_by_a_key_that_is_gone_are_counted(world: World) -> None:
    """Nobody loses words silently: doctor can say how many people are asked about again."""
    call_no_name(world, "parnassia")
    without = Store(str(world.store.engine.url), text_keys=[TEXT_KEY], client_keys=[new_key()])
    try:
        assert words_by_lost_keys(without, world) == 1
        assert found_by(world, "Parnassia belt", store=without) == ["Parnassia"]
    finally:
        without.close()


def test_without_a_text_nothing_is_looked_at(world: World) -> None:
    """Empty fields cost no check and no question to the database."""
    looking = Looking()
    desk = StoreDesk(world.store, now=lambda: world.now, look=looking)
    assert run(desk.finds(reader_of(world), {"text": " ", "reason": ""})) == ()
    assert looking.texts == []
