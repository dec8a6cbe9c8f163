"""Who leaves has lost access at the next click, tap or line, and nothing that was on its way arrives any more."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.deliver import Delivery
from bot.people import Team
from doorbraak.commands import Approve, Remark
from doorbraak.ids import PersonId
from doorbraak.refusals import Refusal
from handlers.console import converse
from handlers.console.messenger import ConsoleMessenger
from storage import administer
from storage import tables as t
from tests.web.stage import FILLED, UTRECHT, Stage

OF_A_PERSON = (t.devices, t.drafts, t.codes, t.identities, t.looks)


def kept_of(stage: Stage, key: str) -> dict[str, int]:
    """Count what is kept for somebody to come in with or to go on with."""
    queries = {one.name: select(func.count()).select_from(one).where(one.c.person_id == key) for one in OF_A_PERSON}
    return stage.store.answer(lambda c: {name: c.execute(query).scalar_one() for name, query in queries.items()})


def team(stage: Stage) -> Team:
    """Give the people of the stage as the command line handles them."""
    return Team(stage.store, UTRECHT, stage.clock)


def test_the_next_click_leads_to_the_sign_in(stage: Stage) -> None:
    """A session and a remembered device open nothing, and a form that was open changes nothing."""
    number = stage.visitor("noor").ask()
    joost = stage.visitor()
    joost.open("/")
    joost.press("Inloggen", {"code": stage.code("joost"), "remember": "1"})
    form = joost.open(f"/aanvragen/{number}").form_with("Akkoord")
    stage.leave("joost")
    assert joost.send(form).path == "/"
    for address in ("/wat-wacht-op-mij", "/aanvragen", f"/aanvragen/{number}", "/mijn-gegevens", "/geheimhouding"):
        assert joost.open(address).path == "/", address
    assert joost.open(f"/aanvragen/{number}/versie").status == 401


def test_nothing_to_come_in_with_or_go_on_with_is_kept(stage: Stage) -> None:
    """Devices, codes, half-done forms, chat accounts and looks go in the same moment."""
    noor = stage.visitor()
    noor.open("/")
    noor.press("Inloggen", {"code": stage.code("noor"), "remember": "1"})
    noor.open("/nieuwe-aanvraag")
    noor.press("Verder", FILLED)
    code = stage.code("noor")
    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("noor"), "telegram", "1001"))
    assert all(kept_of(stage, "noor").values())
    stage.leave("noor")
    assert not any(kept_of(stage, "noor").values())
    page = stage.visitor()
    page.open("/")
    assert "werkt niet" in page.press("Inloggen", {"code": code}).problems


@pytest.mark.parametrize("command", [Approve, Remark])
def test_a_tap_on_a_button_that_was_sent_before_is_refused(stage: Stage, command: Any) -> None:
    """What a channel hands over in the name of who left is that of an unknown person."""
    number = stage.visitor("noor").ask()
    stage.leave("joost")
    more = {"text": "Ik kijk nog mee."} if command is Remark else {}
    tap = command(by=PersonId("joost"), at=stage.clock(), seed=bytes(32), request=number, **more)
    assert stage.loop.run(stage.desk.do(tap)).refusal is Refusal.UNKNOWN_PERSON


def test_the_next_line_in_a_terminal_ends_the_conversation(stage: Stage) -> None:
    """Also in the middle of a question: no draft is kept, nothing about a client is told."""
    out = io.StringIO()

    async def typed() -> AsyncIterator[str]:
        for line in ("aanvraag", "BOKS-1001"):
            yield line
        stage.leave("noor")
        yield "Overvecht"
        yield "fiets"

    assert stage.loop.run(converse(stage.desk, PersonId("noor"), typed(), out)) == 1
    assert "nog niet gekoppeld" in out.getvalue().splitlines()[-1]
    assert kept_of(stage, "noor")["drafts"] == 0


def test_what_was_on_its_way_is_not_sent(stage: Stage) -> None:
    """A message that waits for its moment is thrown away; one that comes up later goes nowhere."""
    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("joost"), "console", "joost"))
    stage.visitor("noor").ask()
    stage.leave("joost")
    out = io.StringIO()
    stage.clock.go_on(days=1)
    stage.tick()
    stage.loop.run(Delivery(stage.store, {"console": ConsoleMessenger(out)}, now=stage.clock).once())
    mine = select(func.count()).select_from(t.messages).where(t.messages.c.person_id == "joost")
    assert out.getvalue() == ""
    assert stage.store.answer(lambda connection: connection.execute(mine).scalar_one()) == 0


def test_who_comes_back_proves_again_who_it_is(stage: Stage) -> None:
    """An old session opens nothing until a fresh code was used; votes of before stand as they did."""
    number = stage.visitor("noor").ask()
    joost = stage.visitor("joost")
    joost.open(f"/aanvragen/{number}")
    joost.press("Akkoord")
    team(stage).leave("joost", "", [])
    team(stage).add("joost", {"roles": ["reviewer"]})
    assert joost.open("/wat-wacht-op-mij").path == "/"
    assert joost.sign_in("joost").h1 == "Wat wacht op mij"
    assert "Akkoord: 1 van 3" in joost.open(f"/aanvragen/{number}").text
    assert stage.differences() == ()
