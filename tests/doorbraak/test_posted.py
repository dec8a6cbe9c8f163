"""What becomes of a message in a thread: every level meets every event and every answer; moments are given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from doorbraak import posted_news
from doorbraak.events import Audited
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Circle
from doorbraak.posted import (
    ADJUST,
    ANSWERS,
    STILL_THERE_AFTER,
    Found,
    Sighting,
    Step,
    answered,
    edited,
    ended,
    found_in,
    overdue,
    seen,
)
from doorbraak.privacy_choices import LEFT_AS_IT_IS

BEGAN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
CLEAN, ASK, BLOCK, FILE = (
    found_in(()),
    found_in([("name", "ask")]),
    found_in([("name", "ask"), ("phone", "block")]),
    found_in((), files=True),
)
LEVELS = {"clean": CLEAN, "ask": ASK, "block": BLOCK, "file": FILE}


def a_message(person: str | None = "a1") -> Sighting:
    """Give a message of which nothing is known yet."""
    return Sighting(
        reference="chat:1",
        programme=ProgrammeId("utrecht"),
        request=None,
        number="VE-2026-0042",
        place="chat:meelezers",
        person=PersonId(person) if person else None,
        readers=12,
        link="https://chat.example/1",
        seen_at=BEGAN,
    )


def after(found: Found) -> Sighting:
    """Give a message in which this was found."""
    return seen(a_message(), found).after


def minutes(number: int) -> datetime:
    """Give the moment so many minutes after it was posted."""
    return BEGAN + timedelta(minutes=number)


def whats(step: Step) -> list[str]:
    """Give what the log keeps."""
    return [event.what for event in step.events if isinstance(event, Audited)]


def test_kinds_are_summed_up_by_their_gravest_level() -> None:
    """Each kind once, in the order of the text; a file is the least."""
    assert Found(("name", "phone"), "block") == BLOCK
    assert found_in([("name", "ask"), ("name", "ask")], files=True) == Found(("name", "file"), "ask")
    assert (Found(), Found(("file",), "file")) == (CLEAN, FILE)


@pytest.mark.parametrize(
    ("level", "carry", "due"),
    [("clean", True, False), ("ask", False, False), ("block", False, True), ("file", True, False)],
)
def test_a_text_is_carried_over_only_when_nothing_was_found_in_it(level: str, carry: bool, due: bool) -> None:
    """And only a block-level find has a moment at which it goes to the lead."""
    step = seen(a_message(), LEVELS[level])
    assert (step.carry, step.after.due_at == BEGAN + STILL_THERE_AFTER) == (carry, due)
    assert whats(step) == ([] if level == "clean" else ["thread_found"])
    assert step.after.is_open is (level != "clean")


@pytest.mark.parametrize(("before", "now"), list(product(LEVELS, ["clean", "ask", "block"])))
def test_every_edit_meets_every_level(before: str, now: str) -> None:
    """A clean edit of what stood there ends it, unless a file stays; a graver one counts from then."""
    step = edited(after(LEVELS[before]), LEVELS[now], minutes(10))
    assert step.carry is (now == "clean")
    still_open = now != "clean" or before == "file"
    assert step.after.is_open is still_open
    if before == "block":
        assert step.after.due_at == (minutes(30) if now == "block" else None)
    else:
        assert step.after.due_at == (minutes(40) if now == "block" else None)


@pytest.mark.parametrize(("level", "choice"), list(product(LEVELS, [*ANSWERS, "perhaps"])))
def test_every_answer_meets_every_level(level: str, choice: str) -> None:
    """Only an ask-level find ends by an answer; mending is noted for whatever stands there."""
    before = after(LEVELS[level])
    step = answered(before, choice, minutes(2))
    ends = level == "ask" and choice in LEFT_AS_IT_IS
    noted = ends or (choice == ADJUST and level != "clean")
    assert (step.carry, step.after.ended_how) == (ends, "answered" if ends else "")
    assert step.after.answer == (choice if noted else "")


def test_it_stood_there_for_whole_minutes() -> None:
    """Up to now while it stands, and up to its end afterwards; never less than none."""
    sighting = after(ASK)
    assert [sighting.minutes(BEGAN + timedelta(seconds=one)) for one in (-5, 59, 60, 400)] == [0, 0, 1, 6]
    assert ended(sighting, minutes(6), "deleted").after.minutes(minutes(90)) == 6


def test_half_an_hour_goes_to_the_lead_once_at_its_own_moment() -> None:
    """One second too early is nothing; a day too late is the same moment; once told it is not due any more."""
    sighting = after(BLOCK)
    assert overdue(sighting, minutes(30) - timedelta(seconds=1)).events == ()
    step = overdue(sighting, minutes(24 * 60))
    assert (step.after.told_at, step.after.due_at) == (minutes(30), None)
    assert [event.at for event in step.events] == [minutes(30)]
    assert overdue(step.after, minutes(24 * 60)).events == ()
    assert overdue(ended(sighting, minutes(5), "edited").after, minutes(60)).events == ()


def test_what_the_log_keeps_is_codes_and_numbers() -> None:
    """Reference, turn, number, kinds, level, readers: nothing else has a place there."""
    (event,) = seen(a_message(), BLOCK).events
    assert isinstance(event, Audited)
    assert event.by == "a1"
    assert event.facts == {
        "reference": "chat:1",
        "turn": 1,
        "request": "VE-2026-0042",
        "kinds": "name phone",
        "level": "block",
        "readers": 12,
    }


def test_a_writer_who_is_not_linked_is_told_nothing() -> None:
    """There is nobody to tell; the leads hear of it all the same."""
    sighting = seen(a_message(person=None), BLOCK).after
    assert posted_news.to_writer(None, sighting, BEGAN) == []
    assert posted_news.about_files(sighting, BEGAN) == []
    assert posted_news.thanks(ended(sighting, minutes(1), "deleted").after, minutes(1)) == []
    assert posted_news.to_leads(overdue(sighting, minutes(30)).after, Circle(()), sighting.programme) == []


def test_a_posted_text_never_shows_in_a_message_about_a_fault() -> None:
    """Whatever fails, what somebody typed is not in its words."""
    from doorbraak.posted import Posted

    posted = Posted(
        reference="chat:1",
        platform="chat",
        place="meelezers",
        number="VE-2026-0042",
        person=None,
        text="kwikstaart",
        readers=1,
        key="k",
    )
    assert "kwikstaart" not in repr(posted)
