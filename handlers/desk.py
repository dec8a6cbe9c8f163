"""What a channel gets to work with: one door for commands and read-only questions. Implemented in bot/desk.py.

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
from doorbraak.overviews import (
    CheckStep,
    Draft,
    NewsItem,
    PersonLine,
    RequestFilter,
    RequestList,
    RequestPage,
    Spend,
    SpendExtra,
    SpendFilter,
    Viewer,
    WaitingItem,
)


class Unavailable(Exception):
    """The store cannot be reached or is too busy; nothing was stored. `reference` stands in the log too."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class TooManyLooks(Exception):
    """Somebody looked at more than ten different file numbers in an hour without sending (docs/rules.md section 7)."""


class Desk(Protocol):
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

    async def viewer(self, person: PersonId) -> Viewer | None:
        """Give who looks, or None when that person is unknown, not linked or left."""
        ...

    async def people(self, viewer: Viewer) -> tuple[PersonLine, ...]:
        """Give everybody of the viewer's programme, by name."""
        ...

    async def waiting(self, viewer: Viewer) -> tuple[WaitingItem, ...]:
        """Give what waits for the viewer, the most pressing first."""
        ...

    async def news(self, viewer: Viewer) -> tuple[NewsItem, ...]:
        """Give the viewer's delivered messages of the last 14 days, newest first."""
        ...

    async def mark_news_read(self, viewer: Viewer) -> None:
        """Mark all delivered messages of the viewer as read."""
        ...

    async def requests(self, viewer: Viewer, wanted: RequestFilter) -> RequestList:
        """Give the requests the viewer may see (koploper: own ones and those of own districts; others: all)."""
        ...

    async def request(self, viewer: Viewer, number: str) -> RequestPage | None:
        """Give everything about one request that the viewer may see, or None."""
        ...

    async def request_version(self, viewer: Viewer, number: str) -> int | None:
        """Give only the version of a request, for a page that asks whether something changed."""
        ...

    async def check_step(self, viewer: Viewer, draft: Draft, amount_cents: int) -> CheckStep:
        """Give what the check step shows; the look at this client is logged. Raises TooManyLooks."""
        ...

    async def client_left(self, viewer: Viewer, number: str) -> int | None:
        """Give what is left for the client of a request in cents, for a lead who can decide; the look is logged."""
        ...

    async def warnings(self, viewer: Viewer) -> tuple[str, ...]:
        """Give what an admin must know: `too_few_voters`, `budget_missing` (docs/rules.md section 2)."""
        ...

    async def client_is_valid(self, viewer: Viewer, file_number: str) -> bool:
        """Claim that this can be a file number in the viewer's organisation."""
        ...

    async def client_code(self, viewer: Viewer, file_number: str) -> str:
        """Make the client code of a file number; the number itself is kept nowhere."""
        ...

    def fresh_client_number(self) -> str:
        """Give a random code for a client without a file, like ZD-7K3P-92."""
        ...

    def private_finds(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give the block-level finds of a typed text as (kind, words); shown to the writer alone."""
        ...

    async def spend(self, viewer: Viewer, wanted: SpendFilter) -> tuple[Spend, SpendExtra]:
        """Give what was spent, for lead, manager and admin."""
        ...

    async def spend_workbook(self, viewer: Viewer, wanted: SpendFilter) -> bytes:
        """Give the same as an XLSX workbook; the download is logged."""
        ...

    async def spend_csv(self, viewer: Viewer, wanted: SpendFilter, *, excel: bool) -> bytes:
        """Give the same as CSV: for a Dutch spreadsheet (`;`, comma, BOM) or as data (ISO); the download is logged."""
        ...

    async def save_draft(
        self,
        viewer: Viewer,
        kind: str,
        values: Mapping[str, str],
        *,
        client_number: str | None = None,
        draft: str | None = None,
    ) -> Draft:
        """Save a half-done form. `client_number` None keeps the code there is, empty clears it; a field with a
        block-level find is not saved.
        """
        ...

    async def draft(self, viewer: Viewer, kind: str, draft: str | None = None) -> Draft | None:
        """Give the viewer's draft of a kind (the newest, or by id), or None."""
        ...

    async def drop_draft(self, viewer: Viewer, draft: str) -> None:
        """Throw a draft away, as after sending."""
        ...

    async def redeem_code(self, code: str) -> PersonId | None:
        """Spend a sign-in code (one use, 15 minutes) and give whose it is; that person is linked from then on."""
        ...

    async def remember_device(self, person: PersonId) -> str:
        """Give the secret of a remembered device, good for 30 days."""
        ...

    async def device_owner(self, secret: str) -> PersonId | None:
        """Give whose remembered device this is, or None when unknown, expired or revoked."""
        ...

    async def forget_device(self, secret: str) -> None:
        """Revoke one remembered device by its secret, as on signing out there."""
        ...

    async def forget_devices(self, person: PersonId) -> int:
        """Revoke all remembered devices of a person; gives how many there were."""
        ...

    async def demo_people(self) -> tuple[PersonLine, ...]:
        """Give the people to choose from on the demo page; empty when this is no demo."""
        ...

    async def note(self, person: PersonId, what: str, facts: Mapping[str, Any]) -> None:
        """Log something that changes no figure: a sign-in, a download."""
        ...

    def is_ready(self) -> bool:
        """Claim that taps can be stored now."""
        ...
