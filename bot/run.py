"""Which parts run in this process, and how they end: web, Slack, delivery and clock on one event loop.

SIGTERM lets running requests finish and ends within 8 seconds; what was not delivered stays a row for the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette

from bot import logs
from bot.clock import Clock
from bot.deliver import Delivery
from bot.desk import StoreDesk
from bot.setting_values import is_loopback
from bot.settings import Settings
from bot.wiring import (
    is_marked_demo,
    make_desk,
    make_mail_delivery,
    make_messengers,
    make_slack,
    make_slack_app,
    make_slack_figures,
    make_store,
    make_web_app,
)
from storage.migrate import is_current
from storage.store import Store

if TYPE_CHECKING:
    from bot.slack_part import SlackPart

log = logging.getLogger("doorbraakbot")

PARTS = ("web", "slack", "deliver")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_GRACE_SECONDS = 5
_IDLE_SECONDS = 10
_MOST_AT_ONCE = 1000
"""Connections and requests; one more is told 503 at once, so that those inside are served."""
_TURN_SECONDS = 0.000_5
_LISTS_AFTER_SECONDS = 0.5
_MOST_HEADER_BYTES = 32_768


def _nothing() -> None:
    """Do nothing."""


def take_short_turns() -> None:
    """Let threads change turns often. The store lets go of the interpreter at every statement, and at the default
    of 5 ms each statement of a vote would wait that long for the event loop while that has work.
    """
    sys.setswitchinterval(_TURN_SECONDS)


def run(settings: Settings, parts: Sequence[str], when_listening: Callable[[], None] = _nothing) -> int:
    """Run parts of the bot until told to stop; no parts means all. Gives the exit status."""
    wanted = list(parts) or [part for part in PARTS if part != "slack" or settings.slack_bot_token]
    problems = [f"unknown part {part!r}; known are {', '.join(PARTS)}" for part in wanted if part not in PARTS]
    if "slack" in wanted and not settings.slack_bot_token:
        problems.append("the part slack needs SLACK_BOT_TOKEN; docs/slack.md says how to get one")
    store = None if problems else make_store(settings)
    if store is not None:
        problems += _database_problems(settings, store)
    if problems or store is None:
        print(*problems, sep="\n", file=sys.stderr)
        if store is not None:
            store.close()
        return 2
    logs.set_up(settings.log_level)
    take_short_turns()
    try:
        with _listening(settings, wanted) as sockets:
            when_listening()
            asyncio.run(serve(settings, store, wanted, sockets))
    except OSError as failure:
        why = os.strerror(failure.errno) if failure.errno else str(failure)
        print(f"cannot listen on {settings.host}:{settings.port}: {why}; set PORT to another", file=sys.stderr)
        return 2
    finally:
        store.close()
    return 0


@contextlib.contextmanager
def _listening(settings: Settings, parts: Sequence[str]) -> Generator[list[socket.socket]]:
    """Take the port before anything starts. Raises OSError when somebody has it."""
    if not _listens(settings, parts):
        yield []
        return
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named, or asyncio does not see that this is TCP, and every answer waits 40 ms for Nagle.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(512)
        yield [listener]


def _listens(settings: Settings, parts: Sequence[str]) -> bool:
    """Claim that these parts take requests: pages, or events of Slack that come by HTTP."""
    return "web" in parts or ("slack" in parts and not settings.slack_app_token)


def _database_problems(settings: Settings, store: Store) -> list[str]:
    if not is_current(store.engine):
        return ["the database has other tables than this release needs; run: doorbraakbot migrate"]
    if settings.demo and not store.answer(is_marked_demo):
        return ["DEMO is true, but this database is not marked as a demo; set DEMO=false or another DATABASE_URL"]
    if settings.demo and settings.host not in _LOOPBACK:
        return ["DEMO is true: HOST must be a loopback address such as 127.0.0.1"]
    if settings.demo and not is_loopback(settings.public_url):
        return ["DEMO is true: PUBLIC_URL must be on this machine, such as http://127.0.0.1:8321"]
    return []


async def serve(settings: Settings, store: Store, parts: Sequence[str], sockets: list[socket.socket]) -> None:
    """Serve until the process is told to stop."""
    desk = make_desk(settings, store)
    figures = make_slack_figures(settings)
    delivery = Delivery(store, make_messengers(settings, store, desk, figures) if "deliver" in parts else {})
    mail = make_mail_delivery(settings, store)
    desk.nudge = _nudge_from_anywhere(*(part.nudge for part in (delivery, mail) if part))
    slack = make_slack(settings, desk, figures) if "slack" in parts else None
    told_to_stop = _signals()
    tasks: list[asyncio.Task[None]] = [asyncio.create_task(_load_lists_soon())]
    if "deliver" in parts:
        tasks += [asyncio.create_task(delivery.run()), asyncio.create_task(Clock(store, delivery.nudge).run())]
        tasks += [asyncio.create_task(mail.run())] if mail else []
    if slack and slack.by_socket:
        tasks.append(asyncio.create_task(slack.sockets().run()))
    try:
        if _listens(settings, parts):
            await _serve_web(_Server(_config(settings, _app(settings, desk, parts, slack))), sockets, told_to_stop)
        else:
            await told_to_stop.wait()
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
        for open_one in (*delivery.messengers.values(), *([slack] if slack else [])):
            await open_one.close()


async def _load_lists_soon() -> None:
    """Load the lists of the privacy check once people are served: neither the start nor the first text waits for it."""
    from bot.text_check import BlockCheck

    await asyncio.sleep(_LISTS_AFTER_SECONDS)
    await asyncio.to_thread(BlockCheck().block_kind, "-")


def _app(settings: Settings, desk: StoreDesk, parts: Sequence[str], slack: SlackPart | None) -> Starlette:
    return make_slack_app(desk, slack) if slack and "web" not in parts else make_web_app(settings, desk, slack)


def _signals() -> asyncio.Event:
    """Give what is set when the process is told to stop, by SIGTERM or Ctrl+C."""
    told = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, told.set)
    return told


class _Server(uvicorn.Server):
    """A server that leaves signals to us: its own handling would end the process with the signal, not with 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Capture none."""
        yield


async def _serve_web(server: _Server, sockets: list[socket.socket], told_to_stop: asyncio.Event) -> None:
    """Serve until told to stop, or until the server ends by itself because it could not begin."""
    serving = asyncio.create_task(server.serve(sockets))
    stopping = asyncio.create_task(told_to_stop.wait())
    await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    await serving


def _nudge_from_anywhere(*parts: Callable[[], None]) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def nudge() -> None:
        for part in parts:
            loop.call_soon_threadsafe(part)

    return nudge


def _config(settings: Settings, app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=_IDLE_SECONDS,
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
        date_header=True,
    )
