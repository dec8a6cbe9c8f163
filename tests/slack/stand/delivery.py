"""The way to the app: signed HTTP or a socket, three seconds to answer, events again when they were not taken."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.slack.stand.clock import StandClock
from tests.slack.stand.sockets import Sockets
from tests.slack.stand.world import App

Json = dict[str, Any]
AGAIN_AFTER = (0.0, 60.0, 300.0)
"""Seconds after which Slack sends an event again that was not answered with 200."""
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the app answered. `failed` is empty, or why the person sees that something went wrong."""

    status: int
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    seconds: float = 0.0
    failed: str = ""


@dataclass(eq=False, kw_only=True)
class Delivery:
    """One thing that was sent to the app, with every reply to it."""

    app: App
    kind: str
    """event, command or interactive."""
    payload: Json
    replies: list[Reply] = field(default_factory=list[Reply])


class Courier:
    """Brings things to the app, and keeps what it brought."""

    def __init__(self, clock: StandClock, sockets: Sockets, patience: float) -> None:
        self._clock = clock
        self._sockets = sockets
        self._session: aiohttp.ClientSession | None = None
        self._later: set[asyncio.Task[Any]] = set()
        self._asleep = 0
        self.patience = patience
        self.sent: list[Delivery] = []
        self.retries = True
        self.signs_by: Callable[[], float] = time.time

    async def bring(self, app: App, kind: str, payload: Json) -> Reply:
        """Send something and give the answer; an event that is not taken comes again later."""
        delivery = Delivery(app=app, kind=kind, payload=payload)
        self.sent.append(delivery)
        reply = await self.try_once(delivery)
        if kind == "event" and reply.failed and self.retries:
            self.spawn(self._again(delivery, reply))
        return reply

    async def _again(self, delivery: Delivery, reply: Reply) -> None:
        for attempt, wait in enumerate(AGAIN_AFTER, 1):
            if reply.headers.get("X-Slack-No-Retry") == "1":
                return
            if wait:
                await self._rest(wait)
            reply = await self.try_once(delivery, retry=attempt, reason=reply.failed)
            if not reply.failed:
                return

    async def _rest(self, seconds: float) -> None:
        self._asleep += 1
        try:
            await self._clock.sleep(seconds)
        finally:
            self._asleep -= 1

    async def try_once(self, delivery: Delivery, *, retry: int = 0, reason: str = "") -> Reply:
        """Send it now, once. `retry` and `reason` are told as Slack tells them."""
        start = time.monotonic()
        try:
            reply = await asyncio.wait_for(self._send(delivery, retry, reason), self.patience)
        except TimeoutError:
            reply = Reply(status=0, failed="http_timeout", seconds=time.monotonic() - start)
        except (aiohttp.ClientError, OSError):
            reply = Reply(status=0, failed="connection_failed", seconds=time.monotonic() - start)
        delivery.replies.append(reply)
        return reply

    async def _send(self, delivery: Delivery, retry: int, reason: str) -> Reply:
        if delivery.app.socket_mode:
            body = await self._sockets.send(delivery.app, delivery.kind, delivery.payload, retry, reason)
            return Reply(status=200, body=body)
        body, headers = encode(delivery.kind, delivery.payload)
        if retry and delivery.kind == "event":
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason or "http_error"}
        headers |= sign(delivery.app.signing_secret, body, int(self.signs_by()))
        return await self.post(delivery.app.request_url, body, headers)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Post these bytes to the app, just as they are."""
        if self._session is None:
            # a line of its own each time: one that the app closed meanwhile would look like an app that is gone
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True))
        start = time.monotonic()
        async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as response:
            text = await response.text()
            failed = "" if response.status == 200 else "http_error"
            return Reply(
                status=response.status,
                body=_decoded(text),
                headers=response.headers.copy(),
                seconds=time.monotonic() - start,
                failed=failed,
            )

    def spawn(self, work: Any) -> None:
        """Do something beside; `idle` waits for it."""
        task = asyncio.ensure_future(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    @property
    def busy(self) -> int:
        """Give how many things are on their way now."""
        return len(self._later) - self._asleep

    async def close(self) -> None:
        """Stop bringing."""
        for task in list(self._later):
            task.cancel()
        if self._session:
            await self._session.close()


def encode(kind: str, payload: Json) -> tuple[bytes, dict[str, str]]:
    """Give body and headers as Slack makes them: events as JSON, commands as a form, interactions as JSON in a form."""
    if kind == "event":
        return json.dumps(payload).encode(), {"Content-Type": "application/json"}
    fields = payload if kind == "command" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), {"Content-Type": FORM}


def sign(secret: str, body: bytes, at: int) -> dict[str, str]:
    """Give the two headers that prove that a body comes from Slack."""
    base = b"v0:" + str(at).encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={digest}"}


def _decoded(text: str) -> Any:
    try:
        return json.loads(text) if text[:1] in ("{", "[") else text
    except ValueError:
        return text
