"""Socket Mode: an envelope counts once however often it comes, and a socket that is mute is noticed and replaced."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.slack.bot_stage import BotStage, a_bot_stage
from tests.slack.teller import SlackTeller


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BotStage]:
    """Give a bot that is reached over a socket, and looks often whether it lives."""
    monkeypatch.setattr(BotStage, "ping", 0.2)
    with a_bot_stage(tmp_path, by_socket=True) as opened:
        yield opened
        assert opened.differences() == ()


def _until(so, seconds: float = 8.0) -> None:
    ends = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.05)


def test_a_socket_that_stays_mute_is_said_and_replaced(stage: BotStage, caplog: pytest.LogCaptureFixture) -> None:
    """It is open and nothing comes: the log says so, and the next one works."""
    number = SlackTeller(stage).asks("noor")
    stage.deliver()
    stage.stand.slack.sockets.silence()
    _until(lambda: "is silent" in caplog.text)
    stage.stand.slack.sockets.mute = False
    _until(lambda: any(not one.mute for one in stage.stand.slack.sockets.connections))
    joost = stage.person("joost")
    joost.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "Je bent akkoord" in joost.told()
    assert "ERROR" in {logging.getLevelName(record.levelno) for record in caplog.records}


def test_the_same_payload_in_another_envelope_is_the_same_deed(stage: BotStage) -> None:
    """What Slack sends again has another envelope and the same payload."""
    tell = SlackTeller(stage)
    number = tell.asks("noor")
    tell.approves("joost", number)
    stage.stand.redeliver([stage.stand.sent[-1]], times=3)
    stage.deliver()
    assert "Akkoord: 1 van 3" in stage.card(number).text
