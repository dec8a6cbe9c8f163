"""After a purge or a retraction nothing of the words stays in chat: cards, posts below them and private messages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import removals
from bot.clock import Clock
from bot.deliver import Delivery
from bot.text_check import BlockCheck
from doorbraak.commands import Remark
from doorbraak.ids import PersonId
from doorbraak.use_cases.act import carry_out
from handlers.console.messenger import ConsoleMessenger
from handlers.messenger import TryLater, Undeliverable
from storage import administer
from storage import tables as t
from tests.web.stage import UTRECHT, Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A programme whose reviewers look along in a console channel, where Joost and Noor get messages too."""
    with a_stage(tmp_path) as opened:
        opened.store.run(_console_place)
        yield opened


def _console_place(uow) -> None:
    administer.set_place(
        uow, UTRECHT, "place-1", platform="console", address="meelezers", districts=[], purposes=["requests"]
    )
    for key in ("joost", "noor"):
        administer.link_identity(uow.connection, PersonId(key), "console", key)


def deliver(stage: Stage, messenger: ConsoleMessenger) -> None:
    """Deliver until nothing is left."""
    delivery = Delivery(stage.store, {"console": messenger}, now=stage.clock)
    while stage.loop.run(delivery.once()):
        pass


def granted(stage: Stage, messenger: ConsoleMessenger) -> str:
    """Let three reviewers grant a request, with everything delivered."""
    number = stage.visitor("noor").ask()
    deliver(stage, messenger)
    for who in ("joost", "anke", "bram"):
        visitor = stage.visitor(who)
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")
    deliver(stage, messenger)
    return number


def retract(stage: Stage, number: str, folder: Path) -> None:
    """Retract every text of a request."""
    removals.retract(stage.store, UTRECHT, number, None, "retraction", folder, stage.clock())


def test_after_its_time_a_card_and_its_posts_are_one_line_with_the_day(stage: Stage) -> None:
    """Also the private messages; what the page says is the same, and a second round takes nothing back."""
    out = io.StringIO()
    messenger = ConsoleMessenger(out)
    number = granted(stage, messenger)
    stage.clock.go_on(days=366)
    clock = Clock(stage.store, lambda: None, now=stage.clock)
    stage.loop.run(clock.once())
    out.truncate(0)
    out.seek(0)
    deliver(stage, messenger)
    line = f"{number} · tekst verwijderd op 9 maart 2027"
    taken_back = [part for part in out.getvalue().split("\n\n") if "teruggehaald" in part]
    assert {part.splitlines()[-1] for part in taken_back} == {line}
    heads = {part.splitlines()[0] for part in taken_back}
    assert "[meelezers] 1, teruggehaald" in heads
    assert "[meelezers] 2, teruggehaald" in heads
    assert any(head.startswith("[aan] joost.") for head in heads)
    assert any(head.startswith("[aan] noor.") for head in heads)
    assert "Tekst verwijderd op 9 maart 2027" in stage.visitor("noor").open(f"/aanvragen/{number}").text
    out.truncate(0)
    deliver(stage, messenger)
    assert "teruggehaald" not in out.getvalue()


def test_an_open_request_that_is_retracted_keeps_its_card_without_the_words(stage: Stage, tmp_path: Path) -> None:
    """Colleagues can still see what it is about, and that the text is gone; Noor is asked to type it again."""
    out = io.StringIO()
    messenger = ConsoleMessenger(out)
    number = stage.visitor("noor").ask()
    deliver(stage, messenger)
    retract(stage, number, tmp_path)
    out.truncate(0)
    out.seek(0)
    deliver(stage, messenger)
    shown = out.getvalue()
    assert "[meelezers] 1, bijgewerkt" in shown
    assert "Tekst verwijderd op 9 maart 2026." in shown
    assert f"De beheerder heeft de tekst van {number} verwijderd." in shown
    assert f"[aan] joost.1, teruggehaald\n{number} · tekst verwijderd" in shown


def test_where_a_remark_was_retracted_the_page_says_so(stage: Stage, tmp_path: Path) -> None:
    """Its words are gone, that somebody said something is not."""
    number = stage.visitor("noor").ask()
    stage.store.run(lambda uow: carry_out(uow, _remark(stage, number), BlockCheck()))
    removals.retract(stage.store, UTRECHT, number, 1, "retraction", tmp_path, stage.clock())
    shown = stage.visitor("noor").open(f"/aanvragen/{number}").text
    assert "Deze opmerking is verwijderd." in shown
    assert "broer" not in shown


def _remark(stage: Stage, number: str) -> Remark:
    return Remark(
        by=PersonId("joost"), at=stage.clock(), seed=b"a remark of this test", request=number, text="Haar broer."
    )


def test_a_platform_that_is_away_takes_it_back_later_and_one_that_never_can_is_noted(
    stage: Stage, tmp_path: Path
) -> None:
    """Nothing is forgotten, and nothing is tried for ever."""
    out = io.StringIO()

    class Unwilling(ConsoleMessenger):
        trouble: list[Exception] = [TryLater("busy"), Undeliverable("gone")]

        async def retract(self, place: str, reference: str, text: str) -> None:
            """Fail twice, then print."""
            if self.trouble:
                raise self.trouble.pop(0)
            await super().retract(place, reference, text)

    messenger = Unwilling(out)
    number = granted(stage, messenger)
    retract(stage, number, tmp_path)
    for _ in range(3):
        deliver(stage, messenger)
        stage.clock.go_on(minutes=1)
    waiting = select(t.messages.c.id).where(t.messages.c.retract == 1, t.messages.c.refs != "")
    assert stage.store.answer(lambda connection: connection.execute(waiting).all()) == []
    assert "teruggehaald" in out.getvalue()


def test_what_was_being_sent_while_the_words_went_is_taken_back_as_well(stage: Stage, tmp_path: Path) -> None:
    """It was worded before and arrives after: the words do not stay."""
    out = io.StringIO()

    class Slow(ConsoleMessenger):
        async def tell(self, person: PersonId, notice) -> str:
            """Lose the words at the very moment of sending."""
            if person == "joost" and number and notice.number == number[0]:
                retract(stage, number.pop(), tmp_path)
            return await super().tell(person, notice)

    number = [stage.visitor("noor").ask()]
    messenger = Slow(out)
    deliver(stage, messenger)
    assert "[aan] joost.1, teruggehaald" in out.getvalue()


def test_a_message_that_a_platform_shows_is_kept_as_long_as_it_may_have_to_be_taken_back(stage: Stage) -> None:
    """After 90 days the inbox forgets it, the row does not; once taken back it goes."""
    messenger = ConsoleMessenger(io.StringIO())
    number = granted(stage, messenger)
    shown = select(t.messages.c.id).where(t.messages.c.refs != "", t.messages.c.number == number)
    for days, kept in ((91, True), (276, True), (91, False)):
        stage.clock.go_on(days=days)
        stage.loop.run(Clock(stage.store, lambda: None, now=stage.clock).once())
        deliver(stage, messenger)
        stage.visitor("noor")
        assert bool(stage.store.answer(lambda connection: connection.execute(shown).all())) is kept, days
