"""Every story over every channel with marked texts: they turn up on pages of who may read them, and nowhere else."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import logs
from tests.leaks.marking import Marking
from tests.leaks.marks import Marks, found_in
from tests.leaks.sinks import Recorder, cells_of, files_of
from tests.stories import test_stories
from tests.stories.conftest import Story as Told
from tests.stories.telling import ConsoleTeller, WebTeller
from tests.web.stage import Stage

STORIES: list[Callable[[Any], None]] = [story for name, story in vars(test_stories).items() if name.startswith("test_")]


class MarkedStage(Stage):
    """A stage whose visitors carry marks in what browsers send along, and whose answers are kept."""

    marks: Marks
    recorder: Recorder

    def _open(self) -> None:
        super()._open()
        self.recorder = Recorder(self.app)
        self.app: Any = self.recorder

    def visitor(self, key: str = "") -> Any:
        """Give a browser that tells more about itself than it should."""
        visitor = super().visitor(key)
        visitor.http.headers.update(
            {
                "user-agent": self.marks.of("user_agent"),
                "referer": f"http://127.0.0.1/{self.marks.of('referer')}",
                "accept-language": self.marks.of("language"),
            }
        )
        visitor.http.cookies.set("other", self.marks.of("cookie"), domain="127.0.0.1")
        return visitor


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """Everything that would be written to the process log, at the loudest."""
    written, handler = io.StringIO(), logging.StreamHandler()
    handler.setStream(written)
    handler.setFormatter(logs.formatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(before)
    root.removeHandler(handler)


@pytest.mark.parametrize("channel", ["console", "web"])
@pytest.mark.parametrize("tell", STORIES, ids=lambda story: story.__name__)
def test_no_typed_word_of_a_story_ends_up_anywhere_but_on_a_page(
    tell: Callable[[Any], None],
    channel: str,
    tmp_path: Path,
    log_lines: io.StringIO,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Log, tables, files, counters, addresses, headers and cookies, standard output and error."""
    marks = Marks()
    MarkedStage.marks = marks
    stage = MarkedStage(tmp_path)
    try:
        teller: Any = ConsoleTeller(stage) if channel == "console" else WebTeller(stage)
        tell(Told(stage, Marking(teller, marks)))
        seen = stage.visitor("joost").open("/aanvragen/VE-2026-0001").html
        counters = stage.visitor().open("/metrics").html
        assert f"{marks.of('question')}" in seen
        assert len(marks.made) > 6
        cells = cells_of(stage.store)
        assert {place: found_in(*values) for place, values in cells.items() if found_in(*values)} == {}
        assert found_in(counters, log_lines.getvalue(), *capfd.readouterr()) == set()
        assert found_in(*stage.recorder.addresses, *stage.recorder.headers) == set()
        assert stage.differences() == ()
    finally:
        stage.close()
    assert {name: found_in(content) for name, content in files_of(tmp_path) if found_in(content)} == {}


def test_the_search_finds_what_it_is_there_for() -> None:
    """Plain, in capitals, in bytes, in a signed cookie, compressed: a mark that is there is found."""
    from itsdangerous import URLSafeSerializer

    marks = Marks()
    mark = marks.of("question")
    sealed = URLSafeSerializer("key").dumps({"a": f"{mark} " * 40})
    small = URLSafeSerializer("key").dumps({"a": mark})

    assert [found_in(f"a {mark} b"), found_in(mark.upper().encode()), found_in(sealed), found_in(small)] == [{mark}] * 4
    assert found_in("nothing here", b"\x00\xff") == set()
