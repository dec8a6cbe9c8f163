"""Read-only questions: who looks, what waits, lists, one request, what was spent. Protocol only."""

from __future__ import annotations

from typing import Protocol

from doorbraak.ids import PersonId
from doorbraak.overviews import (
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


class Reading(Protocol):
    """Read-only questions, as every channel may use it."""

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

    async def requests(self, viewer: Viewer, wanted: RequestFilter) -> RequestList:
        """Give the requests the viewer may see (koploper: own ones and those of own districts; others: all)."""
        ...

    async def request(self, viewer: Viewer, number: str) -> RequestPage | None:
        """Give everything about one request that the viewer may see, or None."""
        ...

    async def request_version(self, viewer: Viewer, number: str) -> int | None:
        """Give only the version of a request, for a page that asks whether something changed."""
        ...

    async def warnings(self, viewer: Viewer) -> tuple[str, ...]:
        """Give what an admin must know: `too_few_voters`, `budget_missing`, `place_refused`."""
        ...

    async def spend(self, viewer: Viewer, wanted: SpendFilter) -> tuple[Spend, SpendExtra]:
        """Give what was spent, for lead, manager and admin. Raises Forbidden for anybody else."""
        ...

    async def spend_workbook(self, viewer: Viewer, wanted: SpendFilter) -> bytes:
        """Give the same as an XLSX workbook; the download is logged."""
        ...

    async def spend_csv(self, viewer: Viewer, wanted: SpendFilter, *, excel: bool) -> bytes:
        """Give the same as CSV: for a Dutch spreadsheet (`;`, comma, BOM) or as data (ISO); the download is logged."""
        ...

    async def demo_people(self) -> tuple[PersonLine, ...]:
        """Give the people to choose from on the demo page; empty when this is no demo."""
        ...
