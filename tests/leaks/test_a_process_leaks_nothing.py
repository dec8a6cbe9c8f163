"""A real process at its loudest: a whole request, everything that can be typed wrong, and a database that breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.leaks.marks import Marks, found_in
from tests.leaks.process import LiveStage
from tests.leaks.sinks import cells_of, files_of
from tests.web.stage import FILLED

_TEXTS = ("question", "if_nothing", "tried", "pay_to")


@pytest.fixture
def marks() -> Marks:
    """Give fresh marks."""
    return Marks()


@pytest.fixture
def live(tmp_path: Path, marks: Marks) -> Iterator[LiveStage]:
    """Give a running process, ended afterwards whatever happens."""
    stage = LiveStage(tmp_path, marks)
    yield stage
    stage.close()


def _filled(marks: Marks, **changes: str) -> dict[str, str]:
    marked = {name: marks.on(name, FILLED[name]) for name in _TEXTS}
    return FILLED | marked | {"client": f"{marks.of('client')}1001"} | changes


def _bad_inputs(marks: Marks) -> list[dict[str, str]]:
    """Give everything that somebody may type wrongly, each with a mark in it."""
    return [
        {"client": marks.of("bad_client") * 20},
        {"client": ""},
        {"amount": f"125,{marks.of('amount')}"},
        {"district": marks.of("district")},
        {"theme": marks.of("theme")},
        {"needed_by": marks.of("needed_by")},
        {"question": marks.of("question") + " 06-12345678"},
        {"question": marks.of("question") * 300},
        {"pay_to": marks.of("pay_to") + "\x00\ud83d".encode("utf-8", "replace").decode()},
        {"draft": marks.of("draft")},
        {marks.of("field"): "x", "once": marks.of("once")},
    ]


def _type_everything(live: LiveStage, marks: Marks) -> str:
    """Go through forms, searches, votes and sign-in with marks; gives the number of a request."""
    noor = live.visitor("noor")
    noor.http.headers["user-agent"] = marks.of("user_agent")
    noor.http.headers["referer"] = f"{live.settings.public_url}/{marks.of('referer')}"
    noor.http.cookies.set("session2", marks.of("cookie"), domain="127.0.0.1")
    number = noor.fill_in(**_filled(marks))
    noor.press("Vraag of opmerking", {"text": marks.of("text")})
    for wrong in _bad_inputs(marks):
        noor.open("/nieuwe-aanvraag")
        noor.press("Verder", _filled(marks, **wrong))
        assert noor.page.status < 500, wrong
    joost = live.visitor("joost")
    for slug, word, values in (
        ("reguliere-route", "Doorgeven", {"route": marks.of("route"), "who": marks.of("who"), "expected_days": "zq"}),
        ("reguliere-route", "Doorgeven", {"route": marks.of("route"), "who": marks.of("who")}),
        ("bezwaar", "Bezwaar", {"reason": marks.of("reason")}),
        ("akkoord-maar-minder", "Akkoord, maar minder", {"amount": marks.of("amount")}),
    ):
        joost.open(f"/aanvragen/{number}/{slug}")
        if word in joost.page.buttons:
            joost.press(word, values)
    joost.open("/aanvragen")
    joost.press("Zoeken", {"number": marks.of("number"), "since": marks.of("since")})
    stranger = live.visitor()
    stranger.open("/")
    stranger.press("Inloggen", {"code": marks.of("code")})
    mira = live.visitor("mira")
    mira.open("/uitgaven")
    mira.press("Download Excel", {"by": marks.of("by"), "district": marks.of("district")})
    return number


def _knock_strangely(live: LiveStage, marks: Marks) -> None:
    """Ask for addresses, methods and shapes that no page of ours leads to."""
    client = httpx.Client(base_url=live.settings.public_url)
    for path in (f"/{marks.of('path')}", f"/aanvragen/{marks.of('path')}", f"/static/{marks.of('path')}"):
        client.get(f"{path}?q={marks.of('query')}")
    client.request(marks.of("method").upper(), "/aanvragen")
    files = {"bon": (f"{marks.of('filename')}.jpg", marks.of("content").encode(), "image/jpeg")}
    client.post("/nieuwe-aanvraag", files=files)
    client.post("/inloggen", content=marks.of("body").encode(), headers={"content-type": marks.of("type")})
    client.get("/", headers={"host": marks.of("host"), "x-forwarded-for": marks.of("forwarded")})
    client.get("/metrics", headers={"authorization": f"Bearer {marks.of('token')}"})
    mark = marks.of("raw").encode()
    for lines in ((mark,), (b"GET /" + mark,), (b"GET / HTTP/1.1", mark), (b"GET /\xff" + mark + b" HTTP/1.1",)):
        live.raw(*lines)


@pytest.mark.slow
def test_a_day_of_typing_leaves_no_word_in_what_the_process_prints_or_keeps(live: LiveStage, marks: Marks) -> None:
    """Standard output and error at DEBUG, counters, tables, the database file, temporary files."""
    number = _type_everything(live, marks)
    _knock_strangely(live, marks)
    counters = live.visitor().open("/metrics").html
    cells = cells_of(live.store)
    printed = live.stop()

    assert len(marks.made) > 30
    assert "an origin was seen" in printed
    assert number.startswith("VE-")
    assert found_in(printed, counters) == set()
    assert {place: found_in(*values) for place, values in cells.items() if found_in(*values)} == {}
    assert list(live.temporary.iterdir()) == []
    by_design = {marks.of("name"), marks.of("email")}
    leaks = {name: found_in(content) - by_design for name, content in files_of(live.folder)}
    assert {name: found for name, found in leaks.items() if found} == {}


@pytest.mark.slow
def test_a_database_that_breaks_in_the_middle_is_told_without_a_word_that_was_typed(
    live: LiveStage, marks: Marks
) -> None:
    """A table that is gone, a row that cannot be read: a page with a code, and that code in the log with a place."""
    noor = live.visitor("noor")
    number = noor.fill_in(**_filled(marks))
    broken = json.dumps(f'{{"{marks.of("stored")}": ')
    live.database(f"UPDATE requests SET ballot = {chr(39)}{broken}{chr(39)}")
    page = noor.open(f"/aanvragen/{number}")
    assert page.status == 500
    reference = page.text.split("Code: ")[1][:8]
    live.database("ALTER TABLE drafts RENAME TO gone")
    form = noor.open("/aanvragen").forms[-1]
    form.action, form.method = "/nieuwe-aanvraag", "post"
    again = noor.send(form, _filled(marks))
    assert again.status in (500, 503)
    live.database("ALTER TABLE gone RENAME TO drafts")
    live.database("UPDATE requests SET ballot = '{}'")
    printed = live.stop()

    lines = [json.loads(line) for line in printed.splitlines()]
    failed = next(line for line in lines if line.get("reference") == reference)
    assert failed["route"] == "/aanvragen/{number}"
    assert " at " in failed["exception"]
    assert any("StoreUnavailable (OperationalError" in line.get("exception", "") for line in lines)
    assert found_in(printed) == set()
