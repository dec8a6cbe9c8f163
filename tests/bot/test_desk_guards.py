"""The desk refuses by itself what the table refuses, whatever channel forgot to look there first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from bot.desk import StoreDesk
from bot.telling import Teller
from doorbraak.overviews import Draft, SpendFilter, Viewer
from doorbraak.people import Role
from doorbraak.team import Member
from handlers.access import MAY, Who
from handlers.desk import Forbidden
from storage.overviews.reading import viewer
from tests.loops import run
from tests.worlds import World

YEAR = SpendFilter(since=date(2026, 1, 1), until=date(2026, 12, 31))
SOMEBODY = Member(name="Iemand", roles=frozenset({Role.KOPLOPER}), organisation="Gemeente")
Ask = Callable[[StoreDesk, Viewer, World], Awaitable[Any]]


def a_draft(world: World) -> Draft:
    """Give a half-done request about some client."""
    return Draft(id="d1", kind="request", values={}, client_code="code", client_tail="01", saved_at=world.now)


ASKS: dict[str, tuple[Who, Ask]] = {
    "check_step": (Who.KOPLOPER, lambda desk, one, world: desk.check_step(one, a_draft(world), 100)),
    "spend": (Who.FUND, lambda desk, one, _: desk.spend(one, YEAR)),
    "spend_workbook": (Who.FUND, lambda desk, one, _: desk.spend_workbook(one, YEAR)),
    "spend_csv": (Who.FUND, lambda desk, one, _: desk.spend_csv(one, YEAR, excel=True)),
    "letter_months": (Who.ACCOUNTS, lambda desk, one, _: desk.letter_months(one)),
    "account": (Who.ACCOUNTS, lambda desk, one, _: desk.account(one)),
    "team": (Who.ADMIN, lambda desk, one, _: desk.team(one)),
    "organisations": (Who.ADMIN, lambda desk, one, _: desk.organisations(one)),
    "add_member": (Who.ADMIN, lambda desk, one, _: desk.add_member(one, SOMEBODY)),
    "change_member": (Who.ADMIN, lambda desk, one, _: desk.change_member(one, "k2", SOMEBODY)),
    "code_for_member": (Who.ADMIN, lambda desk, one, _: desk.code_for_member(one, "k2")),
    "unlink_member": (Who.ADMIN, lambda desk, one, _: desk.unlink_member(one, "k2")),
    "open_of_member": (Who.ADMIN, lambda desk, one, _: desk.open_of_member(one, "k2")),
    "let_member_leave": (Who.ADMIN, lambda desk, one, _: desk.let_member_leave(one, "k2", "")),
}


@pytest.mark.parametrize("asked", ASKS)
def test_only_whom_the_table_allows_gets_an_answer(world: World, asked: str) -> None:
    """One of each role asks; nobody else than allowed gets more than a refusal, and nothing is changed by one."""
    who, ask = ASKS[asked]
    desk = StoreDesk(world.store, now=lambda: world.now)
    for key in ("k1", "a1", "l1", "m1", "b1"):
        found = world.store.answer(lambda connection, key=key: viewer(connection, world.people[key]))
        assert found is not None
        if MAY[who](found.person):
            run(_answered(ask(desk, found, world)))
            continue
        before = world.verified().log_lines
        with pytest.raises(Forbidden):
            run(_answered(ask(desk, found, world)))
        assert world.verified().log_lines == before


async def _answered(asked: Awaitable[Any]) -> Any:
    return await asked


@pytest.mark.parametrize("kind", ["too_many_looks", "thread_stays"])
def test_news_for_leads_is_told_to_nobody_who_is_none_any_more(world: World, kind: str) -> None:
    """It names a colleague, or leads to where a name stands; a message stays in the inbox for two weeks."""
    facts = {"person": world.people["k2"], "kinds": "name", "link": "https://chat.example/1", "reference": "x"}
    told: dict[str, bool] = {}
    for key in ("l1", "m1", "k1", "a1"):
        found = world.store.answer(lambda connection, key=key: viewer(connection, world.people[key]))
        assert found is not None
        words = world.store.answer(
            lambda connection, one=found: Teller(connection, one, world.store.safe, world.now).text(kind, "", facts)
        )
        told[key] = bool(words)
    assert told == {"l1": True, "m1": True, "k1": False, "a1": False}
