"""Calling Slack: one session, one token for each workspace, errors by code. Nothing is sent a second time from here.

The SDK would send a post again when the connection breaks after Slack took it; that is switched off. What may be tried
again stands in errors.py; messenger.py looks first.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, TypeVar, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.figures import SlackFigures

T = TypeVar("T")
RATE_LIMITED = "ratelimited"
_SECONDS = 10
_UNCERTAIN = frozenset("fatal_error internal_error service_unavailable request_timeout".split())
"""Slack's own words: some of the work may have been done."""

_READS = frozenset(
    "conversations.history conversations.replies conversations.info users.info files.getUploadURLExternal"
    " chat.getPermalink".split()
)
"""Methods that take their arguments in the address."""

sdk_log = logging.getLogger("slack_sdk.quiet")
sdk_log.setLevel(logging.WARNING)  # below that the libraries write whole bodies, with what people typed


class SlackSaidNo(Exception):
    """Slack refused a call: `code` is its word for why, `wait` the seconds it asks for."""

    def __init__(self, code: str, wait: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait


class Uncertain(Exception):
    """Nobody knows whether Slack did it: the answer was lost on the way, or Slack itself stumbled."""


def why(failed: SlackSaidNo | Uncertain) -> str:
    """Name a failure for the log: Slack's code, or that nobody knows."""
    return failed.code if isinstance(failed, SlackSaidNo) else "uncertain"


class SlackClient:
    """Slack's Web API. `tokens`: one for each workspace in which the app is installed."""

    def __init__(self, tokens: Sequence[str], api_url: str, figures: SlackFigures) -> None:
        self._figures = figures
        self._tokens = tuple(tokens)
        self._api_url = api_url
        self._session: aiohttp.ClientSession | None = None
        self._clients: dict[str, Any] = {}
        self._teams: dict[str, str] = {}
        self._looking = asyncio.Lock()

    async def call(self, method: str, team: str = "", **params: Any) -> dict[str, Any]:
        """Call a method in a workspace. Raises SlackSaidNo, or Uncertain when it may have been done all the same."""
        client = self._client(await self.token_of(team))
        body = {name: value for name, value in params.items() if value is not None}
        asked = client.api_call(method, http_verb="GET", params=body) if method in _READS else None
        return await self._counted(method, _answer(asked or client.api_call(method, json=body)))

    async def _counted(self, method: str, asked: Awaitable[T]) -> T:
        try:
            answer = await asked
        except SlackSaidNo as no:
            self._figures.called(method, "limited" if no.code == RATE_LIMITED else "refused")
            raise
        except Uncertain:
            self._figures.called(method, "uncertain")
            raise
        self._figures.called(method, "ok")
        return answer

    async def test(self, token: str) -> tuple[dict[str, Any], dict[str, str]]:
        """Ask who a token is; gives the answer and its headers in small letters: scopes and the date stand there."""
        answered = await _answered(self._client(token).api_call("auth.test"))
        headers: Mapping[str, str] = answered.headers
        return cast(dict[str, Any], answered.data), {name.lower(): value for name, value in headers.items()}

    async def open_socket(self, app_token: str) -> None:
        """Ask for the address of a socket, to see whether it would be given."""
        await _answer(self._client(app_token).api_call("apps.connections.open"))

    async def upload(self, address: str, content: bytes) -> None:
        """Send the bytes of a file to the address that Slack gave for it."""
        async with self._open_session().post(address, data=content) as response:
            if response.status != 200:
                raise SlackSaidNo("http_request_failed")

    async def respond(self, address: str, message: Mapping[str, Any]) -> bool:
        """Answer on the address that came with a press; claims that Slack took it. Raises Uncertain."""
        try:
            async with self._open_session().post(address, json=message) as response:
                taken = response.status == 200
        except aiohttp.ClientConnectorError:
            taken = False
        except (aiohttp.ClientError, TimeoutError) as lost:
            self._figures.called("response_url", "uncertain")
            raise Uncertain from lost
        self._figures.called("response_url", "ok" if taken else "refused")
        return taken

    async def token_of(self, team: str) -> str:
        """Give the token of a workspace; with one token it is that one, and nothing has to be asked."""
        if len(self._tokens) == 1:
            return self._tokens[0]
        async with self._looking:
            if not self._teams:
                await self._look_up_teams()
        return self._teams.get(team) or self._tokens[0]

    async def _look_up_teams(self) -> None:
        for token in self._tokens:
            found = await _answer(self._client(token).api_call("auth.test"))
            self._teams[str(found.get("team_id", ""))] = token

    def _client(self, token: str) -> Any:
        known = self._clients.get(token)
        if known is None or known.session is not self._session or self._session is None or self._session.closed:
            known = AsyncWebClient(
                token=token,
                base_url=self._api_url,
                timeout=_SECONDS,
                session=self._open_session(),
                retry_handlers=[],
                logger=sdk_log,
            )
            self._clients[token] = known
        return known

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS))
        return self._session

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()


async def _answer(calling: Any) -> dict[str, Any]:
    return cast(dict[str, Any], (await _answered(calling)).data)


async def _answered(calling: Any) -> Any:
    try:
        return await calling
    except SlackApiError as failed:
        raise _told(failed) from None  # the SDK's own message quotes the answer
    except aiohttp.ClientConnectorError:
        raise SlackSaidNo("http_request_failed") from None
    except (aiohttp.ClientError, TimeoutError, SlackClientError, json.JSONDecodeError) as lost:
        raise Uncertain(type(lost).__name__) from None


def _told(failed: SlackApiError) -> Exception:
    response: Any = failed.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    data: Any = getattr(response, "data", None)
    code = str(cast(Mapping[str, Any], data).get("error", "")) if isinstance(data, Mapping) else ""
    if status == 429:
        return SlackSaidNo(RATE_LIMITED, _seconds(headers))
    if status >= 500 or not code or code in _UNCERTAIN:
        return Uncertain(code or str(status))
    return SlackSaidNo(code)


def _seconds(headers: Mapping[str, str]) -> float:
    asked = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return max(float(asked), 1.0) if asked.replace(".", "", 1).isdigit() else 30.0
