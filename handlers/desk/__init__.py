"""What a channel gets to work with: one door for commands and read-only questions. Implemented in bot/desk/.

Protocols only, so that platforms know neither the store nor each other. Every method is asynchronous: the store runs
on its own threads. Who may see what is decided behind this door, by the viewer that is passed along.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from doorbraak.commands import Command
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer
from handlers.desk.accounts import Accounts, ChatAccount
from handlers.desk.clients import Clients
from handlers.desk.doors import Doors
from handlers.desk.posted import PostedTexts
from handlers.desk.reading import Reading
from handlers.desk.texts import Texts

__all__ = ["ChatAccount", "Desk", "TooManyLooks", "Unavailable"]


class Unavailable(Exception):
    """The store cannot be reached or is too busy; nothing was stored. `reference` stands in the log too."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class TooManyLooks(Exception):
    """Somebody looked at more than ten different file numbers in an hour without sending (docs/rules.md section 7)."""


class Desk(Reading, Clients, Texts, Doors, PostedTexts, Accounts, Protocol):
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

    async def note(self, person: PersonId, what: str, facts: Mapping[str, Any]) -> None:
        """Log something that changes no figure: a sign-in, a download."""
        ...

    def is_ready(self) -> bool:
        """Claim that taps can be stored now."""
        ...
