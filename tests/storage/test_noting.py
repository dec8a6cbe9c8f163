"""What is noted beside the figures: from where, with what result, and how a flood of refusals stays small."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.text_check import BlockCheck
from doorbraak.events import Audited
from doorbraak.refusals import Refusal
from doorbraak.use_cases.act import carry_out
from storage import noting
from storage import tables as t
from storage.codec import from_body
from storage.moments import to_text
from tests.worlds import World, act, asked


def refusals(world: World) -> list[Audited]:
    """Give the refusals in the log, in order."""
    query = select(t.log.c.v, t.log.c.body).where(t.log.c.kind == "audit").order_by(t.log.c.seq)
    rows = world.store.answer(lambda connection: connection.execute(query).all())
    events = [from_body("audit", row[0], row[1]) for row in rows]
    return [event for event in events if isinstance(event, Audited) and event.what == "refused"]


def tidy(world: World) -> None:
    """Do what the clock does every hour."""
    world.store.run(lambda uow: noting.tidy(uow, world.now))


def knocks(world: World) -> list[tuple[Any, ...]]:
    """Give what was counted at the door."""
    query = select(t.knocks.c.what, t.knocks.c.origin, t.knocks.c.times).order_by(t.knocks.c.hour, t.knocks.c.origin)
    return [tuple(row) for row in world.store.answer(lambda connection: connection.execute(query).all())]


def test_a_refusal_says_who_what_to_what_when_from_where_and_with_what_result(any_world: World) -> None:
    """The six fields, in the chain, in the transaction of the refused press."""
    number = any_world.submit()
    command = any_world.command("approve", "k1", number, key="event-1")

    def from_somewhere(uow: Any) -> None:
        uow.origin = "web:0123456789ab"
        act_in(uow, command)

    any_world.store.run(from_somewhere)
    [line] = refusals(any_world)

    assert (line.by, line.at, line.origin) == (any_world.people["k1"], any_world.now, "web:0123456789ab")
    assert (line.facts["command"], line.target, line.result) == ("approve", number, "not_a_reviewer")
    assert any_world.verified().differences == ()


def act_in(uow: Any, command: Any) -> None:
    """Carry a command out in a transaction that is there already."""
    carry_out(uow, command, BlockCheck())


def test_what_somebody_does_is_stamped_and_what_time_does_is_not(any_world: World) -> None:
    """A vote comes from somewhere; the grant that follows from it, and a deadline, come from nowhere."""
    number = any_world.submit()
    for voter in ("a1", "a2", "a3"):
        command = any_world.command("approve", voter, number)

        def vote(uow: Any, command: Any = command) -> None:
            uow.origin = "console"
            act_in(uow, command)

        any_world.store.run(vote)
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).order_by(t.log.c.seq)
    rows = any_world.store.answer(lambda connection: connection.execute(query).all())
    origins = [(row[0], from_body(*row).origin) for row in rows[-4:]]

    assert origins == [("approved", "console")] * 3 + [("granted", None)]
    assert any_world.verified().differences == ()


def test_the_same_refusal_again_and_again_is_one_line_and_a_count(any_world: World) -> None:
    """Two hundred presses in an hour: one line at once, and one afterwards that says how many followed."""
    number = any_world.submit()
    for _ in range(200):
        any_world.pass_time(seconds=10)
        assert any_world.do("approve", "k1", number).refusal is Refusal.NOT_A_REVIEWER
    last = any_world.now
    assert len(refusals(any_world)) == 1

    any_world.pass_time(minutes=40)
    tidy(any_world)

    first, counted = refusals(any_world)
    assert (counted.at, counted.target, counted.result) == (last, number, "not_a_reviewer")
    assert counted.facts["times"] == 199
    assert counted.facts["since"] == to_text(first.at)
    assert any_world.verified().differences == ()


def test_after_an_hour_the_next_one_is_a_line_again_behind_what_was_counted(any_world: World) -> None:
    """Nothing that was counted gets lost when somebody goes on before the clock came by."""
    number = any_world.submit()
    for _ in range(3):
        any_world.do("approve", "k1", number)
    any_world.pass_time(hours=1)
    any_world.do("approve", "k1", number)

    assert [line.facts.get("times") for line in refusals(any_world)] == [None, 2, None]


def test_other_people_requests_and_reasons_are_lines_of_their_own(any_world: World) -> None:
    """Only what is the same is counted together."""
    number, other = any_world.submit(), any_world.submit(client="BOKS-2002")
    for who, what, about in (("k1", "approve", number), ("k1", "approve", other), ("k2", "approve", number)):
        any_world.do(what, who, about)
    any_world.do("object", "k1", number, reason="Nee.")

    assert len(refusals(any_world)) == 4


def test_trying_every_number_there_is_fills_no_more_than_a_page(any_world: World) -> None:
    """Beyond fifty different presses in an hour the target is left out, so the rest becomes one count."""
    for number in range(300):
        any_world.do("withdraw", "k1", f"VE-2026-{number:04d}")
    assert len(refusals(any_world)) == 51

    any_world.pass_time(hours=2)
    tidy(any_world)

    lines = refusals(any_world)
    assert len(lines) == 52
    assert (lines[-1].target, lines[-1].result, lines[-1].facts["times"]) == (None, "unknown_request", 249)


def test_a_press_that_the_platform_repeats_is_counted_once(any_world: World) -> None:
    """The line of a refusal and the outcome of its event id are one transaction."""
    number = any_world.submit()
    command = any_world.command("approve", "k1", number, key="event-7")
    for _ in range(3):
        act(any_world.store, command)
    any_world.pass_time(hours=2)
    tidy(any_world)

    assert len(refusals(any_world)) == 1


def test_somebody_of_no_programme_is_refused_without_a_chain(any_world: World) -> None:
    """Nobody knows whose log it should be in; nothing is stored."""
    assert any_world.do("submit", "a stranger", **asked()).refusal is Refusal.UNKNOWN_PERSON
    assert refusals(any_world) == []


def test_knocks_are_counted_by_hour_and_origin_and_kept_a_year(any_world: World) -> None:
    """A thousand addresses in an hour take five hundred rows and one for all others."""

    def knock(uow: Any, origin: str) -> None:
        noting.knock(uow.connection, "wrong_code", origin, any_world.now)

    for origin in ("web:a", "web:b", "web:a"):
        any_world.store.run(lambda uow, origin=origin: knock(uow, origin))
    assert knocks(any_world) == [("wrong_code", "web:a", 2), ("wrong_code", "web:b", 1)]

    any_world.now += timedelta(hours=1)
    any_world.store.run(lambda uow: [knock(uow, f"web:{number}") for number in range(1000)])
    assert len(knocks(any_world)) == 2 + 501
    assert ("wrong_code", "many", 500) in knocks(any_world)

    any_world.now += timedelta(days=366)
    tidy(any_world)
    assert knocks(any_world) == []
