"""Questions: who looks, what waits, lists, one request, what was spent. Who may see what: storage/overviews."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.desk.counter import Counter, only
from bot.reports.files import spend_csv, spend_workbook
from bot.telling import Teller
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
from handlers.access import Who
from storage.overviews import news as news_query
from storage.overviews import people as people_query
from storage.overviews import reading, request_page, requests, spend, spend_extra, warnings


class Reading(Counter):
    """Questions, as the desk offers it."""

    async def viewer(self, person: PersonId) -> Viewer | None:
        """Give who looks, or None."""
        return await self._ask(lambda connection: reading.viewer(connection, person))

    async def people(self, viewer: Viewer) -> tuple[PersonLine, ...]:
        """Give everybody of the viewer's programme, by name."""
        return await self._ask(lambda connection: people_query.people(connection, viewer.programme_id))

    async def demo_people(self) -> tuple[PersonLine, ...]:
        """Give the people to choose from on the demo page."""
        return await self._ask(people_query.demo_people) if self._is_demo else ()

    async def waiting(self, viewer: Viewer) -> tuple[WaitingItem, ...]:
        """Give what waits for the viewer."""
        return await self._ask(lambda connection: requests.waiting(connection, viewer, self.now()))

    async def news(self, viewer: Viewer) -> tuple[NewsItem, ...]:
        """Give the viewer's delivered messages, with their words."""

        def question(connection: Connection) -> tuple[NewsItem, ...]:
            now = self.now()
            teller = Teller(connection, viewer, self._store.safe, now)
            items = news_query.news(connection, viewer.id, now)
            told = (replace(item, text=teller.text(item.kind, item.number, item.facts)) for item in items)
            return tuple(item for item in told if item.text)

        return await self._ask(question)

    async def requests(self, viewer: Viewer, wanted: RequestFilter) -> RequestList:
        """Give the requests that the viewer may see."""
        return await self._ask(lambda connection: requests.requests(connection, viewer, wanted, self.now()))

    async def request(self, viewer: Viewer, number: str) -> RequestPage | None:
        """Give everything about one request, or None."""
        safe = self._store.safe
        return await self._ask(
            lambda connection: request_page.request_page(connection, viewer, number, self.now(), safe)
        )

    async def request_version(self, viewer: Viewer, number: str) -> int | None:
        """Give the version of a request, or None."""
        return await self._ask(lambda connection: request_page.request_version(connection, viewer, number))

    async def spend(self, viewer: Viewer, wanted: SpendFilter) -> tuple[Spend, SpendExtra]:
        """Give what was spent."""
        only(Who.FUND, viewer)
        programme = viewer.programme_id
        return await self._ask(
            lambda connection: (
                spend.spend(connection, programme, wanted),
                spend_extra.spend_extra(connection, programme, wanted),
            )
        )

    async def spend_workbook(self, viewer: Viewer, wanted: SpendFilter) -> bytes:
        """Give spend as an XLSX workbook; the download is logged."""
        figures, _ = await self.spend(viewer, wanted)
        await self.note(viewer.id, "download", _downloaded("xlsx", wanted), target="spend")
        return spend_workbook(figures)

    async def spend_csv(self, viewer: Viewer, wanted: SpendFilter, *, excel: bool) -> bytes:
        """Give spend as CSV; the download is logged."""
        figures, _ = await self.spend(viewer, wanted)
        facts = _downloaded("csv-excel" if excel else "csv-data", wanted)
        await self.note(viewer.id, "download", facts, target="spend")
        return spend_csv(figures, excel=excel)

    async def warnings(self, viewer: Viewer) -> tuple[str, ...]:
        """Give what an admin must know: too_few_voters, budget_missing, place_refused."""
        if not viewer.person.is_admin:
            return ()
        now = self.now()
        return await self._ask(lambda connection: warnings.warnings(connection, viewer, now))


def _downloaded(form: str, wanted: SpendFilter) -> dict[str, str]:
    """Give what the log keeps of a download: its form and everything it was narrowed to."""
    return {
        "form": form,
        "by": wanted.by,
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "theme": wanted.theme,
        "district": wanted.district,
    }
