"""Socket Mode: tickets, connections, envelopes and their acknowledgements; refreshes, cuts and a silence on demand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack.stand.clock import Ids
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.world import App

Json = dict[str, Any]
MOST_CONNECTIONS = 10
TYPES = {"event": "events_api", "command": "slash_commands", "interactive": "interactive"}


@dataclass(eq=False, kw_only=True)
class Connection:
    """One open socket of an app, and the acknowledgements it still owes."""

    app: App
    socket: web.WebSocketResponse
    owed: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    mute: bool = False
    leaving: bool = False
    """It was asked to go, or cut: nothing new is sent over it."""


class Sockets:
    """Every socket of one stand. With `mute` on, a socket is accepted and then nothing comes: no hello, no pong."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._tickets: dict[str, App] = {}
        self._turn = 0
        self.connections: list[Connection] = []
        self.opened = 0
        self.pings = 0
        self.mute = False
        self.base = ""

    def ticket(self, app: App) -> str:
        """Give an address of one use to connect to."""
        if len(self.open_of(app)) >= MOST_CONNECTIONS:
            raise SlackRefusal("too_many_websockets")
        name = self._ids.new("ticket-")
        self._tickets[name] = app
        return f"{self.base}/link/?ticket={name}&app_id={app.id}"

    def open_of(self, app: App) -> list[Connection]:
        """Give the sockets of an app over which something can be sent."""
        return [one for one in self.connections if one.app is app and not one.leaving]

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Let a socket in, and listen to it until it closes."""
        app = self._tickets.pop(request.query.get("ticket", ""), None)
        if app is None:
            return web.Response(status=403)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(app=app, socket=socket, mute=self.mute)
        self.connections.append(connection)
        self.opened += 1
        try:
            await self._hello(connection)
            await self._listen(connection)
        finally:
            self.connections.remove(connection)
            for owed in connection.owed.values():
                if not owed.done():
                    owed.set_exception(ConnectionResetError("the socket closed"))
        return socket

    async def _hello(self, connection: Connection) -> None:
        if not connection.mute:
            info = {"host": "applink-stand", "build_number": 1, "approximate_connection_time": 18060}
            app = {"app_id": connection.app.id}
            await connection.socket.send_json(
                {
                    "type": "hello",
                    "num_connections": len(self.open_of(connection.app)),
                    "debug_info": info,
                    "connection_info": app,
                }
            )

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is WSMsgType.PING:
                self.pings += 1
            if connection.mute:
                continue
            if message.type is WSMsgType.PING:
                await connection.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledged(connection, json.loads(message.data))

    def _acknowledged(self, connection: Connection, answer: Json) -> None:
        owed = connection.owed.pop(answer.get("envelope_id", ""), None)
        if owed and not owed.done():
            owed.set_result(answer.get("payload", ""))

    async def send(self, app: App, kind: str, payload: Json, retry: int, reason: str) -> Any:
        """Send an envelope over one of the sockets, in turn, and give what comes with its acknowledgement."""
        ready = self.open_of(app)
        if not ready:
            raise ConnectionResetError("no socket is open")
        self._turn += 1
        connection = ready[self._turn % len(ready)]
        name = self._ids.new("envelope-")
        owed = connection.owed[name] = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": name, "type": TYPES[kind], "payload": payload}
        envelope["accepts_response_payload"] = kind != "event"
        if kind == "event":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        if not connection.mute:
            await connection.socket.send_json(envelope)
        return await owed

    async def ask_to_leave(self, reason: str = "refresh_requested") -> None:
        """Tell every socket to go, as Slack does each few hours; it closes them a moment later."""
        for connection in list(self.connections):
            connection.leaving = True
            info = {"host": "applink-stand"}
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": info})

    async def cut(self) -> None:
        """Cut every socket without a word."""
        for connection in list(self.connections):
            connection.leaving = True
            transport = connection.socket._req.transport if connection.socket._req else None
            if transport:
                transport.abort()

    def silence(self) -> None:
        """Let the open sockets stay open and say nothing any more, and new ones too."""
        self.mute = True
        for connection in self.connections:
            connection.mute = True

    async def close(self) -> None:
        """Close every socket."""
        for connection in list(self.connections):
            await connection.socket.close()
