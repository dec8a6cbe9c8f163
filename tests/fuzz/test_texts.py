"""Any text in any field of any command and form: kept as it is, or refused with a code; shown as it was typed."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorbraak.commands import TEXT_LIMITS
from doorbraak.ids import PersonId
from doorbraak.refusals import Refusal
from handlers.console import converse
from handlers.console.parse import VERBS
from handlers.web.typed import read_form
from storage.engine import make_engine
from storage.migrate import migrate
from tests.fuzz import thorough
from tests.fuzz.throwing import TEXTS
from tests.web.stage import Stage
from tests.worlds import World, asked, build_world, open_store

CLEAR = {Refusal.REASON_REQUIRED, Refusal.TEXT_TOO_LONG, Refusal.PRIVATE_DETAILS}
COMMANDS = (
    ("remark", "a1", "text"),
    ("object", "a1", "reason"),
    ("propose_route", "a2", "route"),
    ("propose_route", "a2", "who"),
    ("revise", "k1", "question"),
    ("revise", "k1", "if_nothing"),
    ("revise", "k1", "tried"),
    ("revise", "k1", "pay_to"),
)
NEEDED = {"propose_route": {"route": "Leergeld", "who": "Leergeld"}}


@pytest.fixture(scope="module")
def crowd() -> Iterator[tuple[World, str]]:
    """A world with one open request in it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/texts.db"
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
        world = build_world(open_store(url))
        yield world, world.submit()
        world.store.close()


@thorough(150)
@given(st.sampled_from(COMMANDS), TEXTS)
def test_a_text_is_kept_to_the_letter_or_refused_with_a_code(
    crowd: tuple[World, str], command: tuple[str, str, str], text: str
) -> None:
    """Whoever reads it later reads what was typed; nothing is cut or lost (half a character becomes `?`)."""
    world, number = crowd
    do, who, name = command
    before = set(world.state(number).texts.values())
    outcome = world.do(do, who, number, **{**NEEDED.get(do, {}), name: text})

    if not outcome.accepted:
        assert outcome.refusal in CLEAR
        return
    assert len(text) <= TEXT_LIMITS[name]
    fresh = set(world.state(number).texts.values()) - before
    kept = world.store.run(lambda uow: uow.texts(fresh))
    assert do != "revise" or not kept or text.encode("utf-8", "replace").decode() in kept.values()


@thorough(60)
@given(TEXTS, TEXTS)
def test_a_request_with_any_text_is_taken_or_refused_with_a_code(
    crowd: tuple[World, str], question: str, if_nothing: str
) -> None:
    """Also when nobody filtered it on the way: from a file, a chat, another program."""
    world, _ = crowd
    fresh = f"BOKS-{world.drawn + 10_000}"
    outcome = world.do("submit", "k1", **asked(client=fresh, question=question, if_nothing=if_nothing))

    assert outcome.accepted or outcome.refusal in CLEAR


class Talk:
    """A stage with a request to talk about; a page of thousands of remarks would measure patience."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._said = 0
        self._number = ""

    def number(self) -> str:
        """Give the request of now: another one after so many remarks."""
        if self._said % _REMARKS == 0:
            self._number = self.stage.visitor("noor").ask(client=f"BOKS-{10_000 + self._said}")
        self._said += 1
        return self._number


_REMARKS = 40


@pytest.fixture(scope="module")
def shown() -> Iterator[Talk]:
    """Somewhere to talk."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        yield Talk(stage)
        stage.close()


@thorough(25)
@given(TEXTS)
def test_a_remark_stands_on_the_page_as_it_was_typed(shown: Talk, text: str) -> None:
    """Escaped and whole; what no browser can show was taken out before, and that is said."""
    stage, number = shown.stage, shown.number()
    readable = read_form({"text": text}).values["text"]
    visitor = stage.visitor("joost")
    form = visitor.open(f"/aanvragen/{number}").form_with("Vraag of opmerking")
    page = visitor.send(form, {"text": readable})

    assert page.status in (200, 422)
    if page.status == 200 and not page.problems:
        shown_whole = _MARKS.sub("", page.html).replace("&#34;", '"').replace("&#39;", "'")
        assert str(escape(readable.strip(), quote=False))[:20] in shown_whole


_MARKS = re.compile(r'<mark>|</mark> <span class="what">[^<]*</span>')
"""What stands round a find when the page asks about it: it may be in the middle of a word."""
_LINES = st.lists(
    st.one_of(
        TEXTS,
        st.builds(
            lambda verb, number, rest: f"{verb} {number} {rest}",
            st.sampled_from(sorted(VERBS)),
            st.sampled_from(["", "VE-2026-0001", "VE-2026-9999", "ve 2026 1", "VE-2026-0001 VE-2026-0001"]),
            TEXTS,
        ),
    ),
    max_size=6,
)


@thorough(120)
@given(st.sampled_from(["noor", "joost", "els", "mira", "ad"]), _LINES)
def test_whatever_is_typed_in_the_terminal_is_answered(shown: Talk, who: str, lines: list[str]) -> None:
    """No line ends the conversation with a failure."""
    shown.number()
    stage = shown.stage
    out: Any = io.StringIO()

    assert stage.loop.run(converse(stage.desk, PersonId(who), lines, out)) in (0, 1)
    assert "Dag " in out.getvalue()
