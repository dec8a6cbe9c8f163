"""The counterpart as a process: started with a workspace, driven over its control address, stopped."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Self

import aiohttp
import httpx

from tests.slack.stand import Served

Json = dict[str, Any]
TEAM, BOT, TOKEN, APP_TOKEN, SECRET = "T01TEST", "U0BOT", "xoxb-test-token", "xapp-test-token", "test-signing-secret"
STARTS_WITHIN = 15.0
ANSWERS_WITHIN = 10.0


class LocalSlack:
    """A running counterpart with these people and channels. `request_url` empty means Socket Mode."""

    def __init__(self, program: Path, folder: Path, people: Json, channels: Json, request_url: str = "") -> None:
        self._port = _free_port()
        self._program = program
        self._folder = folder
        self._config = _config(people, channels, request_url)
        self._process: subprocess.Popen[bytes] | None = None
        self._screen = Served()
        self._control = httpx.Client(base_url=f"http://127.0.0.1:{self._port}/_control", timeout=ANSWERS_WITHIN)

    def __enter__(self) -> Self:
        config, log = self._folder / "workspace.json", self._folder / "local-slack.log"
        config.write_text(json.dumps(self._config), encoding="utf-8")
        command = [self._program, "--config", config, "--port", str(self._port), "--base-host", "127.0.0.1"]
        nothing = {"PATH": "/usr/bin:/bin", "HOME": str(self._folder), "TMPDIR": str(self._folder)}
        with log.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=self._folder, env=nothing, stdout=output, stderr=output)
        self._wait_until_it_answers(log)
        self._screen.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._screen.__exit__()
        self._control.close()
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    @property
    def api_url(self) -> str:
        """Give what goes into SLACK_API_URL."""
        return f"http://127.0.0.1:{self._port}/api/"

    def control(self, what: str, **body: Any) -> Json:
        """Let a person do something; waits until the bot answered."""
        answer = self._control.post(f"/{what}", json=body)
        answer.raise_for_status()
        return answer.json()

    def messages(self, channel: str) -> list[Json]:
        """Give all messages of a channel, whispers too."""
        return self._control.get(f"/messages/{channel}").json()["messages"]

    def log(self) -> list[Json]:
        """Give all that went between counterpart and bot."""
        return self._control.get("/log").json()["log"]

    def snapshot(self) -> Json:
        """Give everything that is on the screen: channels, messages, modals, homes."""
        return self._screen.run(self._look())

    def on_screen(self, deed: Json) -> Json:
        """Do something in a modal, and give what the screen shows for it: `view` or `view_errors`."""
        return self._screen.run(self._do(deed))

    async def _look(self) -> Json:
        async with aiohttp.ClientSession() as session, session.ws_connect(self._ui) as screen:
            return (await screen.receive_json())["state"]

    async def _do(self, deed: Json) -> Json:
        async with aiohttp.ClientSession() as session, session.ws_connect(self._ui) as screen:
            await screen.receive_json()
            await screen.send_json(deed)
            async with asyncio.timeout(ANSWERS_WITHIN):
                while True:
                    shown = await screen.receive_json()
                    if shown["t"] in ("view", "view_errors"):
                        return shown

    @property
    def _ui(self) -> str:
        return f"ws://127.0.0.1:{self._port}/ui"

    def _wait_until_it_answers(self, log: Path) -> None:
        end = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < end:
            assert self._process is not None
            if self._process.poll() is not None:
                break
            try:
                self._control.get("/state")
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError(f"the counterpart did not start: {log.read_text(errors='replace')[-800:]}")


def _config(people: Json, channels: Json, request_url: str) -> Json:
    app = {"appId": "A01APP", "botUserId": BOT, "botName": "doorbraakbot", "botToken": TOKEN, "appToken": APP_TOKEN}
    mode = {"mode": "events", "requestUrl": request_url} if request_url else {"mode": "socket"}
    return {
        "workspace": {"name": "Test", "domain": "test", "teamId": TEAM},
        "app": {**app, "signingSecret": SECRET, **mode},
        "users": [{"id": one, "name": name, "email": f"{name}@example.org"} for name, one in people.items()],
        "channels": [
            {"id": one, "name": name, "is_private": True, "members": [*people.values(), BOT]}
            for name, one in channels.items()
        ],
    }


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
