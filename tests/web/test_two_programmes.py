"""Two programmes in one database never mix, also under load: the same numbers, keys and names, other contents."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from threading import Barrier
from typing import Any

import httpx
from starlette.responses import Response

from bot.deliver import Delivery
from bot.desk import StoreDesk
from doorbraak.commands import Approve, Remark, Submit
from doorbraak.overviews import RequestFilter, SpendFilter, Viewer
from handlers.web.app import WebSettings, create_app
from handlers.web.sessions import Cookies, new_session
from storage.overviews.reading import viewer
from storage.store import Store
from tests.loops import run
from tests.web.forms import Page
from tests.worlds import World, build_world

NAMES = ("Utrecht", "Delft")
THREADS, ROUNDS = 4, 4
SETTINGS = WebSettings(public_url="http://127.0.0.1:8321", secret_keys=("a-key",))
YEAR = SpendFilter(since=date(2026, 1, 1), until=date(2026, 12, 31))


@dataclass
class Side:
    """One of the two programmes: what was put there, and what may never be seen from the other one."""

    world: World
    mine: str
    other: str
    cents: int
    desk: StoreDesk
    app: Any
    seeds: Iterator[int]
    asked: dict[str, str] = field(default_factory=dict[str, str])

    def viewer(self, key: str) -> Viewer:
        """Give somebody of this programme as the desk knows one."""
        found = self.world.store.answer(lambda connection: viewer(connection, self.world.people[key]))
        assert found is not None
        return found

    def stamp(self, key: str) -> dict[str, Any]:
        """Give what every command needs."""
        return {"by": self.world.people[key], "at": self.world.now, "seed": next(self.seeds).to_bytes(32, "big")}

    def client(self, key: str) -> httpx.AsyncClient:
        """Give a browser in which somebody is signed in."""
        response = Response()
        Cookies(SETTINGS).put_session(response, new_session(self.world.now, self.world.people[key]))
        name, value = response.headers["set-cookie"].split(";")[0].split("=", 1)
        transport = httpx.ASGITransport(self.app, client=("127.0.0.1", 40000))
        client = httpx.AsyncClient(transport=transport, base_url=SETTINGS.public_url, follow_redirects=True)
        client.cookies.set(name, value, domain="127.0.0.1")
        return client


def a_side(store: Store, mine: str, other: str, cents: int) -> Side:
    """Build a programme whose people, keys, districts and names are those of the other one too."""
    world = build_world(store, name=mine)
    desk = StoreDesk(store, now=lambda: world.now)
    return Side(world, mine, other, cents, desk, create_app(desk, SETTINGS), itertools.count(cents * 1000))


def test_two_programmes_never_mix_under_load(any_store: Store) -> None:
    """Every answer of desk and pages, in many threads at once, is about the own programme and nothing else."""
    sides = [a_side(any_store, *NAMES, 10011), a_side(any_store, *NAMES[::-1], 10022)]
    gate = Barrier(len(sides) * THREADS)

    def work(one: tuple[Side, int]) -> None:
        gate.wait()
        run(_work(one[0], one[1]))

    with ThreadPoolExecutor(len(sides) * THREADS) as threads:
        list(threads.map(work, [(side, number) for side in sides for number in range(THREADS)]))
    run(Delivery(any_store, {}, now=lambda: sides[0].world.now).once())
    numbers = [f"VE-2026-{number:04d}" for number in range(1, THREADS * ROUNDS + 1)]
    for side in sides:
        assert sorted(side.asked) == numbers
        run(_compare_everything(side))
        assert side.world.verified().differences == ()


async def _work(side: Side, thread: int) -> None:
    """Post, vote, talk and look, many times, with every answer compared."""
    async with side.client("a2") as reviewer, side.client("m1") as manager, side.client("k1") as koploper:
        for turn in range(ROUNDS):
            question = f"Vraag {thread} {turn} van {side.mine}."
            number = await _post(side, question, turn)
            await _vote(side, reviewer, number, question)
            for client, path in (
                (koploper, f"/aanvragen/{number}"),
                (manager, f"/aanvragen/{number}/delen"),
                (manager, f"/aanvragen/{number}/kopieer-voor-dossier"),
                (reviewer, "/wat-wacht-op-mij"),
                (koploper, "/mijn-aanvragen"),
                (manager, f"/aanvragen?number={number}"),
                (manager, "/uitgaven"),
            ):
                page = await client.get(path)
                _compare(side, Page(path, page.text, page.status_code, {}), question if number in path else "")


async def _post(side: Side, question: str, turn: int) -> str:
    outcome = await side.desk.do(
        Submit(
            **side.stamp("k1"),
            client=f"BOKS-{1001 + turn}",
            district="Overvecht",
            theme="wonen",
            amount_cents=side.cents,
            question=question,
            if_nothing="Dan blijft het zo.",
        )
    )
    assert outcome.accepted, outcome
    side.asked[outcome.number] = question
    return outcome.number


async def _vote(side: Side, reviewer: httpx.AsyncClient, number: str, question: str) -> None:
    """Let one reviewer vote over the desk and another on the page, with a remark of each."""
    for command in (Approve, Remark):
        more = {"text": f"Gezien in {side.mine}."} if command is Remark else {}
        outcome = await side.desk.do(command(**side.stamp("a1"), request=number, **more))
        assert outcome.accepted, outcome
    page = await reviewer.get(f"/aanvragen/{number}")
    form = Page("", page.text, page.status_code, {}).form_with("Akkoord")
    answer = await reviewer.post(form.action, data=form.values)
    shown = Page(number, answer.text, answer.status_code, {})
    _compare(side, shown, question)
    assert "Je bent akkoord." in shown.text


def _compare(side: Side, page: Page, question: str) -> None:
    """See that a page is about this programme: its own words, its own amounts, nothing of the other."""
    other = 10022 + 10011 - side.cents
    assert page.status == 200, page.address
    assert question in page.text or "kopieer" in page.address, (page.address, page.text)
    assert f"van {side.other}" not in page.text, page.address
    assert f"in {side.other}" not in page.text, page.address
    assert f"100,{other % 100}" not in page.text, page.address


async def _compare_everything(side: Side) -> None:
    """Compare every request, list, sum and message of a programme with what was put there."""
    lead, poster = side.viewer("l1"), side.viewer("k1")
    found = await side.desk.requests(lead, RequestFilter(per_page=1000))
    assert {line.number for line in found.lines} == set(side.asked)
    assert {line.asked_cents for line in found.lines} == {side.cents}
    for number, question in side.asked.items():
        page = await side.desk.request(lead, number)
        assert page is not None
        assert page.texts["question"] == question
        assert page.poster_id == side.world.people["k1"]
        assert [line.text for line in page.talk] == [f"Gezien in {side.mine}."]
        assert page.approvals == 2
    figures, _ = await side.desk.spend(side.viewer("m1"), YEAR)
    assert figures.total.asked_cents == side.cents * len(side.asked)
    waits = await side.desk.waiting(side.viewer("a3"))
    assert {(item.line.number, item.line.asked_cents) for item in waits} == {(one, side.cents) for one in side.asked}
    told = await side.desk.news(poster)
    assert told
    assert all(side.other not in item.text for item in told)
    team = await side.desk.team(side.viewer("b1"))
    assert {one.id for one in team} == set(side.world.people.values())
