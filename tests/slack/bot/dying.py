"""A process that dies: takes one event of Slack, or delivers, and is killed before its n-th step.

A step is a statement that reaches the database, a call that goes to Slack, or the answer to one. Started by
test_kills.py. Reads one line of JSON for each attempt; a child carries it out, and one line tells how it went.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import datetime
from typing import Any

from sqlalchemy import event

from bot.deliver import Delivery
from bot.desk import StoreDesk
from bot.settings import Settings
from bot.slack_part import make_messenger, make_slack_part
from handlers.slack.client import SlackClient
from handlers.slack.figures import SlackFigures
from handlers.slack.register import dispatch
from storage.store import Store


class Steps:
    """Counts steps and dies before the one that was asked for; 0 never dies."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.taken = 0

    def step(self, *_: Any) -> None:
        """Take a step, or go at once, as if the power failed."""
        self.taken += 1
        if self.taken == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


def _watch(client: SlackClient, steps: Steps) -> None:
    """Count each call to Slack, before it goes and after its answer came."""
    call = client.call

    async def counted(method: str, team: str = "", **params: Any) -> dict[str, Any]:
        steps.step()
        answer = await call(method, team, **params)
        steps.step()
        return answer

    client.call = counted  # type: ignore[method-assign]


def _carry_out(asked: dict[str, Any]) -> int:
    steps = Steps(asked["step"])
    store = Store(asked["url"], text_keys=asked["keys"], client_keys=asked["keys"])
    event.listen(store.engine, "before_cursor_execute", steps.step)
    at = datetime.fromisoformat(asked["at"])
    desk = StoreDesk(store, now=lambda: at)
    settings = Settings(
        database_url="",
        public_url="http://127.0.0.1",
        slack_bot_token=asked["token"],
        slack_signing_secret="-",
        slack_api_url=asked["api_url"],
    )
    work = _take(settings, desk, steps, asked) if asked.get("event") else _deliver(settings, store, desk, steps)
    asyncio.run(work)
    store.close()
    return steps.taken


async def _take(settings: Settings, desk: StoreDesk, steps: Steps, asked: dict[str, Any]) -> None:
    part = make_slack_part(settings, desk, SlackFigures())
    _watch(part.house.client, steps)
    await dispatch(part.app, asked["event"], asked["key"], part.figures)
    steps.step()  # the answer is on its way, and does not arrive
    await part.close()


async def _deliver(settings: Settings, store: Store, desk: StoreDesk, steps: Steps) -> None:
    messenger = make_messenger(settings, store, desk, SlackFigures())
    messenger.hurry()
    _watch(messenger._client, steps)
    delivery = Delivery(store, {"slack": messenger}, now=desk.now)
    while await delivery.once():
        pass
    await messenger.close()


def main() -> None:
    """Carry out one attempt after the other, each in a child."""
    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            taken = _carry_out(asked)
            os.write(writing, str(taken).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reading) as told:
            taken = told.read()
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(json.dumps({"killed": killed, "steps": int(taken or 0)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
