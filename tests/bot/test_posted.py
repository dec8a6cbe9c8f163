"""A name in a thread: what its writer is told, and what an edit, a deletion or an answer makes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from doorbraak.refusals import Refusal
from storage.store import Store
from storage.verify import verify
from tests.bot.group import NUMBER, PLACE, Group
from tests.worlds import build_world


@pytest.fixture
def group(any_store: Store) -> Iterator[Group]:
    """Give a group, and see afterwards that everything still follows from the log."""
    ready = Group(build_world(any_store))
    yield ready
    assert any_store.answer(lambda connection: verify(connection, any_store.safe)).differences == ()


def test_a_text_without_finds_becomes_a_remark_once(group: Group) -> None:
    """However often the platform hands it over."""
    who = group.world.people["a1"]
    first, second = group.run(group.chat.types_twice(who, PLACE, group.number, "Past een tweedehands bed ook?"))
    assert (first.accepted, second.repeated) == (True, True)
    assert group.talk() == ["Past een tweedehands bed ook?"]
    assert group.told("a1") == []


def test_two_processes_that_get_one_event_store_one_remark(group: Group) -> None:
    """Both handle it at the same moment; one effect, and nobody sees an error."""
    who, text = group.world.people["a1"], "Past een tweedehands bed ook?"
    outcomes = group.run(group.chat.types_at_once(who, PLACE, group.number, text))
    assert sorted(outcome.accepted for outcome in outcomes)[-1]
    assert group.talk() == [text]


def test_a_name_is_not_carried_over_and_its_writer_is_told(group: Group) -> None:
    """The writer alone reads it, with three buttons; the text stands nowhere."""
    _, outcome = group.types("a1", "Fatima belde vanmorgen.")
    assert outcome.refusal is Refusal.PRIVATE_DETAILS
    assert dict(outcome.facts) == {"kinds": "name", "level": "ask"}
    assert group.talk() == []
    assert group.told("a1") == [
        f"In je bericht bij {group.number} staat misschien een naam. Iedereen in het kanaal kan het lezen. "
        "Bewerk of verwijder het bericht. Tot die tijd nemen we het niet over."
    ]
    (notice,) = group.chat.told[group.world.people["a1"]][-1:]
    assert list(group.chat.buttons(notice)) == ["Ik pas het aan", "Dit is geen naam", "Dit is een collega"]
    assert [len(group.told(key)) for key in ("k1", "a2", "l1")] == [0, 0, 0]


def test_what_is_only_asked_about_is_told_once_a_person_and_request(group: Group) -> None:
    """A second name stays out of the talk without another message; somebody else is told."""
    for key, text in (("a1", "Fatima belde."), ("a1", "Bruno ook."), ("a2", "Wie is Bruno?")):
        group.types(key, text)
    assert [len(group.told(key)) for key in ("a1", "a2")] == [1, 1]
    assert group.talk() == []


def test_a_number_is_told_every_time(group: Group) -> None:
    """A number or an address is never only asked about, so its writer has one button: to mend it."""
    for _ in range(2):
        group.types("a1", f"Bel {NUMBER}.")
    assert len(group.told("a1")) == 2
    assert "staat een telefoonnummer." in group.told("a1")[0]
    assert list(group.chat.buttons(group.chat.told[group.world.people["a1"]][-1])) == ["Ik pas het aan"]


def test_a_clean_edit_is_thanked_and_carried_over(group: Group) -> None:
    """The message says how long it stood there; the list for the privacy officer gets the same minutes."""
    reference, _ = group.types("a1", "Fatima belde.")
    group.later(minutes=6)
    assert group.run(group.chat.edits(reference, "De klant belde.")).accepted
    assert group.told("a1")[1:] == ["Dank je, het is weg. Het stond er 6 minuten."]
    assert group.talk() == ["De klant belde."]
    assert [(one["how"], one["minutes"], one["readers"]) for one in group.logged("thread_gone")] == [("edited", 6, 12)]


def test_a_deletion_is_thanked_and_nothing_is_carried_over(group: Group) -> None:
    """What was deleted is nobody's remark."""
    reference, _ = group.types("a1", f"Bel {NUMBER}.")
    group.later(minutes=1)
    group.run(group.chat.deletes(reference))
    assert group.told("a1")[1:] == ["Dank je, het is weg. Het stond er 1 minuut."]
    assert group.talk() == []
    group.later(minutes=40)
    assert group.told("l1") == []


def test_an_edit_that_still_holds_a_name_changes_nothing(group: Group) -> None:
    """No thanks and no second message; one that brings a number in is told, and counts from then."""
    reference, _ = group.types("a1", "Fatima belde.")
    assert group.run(group.chat.edits(reference, "Fatima heeft gebeld.")).refusal is Refusal.PRIVATE_DETAILS
    assert len(group.told("a1")) == 1
    group.later(minutes=20)
    group.run(group.chat.edits(reference, f"Fatima belde met {NUMBER}."))
    assert "een naam en een telefoonnummer" in group.told("a1")[1]
    group.later(minutes=29)
    assert group.told("l1") == []
    group.later(minutes=1)
    assert len(group.told("l1")) == 1


def test_an_edit_of_a_clean_message_is_checked_too(group: Group) -> None:
    """What was fine at first can get a name later; it begins to count then."""
    reference, _ = group.types("a1", "Ik bel straks.")
    group.later(minutes=60)
    assert group.run(group.chat.edits(reference, "Ik bel Fatima straks.")).refusal is Refusal.PRIVATE_DETAILS
    group.later(minutes=2)
    group.run(group.chat.edits(reference, "Ik bel de klant straks."))
    assert group.told("a1")[1:] == ["Dank je, het is weg. Het stond er 2 minuten."]
    assert group.talk() == ["Ik bel de klant straks."]


def test_a_message_that_was_mended_and_gets_a_name_again_is_a_new_sighting(group: Group) -> None:
    """Both times stand on the list, each with its own minutes."""
    reference, _ = group.types("a1", "Fatima belde.")
    for minutes, text in ((3, "De klant belde."), (5, "Bruno belde."), (4, "De klant belde weer.")):
        group.later(minutes=minutes)
        group.run(group.chat.edits(reference, text))
    assert [(one["turn"], one["minutes"]) for one in group.logged("thread_gone")] == [(1, 3), (2, 4)]
    assert group.talk() == ["De klant belde weer."]


def test_no_name_carries_the_text_over_and_is_remembered(group: Group) -> None:
    """One tap is the reason; the next with that word goes through at once."""
    group.types("a1", "Parnassia belt in mei.")
    assert group.run(group.chat.presses(group.world.people["a1"], "Dit is geen naam")).accepted
    assert group.types("a2", "Dan bel ik parnassia.")[1].accepted
    assert group.talk() == ["Parnassia belt in mei.", "Dan bel ik parnassia."]
    (choice,) = group.logged("privacy_choice")
    assert (choice["field"], choice["kind"], choice["choice"]) == ("text", "name", "no_name")
    assert [one["choice"] for one in group.logged("thread_answered")] == ["no_name"]


def test_a_colleague_carries_the_text_over_and_is_asked_about_again(group: Group) -> None:
    """For this message alone, also after a small edit of it."""
    reference, _ = group.types("a1", "Bruno rijdt mee.")
    assert group.run(group.chat.presses(group.world.people["a1"], "Dit is een collega")).accepted
    assert group.run(group.chat.edits(reference, "Bruno rijdt morgen mee.")).accepted
    assert group.types("a2", "Bruno belt nog.")[1].refusal is Refusal.PRIVATE_DETAILS
    assert group.talk() == ["Bruno rijdt morgen mee."]


def test_only_the_writer_answers_and_only_about_what_is_asked(group: Group) -> None:
    """Somebody else's press, an unknown answer, and waving a number away do nothing."""
    named, _ = group.types("a1", "Fatima belde.")
    numbered, _ = group.types("a1", f"Bel {NUMBER}.")
    desk, people = group.chat.desk, group.world.people
    for reference, person, choice in (
        (named, people["a2"], "no_name"),
        (named, people["a1"], "maybe"),
        (numbered, people["a1"], "no_name"),
        ("chat:99", people["a1"], "no_name"),
    ):
        outcome = group.run(desk.posted_answered(reference, person, choice, key=f"{reference}{person}{choice}"))
        assert not outcome.accepted
    assert group.talk() == []
    assert group.logged("thread_answered") == []


def test_i_mend_it_is_noted_and_waits_for_the_edit(group: Group) -> None:
    """The press alone takes nothing away."""
    group.types("a1", f"Bel {NUMBER}.")
    group.run(group.chat.presses(group.world.people["a1"], "Ik pas het aan"))
    group.later(minutes=30)
    assert len(group.told("l1")) == 1
    assert [one["choice"] for one in group.logged("thread_answered")] == ["adjust"]
