"""Every address, every method, every role, anything in every field: no failure of ours, and nothing of anybody else."""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given

from bot import logs
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from handlers.web.sessions import Cookies, new_session
from storage import administer
from tests.fuzz import thorough
from tests.fuzz.throwing import MARK, THROWN, Thrown
from tests.leaks.marks import found_in
from tests.web.stage import START, Stage

OTHER = "Anderestad4711"
"""A word that stands in everything of another programme, and nowhere else."""


def _fill_other(uow: Any) -> None:
    programme = ProgrammeId("other")
    administer.add_programme(uow, programme, OTHER, [f"Wijk{OTHER}"], Policy(), START)
    administer.set_budget(uow, programme, 2026, 1_000_000, START)
    for key, roles in (("o1", ("koploper",)), ("o2", ("reviewer",)), ("o3", ("lead",))):
        entry = administer.PersonEntry(
            id=PersonId(f"{key}-{OTHER}"),
            key=key,
            name=f"Naam{OTHER}",
            roles=roles,
            organisation=f"Organisatie{OTHER}",
            accepted_on=START.date(),
            linked_at=START,
        )
        administer.set_person(uow, programme, entry, START)


class Target:
    """The pages over two programmes, with what they log, and a session of everybody."""

    def __init__(self, folder: Path) -> None:
        self.stage = Stage(folder)
        self.stage.store.run(_fill_other)
        other = self.stage.visitor(f"o1-{OTHER}")
        for one in range(3):
            words = f"Het woord {OTHER} staat alleen hier."
            other.ask(client=f"BOKS-{one}{one}{one}1", district=f"Wijk{OTHER}", question=words)
        noor = self.stage.visitor("noor")
        for one in range(2):
            noor.ask(client=f"BOKS-200{one}")
        self.written = io.StringIO()
        self.handler = logging.StreamHandler(self.written)
        self.handler.setFormatter(logs.formatter())
        self.transport = httpx.ASGITransport(self.stage.app, raise_app_exceptions=False)

    def throw(self, thrown: Thrown) -> httpx.Response:
        """Send one request and give the answer; no redirect is followed."""
        session = new_session(self.stage.clock(), thrown.who)
        cookie = (
            Cookies(self.stage.settings)
            ._serializers["session"]
            .dumps({"c": session.csrf, "p": session.person, "t": session.since, "l": session.seen, "n": ""})
        )
        headers = {"content-type": "application/x-www-form-urlencoded", "cookie": f"session={cookie}", **thrown.headers}

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=self.transport, base_url="http://127.0.0.1:8321") as client:
                return await client.request(
                    thrown.method,
                    f"http://127.0.0.1:8321{thrown.address}",
                    content=thrown.body(session.csrf),
                    headers=headers,
                )

        answer: httpx.Response = self.stage.loop.run(send())
        return answer


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    """One set of pages for all that is thrown: what was thrown before stays in it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Target(Path(folder))
        root, before = logging.getLogger("doorbraakbot"), logging.getLogger("doorbraakbot").level
        root.addHandler(made.handler)
        root.setLevel(logging.DEBUG)
        yield made
        root.removeHandler(made.handler)
        root.setLevel(before)
        made.stage.close()


@thorough(200)
@given(THROWN)
def test_nothing_thrown_at_an_address_breaks_it_or_brings_out_what_is_of_others(target: Target, thrown: Thrown) -> None:
    """No 5xx, no traceback, nothing of another programme, our headers on every answer, no typed word in the log."""
    answer = target.throw(thrown)

    assert answer.status_code < 500, (answer.status_code, target.written.getvalue()[-2000:])
    assert OTHER not in answer.text + str(answer.headers)
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert found_in(target.written.getvalue()) == set()
    assert '"level": "error"' not in target.written.getvalue()


def test_after_all_that_everything_still_follows_from_the_log(target: Target) -> None:
    """Whatever came through was taken by the rules, and only by them."""
    assert target.stage.differences() == ()
    assert MARK
