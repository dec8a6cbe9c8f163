"""Two programmes in one database, both busy at once: nothing of one is ever seen, counted or logged with the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from doorbraak.overviews import RequestFilter, Viewer
from storage import tables as t
from storage.audit_trail import Wanted, read_trail
from storage.overviews import news, people, request_page, requests, spend
from storage.overviews.reading import viewer
from storage.store import Store
from tests.worlds import World, asked, build_world

ROUNDS = 12
NAMES = ("Noordstad", "Zuidstad")


@pytest.fixture
def towns(any_store: Store) -> tuple[World, World]:
    """Give two programmes with people of the same keys and clients of the same numbers."""
    one, other = (build_world(any_store, name=name) for name in NAMES)
    return one, other


def _live(world: World, worker: int) -> None:
    """Ask, vote, refuse, look, all with the same file numbers and texts that name the town."""
    mine = World(world.store, world.programme, world.now, 1000 * worker, world.people)
    name = world.programme.removeprefix("programme-")
    for turn in range(ROUNDS):
        facts = asked(client=f"BOKS-{worker}{turn:03d}", question=f"Een bed in {name}.", amount_cents=1000 + turn)
        number = mine.done("submit", "k1", **facts).number
        mine.do("approve", "k1", number)
        for voter in ("a1", "a2", "a3"):
            mine.done("approve", voter, number)
        mine.do("object", "a1", number, reason=f"Te laat in {name}.")
        mine.done("settle", "k1", number, spent_cents=turn)


def _everything_seen(world: World, who: str) -> str:
    """Give everything that somebody can see by any question, as one text."""

    def question(connection: Any) -> str:
        reader = viewer(connection, world.people[who])
        assert isinstance(reader, Viewer)
        found = requests.requests(connection, reader, RequestFilter(per_page=500), world.now)
        pages = [
            request_page.request_page(connection, reader, line.number, world.now, world.store.safe)
            for line in found.lines[:5]
        ]
        return repr(
            (
                found,
                pages,
                people.people(connection, reader.programme_id),
                requests.waiting(connection, reader, world.now),
                news.news(connection, reader.id, world.now),
                spend.funds(connection, reader.programme_id),
            )
        )

    return world.store.answer(question)


@pytest.mark.slow
def test_two_busy_programmes_never_mix(towns: tuple[World, World]) -> None:
    """Four hands in each at once; afterwards each sees, counts and proves its own alone."""
    with ThreadPoolExecutor(8) as hands:
        done = [hands.submit(_live, town, worker) for worker in range(1, 5) for town in towns]
        for one in done:
            one.result(timeout=120)
    for town, other in (towns, towns[::-1]):
        theirs = other.programme.removeprefix("programme-")
        for who in ("k1", "a1", "l1", "m1", "b1"):
            seen = _everything_seen(town, who)
            assert theirs not in seen, who
            assert town.programme.removeprefix("programme-") in seen
        trail = town.store.answer(lambda connection, town=town: [*read_trail(connection, town.programme, Wanted())])
        assert theirs not in repr(trail)
    assert towns[0].verified().differences == ()


def test_the_same_number_in_two_programmes_is_two_requests_two_clients_and_two_funds(
    towns: tuple[World, World],
) -> None:
    """Numbers, caps, budgets and codes of clients are counted apart."""
    one, other = towns
    first, second = (town.done("submit", "k1", **asked(amount_cents=50000)).number for town in towns)
    assert first == second == "VE-2026-0001"
    assert other.do("submit", "k1", **asked(client="BOKS-2002", amount_cents=50000)).accepted

    rows = one.store.answer(lambda connection: connection.execute(select(t.clients)).all())
    assert len({row.code for row in rows}) == len({row.client_id for row in rows}) == 3
    assert one.verified().differences == ()


@pytest.mark.parametrize("do", ["approve", "object", "recuse", "withdraw", "remark", "pay", "lead_decline"])
def test_a_number_of_the_other_programme_is_not_there(towns: tuple[World, World], do: str) -> None:
    """Not forbidden: unknown. Somebody cannot even learn that it exists."""
    one, other = towns
    one.submit()
    number = one.submit(client="BOKS-2002")
    facts: dict[str, Any] = {"reason": "Nee."} if do in ("object", "lead_decline") else {}
    facts |= {"text": "Hallo."} if do == "remark" else {}
    who = {"withdraw": "k1", "pay": "k1", "lead_decline": "l1"}.get(do, "a1")

    assert str(other.do(do, who, number, **facts).refusal) == "unknown_request"
    assert other.store.answer(lambda connection: _page(connection, other, number)) is None


def _page(connection: Any, world: World, number: str) -> Any:
    reader = viewer(connection, world.people["b1"])
    assert reader is not None
    return request_page.request_page(connection, reader, number, world.now, world.store.safe)
