"""A bot in Slack over signed HTTP, with everybody of the stage in one channel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.slack.bot_stage import BotStage, a_bot_stage
from tests.slack.teller import SlackTeller


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[BotStage]:
    """Give the stage; afterwards everything must still follow from the log."""
    with a_bot_stage(tmp_path) as opened:
        yield opened
        assert opened.differences() == ()


@pytest.fixture
def tell(stage: BotStage) -> SlackTeller:
    """Give who tells what people do."""
    return SlackTeller(stage)
