"""A name in a thread: what stands where others read it already, over a small chat platform and both databases."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import Clock
from bot.deliver import Delivery
from bot.desk import StoreDesk
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Refusal
from storage import administer
from storage import tables as t
from storage.overviews import request_page
from storage.overviews.reading import viewer
from storage.store import Store
from storage.verify import verify
from tests.chat import PLATFORM, Chat
from tests.names import look_with_names
from tests.worlds import World, build_world, open_store

PLACE = "meelezers"
NUMBER = "06 12 34 56 78"


class Group:
    """A group in chat where a request is talked about, with a clock that stands still until told to go on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.number = world.submit()
        world.store.run(self._set_up)
        self.chat = Chat(self._desk(world.store), {PLACE: 12})

    def _set_up(self, uow: Any) -> None:
        administer.set_place(
            uow, self.world.programme, "place", platform=PLATFORM, address=PLACE, districts=[], purposes=["requests"]
        )
        for key, person in self.world.people.items():
            administer.link_identity(uow.connection, person, PLATFORM, key)

    def _desk(self, store: Store) -> StoreDesk:
        return StoreDesk(store, now=lambda: self.world.now, look=look_with_names)

    def run(self, asked: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine and let everything be delivered."""
        result = asyncio.run(asked)
        self.deliver()
        return result

    def deliver(self) -> None:
        """Deliver everything that is due."""

        async def all_of_it() -> None:
            delivery = Delivery(self.world.store, {PLATFORM: self.chat}, now=lambda: self.world.now)
            while await delivery.once():
                pass

        asyncio.run(all_of_it())

    def types(self, key: str, text: str, **more: Any) -> tuple[str, Outcome]:
        """Let somebody type in the thread of the request."""
        return self.run(self.chat.types(self.world.people[key], PLACE, self.number, text, **more))

    def later(self, **time: float) -> None:
        """Let time pass and the clock tick."""
        self.world.pass_time(**time)
        self.tick()

    def tick(self) -> None:
        """Let the clock tick, and everything be delivered."""
        asyncio.run(Clock(self.world.store, lambda: None, now=lambda: self.world.now).once())
        self.deliver()

    def restart(self) -> None:
        """End the process and start it again: only what is stored goes on."""
        self.chat.desk = self._desk(self.world.store)

    def talk(self) -> list[str]:
        """Give the talk of the request as a lead reads it."""

        def question(connection: Any) -> list[str]:
            reader = viewer(connection, self.world.people["l1"])
            assert reader is not None
            store = self.world.store
            page = request_page.request_page(connection, reader, self.number, self.world.now, store.safe)
            assert page is not None
            return [line.text for line in page.talk]

        return self.world.store.answer(question)

    def told(self, key: str) -> list[str]:
        """Give what somebody was told about threads."""
        return self.chat.words_to(self.world.people[key])

    def logged(self, what: str) -> list[dict[str, Any]]:
        """Give the facts of what the log keeps, of one sort."""
        rows = self.world.store.answer(lambda connection: connection.execute(select(t.log.c.body)).scalars().all())
        return [body["facts"] for body in map(json.loads, rows) if body.get("what") == what]


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
        "We namen je bericht niet over. Bewerk of verwijder het bericht."
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
    assert group.talk() == ["Ik bel straks.", "Ik bel de klant straks."]


def test_a_message_that_was_mended_and_gets_a_name_again_is_a_new_sighting(group: Group) -> None:
    """Both times stand on the list, each with its own minutes."""
    reference, _ = group.types("a1", "Fatima belde.")
    for minutes, text in ((3, "De klant belde."), (5, "Bruno belde."), (4, "De klant belde weer.")):
        group.later(minutes=minutes)
        group.run(group.chat.edits(reference, text))
    assert [(one["turn"], one["minutes"]) for one in group.logged("thread_gone")] == [(1, 3), (2, 4)]
    assert group.talk() == ["De klant belde.", "De klant belde weer."]


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
    assert group.talk() == ["Bruno rijdt mee.", "Bruno rijdt morgen mee."]


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


def test_after_a_restart_the_text_is_asked_for_or_read_back(group: Group) -> None:
    """The text was in memory only: an edit brings it again, or the platform can read its own message."""
    first, _ = group.types("a1", "Bruno rijdt mee.")
    group.types("a2", "Fatima is mijn collega.")
    group.restart()
    answered = group.run(group.chat.presses(group.world.people["a1"], "Dit is een collega"))
    assert answered.facts["text_needed"] == 1
    assert group.talk() == []
    assert group.run(group.chat.edits(first, "Bruno rijdt mee!")).accepted
    assert group.run(group.chat.presses(group.world.people["a2"], "Dit is een collega", reads_it=True)).accepted
    assert group.talk() == ["Bruno rijdt mee!", "Fatima is mijn collega."]


def test_a_number_that_stays_half_an_hour_goes_to_all_leads_once(group: Group) -> None:
    """As a link without the text; after a restart and at every later tick nobody hears of it again."""
    reference, _ = group.types("a1", f"Bel {NUMBER}.")
    group.later(minutes=29, seconds=59)
    assert group.told("l1") == []
    group.later(seconds=1)
    group.restart()
    group.later(hours=5)
    for lead in ("l1", "l2"):
        assert group.told(lead) == [
            f"In het gesprek bij {group.number} staat al een half uur een telefoonnummer. "
            f"Vraag de schrijver om het weg te halen, of haal het zelf weg.\nhttps://chat.example/{reference}"
        ]
    assert NUMBER not in "".join(group.told("l1"))


def test_a_name_never_goes_to_the_lead(group: Group) -> None:
    """What is only asked about may be no name at all."""
    group.types("a1", "Fatima belde.")
    group.later(hours=2)
    assert group.told("l1") == []


def test_a_clock_that_is_late_changes_nothing(group: Group) -> None:
    """What was due has happened before the edit that came later, at its own moment; the lead reads that it is gone."""
    began = group.world.now
    reference, _ = group.types("a1", f"Bel {NUMBER}.")
    group.world.pass_time(minutes=45)
    group.run(group.chat.edits(reference, "Bel de klant."))
    group.tick()
    assert group.told("a1")[1:] == ["Dank je, het is weg. Het stond er 45 minuten."]
    assert group.told("l1") == [
        f"In het gesprek bij {group.number} stond langer dan een half uur een telefoonnummer. "
        "Het is nu weg. Je hoeft niets te doen."
    ]
    assert _told_at(group) == began + timedelta(minutes=30)


def _told_at(group: Group) -> datetime:
    told = group.world.store.answer(lambda connection: connection.execute(select(t.posted.c.told_at)).scalar_one())
    return datetime.fromisoformat(told)


def test_what_was_typed_while_the_bot_was_down_counts_from_when_it_was_typed(group: Group) -> None:
    """An hour old and still there: the next tick tells the lead."""
    group.types("a1", f"Bel {NUMBER}.", at=group.world.now - timedelta(hours=1))
    group.tick()
    assert len(group.told("l1")) == 1


def test_files_are_not_kept_and_the_sender_is_told_why_once(group: Group) -> None:
    """An album is one message; what was typed with it is a remark like any other."""
    group.types("a1", "Dit is de bon.", files=1)
    group.types("a1", "", files=3)
    assert group.told("a1") == [
        f"We bewaren geen foto's en bestanden, ook niet bij {group.number}. Er kan iemand op te herkennen zijn. "
        "Haal het weg uit het kanaal. Schrijf liever op wat collega's moeten weten."
    ]
    assert group.talk() == ["Dit is de bon."]
    assert [one["kinds"] for one in group.logged("thread_found")] == ["file", "file"]


def test_a_file_with_a_name_is_told_for_both_and_ends_when_it_is_deleted(group: Group) -> None:
    """Mending the text leaves the picture; deleting the message ends it."""
    reference, _ = group.types("a1", "Fatima tekende dit.", files=1)
    assert len(group.told("a1")) == 2
    assert group.run(group.chat.edits(reference, "De klant tekende dit.")).accepted
    assert len(group.told("a1")) == 2
    group.run(group.chat.deletes(reference))
    assert group.told("a1")[2].startswith("Dank je, het is weg.")


@pytest.mark.parametrize("stranger", [None, "nobody", "elsewhere"])
def test_what_a_stranger_types_is_noted_and_goes_to_the_lead_all_the_same(group: Group, stranger: str | None) -> None:
    """Who is not linked, or is of another programme, leaves no remark there and none at home."""
    person = None if stranger is None else PersonId(stranger)
    if stranger == "elsewhere":
        other = build_world(group.world.store, name="Zeist")
        other.submit()
        person = other.people["a1"]
    assert not group.run(group.chat.types(person, PLACE, group.number, "Ik weet wel iets."))[1].accepted
    group.run(group.chat.types(person, PLACE, group.number, f"Bel {NUMBER}."))
    assert group.talk() == []
    group.later(minutes=31)
    assert len(group.told("l1")) == 1
    assert [notice for told in group.chat.told.values() for notice in told if notice.kind == "thread_private"] == []


def test_who_may_not_say_anything_here_is_refused_as_everywhere(group: Group) -> None:
    """A koploper of another request is no part of this talk; the platform gets the refusal to translate."""
    assert group.types("k2", "Ik kijk mee.")[1].refusal is Refusal.NOT_IN_PROGRAMME
    assert group.talk() == []


def test_without_a_lead_the_manager_is_told(any_store: Store) -> None:
    """Somebody should hear that a number stays there."""
    everybody = {"k1": (("koploper",), "Buurtteam"), "a1": (("reviewer",), "UWV"), "m1": (("manager",), "Gemeente")}
    group = Group(build_world(any_store, people=everybody))
    group.types("a1", f"Bel {NUMBER}.")
    group.later(minutes=30)
    assert len(group.told("m1")) == 1


def test_no_text_is_in_any_table_log_or_message(group: Group, caplog: pytest.LogCaptureFixture) -> None:
    """Not of what was mended, deleted, answered, or still stands there; not its words, not its number."""
    caplog.set_level("DEBUG")
    mended, _ = group.types("a1", "Fatima Yilmaz belde kwikstaart.")
    deleted, _ = group.types("a2", f"Bel {NUMBER} kwikstaart.")
    group.types("a3", f"Bruno woont hier kwikstaart {NUMBER}.")
    group.run(group.chat.edits(mended, "De klant belde."))
    group.run(group.chat.deletes(deleted))
    group.later(minutes=40)
    stored = "".join(group.world.store.answer(_everything))
    told = "".join(notice.text for told in group.chat.told.values() for notice in told)
    for words in ("kwikstaart", "fatima", "yilmaz", "bruno", NUMBER, NUMBER.replace(" ", "")):
        for where in (stored, told, caplog.text):
            assert words not in where.lower()


def _everything(connection: Any) -> list[str]:
    rows = (row for table in t.metadata.sorted_tables for row in connection.execute(select(table)))
    return [cell.decode("latin-1") if isinstance(cell, bytes) else str(cell) for row in rows for cell in row]


def test_another_process_on_the_same_database_tells_the_lead_once(sqlite_url: str) -> None:
    """Two clocks at the same moment: one message a lead."""
    store, another = open_store(sqlite_url), open_store(sqlite_url)
    group = Group(build_world(store))
    group.types("a1", f"Bel {NUMBER}.")
    group.world.pass_time(minutes=31)

    async def both() -> None:
        clocks = [Clock(one, lambda: None, now=lambda: group.world.now) for one in (store, another)]
        await asyncio.gather(*(clock.once() for clock in clocks))

    group.run(both())
    assert [len(group.told(lead)) for lead in ("l1", "l2")] == [1, 1]
    store.close()
    another.close()
