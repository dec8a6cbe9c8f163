"""What somebody takes back in a chat goes out of the talk too, and a restored backup does not bring it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from storage import removing
from storage import tables as t
from storage.store import Store
from storage.verify import verify
from tests.bot.group import PLACE, Group
from tests.worlds import build_world


@pytest.fixture
def group(any_store: Store) -> Iterator[Group]:
    """Give a group, and see afterwards that everything still follows from the log."""
    ready = Group(build_world(any_store))
    yield ready
    assert any_store.answer(lambda connection: verify(connection, any_store.safe)).differences == ()


def _texts(group: Group) -> set[str]:
    return set(group.world.store.answer(lambda connection: connection.execute(select(t.texts.c.id)).scalars().all()))


def test_a_message_that_is_deleted_leaves_the_talk(group: Group) -> None:
    """Its words are nowhere any more; that there was something is still seen, and the list for a restore has it."""
    before = _texts(group)
    reference, _ = group.types("a1", "Ik bel haar tante straks.")
    (text,) = _texts(group) - before
    group.run(group.chat.deletes(reference))
    assert group.talk() == [""]
    assert _texts(group) == before
    assert [(line.what, line.text) for line in group.removed] == [("remark", text)]


def test_an_edit_puts_other_words_in_the_place_of_the_old_ones(group: Group) -> None:
    """What was edited away may have been a name that the check did not know."""
    before = _texts(group)
    reference, _ = group.types("a1", "Ik bel haar tante straks.")
    group.types("a2", "Goed.")
    for words in ("Ik bel de klant straks.", "Ik bel de klant morgen."):
        assert group.run(group.chat.edits(reference, words)).accepted
    assert group.talk() == ["Goed.", "Ik bel de klant morgen."]
    assert len(_texts(group) - before) == 2
    assert len(group.removed) == 2


def test_the_remark_that_an_admin_takes_away_is_counted_as_it_is_shown(group: Group) -> None:
    """Words that were edited away are no remark of the page."""
    reference, _ = group.types("a1", "Ik bel straks.")
    group.types("a2", "Goed.")
    group.run(group.chat.edits(reference, "Ik bel morgen."))
    store, world = group.world.store, group.world
    store.run(lambda uow: removing.retract_remark(uow, world.programme, group.number, 1, "an-erasure", world.now))
    assert group.talk() == ["", "Ik bel morgen."]


def test_an_edit_that_is_not_taken_over_takes_the_old_words_away(group: Group) -> None:
    """The talk would say something else than the chat; once the message is clean again its words are there."""
    reference, _ = group.types("a1", "Ik bel straks.")
    group.run(group.chat.edits(reference, "Ik bel Fatima straks."))
    assert group.talk() == []
    assert group.run(group.chat.edits(reference, "Ik bel de klant straks.")).accepted
    assert group.talk() == ["Ik bel de klant straks."]
    assert not group.run(group.chat.edits(reference, "Een lang verhaal. " * 50)).accepted
    assert group.talk() == []


@pytest.mark.parametrize("words", ["Ik bel straks.", "Ik bel Fatima straks."])
def test_a_deletion_that_comes_before_the_message_keeps_it_out(group: Group, words: str) -> None:
    """The platform hands events over in any order: what is gone is not taken over, and nobody is asked about it."""
    group.chat.holds_back = True
    reference, _ = group.types("a1", words)
    group.run(group.chat.deletes(reference))
    late = group.run(group.chat.hands_over_late())
    assert not late.accepted
    assert group.talk() == []
    assert group.told("a1") == []


def test_an_edit_that_comes_before_the_message_is_what_counts(group: Group) -> None:
    """The older words come later and change nothing."""
    group.chat.holds_back = True
    reference, _ = group.types("a1", "Ik bel Fatima straks.")
    assert group.run(group.chat.edits(reference, "Ik bel de klant straks.")).accepted
    assert not group.run(group.chat.hands_over_late()).accepted
    assert group.talk() == ["Ik bel de klant straks."]
    assert group.told("a1") == []


def test_a_message_of_a_place_that_nobody_knows_is_nothing(group: Group) -> None:
    """Deleted or edited: there is no programme that it could belong to."""
    group.chat.members["elders"] = 3
    group.chat.holds_back = True
    reference, _ = group.run(group.chat.types(None, "elders", group.number, "Hoi."))
    assert not group.run(group.chat.edits(reference, "Hallo.")).accepted
    assert not group.run(group.chat.deletes(reference)).accepted
    assert PLACE in group.chat.members
    assert group.talk() == []
