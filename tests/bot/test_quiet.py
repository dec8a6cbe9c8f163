"""Quiet hours on the way out: reminders wait, everything else goes, and nobody gets two reminders on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.deliver import Delivery
from doorbraak.commands import Approve
from doorbraak.ids import PersonId
from doorbraak.quiet import QuietHours
from storage import administer, deliveries, quiet
from storage import tables as t
from tests.web.stage import Stage, a_stage
from tests.worlds import World

AFTERNOON = QuietHours(time(14, 0), time(10, 30))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Give a stage on which it is Monday, ten o'clock."""
    with a_stage(tmp_path) as made:
        yield made


def _quiet(world: World, key: str, hours: QuietHours | None) -> None:
    world.store.run(lambda uow: quiet.keep(uow.connection, world.people[key], hours))


def _claimed(world: World) -> list[tuple[str, str]]:
    found = world.store.run(lambda uow: deliveries.claim_messages(uow.connection, world.now, limit=1000))
    ids = {person: key for key, person in world.people.items()}
    world.store.run(lambda uow: deliveries.finish_messages(uow.connection, {one.id: {} for one in found}, world.now))
    return [(ids[one.person], one.kind) for one in found if one.person]


def _to(world: World, day: int, hour: int, minute: int = 0) -> None:
    world.now = world.now.replace(day=day, hour=hour, minute=minute)
    world.clock()


def test_a_reminder_waits_and_everything_else_goes(any_world: World) -> None:
    """On Tuesday at nine a1 has quiet hours and a2 has not; at half past ten a1 is reminded, once."""
    world = any_world
    _quiet(world, "a1", AFTERNOON)
    world.submit()
    _to(world, 2, 15)
    assert ("a1", "look_along") in _claimed(world)
    _to(world, 3, 9)
    told = _claimed(world)
    assert ("a2", "reminder") in told
    assert ("a1", "reminder") not in told
    _to(world, 3, 10, 29)
    assert ("a1", "reminder") not in _claimed(world)
    _to(world, 3, 10, 30)
    assert _claimed(world).count(("a1", "reminder")) == 1
    assert world.verified().differences == ()


def test_nobody_gets_two_reminders_on_a_day_because_one_waited(any_world: World) -> None:
    """The one of Tuesday afternoon became that of Wednesday: what would come then is that one already."""
    world = any_world
    _quiet(world, "a1", AFTERNOON)
    _to(world, 2, 14, 30)
    world.submit()
    _to(world, 3, 13)
    world.submit("k2", client="BOKS-2002")
    told: dict[str, list[int]] = {"a1": [], "a2": []}
    for day in (3, 4, 5, 6):
        for hour in range(9, 18):
            _to(world, day, hour, 45)
            for key, kind in _claimed(world):
                if kind == "reminder" and key in told:
                    told[key].append(day)
    assert told["a2"][:2] == [3, 4]
    assert told["a1"][:2] == [4, 5]
    assert all(len(days) == len(set(days)) for days in told.values())


def _deliver(stage: Stage) -> None:
    while stage.loop.run(Delivery(stage.store, {}, now=stage.clock).once()):
        pass


def _granted(stage: Stage, number: str) -> None:
    for who in ("anke", "bram", "joost"):
        vote = Approve(by=PersonId(who), at=stage.clock(), seed=stage.desk.seed(), request=number)
        assert stage.loop.run(stage.desk.do(vote)).accepted


@pytest.mark.parametrize("another", [True, False])
def test_a_reminder_that_waited_tells_what_waits_then(stage: Stage, another: bool) -> None:
    """The request was granted meanwhile: the reminder is about the other one, or it does not come at all."""
    number = stage.visitor("noor").ask()
    other = stage.visitor("karim").ask(client="BOKS-2002") if another else ""
    stage.store.run(lambda uow: quiet.keep(uow.connection, PersonId("joost"), AFTERNOON))
    stage.clock.go_on(hours=23, minutes=10)  # Tuesday, ten past nine
    stage.tick()
    _deliver(stage)
    assert "op jou" not in stage.visitor("joost").open("/wat-wacht-op-mij").text.replace("Wat wacht op mij", "")
    _granted(stage, number)
    stage.clock.go_on(hours=2)
    stage.tick()
    _deliver(stage)
    text = stage.visitor("joost").open("/wat-wacht-op-mij").text
    assert ("Nog 1 aanvraag wacht op jou" in text) is another
    assert (f"De eerste, {other}," in text) is another


def test_who_leaves_leaves_no_quiet_hours(any_world: World) -> None:
    """They go with everything else that is somebody's own."""
    _quiet(any_world, "a1", AFTERNOON)
    any_world.store.run(lambda uow: administer.leave_person(uow, any_world.people["a1"], any_world.now))
    assert any_world.store.answer(lambda connection: connection.execute(select(t.quiet)).all()) == []


def test_quiet_hours_can_be_changed_and_ended(any_world: World) -> None:
    """What is kept last holds."""
    person = any_world.people["a1"]
    for hours in (AFTERNOON, QuietHours(time(9, 0), time(10, 0)), None):
        _quiet(any_world, "a1", hours)
        assert any_world.store.answer(lambda connection: quiet.of(connection, person)) == hours
