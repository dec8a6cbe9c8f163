"""The programme of the stage, and the bot over it in a fake Slack: real HTTP or a real socket, on a loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.deliver import Delivery
from bot.desk.counter import look_through
from bot.outgoing import Outgoing
from bot.privacy_lists import load_lists
from bot.settings import Settings
from bot.slack_part import SlackPart, make_messenger, make_slack_part
from bot.wiring import make_slack_app
from doorbraak.ids import PersonId
from handlers.messenger import Messenger
from handlers.slack.figures import SlackFigures
from handlers.slack.manifest import make_manifest
from handlers.slack.messenger import SlackMessenger
from storage import administer, deliveries, troubles
from tests.slack.stand import Person, Seen, Served, Stand
from tests.web.stage import ADDRESS, PEOPLE, START, UTRECHT, Stage

CHANNEL = "meelezers"
TEAM = "T01TEST"
PLACE = f"{TEAM}:C01REV"


def account_of(key: str) -> str:
    """Give the Slack account of somebody of the stage."""
    return f"{TEAM}:U01{key.upper()}"


class BotStage(Stage):
    """A stage whose people are in Slack too. `by_socket`: Socket Mode. Everything is delivered when it is asked for."""

    ping = 0.5
    """Seconds between two looks whether a socket lives: a machine that stalls for a second has not lost it."""

    def __init__(self, folder: Path, *, by_socket: bool = False, **settings: Any) -> None:
        look_through(
            "Eerst de lijsten.", load_lists()
        )  # the first text of a process would wait for them longer than Slack
        self.by_socket = by_socket
        self.stand = Stand(at=START, signs_by=lambda: self.clock().timestamp())
        self.served = Served(self._application())
        self._part: SlackPart | None = None
        self._socket: Any = None
        self.stand.__enter__()
        self._fill_stand()
        self.served.__enter__()
        if not by_socket:
            self.stand.app.request_url = f"{self.served.url}/slack/events"
        super().__init__(folder, **settings)
        self.store.run(_in_slack)

    def _fill_stand(self) -> None:
        workspace = self.stand.workspace(TEAM)
        self.stand.add_app(make_manifest("https://bot.example.org", socket_mode=self.by_socket))
        self.install = self.stand.install(workspace)
        people = [self.stand.add_person(key, id=f"U01{key.upper()}", email=f"{key}@example.org") for key, *_ in PEOPLE]
        self.channel = self.stand.add_channel(CHANNEL, id="C01REV", members=people, kind="private")

    def _application(self) -> Any:
        async def application(scope: Any, receive: Any, send: Any) -> None:
            await self._asgi(scope, receive, send)  # the one that runs now: a restart makes another

        return application

    def _open(self) -> None:
        super()._open()
        self.slack_settings = Settings(
            database_url="",
            public_url=ADDRESS,
            slack_bot_token=self.install.token,
            slack_signing_secret="" if self.by_socket else self.stand.app.signing_secret,
            slack_app_token=self.stand.app.token if self.by_socket else "",
            slack_api_url=self.stand.api_url,
        )
        self.served.run(self._make())

    async def _make(self) -> None:
        figures = SlackFigures()
        self._part = make_slack_part(self.slack_settings, self.desk, figures)
        self._asgi = make_slack_app(self.desk, self._part)
        self.messenger = make_messenger(self.slack_settings, self.store, self.desk, figures)
        self.messenger.hurry()
        self.delivery = Delivery(self.store, {"slack": self.messenger}, now=self.clock)
        if self.by_socket:
            await self._connect(self._part)

    async def _connect(self, part: SlackPart) -> None:
        self.sockets = sockets = part.sockets()
        sockets.hurry(self.ping)
        self._socket = asyncio.create_task(sockets.run())
        while not sockets.is_connected:
            await asyncio.sleep(0.005)

    @property
    def file(self) -> Path:
        """Give the database file."""
        return self._file

    @property
    def keys(self) -> list[str]:
        """Give the keys of the database."""
        return self._keys

    @property
    def part(self) -> SlackPart:
        """Give the part that runs now."""
        assert self._part is not None
        return self._part

    def restart(self) -> None:
        """End the bot and start it again: only what is stored, and what is in Slack, goes on."""
        self.served.run(self._end())
        super().restart()

    async def _end(self) -> None:
        await self.part.house.after.all_done()
        if self._socket is not None:
            self._socket.cancel()
            await asyncio.wait([self._socket])
        await self.part.close()
        await _close(self.messenger)

    def close(self) -> None:
        """Let go of everything; fails when the bot did what Slack refuses."""
        self.served.run(self._end())
        self.served.__exit__()
        super().close()
        self.stand.__exit__(None)

    # --- what tests do ------------------------------------------------------------------------------------------------

    def person(self, key: str) -> Person:
        """Give somebody at a screen."""
        return self.stand.person(key)

    def settle_down(self) -> None:
        """Wait until everything that was left for after an answer is done."""
        self.stand.idle()
        self.served.run(self.part.house.after.all_done())

    def deliver(self, more: Mapping[str, Messenger] | None = None) -> None:
        """Deliver everything that is due now, on other platforms too."""
        self.settle_down()
        self.delivery.messengers = {"slack": self.messenger, **(more or {})}
        while self.served.run(self.delivery.once()):
            pass

    def card(self, number: str, who: str = "joost") -> Seen:
        """Give the card of a request as somebody sees it."""
        cards = [one for one in self.person(who).sees(CHANNEL) if number in one.text and not one.message.seen_by]
        return next(one for one in cards if one.message.root == one.ts or not one.message.thread_ts)

    def refusals(self) -> list[troubles.Trouble]:
        """Give what is noted about channels and accounts that Slack refuses."""
        return self.store.answer(lambda connection: troubles.known(connection, UTRECHT))

    def sweep_threads(self) -> None:
        """Let the clock do what is due about messages in threads."""
        self.loop.run(Clock(self.store, lambda: None, now=self.clock).once())

    def forget_deliveries(self) -> None:
        """Send everything that is due and die before any of it is marked."""
        self.settle_down()
        self.served.run(_send_without_marking(self))


async def _send_without_marking(stage: BotStage) -> None:
    now = stage.clock()
    claimed = await asyncio.wrap_future(
        stage.store.submit(lambda uow: deliveries.claim_cards(uow.connection, now), seconds=None)
    )
    outgoing = Outgoing(stage.store, {"slack": stage.messenger}, now)
    for card in claimed:
        await outgoing.card(card)


def _in_slack(uow: Any) -> None:
    administer.set_place(
        uow, UTRECHT, "rev", platform="slack", address=PLACE, districts=[], purposes=["requests", "cases"]
    )
    for key, *_ in PEOPLE:
        administer.link_identity(uow.connection, PersonId(key), "slack", account_of(key))


async def _close(messenger: SlackMessenger) -> None:
    await messenger.close()


@contextmanager
def a_bot_stage(folder: Path, **settings: Any) -> Iterator[BotStage]:
    """Give a stage in Slack, and let go of it afterwards."""
    stage = BotStage(folder, **settings)
    try:
        yield stage
    finally:
        stage.close()
