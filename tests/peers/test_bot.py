"""The bot itself over the counterpart: ask, vote three times, granted, told; over HTTP and over a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.deliver import Delivery
from bot.settings import Settings
from bot.slack_part import SlackPart, make_messenger, make_slack_part
from bot.wiring import make_slack_app
from doorbraak.ids import PersonId
from handlers.slack.figures import SlackFigures
from storage import administer
from tests.peers.conftest import CHANNELS, PEOPLE, Start
from tests.peers.local_slack import APP_TOKEN, SECRET, TEAM, TOKEN, LocalSlack
from tests.peers.person import PeerPerson
from tests.slack.stand import Served
from tests.web.stage import ADDRESS, UTRECHT, Stage


class PeerStage:
    """The programme of the stage with its bot in the counterpart, by the real clock: the counterpart has no other."""

    def __init__(self, folder: Path, start_peer: Start, *, by_socket: bool) -> None:
        self.stage = Stage(folder)
        self.stage.clock.at = datetime.now(UTC)
        self.stage.store.run(_in_slack)
        self._asgi: Any = None
        self.served = Served(None if by_socket else self._application())
        self.served.__enter__()
        self.peer: LocalSlack = start_peer("" if by_socket else f"{self.served.url}/slack/events")
        settings = Settings(
            database_url="",
            public_url=ADDRESS,
            slack_bot_token=TOKEN,
            slack_signing_secret=SECRET,
            slack_app_token=APP_TOKEN if by_socket else "",
            slack_api_url=self.peer.api_url,
        )
        self.served.run(self._make(settings))

    def _application(self) -> Any:
        async def application(scope: Any, receive: Any, send: Any) -> None:
            await self._asgi(scope, receive, send)

        return application

    async def _make(self, settings: Settings) -> None:
        self.part: SlackPart = make_slack_part(settings, self.stage.desk, SlackFigures())
        self._asgi = make_slack_app(self.stage.desk, self.part)
        self.messenger = make_messenger(settings, self.stage.store, self.stage.desk, self.part.figures)
        self.messenger.hurry()
        self.delivery = Delivery(self.stage.store, {"slack": self.messenger}, now=self.stage.clock)
        self.socket: asyncio.Task[None] | None = None
        if settings.slack_app_token:
            sockets = self.part.sockets()
            self.socket = asyncio.create_task(sockets.run())
            while not sockets.is_connected:
                await asyncio.sleep(0.01)

    def deliver(self) -> None:
        """Deliver everything that is due, once all answers are out."""
        self.served.run(self.part.house.after.all_done())
        while self.served.run(self.delivery.once()):
            pass

    def person(self, name: str) -> PeerPerson:
        """Give somebody at the counterpart."""
        return PeerPerson(self.peer, PEOPLE[name], CHANNELS)

    def close(self) -> None:
        """Let go of everything."""
        self.served.run(self._end())
        self.served.__exit__()
        self.stage.close()

    async def _end(self) -> None:
        if self.socket:
            self.socket.cancel()
        await self.part.close()
        await self.messenger.close()


def _in_slack(uow: Any) -> None:
    place = f"{TEAM}:{CHANNELS['meelezers']}"
    administer.set_place(uow, UTRECHT, "rev", platform="slack", address=place, districts=[], purposes=["requests"])
    for key, user in PEOPLE.items():
        administer.link_identity(uow.connection, PersonId(key), "slack", f"{TEAM}:{user}")


@pytest.fixture(params=["http", "socket"])
def told(request: pytest.FixtureRequest, tmp_path: Path, start_peer: Start) -> Iterator[PeerStage]:
    """Give the bot in the counterpart, once for each way between them."""
    made = PeerStage(tmp_path, start_peer, by_socket=request.param == "socket")
    yield made
    made.close()


def test_a_bicycle_is_asked_for_voted_on_and_granted(told: PeerStage) -> None:
    """The main flow: form, check step, card, three votes, decision in the thread, direct message."""
    noor = told.person("noor")
    noor.types("/voorkomerger", "meelezers")
    told.deliver()
    noor.submits(
        client="BOKS-1001",
        district="Overvecht",
        theme="fiets",
        amount="125,50",
        question="Een tweedehands fiets helpt.",
        if_nothing="De stage stopt.",
    )
    assert "Klopt dit?" in noor.modal
    noor.submits()
    told.deliver()

    for turn, name in enumerate(("joost", "anke", "bram")):
        person = told.person(name)
        card = person.finds(f"Akkoord: {turn} van 3", "meelezers")
        person.presses("Akkoord", card)
        told.deliver()
        assert "akkoord" in person.told().lower()
    assert told.person("joost").finds("Toegekend: ", "meelezers")
    assert told.stage.differences() == ()
