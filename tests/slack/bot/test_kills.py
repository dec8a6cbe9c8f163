"""kill -9 at every step of intake and of delivery: nothing is lost, nothing is counted or shown twice.

`KILLS` says how many, on each kind of database; `make soak` asks for a thousand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from doorbraak.commands import Approve
from doorbraak.ids import PersonId
from tests.slack.bot_stage import CHANNEL, BotStage, a_bot_stage
from tests.slack.teller import SlackTeller

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("KILLS", "50"))
REVIEWERS = ("joost", "anke", "bram")


class Victim:
    """Processes that die when they are told to."""

    def __init__(self, stage: BotStage) -> None:
        self._stage = stage
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.slack.bot.dying"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def attempt(self, step: int, **more: Any) -> dict[str, Any]:
        """Carry out one attempt that dies before this step (0: lives)."""
        stage = self._stage
        asked = {
            "url": stage.address,
            "keys": stage.keys,
            "token": stage.install.token,
            "api_url": stage.stand.api_url,
            "at": stage.clock().isoformat(),
            "step": step,
            **more,
        }
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def close(self) -> None:
        """Let go of it."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BotStage]:
    """Give a stage on each kind of database; afterwards everything must still follow from the log."""
    database = "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    with a_bot_stage(tmp_path, database=database) as opened:
        yield opened
        assert opened.differences() == ()


@pytest.fixture
def victim(stage: BotStage) -> Iterator[Victim]:
    """Give what dies."""
    made = Victim(stage)
    yield made
    made.close()


def _granted(stage: BotStage, turn: int) -> str:
    """Have a request and three votes in the store, with everything still to deliver."""
    number = stage.visitor("noor").ask(client=f"BOKS-{5000 + turn}", amount="5")
    for who in REVIEWERS:
        vote = Approve(by=PersonId(who), at=stage.clock(), seed=stage.desk.seed(), request=number)
        stage.loop.run(stage.desk.do(vote))
    return number


@pytest.mark.slow
def test_dying_while_delivering_shows_nothing_twice_and_loses_nothing(stage: BotStage, victim: Victim) -> None:
    """Card, decision and direct message of each request: one of each, however often the sender died."""
    victim.attempt(0)
    steps, kills, turn, numbers = 40, 0, 0, []
    while kills < KILLS // 2:
        number = _granted(stage, turn)
        numbers.append(number)
        kills += victim.attempt(1 + turn % steps)["killed"]
        stage.clock.go_on(seconds=31)
        told = victim.attempt(0)
        assert not told["killed"]
        turn += 1
    posts = [one.text for one in stage.person("joost").sees(CHANNEL)]
    messages = [one.text for one in stage.person("noor").dms()]
    for number in numbers:
        assert sum(number in one and "Wat is er nodig?" in one for one in posts) == 1, number
        assert sum(f"· {number}. Akkoord:" in one for one in posts) == 1, number
        assert sum(f"voor {number}." in one for one in messages) == 1, number


@pytest.mark.slow
def test_dying_while_taking_a_vote_counts_it_once(stage: BotStage, tell: SlackTeller, victim: Victim) -> None:
    """The event comes again until it was taken; each vote counts once."""
    kills, turn, taps = 0, 0, 0
    number = ""
    while kills < KILLS - KILLS // 2:
        if turn % 2 == 0:
            number = stage.visitor("noor").ask(client=f"BOKS-{6000 + turn}", amount="5")
        who = REVIEWERS[turn % 2]
        event = _tap(who, number)
        kills += victim.attempt(1 + turn % 18, event=event, key=f"slack:{turn}")["killed"]
        victim.attempt(0, event=event, key=f"slack:{turn}")
        taps += 1
        turn += 1
    counted = stage.store.answer(
        lambda connection: connection.exec_driver_sql("SELECT count(*) FROM log WHERE kind = 'approved'").scalar_one()
    )
    assert counted == taps


def _tap(who: str, number: str) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T01TEST"},
        "user": {"id": f"U01{who.upper()}", "team_id": "T01TEST"},
        "container": {"type": "message", "channel_id": "C01REV", "message_ts": "1.1"},
        "channel": {"id": "C01REV"},
        "actions": [{"type": "button", "action_id": "approve", "block_id": "acts:utrecht", "value": f"{number}:1"}],
    }
