"""Each story runs over every channel, and once more with a restart of the whole process after every deed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.deliver import Delivery
from handlers.messenger import Messenger
from tests.stories.telling import ConsoleTeller, Teller, WebTeller
from tests.web.stage import Stage

LOOKS = frozenset({"sees", "waits", "sees_spend"})
"""What only looks leaves nothing behind to lose."""


class Interrupted:
    """A teller whose process dies and starts again after every deed: only what is stored goes on."""

    def __init__(self, told: Any, stage: Stage) -> None:
        self._told = told
        self._stage = stage

    def __getattr__(self, deed: str) -> Any:
        do = getattr(self._told, deed)

        def and_restart(*args: str, **facts: str) -> str:
            answer: str = do(*args, **facts)
            if deed not in LOOKS:
                self._stage.restart()
            return answer

        return and_restart


class Story:
    """A programme, the teller of one channel, and what happens meanwhile."""

    def __init__(self, stage: Stage, tell: Teller) -> None:
        self.stage = stage
        self.tell = tell

    def meanwhile(self, messengers: Mapping[str, Messenger] | None = None, **time: float) -> None:
        """Let time pass, the clock tick and everything be delivered, on these platforms too."""
        self.stage.clock.go_on(**time)
        self.stage.tick()
        self.stage.loop.run(Delivery(self.stage.store, messengers or {}, now=self.stage.clock).once())


@pytest.fixture(params=["console", "web", "console-interrupted", "web-interrupted"])
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    """Give a story over one channel; afterwards everything must still follow from the log."""
    channel, _, interrupted = str(request.param).partition("-")
    stage = Stage(tmp_path)
    teller: Any = ConsoleTeller(stage) if channel == "console" else WebTeller(stage)
    try:
        yield Story(stage, Interrupted(teller, stage) if interrupted else teller)
        assert stage.differences() == ()
    finally:
        stage.close()
