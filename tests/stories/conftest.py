"""Each story runs over every channel, and once more with a restart of the whole process after every deed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.deliver import Delivery
from handlers.messenger import Messenger
from tests.slack.bot_stage import BotStage
from tests.slack.teller import SlackTeller
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
        if isinstance(self.stage, BotStage):
            self.stage.stand.go_on(seconds=timedelta(**time).total_seconds())
        self.stage.tick()
        if isinstance(self.stage, BotStage):
            self.stage.deliver(messengers)
        else:
            self.stage.loop.run(Delivery(self.stage.store, messengers or {}, now=self.stage.clock).once())


CHANNELS = ("console", "web", "slack", "socket")


def _stage_and_teller(channel: str, folder: Path) -> tuple[Stage, Any]:
    if channel in ("slack", "socket"):
        in_slack = BotStage(folder, by_socket=channel == "socket")
        return in_slack, SlackTeller(in_slack)
    stage = Stage(folder)
    return stage, ConsoleTeller(stage) if channel == "console" else WebTeller(stage)


@pytest.fixture(params=[*CHANNELS, *(f"{channel}-interrupted" for channel in CHANNELS)])
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    """Give a story over one channel; afterwards everything must still follow from the log."""
    channel, _, interrupted = str(request.param).partition("-")
    stage, teller = _stage_and_teller(channel, tmp_path)
    try:
        yield Story(stage, Interrupted(teller, stage) if interrupted else teller)
        assert stage.differences() == ()
    finally:
        stage.close()
