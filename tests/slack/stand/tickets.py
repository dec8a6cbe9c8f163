"""What an interaction gives the app to answer with: a trigger of one use and 3 seconds, an address of five uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.slack.stand.clock import Ids, StandClock
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.world import Channel, Install, User

if TYPE_CHECKING:
    from tests.slack.stand.messages import Message

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass(eq=False, kw_only=True)
class Trigger:
    """The right to open one modal for one person."""

    install: Install
    user: User
    until: float
    used: bool = False


@dataclass(eq=False, kw_only=True)
class ResponseAddress:
    """Where the app can answer an interaction: to whom, in which channel, and the message it came from."""

    install: Install
    user: User
    channel: Channel
    until: float
    source: Message | None = None
    uses: int = 0


class Tickets:
    """All triggers and response addresses that were given out."""

    def __init__(self, clock: StandClock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self.triggers: dict[str, Trigger] = {}
        self.addresses: dict[str, ResponseAddress] = {}
        self.base = ""

    def trigger(self, install: Install, user: User) -> str:
        """Give a new trigger id."""
        name = f"{self._ids.new('')}.{install.team[1:]}.{self._ids.new('f')}"
        self.triggers[name] = Trigger(install=install, user=user, until=self._clock() + TRIGGER_SECONDS)
        return name

    def spend(self, name: str, install: Install) -> User:
        """Use a trigger up; gives the person. Refuses one that is unknown, old or used before."""
        trigger = self.triggers.get(name)
        if trigger is None or trigger.install is not install:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.used:
            raise SlackRefusal("exchanged_trigger_id")
        if self._clock() > trigger.until:
            raise SlackRefusal("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def address(self, install: Install, user: User, channel: Channel, source: Message | None = None) -> str:
        """Give a new response_url."""
        name = self._ids.new("R")
        self.addresses[name] = ResponseAddress(
            install=install, user=user, channel=channel, source=source, until=self._clock() + RESPONSE_SECONDS
        )
        return f"{self.base}/response/{name}"

    def use_address(self, name: str) -> ResponseAddress:
        """Count one use of a response_url. Refuses one that is unknown, old or used up."""
        address = self.addresses.get(name)
        if address is None or self._clock() > address.until:
            raise SlackRefusal("expired_url")
        if address.uses >= RESPONSE_USES:
            raise SlackRefusal("used_url")
        address.uses += 1
        return address
