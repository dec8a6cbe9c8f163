"""A name in a thread, when time passes or things go wrong: the lead, restarts, late clocks, files, strangers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import Clock
from doorbraak.ids import PersonId
from doorbraak.refusals import Refusal
from storage import tables as t
from storage.store import Store
from storage.verify import verify
from tests.bot.group import NUMBER, PLACE, Group
from tests.worlds import build_world, open_store


@pytest.fixture
def group(any_store: Store) -> Iterator[Group]:
    """Give a group, and see afterwards that everything still follows from the log."""
    ready = Group(build_world(any_store))
    yield ready
    assert any_store.answer(lambda connection: verify(connection, any_store.safe)).differences == ()


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
            f"Vraag de schrijver om het weg te halen.\nhttps://chat.example/{reference}"
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


def test_a_picture_sent_to_the_bot_itself_is_not_kept_either(group: Group) -> None:
    """In private, about no request: the sender is told why, and nothing is stored."""
    group.chat.members["prive"] = 0
    group.run(group.chat.types(group.world.people["a1"], "prive", "", "", files=1))
    assert group.told("a1") == [
        "We bewaren geen foto's en bestanden. Er kan iemand op te herkennen zijn. "
        "Haal het weg uit het kanaal. Schrijf liever op wat collega's moeten weten."
    ]


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
