"""Delivering: every message and card goes out once, also after trouble; the clock catches up after a day down."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.clock import Clock
from bot.deliver import Delivery
from doorbraak.ids import PersonId
from handlers.console.messenger import ConsoleMessenger
from handlers.messenger import Messenger, Notice, Post, TryLater, Undeliverable
from storage import administer
from storage import tables as t
from storage.unit_of_work import SqlUnitOfWork
from tests.web.stage import UTRECHT, Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A programme whose reviewers look along in a console channel."""
    with a_stage(tmp_path) as opened:
        opened.store.run(_console_place)
        yield opened


def _console_place(uow) -> None:
    administer.set_place(
        uow, UTRECHT, "place-1", platform="console", address="meelezers", districts=[], purposes=["requests"]
    )
    for key in ("joost", "noor"):
        administer.link_identity(uow.connection, PersonId(key), "console", key)


class Unwilling(ConsoleMessenger):
    """A platform that has trouble so many times before it takes anything."""

    def __init__(self, out: io.StringIO, trouble: list[Exception]) -> None:
        super().__init__(out)
        self._trouble = trouble

    async def tell(self, person: PersonId, notice: Notice) -> None:
        """Fail, or print."""
        if self._trouble:
            raise self._trouble.pop(0)
        await super().tell(person, notice)

    async def post(self, place: str, post: Post, *, under: str = "") -> str:
        """Fail, or print."""
        if self._trouble:
            raise self._trouble.pop(0)
        return await super().post(place, post, under=under)


def _deliver(stage: Stage, messenger: Messenger | None = None) -> None:
    messengers = {"console": messenger} if messenger else {}
    delivery = Delivery(stage.store, messengers, now=stage.clock)
    while stage.loop.run(delivery.once()):
        pass


def _undelivered(stage: Stage) -> int:
    query = select(t.messages.c.id).where(t.messages.c.delivered_at.is_(None), t.messages.c.due_at <= _now(stage))
    return len(stage.store.answer(lambda connection: connection.execute(query).all()))


def _now(stage: Stage) -> str:
    return stage.clock().isoformat().replace("+00:00", "Z")


def test_the_card_is_posted_once_and_follows_what_happens(stage: Stage) -> None:
    """One message for each request and place, edited after a vote; the decision is a post below it."""
    out = io.StringIO()
    number = stage.visitor("noor").ask()
    _deliver(stage, ConsoleMessenger(out))
    assert out.getvalue().count("[meelezers] 1\n") == 1
    for who in ("joost", "anke", "bram"):
        visitor = stage.visitor(who)
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")
    _deliver(stage, ConsoleMessenger(out))
    printed = out.getvalue()
    assert printed.count("[meelezers] 1, bijgewerkt") == 1
    assert "[meelezers 1]" in printed
    assert "Toegekend: € 125,50" in printed.replace("\u00a0", " ")


def test_a_platform_that_cannot_now_gets_everything_later(stage: Stage) -> None:
    """Nothing is lost and nothing skipped while a platform is away; others are not held up."""
    out, trouble = io.StringIO(), [TryLater("busy", timedelta(minutes=5)), TryLater("busy"), TryLater("busy")]
    messenger = Unwilling(out, list[Exception](trouble))
    number = stage.visitor("noor").ask()
    _deliver(stage, messenger)
    for _ in range(4):
        stage.clock.go_on(minutes=6)
        _deliver(stage, messenger)
    assert "[aan joost]" in out.getvalue()
    assert number in out.getvalue()
    assert _undelivered(stage) == 0


def test_a_platform_that_is_away_for_long_loses_nothing(stage: Stage) -> None:
    """Being told to come later is no failed attempt, however often it happens."""
    out = io.StringIO()
    messenger = Unwilling(out, [TryLater("down") for _ in range(40)])
    number = stage.visitor("noor").ask()
    for _ in range(60):
        _deliver(stage, messenger)
        stage.clock.go_on(minutes=1)
    assert "[aan joost]" in out.getvalue()
    assert number in out.getvalue()
    assert _undelivered(stage) == 0


def test_a_message_that_fails_holds_up_no_other_and_repeats_none(stage: Stage) -> None:
    """A fault of ours with one message: the others go out once, and it stands in the inbox at last."""
    out = io.StringIO()

    class Faulty(ConsoleMessenger):
        async def tell(self, person: PersonId, notice: Notice) -> None:
            if person == "joost":
                raise RuntimeError("broken")
            await super().tell(person, notice)

    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("anke"), "console", "anke"))
    number = stage.visitor("noor").ask()
    for _ in range(10):
        _deliver(stage, Faulty(out))
        stage.clock.go_on(minutes=1)
    assert out.getvalue().count("[aan anke]") == 1
    assert _undelivered(stage) == 0
    assert number in stage.visitor("joost").open("/wat-wacht-op-mij").text


def test_who_can_never_be_reached_there_still_finds_it_on_the_web(stage: Stage) -> None:
    """A blocked bot is noted; the message stands in the inbox and is not tried for ever."""
    messenger = Unwilling(io.StringIO(), [Undeliverable("blocked"), Undeliverable("gone")])
    number = stage.visitor("noor").ask()
    _deliver(stage, messenger)
    assert _undelivered(stage) == 0
    assert number in stage.visitor("joost").open("/wat-wacht-op-mij").text


def test_a_death_between_claim_and_delivery_is_made_good_after_the_lease(stage: Stage) -> None:
    """What was claimed by a process that died goes out by another one, half a minute later."""
    stage.visitor("noor").ask()
    from storage import deliveries

    claimed = stage.store.run(lambda uow: deliveries.claim_messages(uow.connection, stage.clock()))
    assert claimed
    assert not stage.store.run(lambda uow: deliveries.claim_messages(uow.connection, stage.clock()))
    stage.restart()
    stage.clock.go_on(seconds=31)
    _deliver(stage)
    assert _undelivered(stage) == 0


def test_a_clock_that_was_down_for_days_does_what_was_due_at_its_own_moment(stage: Stage) -> None:
    """Going to the lead and expiring carry their deadline, whenever the clock came by."""
    number = stage.visitor("noor").ask()
    stage.clock.go_on(days=30)
    nudged: list[int] = []
    clock = Clock(stage.store, lambda: nudged.append(1), now=stage.clock)
    assert stage.loop.run(clock.once()) == 1
    assert stage.loop.run(clock.once()) == 0
    assert nudged
    row = stage.store.answer(
        lambda connection: connection.execute(select(t.requests).where(t.requests.c.number == number)).mappings().one()
    )
    assert row["status"] == "expired"
    assert row["decided_at"] == "2026-03-23T09:00:00.000000Z"
    assert stage.differences() == ()


def test_a_request_for_which_nothing_can_happen_holds_up_no_other(stage: Stage) -> None:
    """A row that cannot be read, and one that is said to be due and is not: the clock goes on and comes to an end."""
    broken, idle = stage.visitor("noor").ask(), stage.visitor("noor").ask(client="BOKS-2002")
    other = stage.visitor("karim").ask(client="BOKS-3003")
    stage.clock.go_on(days=30)

    def spoil(uow: SqlUnitOfWork) -> None:
        rows = update(t.requests)
        uow.connection.execute(rows.where(t.requests.c.number == broken).values(ballot="{}"))
        later = (stage.clock() + timedelta(days=9)).isoformat().replace("+00:00", "Z")
        uow.connection.execute(rows.where(t.requests.c.number == idle).values(submitted_at=later, submitted_on=later))

    stage.store.run(spoil)
    assert stage.loop.run(Clock(stage.store, lambda: None, now=stage.clock).once()) == 1
    status = select(t.requests.c.status).where(t.requests.c.number == other)
    assert stage.store.answer(lambda connection: connection.execute(status).scalar()) == "expired"


def test_reminders_come_once_a_working_day_for_all_requests_together(stage: Stage) -> None:
    """Two requests wait; joost is reminded once, and told that there are two."""
    stage.visitor("noor").ask()
    stage.visitor("karim").ask(client="BOKS-2002")
    stage.clock.go_on(days=1, minutes=1)
    stage.tick()
    _deliver(stage)
    text = stage.visitor("joost").open("/wat-wacht-op-mij").text
    assert text.count("Nog 2 aanvragen wachten op jou") == 1


def test_the_sweep_throws_away_what_is_past_its_time(stage: Stage) -> None:
    """Event ids go after three days; the chain stays whole."""
    stage.visitor("noor").fill_in()
    count = select(t.intake.c.key)
    assert stage.store.answer(lambda connection: connection.execute(count).all())
    stage.clock.go_on(days=4)
    stage.loop.run(Clock(stage.store, lambda: None, now=stage.clock).once())
    assert not stage.store.answer(lambda connection: connection.execute(count).all())
    assert stage.differences() == ()


def test_after_days_without_a_clock_nobody_is_reminded_more_than_once(stage: Stage) -> None:
    """Three working days pass unseen; one reminder comes, with what waits now."""
    stage.visitor("noor").ask()
    stage.clock.go_on(days=4)
    stage.tick()
    _deliver(stage)
    query = select(t.messages.c.id).where(t.messages.c.kind == "reminder", t.messages.c.person_id == "joost")
    assert len(stage.store.answer(lambda connection: connection.execute(query).all())) == 1
