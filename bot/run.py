"""Which parts run in this process, and how they end: web, delivery and clock on one event loop.

SIGTERM lets running requests finish and ends within 8 seconds; what was not delivered stays a row for the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable, Sequence

import uvicorn
from starlette.applications import Starlette

from bot import logs
from bot.clock import Clock
from bot.deliver import Delivery
from bot.settings import Settings
from bot.wiring import is_marked_demo, make_desk, make_messengers, make_store, make_web_app
from storage.migrate import is_current
from storage.store import Store

log = logging.getLogger("doorbraakbot")

PARTS = ("web", "deliver")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_GRACE_SECONDS = 5


def run(settings: Settings, parts: Sequence[str]) -> int:
    """Run parts of the bot until told to stop; no parts means all. Gives the exit status."""
    wanted = list(parts) or list(PARTS)
    problems = [f"unknown part {part!r}; known are {', '.join(PARTS)}" for part in wanted if part not in PARTS]
    store = None if problems else make_store(settings)
    if store is not None:
        problems += _database_problems(settings, store)
    if problems or store is None:
        print(*problems, sep="\n", file=sys.stderr)
        if store is not None:
            store.close()
        return 2
    logs.set_up(settings.log_level)
    try:
        asyncio.run(serve(settings, store, wanted))
    finally:
        store.close()
    return 0


def _database_problems(settings: Settings, store: Store) -> list[str]:
    if not is_current(store.engine):
        return ["the database has other tables than this release needs; run: doorbraakbot migrate"]
    if settings.demo and not store.answer(is_marked_demo):
        return ["DEMO is true, but this database is not marked as a demo; set DEMO=false or another DATABASE_URL"]
    if settings.demo and settings.host not in _LOOPBACK:
        return ["DEMO is true: HOST must be a loopback address such as 127.0.0.1"]
    return []


async def serve(settings: Settings, store: Store, parts: Sequence[str]) -> None:
    """Serve until the process is told to stop."""
    delivery = Delivery(store, make_messengers(settings, store))
    desk = make_desk(settings, store)
    desk.nudge = _nudge_from_anywhere(delivery)
    tasks: list[asyncio.Task[None]] = []
    if "deliver" in parts:
        tasks = [asyncio.create_task(delivery.run()), asyncio.create_task(Clock(store, delivery.nudge).run())]
    try:
        if "web" in parts:
            await _server(settings, make_web_app(settings, desk)).serve()
        else:
            await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)


def _nudge_from_anywhere(delivery: Delivery) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def nudge() -> None:
        loop.call_soon_threadsafe(delivery.nudge)

    return nudge


def _server(settings: Settings, app: Starlette) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    return uvicorn.Server(config)
