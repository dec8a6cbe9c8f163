"""What Slack may call: five families, one Bolt listener for each; what they do is in listeners.py.

Our own door has checked who sends (door.py, sockets.py), so Bolt is not asked to, and no token is looked up: nothing
goes over the network before the acknowledgement.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from handlers.desk import Unavailable
from handlers.desk.origin import coming_from
from handlers.slack import listeners, parse, parse_events
from handlers.slack.acts import broken, new_reference
from handlers.slack.figures import SlackFigures, kind_of
from handlers.slack.house import House
from handlers.slack.payload import Malformed

log = logging.getLogger("doorbraakbot.slack")

_ANY = re.compile(".*")
_Body = Mapping[str, Any]
_Answer = Mapping[str, Any]
_Listener = Callable[[_Body, str], Awaitable[_Answer | None]]

bolt_log = logging.getLogger("slack_bolt.quiet")
bolt_log.setLevel(logging.ERROR)  # what Bolt says about a request below that quotes its whole body


def make_app(house: House) -> AsyncApp:
    """Make the Bolt application over a desk."""
    app: Any = AsyncApp(
        name=bolt_log.name,  # Bolt sets the level of the logger of this name: ours would say nothing below an error
        logger=bolt_log,
        process_before_response=True,
        authorize=_nobody_is_asked,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
    )
    app.action(_ANY)(_bolt(house, _taps(house)))
    app.view(_ANY)(_bolt(house, _forms(house)))
    app.command(_ANY)(_bolt(house, _commands(house)))
    app.shortcut(_ANY)(_bolt(house, _shortcuts(house)))
    app.event(_ANY)(_bolt(house, _events(house)))
    return app


async def _nobody_is_asked(team_id: str | None = None, enterprise_id: str | None = None, **_: Any) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="-")  # noqa: S106 - no token


def _bolt(house: House, listener: _Listener) -> Callable[..., Awaitable[BoltResponse]]:
    """Give what Bolt runs: the answer with its status; 400 for what Slack would not send, 503 to be asked again."""

    async def run(body: _Body, context: Mapping[str, Any]) -> BoltResponse:
        try:
            with coming_from(parse.PLATFORM):
                answer = await listener(body, str(context.get("key", "")))
        except Malformed:
            return BoltResponse(status=400, body="")
        except Unavailable:
            return BoltResponse(status=503, body="")
        except Exception:
            log.exception("a request of Slack failed", extra={"reference": (reference := new_reference())})
            _say_broken(house, body, broken(reference))
            return BoltResponse(status=500, body="")
        return BoltResponse(status=200, body=dict(answer) if answer else "")

    return run


def _say_broken(house: House, body: _Body, text: str) -> None:
    """Say that it went wrong, with what stands in the log, to who pressed or typed."""
    address = body.get("response_url")
    if isinstance(address, str) and address:
        house.after.do(
            house.client.respond(address, {"response_type": "ephemeral", "replace_original": False, "text": text})
        )


def _taps(house: House) -> _Listener:
    async def taps(body: _Body, key: str) -> None:
        await listeners.on_tap(house, parse.parse_tap(body, key))

    return taps


def _forms(house: House) -> _Listener:
    async def forms(body: _Body, key: str) -> _Answer | None:
        if body.get("type") == "view_closed":
            return None
        return await listeners.on_form(house, parse.parse_filled(body, key))

    return forms


def _commands(house: House) -> _Listener:
    async def commands(body: _Body, key: str) -> _Answer:
        return await listeners.on_command(house, parse.parse_typed(body, key))

    return commands


def _shortcuts(house: House) -> _Listener:
    async def shortcuts(body: _Body, key: str) -> None:
        await listeners.on_shortcut(house, parse.parse_picked(body, key))

    return shortcuts


def _events(house: House) -> _Listener:
    async def events(body: _Body, key: str) -> None:  # noqa: ARG001 - an event has an id of its own
        kind = parse_events.event_type(body)
        if kind == "message":
            direct = parse_events.parse_direct(body)
            said = None if direct else parse_events.parse_said(body)
            if direct:
                await listeners.on_direct(house, direct)
            elif said:
                await listeners.on_message(house, said)
        elif kind == "app_home_opened":
            await listeners.on_home(house, parse_events.parse_opened(body))
        elif kind in parse_events.LEFT:
            await listeners.on_left(house, parse_events.parse_left(body))

    return events


async def dispatch(app: AsyncApp, body: dict[str, Any], key: str, figures: SlackFigures) -> BoltResponse:
    """Let Bolt find the listener for a payload of which the sender is known."""
    begun = perf_counter()
    request = AsyncBoltRequest(mode="socket_mode", body=body, context={"key": key})
    answered = await app.async_dispatch(request)
    figures.took(kind_of(body), answered.status, perf_counter() - begun)
    return answered
