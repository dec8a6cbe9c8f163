"""The trail on both databases: what is withheld, what is counted, and that memory does not grow with it."""

from __future__ import annotations

from datetime import timedelta

from doorbraak.events import Audited
from storage import noting
from storage.audit_trail import PAGE, TrailLine, Wanted, count_lines, read_knocks, read_trail
from tests.worlds import World


def trail(world: World, **wanted: object) -> list[TrailLine]:
    """Give the lines of the world's programme."""
    asked = Wanted(**wanted)  # type: ignore[arg-type]
    found = world.store.answer(lambda connection: list(read_trail(connection, world.programme, asked)))
    return [line for line in found if line is not None]


def test_who_stepped_back_is_withheld_and_the_chain_goes_on(any_world: World) -> None:
    """Neither the stepping back nor a refusal because of it tells who; a lead may ask for it."""
    number = any_world.submit()
    any_world.done("recuse", "a1", number)
    any_world.do("approve", "a1", number)
    any_world.done("approve", "a2", number)
    hidden, shown = trail(any_world)[-3:], trail(any_world, recusals=True)[-3:]

    assert [(line.what, line.who, line.body) for line in hidden[:2]] == [
        ("recused", "withheld", ""),
        ("approve", "withheld", ""),
    ]
    assert [line.hash for line in hidden] == [line.hash for line in shown]
    assert [line.who for line in shown] == [any_world.people[key] for key in ("a1", "a1", "a2")]
    assert all(any_world.people["a1"] not in str(line) for line in hidden)


def test_who_wanted_to_step_back_too_late_is_withheld_as_well(any_world: World) -> None:
    """The refusal says that the request was decided; the command says what this person wanted."""
    number = any_world.submit()
    any_world.done("withdraw", "k1", number)
    any_world.do("recuse", "a1", number)
    hidden, shown = trail(any_world)[-1], trail(any_world, recusals=True)[-1]

    assert (hidden.who, hidden.body, shown.who) == ("withheld", "", any_world.people["a1"])


def test_what_time_did_comes_from_the_clock(any_world: World) -> None:
    """Nobody did it, and that is said."""
    number = any_world.submit()
    any_world.pass_time(days=30)
    any_world.clock()
    expired = next(line for line in trail(any_world) if line.what == "expired")

    assert (expired.who, expired.origin, expired.target, expired.result) == ("", "clock", number, "done")


def test_a_period_leaves_out_what_is_before_and_after(any_world: World) -> None:
    """From a moment up to and without another; knocks too."""
    any_world.submit()
    any_world.pass_time(days=1)
    begin = any_world.now
    any_world.submit(client="BOKS-2002")
    any_world.store.run(lambda uow: noting.knock(uow.connection, "wrong_code", "web:a", begin))
    wanted = {"since": begin, "until": begin + timedelta(days=1)}

    assert {line.what for line in trail(any_world, **wanted)} == {"submitted"}
    knocks = any_world.store.answer(lambda connection: list(read_knocks(connection, Wanted(**wanted))))
    assert [(line.result, line.origin, line.times, line.seq) for line in knocks] == [("wrong_code", "web:a", 1, None)]
    assert any_world.store.answer(lambda connection: list(read_knocks(connection, Wanted(until=begin)))) == []


def test_more_than_a_page_of_lines_comes_whole_and_in_order(world: World) -> None:
    """Page by page, each line once."""
    for number in range(PAGE // 10):
        world.store.run(
            lambda uow, number=number: [uow.note(world.programme, _line(world, number * 11 + one)) for one in range(11)]
        )
    lines = trail(world)

    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert len(lines) == world.store.answer(lambda connection: count_lines(connection, world.programme)) > PAGE


def _line(world: World, number: int) -> Audited:
    return Audited(at=world.now, what="test", target=str(number), facts={})
