"""How often doors may be tried: per browser, per address, in all, for all processes; many at one address get in."""

from __future__ import annotations

import httpx
from sqlalchemy import select

from bot.desk import door_limits as limits
from storage import tables as t
from storage.codes import ALPHABET, LENGTH
from tests.web.stage import Stage, Visitor


def _wrong(visitor: Visitor, times: int) -> None:
    for _ in range(times):
        visitor.press("Inloggen", {"code": "NIETGOED"})


def _at_the_door(stage: Stage) -> Visitor:
    visitor = stage.visitor()
    visitor.open("/")
    return visitor


def test_who_must_wait_is_told_in_dutch_and_how_long(stage: Stage) -> None:
    """429 with Retry-After until the quarter is over."""
    visitor = _at_the_door(stage)
    stage.clock.go_on(minutes=4)
    _wrong(visitor, 11)
    assert (visitor.page.status, visitor.page.headers["retry-after"]) == (429, "660")
    assert "Er is te vaak een verkeerde code ingevuld. Wacht een kwartier" in visitor.page.problems


def test_processes_count_together(stage: Stage) -> None:
    """Guessing is not quicker where several processes run."""
    other = stage.another_process()
    visitor = _at_the_door(stage)
    _wrong(visitor, 5)
    visitor.stage = other
    _wrong(visitor, 5)
    assert visitor.press("Inloggen", {"code": "NIETGOED"}).status == 429
    other.store.close()


def test_a_town_hall_behind_one_address_gets_in(stage: Stage) -> None:
    """Fifty colleagues who mistype once, and their right codes, shut nobody out."""
    for _ in range(50):
        visitor = _at_the_door(stage)
        _wrong(visitor, 1)
        assert visitor.press("Inloggen", {"code": stage.code("noor")}).title == "Wat wacht op mij"


def test_one_address_with_ever_new_browsers_has_to_wait(stage: Stage) -> None:
    """Throwing cookies away does not help."""
    for _ in range(limits.CODE_ADDRESS.most):
        _wrong(_at_the_door(stage), 1)
    visitor = _at_the_door(stage)
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).status == 429


def test_one_home_with_ever_new_ipv6_addresses_has_to_wait(stage: Stage) -> None:
    """A subscriber has 18 quintillion of them; they count as one, and somebody elsewhere comes in all the same."""

    def at_the_door(address: str) -> Visitor:
        visitor = Visitor(stage)
        transport = httpx.ASGITransport(stage.app, client=(address, 4000))
        visitor.http = httpx.AsyncClient(transport=transport, base_url=stage.settings.public_url)
        visitor.open("/")
        return visitor

    for number in range(limits.CODE_ADDRESS.most):
        _wrong(at_the_door(f"2001:db8:1:2::{number:x}"), 1)
    assert at_the_door("2001:db8:1:2:ffff::1").press("Inloggen", {"code": stage.code("noor")}).status == 429
    assert at_the_door("2001:db8:1:3::1").press("Inloggen", {"code": stage.code("noor")}).title == "Wat wacht op mij"


def test_many_addresses_together_have_to_wait(stage: Stage) -> None:
    """However many machines guess, together they get so many tries a quarter; a right code waits as well."""
    for number in range(limits.CODE_ALL.most):
        asked = stage.desk.redeem_code("NIETGOED", (f"browser{number}", f"address{number}"))
        assert stage.loop.run(asked) is None
    visitor = _at_the_door(stage)
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).status == 429
    stage.clock.go_on(minutes=15)
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).title == "Wat wacht op mij"


def test_the_odds_of_guessing_are_what_the_decision_says() -> None:
    """Around the border of a quarter twice as many tries pass while one code counts: one in 76 million."""
    tries = 2 * limits.CODE_ALL.most
    assert len(ALPHABET) ** LENGTH / tries > 76_000_000


def test_no_network_address_is_stored(stage: Stage) -> None:
    """What is counted is a keyed digest."""
    _wrong(_at_the_door(stage), 1)
    rows = stage.store.answer(lambda connection: connection.execute(select(t.tries.c.who)).scalars().all())
    assert rows
    assert "127.0.0.1" not in str(rows)
