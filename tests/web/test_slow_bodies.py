"""Bodies that never come to an end: the page says so in time, and a body that came whole is not hurried."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from handlers.web.guard import BodyLimit
from tests.web.stage import Loop

SCOPE: dict[str, Any] = {"type": "http", "method": "POST", "path": "/", "headers": []}


async def _read(messages: list[Message], *, then_wait: bool, seconds: float) -> bytes:
    """Read a body of these messages through the limit; afterwards nothing comes any more."""
    body = b""

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        await asyncio.sleep(30 if then_wait else 0)
        return {"type": "http.disconnect"}

    async def application(scope: Any, receive: Any, send: Any) -> None:
        nonlocal body
        body = await Request(scope, receive).body()

    async def send(message: Message) -> None:
        """Take what nobody reads."""

    await BodyLimit(application, seconds=seconds)(SCOPE, receive, send)
    return body


def test_a_body_that_does_not_come_to_its_end_is_given_up() -> None:
    """After so many seconds the page gets 408, in place of waiting for ever."""
    part: Message = {"type": "http.request", "body": b"a=1", "more_body": True}
    loop = Loop()
    with pytest.raises(HTTPException) as given_up:
        loop.run(_read([part], then_wait=True, seconds=0.05))
    loop.close()
    assert given_up.value.status_code == 408


def test_a_body_in_parts_within_the_time_comes_whole() -> None:
    """What arrives in time is all there."""
    parts: list[Message] = [
        {"type": "http.request", "body": b"a=", "more_body": True},
        {"type": "http.request", "body": b"1", "more_body": False},
    ]
    loop = Loop()
    assert loop.run(_read(parts, then_wait=False, seconds=5)) == b"a=1"
    loop.close()
