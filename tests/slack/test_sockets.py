"""Socket Mode of the stand, with Bolt's own handler at the other end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.stand import Served, Stand
from tests.slack.trial_app import TrialApp


class Plugged:
    """The trial app over Socket Mode; more than one connection when asked."""

    def __init__(self, stand: Stand, trial: TrialApp) -> None:
        self.trial = trial
        self._stand = stand
        self._handlers: list[AsyncSocketModeHandler] = []

    async def connect(self, ping_interval: float = 5) -> None:
        """Open a connection."""
        logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.CRITICAL)
        handler = AsyncSocketModeHandler(
            self.trial.bolt,
            self._stand.app.token,
            web_client=AsyncWebClient(token=self._stand.app.token, base_url=self._stand.api_url),
            ping_interval=ping_interval,
        )
        self._handlers.append(handler)
        await handler.connect_async()

    async def close(self) -> None:
        """Close every connection."""
        for handler in self._handlers:
            await handler.close_async()
        await self.trial.close()


@pytest.fixture
def plugged(stand: Stand) -> Iterator[Plugged]:
    """Give the trial app with one open socket."""
    stand.app.socket_mode = True
    trial = TrialApp(stand.api_url, stand.app.signing_secret, token=next(iter(stand.slack.world.installs)))
    with Served() as served:
        trial.run = served.run
        ready = Plugged(stand, trial)
        served.run(ready.connect())
        stand.wait_for(lambda: stand.slack.sockets.connections, what="a socket")
        yield ready
        served.run(ready.close())


def test_commands_taps_forms_and_events_come_over_the_socket(stand: Stand, plugged: Plugged) -> None:
    """What comes with the acknowledgement is shown as over HTTP."""
    noor = stand.person("noor")

    noor.types("/doorbraak help")
    noor.types("/voorkomerger")
    noor.submits(amount="fout")
    assert noor.errors == {"amount": "Dat is geen bedrag."}
    noor.submits(amount="12")
    plugged.trial.post_card(stand.channel_of("meelezers").id)
    noor.presses("approve", noor.finds("Fiets", "meelezers"))
    noor.says("Hoi", "meelezers")

    told = noor.told()
    assert told.startswith("Je typte: help")
    assert told.endswith("Je bent akkoord.")
    assert plugged.trial.heard[-1]["event"]["text"] == "Hoi"


def test_an_event_that_is_not_acknowledged_comes_again(stand: Stand, plugged: Plugged) -> None:
    """With the number of the attempt, and the same event id."""
    stand.slack.courier.patience = 0.5
    plugged.trial.delays = [0.7]
    stand.person("noor").says("Hoi", "meelezers")

    stand.wait_for(lambda: len(plugged.trial.heard) == 2, what="the event again")
    stand.idle()

    assert plugged.trial.heard[0]["event_id"] == plugged.trial.heard[1]["event_id"]
    assert [one.failed for one in stand.sent[-1].replies] == ["http_timeout", ""]


def test_a_socket_that_slack_asks_to_leave_is_followed_by_another(stand: Stand, plugged: Plugged) -> None:
    """Each few hours Slack refreshes; nothing gets lost."""
    stand.run(stand.slack.sockets.ask_to_leave())

    stand.wait_for(lambda: stand.slack.sockets.open_of(stand.app), what="another socket")

    assert stand.slack.sockets.opened == 2
    assert not stand.person("noor").types("/doorbraak help").failed


def test_a_socket_that_is_cut_is_opened_again(stand: Stand, plugged: Plugged) -> None:
    """Without a socket a command fails; a moment later there is one again."""
    plugged.trial.run(plugged.connect(ping_interval=0.05))
    stand.wait_for(lambda: len(stand.slack.sockets.connections) == 2, what="a second socket")
    opened = stand.slack.sockets.opened

    stand.run(stand.slack.sockets.cut())

    stand.wait_for(lambda: stand.slack.sockets.open_of(stand.app), 5, "a new socket")
    assert stand.slack.sockets.opened > opened
    assert not stand.person("noor").types("/doorbraak help").failed


def test_without_a_socket_a_command_fails(stand: Stand, plugged: Plugged) -> None:
    """Slack says so at once."""
    plugged.trial.run(plugged.close())
    stand.wait_for(lambda: not stand.slack.sockets.connections, what="no sockets")
    noor = stand.person("noor")

    noor.types("/doorbraak help")

    assert "dispatch_failed" in noor.told()


def test_with_several_sockets_each_thing_comes_over_one_of_them(stand: Stand, plugged: Plugged) -> None:
    """Envelopes go in turn, not to all."""
    plugged.trial.run(plugged.connect())
    stand.wait_for(lambda: len(stand.slack.sockets.connections) == 2, what="a second socket")

    for word in ("een", "twee", "drie", "vier"):
        stand.person("noor").says(word, "meelezers")

    assert [one["event"]["text"] for one in plugged.trial.heard] == ["een", "twee", "drie", "vier"]


def test_a_silent_socket_stays_open_and_answers_nothing(stand: Stand, plugged: Plugged) -> None:
    """No pong, no envelope: the trap that only an own probe finds."""
    stand.slack.courier.patience = 0.1
    stand.slack.sockets.silence()

    reply = stand.person("noor").types("/doorbraak help")

    assert reply.failed == "http_timeout"
    assert plugged.trial.heard == []
    assert stand.slack.sockets.connections


def test_a_client_that_pings_notices_the_silence(stand: Stand, plugged: Plugged) -> None:
    """No pong comes: the SDK opens another socket, and that one is silent too."""
    plugged.trial.run(plugged.connect(ping_interval=0.1))
    stand.wait_for(lambda: stand.slack.sockets.pings, what="a ping")
    opened = stand.slack.sockets.opened

    stand.slack.sockets.silence()

    stand.wait_for(lambda: stand.slack.sockets.opened > opened, 5, "another socket")


def test_a_socket_needs_the_token_of_the_app(stand: Stand, trial: TrialApp) -> None:
    """The token of the bot opens none, and a ticket works once."""
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        trial.call("apps.connections.open")

    async def connect_twice() -> list[int]:
        import aiohttp

        client = AsyncWebClient(token=stand.app.token, base_url=stand.api_url)
        url: Any = (await client.apps_connections_open(app_token=stand.app.token))["url"]
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(url) as socket:
                hello = await socket.receive_json()
            async with session.get(url.replace("ws://", "http://")) as second:
                return [hello["num_connections"], second.status]

    assert trial.run(connect_twice()) == [1, 403]
