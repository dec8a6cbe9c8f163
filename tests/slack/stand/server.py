"""The network side: one small server that the clients of slack-sdk and Bolt talk to as they talk to Slack."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.faults import Fault
from tests.slack.stand.methods import METHODS
from tests.slack.stand.methods.method import need_scope
from tests.slack.stand.record import Call
from tests.slack.stand.responses import respond
from tests.slack.stand.world import Install

Json = dict[str, Any]
Do = Callable[[], Awaitable[Json]]
NESTED = {"blocks", "attachments", "metadata", "view", "files"}
"""Arguments that come as JSON inside a form."""


class Server:
    """Web API under /api/, answers to interactions under /response/, uploads under /upload/, sockets under /link/."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen on a free port of the loopback; gives the address without a slash at the end."""
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_post("/response/{name}", self._response)
        app.router.add_post("/upload/{name}", self._upload)
        app.router.add_get("/link/", self._slack.sockets.accept)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening; what is still open is closed."""
        if self._runner:
            await self._runner.cleanup()

    # --- the Web API --------------------------------------------------------------------------------------------------

    async def _api(self, request: web.Request) -> web.StreamResponse:
        args = await _args_of(request)
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = bearer or str(args.pop("token", ""))
        call = Call(method=request.match_info["method"], args=args, token=token, at=self._slack.clock())
        return await self._through(request, call, lambda: self._do(call), self._headers(token))

    def _headers(self, token: str) -> dict[str, str]:
        install = self._slack.world.installs.get(token)
        return {"x-oauth-scopes": ",".join(sorted(install.scopes)), "x-slack-req-id": "stand"} if install else {}

    async def _do(self, call: Call) -> Json:
        if call.method == "apps.connections.open":
            return {"url": self._slack.sockets.ticket(self._app_of(call.token))}
        install = self._install_of(call.token)
        method = METHODS.get(call.method)
        if method is None:
            self._slack.record.blame(f"{call.method}: the stand does not know it; add it to tests/slack/stand/methods")
            raise SlackRefusal("unknown_method")
        if method.scope:
            need_scope(install, method.scope)
        return await method.do(self._slack, install, call.args)

    def _app_of(self, token: str) -> Any:
        app = self._slack.world.apps.get(token)
        if app is None:
            raise SlackRefusal("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
        return app

    def _install_of(self, token: str) -> Install:
        install = self._slack.world.installs.get(token)
        if install is None:
            raise SlackRefusal("invalid_auth" if token else "not_authed")
        if install.dead:
            raise SlackRefusal(install.dead)
        return install

    # --- answers to interactions, uploads -----------------------------------------------------------------------------

    async def _response(self, request: web.Request) -> web.StreamResponse:
        args = await _args_of(request)
        call = Call(method="response_url", args=args, token="", at=self._slack.clock())
        name = request.match_info["name"]
        return await self._through(request, call, lambda: respond(self._slack, name, args), {})

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()
        call = Call(method="upload", args={"size": len(content)}, token="", at=self._slack.clock())
        name = request.match_info["name"]
        return await self._through(request, call, lambda: self._keep_file(name, content), {})

    async def _keep_file(self, name: str, content: bytes) -> Json:
        kept = self._slack.world.files.get(name)
        if kept is None or kept["size"] != len(content):
            raise SlackRefusal("file_not_found")
        kept["bytes"] = content
        return {}

    # --- through the faults -------------------------------------------------------------------------------------------

    async def _through(self, request: web.Request, call: Call, do: Do, headers: Json) -> web.StreamResponse:
        """Do a call, unless a fault says otherwise, and record what came of it."""
        self._slack.record.calls.append(call)
        faults = {one.kind: one for one in self._slack.faults.met(call.method, call.channel)}
        if "slow" in faults:
            await asyncio.sleep(faults["slow"].seconds)
        try:
            if hit := faults.keys() & {"cut", "limited", "broken", "refused"}:
                return await self._instead(request, call, faults[min(hit)])
            if self._slack.faults.too_fast(call.method, call.channel):
                return self._answer(call, {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "1"})
            answer, status = await self._done(call, do)
            return _cut(request) if "lost" in faults else self._answer(call, answer, status, headers)
        finally:
            self._slack.record.notify()

    async def _done(self, call: Call, do: Do) -> tuple[Json, int]:
        try:
            answer = await do()
        except SlackRefusal as refusal:
            for problem in refusal.more.pop("problems", []):
                self._slack.record.blame(f"{call.method}: {problem}")
            return refusal.body, 404 if call.method == "response_url" else 200
        call.applied = True
        return {"ok": True, **answer}, 200

    async def _instead(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind == "cut":
            return _cut(request)
        if fault.kind == "limited":
            wait = {"Retry-After": str(self._slack.faults.wait(fault))}
            return self._answer(call, {"ok": False, "error": "ratelimited"}, 429, wait)
        if fault.kind == "broken":
            call.status = fault.status
            return web.Response(status=fault.status, text="<html>Server Error</html>", content_type="text/html")
        return self._answer(call, {"ok": False, "error": fault.error, **fault.more}, 200, {})

    def _answer(self, call: Call, answer: Json, status: int, headers: Json) -> web.Response:
        call.answer, call.status = answer, status
        if call.method in ("response_url", "upload") and answer["ok"]:
            return web.Response(text="ok")
        return web.json_response(answer, status=status, headers=headers)


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _args_of(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body = await request.json()
        return dict(body) if isinstance(body, dict) else {}
    sent = {**request.query, **(await request.post())}
    return {name: _decoded(name, value) for name, value in sent.items()}


def _decoded(name: str, value: Any) -> Any:
    if name not in NESTED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
