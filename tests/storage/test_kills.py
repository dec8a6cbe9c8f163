"""kill -9 at every step of a vote: nothing of it is stored or all of it, and its repeat has one effect."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from doorbraak.policy import Policy
from storage import tables as t
from storage.store import Store
from tests.worlds import World, build_world

ROOT = Path(__file__).parents[2]
MOST_STEPS = 30


class Mortal:
    """The process of dying.py."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.storage.dying"]
        self._process = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def vote(self, url: str, vote: dict[str, str], step: int) -> bool:
        """Let a child vote and die before a step; tells whether it had committed by then."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"url": url, "vote": vote, "step": step}) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        committed = answer.get("committed", False)
        end = self._answer() if committed else answer
        assert end == {"killed": True}
        return bool(committed)

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Let it end by itself."""
        self._process.communicate(timeout=10)


@pytest.fixture(scope="module")
def mortal() -> Iterator[Mortal]:
    """One process that starts the children of all tests here."""
    started = Mortal()
    yield started
    started.close()


def stored(world: World, number: str) -> dict[str, int]:
    """Count everything that a vote leaves behind."""
    tables = (t.log, t.ledger, t.messages, t.intake)
    counts = {
        table.name: int(
            world.store.answer(lambda c, table=table: c.execute(select(func.count()).select_from(table)).scalar_one())
        )
        for table in tables
    }
    return counts | {"votes": len(world.state(number).votes)}


@pytest.mark.parametrize("grants", [False, True])
def test_a_vote_killed_at_any_step_is_stored_whole_or_not_at_all(
    any_store: Store, any_url: str, mortal: Mortal, grants: bool
) -> None:
    """Before each statement in turn, up to the commit and right after it; in between verify finds nothing."""
    world = build_world(any_store, policy=Policy(min_approvals=2))
    number = world.submit()
    if grants:
        world.done("approve", "a1", number)
    vote = {"by": world.people["a2"], "at": world.now.isoformat(), "key": "the-vote", "request": number}
    before = stored(world, number)
    step = 1
    while not mortal.vote(any_url, vote, step):
        assert stored(world, number) == before, f"died before step {step}"
        step += 1
        assert step < MOST_STEPS
    assert step > 8
    after = stored(world, number)
    assert (after["votes"], after["intake"]) == (before["votes"] + 1, before["intake"] + 1)
    assert (after["ledger"], world.state(number).granted_cents) == ((1, 17500) if grants else (0, None))
    repeated = world.do("approve", "a2", number, key="the-vote")
    assert (repeated.accepted, repeated.repeated) == (True, True)
    assert stored(world, number) == after
    assert world.verified().differences == ()
