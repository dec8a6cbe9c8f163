"""A process that dies: votes on a request and is killed before its n-th statement, or right after its commit.

Started by test_kills.py. Reads one line of JSON per attempt from its standard input; a child of its own carries each
out and dies, and one line of JSON tells how it went.
"""

import json
import os
import signal
import sys
from datetime import datetime
from typing import Any

from sqlalchemy import event

from bot.text_check import BlockCheck
from doorbraak.commands import Approve
from doorbraak.ids import PersonId
from doorbraak.use_cases.act import carry_out
from storage.store import Store
from tests.worlds import open_store


def die() -> None:
    """Go at once, as if the power failed: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_before(store: Store, step: int) -> None:
    """Die before the n-th statement that reaches the database, counting begin and commit."""
    reached = 0

    def count(*_: Any) -> None:
        nonlocal reached
        reached += 1
        if reached == step:
            die()

    event.listen(store.engine, "before_cursor_execute", count)
    if store.engine.dialect.name != "sqlite":
        event.listen(store.engine, "commit", count)


def attempt(url: str, vote: dict[str, str], step: int) -> None:
    """Vote; whoever lives to see the commit dies right after it, before anybody could be told."""
    store = open_store(url)
    die_before(store, step)
    command = Approve(
        by=PersonId(vote["by"]),
        at=datetime.fromisoformat(vote["at"]),
        seed=b"the same seed for every attempt.",
        key=vote["key"],
        request=vote["request"],
    )
    store.run(lambda uow: carry_out(uow, command, BlockCheck()))
    sys.stdout.write(json.dumps({"committed": True}) + "\n")
    sys.stdout.flush()
    die()


def main() -> None:
    """Carry out one attempt after the other, each in a child."""
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            attempt(asked["url"], asked["vote"], asked["step"])
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(json.dumps({"killed": killed}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
