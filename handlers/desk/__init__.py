"""What a channel gets to work with: one door for commands and read-only questions. Implemented in bot/desk/.

Protocols only, so that platforms know neither the store nor each other. Every method is asynchronous: the store runs
on its own threads. Who may see what is decided behind this door, by the viewer that is passed along.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from doorbraak.commands import Command
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer
from handlers.desk.accountability import Accountability
from handlers.desk.accounts import Accounts, ChatAccount
from handlers.desk.clients import Clients
from handlers.desk.doors import Doors
from handlers.desk.notes import Notes
from handlers.desk.own_settings import OwnSettings
from handlers.desk.people import People
from handlers.desk.posted import PostedTexts
from handlers.desk.reading import Reading
from handlers.desk.texts import Texts

__all__ = ["ChatAccount", "Desk", "Forbidden", "TooManyLooks", "TooManyTries", "Unavailable"]


class Unavailable(Exception):
    """The store cannot be reached or is too busy; nothing was stored. `reference` stands in the log too."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class Forbidden(Exception):
    """Whoever asks may not, as the table of handlers/access.py says. Channels that look there first never meet it."""


class TooManyLooks(Exception):
    """Somebody looked at more than ten different file numbers in an hour without sending (docs/rules.md section 7)."""


class TooManyTries(Exception):
    """A door was tried too often, by somebody or by everybody together; after `wait` it opens again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(str(wait))
        self.wait = wait


class Desk(Reading, Clients, Texts, Doors, PostedTexts, Notes, OwnSettings, People, Accountability, Accounts, Protocol):
    """The one door of every channel."""

    def now(self) -> datetime:
        """Give the present moment (tests and the demo bring their own clock)."""
        ...

    def seed(self) -> bytes:
        """Give 32 fresh random bytes for a command."""
        ...

    async def do(self, command: Command) -> Outcome:
        """Carry out a command; returns after its effect is durable. Raises Unavailable."""
        ...

    async def mark_news_read(self, viewer: Viewer) -> None:
        """Mark all delivered messages of the viewer as read."""
        ...

    async def note(
        self, person: PersonId, what: str, facts: Mapping[str, Any], *, target: str = "", result: str = "done"
    ) -> None:
        """Log something that changes no figure: a sign-in, a download. Codes and identifiers only, no words."""
        ...

    async def knock(self, what: str) -> None:
        """Count a try to come in of which nobody knows the programme, such as a wrong code."""
        ...

    def is_ready(self) -> bool:
        """Claim that taps can be stored now."""
        ...
