"""Socket Mode: Slack's events over a connection that we open, for who has no public address.

An envelope is acknowledged after the effect; one that comes again carries the same payload, and so the same key.
A socket that stays mute is opened anew, and said.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import time
from typing import Any, cast

from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client import sdk_log
from handlers.slack.figures import SlackFigures
from handlers.slack.register import dispatch

log = logging.getLogger("doorbraakbot.slack")

_FIRST_WAIT = 1.0
_MOST_WAIT = 60.0
_PING = 5.0
_SILENT_AFTER = 3
"""So many pings without an answer and a socket is silent; the library opens another one soon after."""


class Sockets:
    """One connection to Slack, kept open until it is told to stop."""

    def __init__(self, app: AsyncApp, app_token: str, api_url: str, figures: SlackFigures) -> None:
        self._app = app
        self._figures = figures
        self._app_token = app_token
        self._api_url = api_url
        self._ping = _PING
        self._connected = False

    @property
    def is_connected(self) -> bool:
        """Claim that the socket is open."""
        return self._connected

    @is_connected.setter
    def is_connected(self, is_open: bool) -> None:
        self._connected = is_open
        self._figures.socket_is(is_open)

    def hurry(self, seconds: float) -> None:
        """Look so often whether the socket lives, as a test can wait for."""
        self._ping = seconds

    async def run(self) -> None:
        """Serve until cancelled."""
        web = AsyncWebClient(base_url=self._api_url, logger=sdk_log, retry_handlers=[])
        client = SocketModeClient(app_token=self._app_token, web_client=web, logger=sdk_log, ping_interval=self._ping)
        client.socket_mode_request_listeners.append(self._take)
        try:
            await self._connect(client)
            await self._watch(client)
        finally:
            self.is_connected = False
            with contextlib.suppress(Exception):
                await client.close()
            await client.aiohttp_client_session.close()

    async def _connect(self, client: SocketModeClient) -> None:
        """Open the connection, however long it takes."""
        wait = _FIRST_WAIT
        while True:
            try:
                await client.connect_to_new_endpoint(force=True)
            except asyncio.CancelledError:
                raise
            except Exception as failed:
                log.warning("no socket to Slack; again soon", extra={"why": _why(failed), "seconds": wait})
                await asyncio.sleep(wait)
                wait = min(wait * 2, _MOST_WAIT)
            else:
                self.is_connected = True
                log.info("the socket to Slack is open")
                return

    async def _watch(self, client: SocketModeClient) -> None:
        """Say when it is silent, and open it again when it is gone: opening failed once, and the library gave up."""
        missing = 0
        while True:
            await asyncio.sleep(self._ping)
            missing = 0 if await client.is_connected() else missing + 1
            silent = self._is_silent(client)
            if silent and self.is_connected:
                log.error("the socket to Slack is silent; another one is opened")
            self.is_connected = missing == 0 and not silent
            if missing > 1:
                log.error("the socket to Slack is gone; it is opened anew")
                await self._connect(client)
                missing = 0

    def _is_silent(self, client: SocketModeClient) -> bool:
        """Claim that no ping was answered for some time."""
        last = client.last_ping_pong_time
        return last is not None and time.time() - last > _SILENT_AFTER * self._ping

    async def _take(self, client: Any, request: Any) -> None:
        """Take one envelope; without an acknowledgement Slack sends it again."""
        payload = cast(dict[str, Any], request.payload)
        answered = await dispatch(self._app, payload, key_of(payload), self._figures)
        if answered.status != 200:
            log.warning("an envelope was not taken", extra={"status": answered.status})
            return
        content: dict[str, Any] | None = json.loads(answered.body) if answered.body else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, content))


def key_of(payload: dict[str, Any]) -> str:
    """Name a payload: the same one in another envelope is the same deed."""
    told = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"slack:{hashlib.sha256(told.encode()).hexdigest()}"


def _why(failed: Exception) -> str:
    response: Any = getattr(failed, "response", None)
    return str(response["error"]) if response is not None and "error" in response else type(failed).__name__.lower()
