"""Mail beside the chat platforms, for people who have none of those: what is told to them is booked as one mail a day.

The content stays in the inbox of the web. There are no places in mail, so nothing is posted or taken back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from doorbraak.ids import PersonId
from handlers.messenger import Notice, Post, Undeliverable

PLATFORM = "mail"
_NO_PLACES = "mail has no places"


class MailMessenger:
    """Messenger over mail; `book` asks for the mail of today to a person, once however often it is called."""

    def __init__(self, book: Callable[[PersonId], Awaitable[None]]) -> None:
        self._book = book

    async def post(self, place: str, post: Post, *, under: str = "") -> str:  # noqa: ARG002
        """Refuse: nobody reads along in a mail."""
        raise Undeliverable(_NO_PLACES)

    async def update(self, place: str, reference: str, post: Post) -> None:  # noqa: ARG002
        """Refuse, as posting."""
        raise Undeliverable(_NO_PLACES)

    async def tell(self, person: PersonId, notice: Notice) -> str:  # noqa: ARG002 - nothing of it goes into a mail
        """Book the mail that says that something waits; there is nothing in it to take back later."""
        await self._book(person)
        return ""

    async def retract(self, place: str, reference: str, text: str) -> None:  # noqa: ARG002
        """Refuse, as posting."""
        raise Undeliverable(_NO_PLACES)

    async def close(self) -> None:
        """Nothing is open here: letters are only written down."""
