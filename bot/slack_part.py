"""The part `slack`: Bolt over the desk, reached by HTTP or over a socket that we open; and the messenger of delivery.

Imported only when Slack is set up: its libraries take memory and time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp
from starlette.routing import Route

from bot.desk import StoreDesk
from bot.settings import Settings
from doorbraak.ids import PersonId
from handlers.slack.client import SlackClient
from handlers.slack.door import slack_route
from handlers.slack.figures import SlackFigures
from handlers.slack.house import House
from handlers.slack.messenger import SlackMessenger
from handlers.slack.parse import PLATFORM
from handlers.slack.register import make_app
from storage import chat_accounts, troubles
from storage.store import Store

if TYPE_CHECKING:
    from handlers.slack.sockets import Sockets


@dataclass(frozen=True, slots=True)
class SlackPart:
    """Slack's side of this process."""

    house: House
    app: AsyncApp
    settings: Settings
    figures: SlackFigures

    @property
    def by_socket(self) -> bool:
        """Claim that events come over a socket of ours."""
        return bool(self.settings.slack_app_token)

    def routes(self) -> list[Route]:
        """Give the door for HTTP; without a signing secret there is none."""
        if not self.settings.slack_signing_secret:
            return []
        return [slack_route(self.app, self.settings.slack_signing_secret, self.house.desk.now, self.figures)]

    def sockets(self) -> Sockets:
        """Give the connection of Socket Mode; who is reached by HTTP does not load it."""
        from handlers.slack.sockets import Sockets

        return Sockets(self.app, self.settings.slack_app_token, self.settings.slack_api_url, self.figures)

    async def close(self) -> None:
        """Finish what was left for after an answer, and let go of Slack."""
        await self.house.after.finish()
        await self.house.client.close()


def make_client(settings: Settings, figures: SlackFigures) -> SlackClient:
    """Make the client of Slack's Web API; several tokens are separated by commas, one for each workspace."""
    tokens = [one.strip() for one in settings.slack_bot_token.split(",") if one.strip()]
    return SlackClient(tokens, settings.slack_api_url, figures)


def make_slack_part(settings: Settings, desk: StoreDesk, figures: SlackFigures) -> SlackPart:
    """Make the part."""
    house = House(desk, make_client(settings, figures), settings.public_url)
    return SlackPart(house, make_app(house), settings, figures)


class _Refusals:
    """The notes about what Slack refuses, in the store."""

    def __init__(self, store: Store, desk: StoreDesk) -> None:
        self._store = store
        self._desk = desk

    async def known(self) -> set[str]:
        """Give the addresses that are noted."""
        return await asyncio.wrap_future(self._store.ask(lambda connection: troubles.addresses(connection, PLATFORM)))

    async def note(self, address: str, code: str) -> None:
        """Note what Slack says."""
        await self._desk.place_refused(PLATFORM, address, code)


def make_messenger(settings: Settings, store: Store, desk: StoreDesk, figures: SlackFigures) -> SlackMessenger:
    """Make the messenger that delivery sends with."""

    async def accounts_of(person: PersonId) -> Sequence[str]:
        return await asyncio.wrap_future(
            store.ask(lambda connection: chat_accounts.accounts_of(connection, person, PLATFORM))
        )

    return SlackMessenger(make_client(settings, figures), accounts_of, _Refusals(store, desk))
