"""One of the two servers that bench/slack.py compares: the bot's own door, or a bare Bolt listener that only acks.

Started as a process of its own: `python -m bench.slack_server ours|bare`, with its facts as JSON on standard input.
Writes its port, and ends when standard input closes.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

SECRET = "bench-signing-secret"  # noqa: S105 - for the two servers of the bench alone
TEAM = "T01BENCH"


def _ours(facts: dict[str, Any]) -> Starlette:
    from bot.desk import StoreDesk
    from bot.run import take_short_turns
    from bot.settings import Settings
    from bot.slack_part import make_slack_part
    from handlers.slack.door import slack_route
    from handlers.slack.figures import SlackFigures
    from storage.store import Store

    take_short_turns()
    store = Store(facts["url"], text_keys=facts["keys"], client_keys=facts["keys"])
    desk = StoreDesk(store, now=_clock_from(datetime.fromisoformat(facts["at"])))
    settings = Settings(
        database_url="",
        public_url="http://127.0.0.1",
        slack_bot_token="xoxb-bench",  # noqa: S106 - nobody's
        slack_signing_secret=SECRET,
    )
    part = make_slack_part(settings, desk, SlackFigures())
    return Starlette(routes=[slack_route(part.app, SECRET, lambda: datetime.now(UTC), part.figures)])


def _clock_from(start: datetime) -> Callable[[], datetime]:
    """Give a clock that began at the moment of the world's votes: the requests in it are not past their time."""
    begun = datetime.now(UTC)
    return lambda: start + (datetime.now(UTC) - begun)


def _bare(facts: dict[str, Any]) -> Starlette:  # noqa: ARG001 - both are made alike
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="-")  # noqa: S106 - no token

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.action("approve")
    async def approve(ack: Any) -> None:
        await ack()

    handler = AsyncSlackRequestHandler(app)
    return Starlette(routes=[Route("/slack/events", handler.handle, methods=["POST"])])


async def _serve(app: Starlette) -> None:
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", proxy_headers=False)
    server = uvicorn.Server(config)
    loop = asyncio.get_running_loop()
    threading.Thread(target=_until_closed, args=(loop, server), daemon=True).start()
    sys.stdout.write(f"{door.getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve([door])


def _until_closed(loop: asyncio.AbstractEventLoop, server: uvicorn.Server) -> None:
    sys.stdin.read()
    loop.call_soon_threadsafe(setattr, server, "should_exit", True)


def main() -> None:
    """Serve until standard input closes."""
    facts = json.loads(sys.stdin.readline())
    app = _ours(facts) if sys.argv[1] == "ours" else _bare(facts)
    asyncio.run(_serve(app))


def moment_of_votes(start: datetime) -> datetime:
    """Give when the votes of the world are cast."""
    return start + timedelta(hours=2)


if __name__ == "__main__":
    main()
