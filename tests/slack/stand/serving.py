"""Runs the app under test on a real port, on a loop of its own in a thread: uvicorn for HTTP, tasks for Socket Mode."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any, Self, TypeVar

import uvicorn

T = TypeVar("T")


class Served:
    """An event loop in a thread, with or without an ASGI application listening on the loopback."""

    def __init__(self, application: Any = None) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="app-under-test", daemon=True)
        self._application = application
        self._server: uvicorn.Server | None = None
        self._listening: asyncio.Task[None] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        if self._application is not None:
            self.run(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do something on the loop of the app and wait for it."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    async def _listen(self) -> None:
        # with the protocol named, or asyncio leaves Nagle's delay on: 40 ms on every answer with a body
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        door.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{door.getsockname()[1]}"
        config = uvicorn.Config(
            self._application, log_level="warning", lifespan="off", ws="none", access_log=False, log_config=None
        )
        self._server = uvicorn.Server(config)
        self._listening = asyncio.ensure_future(self._server._serve([door]))
        while not self._server.started:
            await asyncio.sleep(0.001)

    async def _leave(self) -> None:
        if self._server and self._listening:
            for listening in self._server.servers:  # its own shutdown looks once in 0.1 s whether it may go
                listening.close()
            for connection in list(self._server.server_state.connections):
                if connection.transport:
                    connection.transport.abort()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)
