"""The one door of every channel (handlers/desk.py), over the store."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot import clocks
from bot.reports.files import spend_csv, spend_workbook
from bot.telling import Teller
from bot.text_check import BlockCheck
from doorbraak import clients, news
from doorbraak import events as e
from doorbraak.commands import Command, Submit
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
from doorbraak.privacy import check
from doorbraak.use_cases.act import carry_out
from doorbraak.working_time import add_working_hours
from handlers.desk import TooManyLooks, Unavailable
from storage import administer, codes, devices, drafts, looks
from storage.jobs import StoreUnavailable
from storage.overviews import news as news_query
from storage.overviews import people as people_query
from storage.overviews import reading, request_page, requests, spend, spend_extra, warnings
from storage.overviews.balances import fund_left_now, left_for_code
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger("doorbraakbot.desk")

T = TypeVar("T")

_ALPHABET = "2346789ABCDEFGHJKLMNPQRTUVWXYZ"


class StoreDesk:
    """Desk over a store. `nudge` is called after every commit: something may have to go out."""

    def __init__(
        self,
        store: Store,
        *,
        now: clocks.Now = clocks.now,
        seed: Callable[[], bytes] = clocks.seed,
        is_demo: bool = False,
    ) -> None:
        self._store = store
        self._now = now
        self._seed = seed
        self._is_demo = is_demo
        self._check = BlockCheck()
        self.nudge: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Give the present moment."""
        return self._now()

    def seed(self) -> bytes:
        """Give 32 fresh random bytes for a command."""
        return self._seed()

    # The store, from the event loop ---------------------------------------------------------------------------------

    async def _ask(self, question: Callable[[Connection], T]) -> T:
        return await _wait(self._store.ask(question))

    async def _change(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        result = await _wait(self._store.submit(work))
        self.nudge()
        return result

    # Commands -------------------------------------------------------------------------------------------------------

    async def do(self, command: Command) -> Outcome:
        """Carry out a command; returns after its effect is durable."""

        def work(uow: SqlUnitOfWork) -> Outcome:
            outcome = carry_out(uow, command, self._check)
            if outcome.accepted and isinstance(command, Submit):
                looks.sent(uow.connection, command.by)
            return outcome

        return await self._change(work)

    # Who ------------------------------------------------------------------------------------------------------------

    async def viewer(self, person: PersonId) -> Viewer | None:
        """Give who looks, or None."""
        return await self._ask(lambda connection: reading.viewer(connection, person))

    async def people(self, viewer: Viewer) -> tuple[PersonLine, ...]:
        """Give everybody of the viewer's programme, by name."""
        return await self._ask(lambda connection: people_query.people(connection, viewer.programme_id))

    async def demo_people(self) -> tuple[PersonLine, ...]:
        """Give the people to choose from on the demo page."""
        return await self._ask(people_query.demo_people) if self._is_demo else ()

    # Reading --------------------------------------------------------------------------------------------------------

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

    async def mark_news_read(self, viewer: Viewer) -> None:
        """Mark all delivered messages as read."""
        await self._change(lambda uow: news_query.mark_read(uow.connection, viewer.id, self.now()))

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
        await self.note(viewer.id, "download", {"form": "xlsx", "by": wanted.by})
        return spend_workbook(figures)

    async def spend_csv(self, viewer: Viewer, wanted: SpendFilter, *, excel: bool) -> bytes:
        """Give spend as CSV; the download is logged."""
        figures, _ = await self.spend(viewer, wanted)
        await self.note(viewer.id, "download", {"form": "csv-excel" if excel else "csv-data", "by": wanted.by})
        return spend_csv(figures, excel=excel)

    # Clients --------------------------------------------------------------------------------------------------------

    async def client_is_valid(self, viewer: Viewer, file_number: str) -> bool:
        """Claim that this can be a file number in the viewer's organisation."""
        return clients.is_valid(file_number, self._form(viewer))

    async def client_code(self, viewer: Viewer, file_number: str) -> str:
        """Make the client code of a file number."""
        form = self._form(viewer)
        number = clients.normalise((form.prefix if form else "") + file_number)
        return self._store.codes.newest(viewer.programme_id, number)

    @staticmethod
    def _form(viewer: Viewer) -> clients.ClientNumber | None:
        form = viewer.settings.get("client_number", {}).get(viewer.person.organisation)
        return clients.ClientNumber(**form) if form else None

    def fresh_client_number(self) -> str:
        """Give a random code for a client without a file: ZD-7K3P-92."""
        drawn = "".join(secrets.choice(_ALPHABET) for _ in range(6))
        return f"ZD-{drawn[:4]}-{drawn[4:]}"

    async def check_step(self, viewer: Viewer, draft: Draft, amount_cents: int) -> CheckStep:
        """Give what the check step shows; the look at this client is logged. Raises TooManyLooks."""
        now, code = self.now(), draft.client_code or ""

        def work(uow: SqlUnitOfWork) -> CheckStep | None:
            within = looks.look(uow.connection, viewer.id, code, now)
            circle = uow.circle_of(viewer.programme_id)
            if not within:
                uow.tell(viewer.programme_id, news.too_many_looks(viewer.id, circle, now))
            known = uow.known_client(viewer.programme_id, code=code)
            facts = {"client": known or "", "within": within}
            noted = e.Audited(at=now, by=viewer.id, what="looked_at_client", facts=facts)
            uow.record(viewer.programme_id, [(None, noted, None)])
            if not within:
                return None
            left = left_for_code(uow.connection, viewer.programme_id, code, viewer.policy, now)
            others = [
                one
                for one in circle.reviewers
                if one.id != viewer.id
                and not (viewer.policy.external_only and one.organisation == viewer.person.organisation)
            ]
            return CheckStep(
                client_left_cents=left,
                after_cents=left - amount_cents,
                may_vote=len(others),
                min_approvals=viewer.policy.min_approvals,
                fund_left_cents=fund_left_now(uow.connection, viewer.programme_id, now),
                decide_by=add_working_hours(now, viewer.policy.decide_within),
                client_tail=draft.client_tail,
            )

        step = await self._change(work)
        if step is None:
            raise TooManyLooks
        return step

    async def client_left(self, viewer: Viewer, number: str) -> int | None:
        """Give what is left for the client of a request, for the lead who decides; the look is logged."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> int | None:
            found = request_page.client_left(uow.connection, viewer, number, now)
            if found is None:
                return None
            facts = {"client": found[0], "request": number}
            noted = e.Audited(at=now, by=viewer.id, what="looked_at_client", facts=facts)
            uow.record(viewer.programme_id, [(None, noted, None)])
            return found[1]

        return await self._change(work)

    async def warnings(self, viewer: Viewer) -> tuple[str, ...]:
        """Give what an admin must know: too_few_voters, budget_missing."""
        if not viewer.person.is_admin:
            return ()
        now = self.now()
        return await self._ask(lambda connection: warnings.warnings(connection, viewer, now))

    def private_finds(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give the block-level finds of a typed text as (kind, words)."""
        return tuple((str(find.kind), find.text) for find in check(text) if str(find.level) == "block")

    # Drafts ---------------------------------------------------------------------------------------------------------

    async def save_draft(
        self,
        viewer: Viewer,
        kind: str,
        values: Mapping[str, str],
        *,
        client_number: str | None = None,
        draft: str | None = None,
    ) -> Draft:
        """Save a half-done form; a field with a block-level find is not saved."""
        now = self.now()
        known = await self.draft(viewer, kind, draft) if draft else None
        code, tail = (known.client_code, known.client_tail) if known else (None, "")
        if client_number is not None:
            valid = bool(client_number) and await self.client_is_valid(viewer, client_number)
            code = await self.client_code(viewer, client_number) if valid else None
            tail = clients.last_two(client_number) if valid else ""
        kept = {name: value for name, value in values.items() if not self.private_finds(value)}
        saved = Draft(
            id=known.id if known else secrets.token_hex(12),
            kind=kind,
            values=kept,
            client_code=code,
            client_tail=tail,
            saved_at=now,
        )
        safe = self._store.safe
        await self._change(lambda uow: drafts.save(uow.connection, safe, viewer.id, saved))
        return saved

    async def draft(self, viewer: Viewer, kind: str, draft: str | None = None) -> Draft | None:
        """Give the viewer's draft of a kind, or None."""
        safe = self._store.safe
        return await self._ask(lambda connection: drafts.read(connection, safe, viewer.id, kind, self.now(), draft))

    async def drop_draft(self, viewer: Viewer, draft: str) -> None:
        """Throw a draft away."""
        await self._change(lambda uow: drafts.drop(uow.connection, viewer.id, draft))

    # Signing in -----------------------------------------------------------------------------------------------------

    async def redeem_code(self, code: str) -> PersonId | None:
        """Spend a sign-in code and give whose it is; that person is linked from then on."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> PersonId | None:
            person = codes.redeem(uow.connection, code, now)
            if person is not None:
                administer.link_person(uow, person, now)
            return person

        return await self._change(work)

    async def remember_device(self, person: PersonId) -> str:
        """Give the secret of a remembered device."""
        secret = secrets.token_urlsafe(32)
        await self._change(lambda uow: devices.remember(uow.connection, person, secret, self.now()))
        return secret

    async def device_owner(self, secret: str) -> PersonId | None:
        """Give whose remembered device this is, or None."""
        return await self._ask(lambda connection: devices.owner(connection, secret, self.now()))

    async def forget_devices(self, person: PersonId) -> int:
        """Revoke all remembered devices of a person."""
        return await self._change(lambda uow: devices.forget(uow.connection, person))

    async def note(self, person: PersonId, what: str, facts: Mapping[str, Any]) -> None:
        """Log something that changes no figure."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> None:
            standing = uow.standing_of(person)
            if standing:
                noted = e.Audited(at=now, by=person, what=what, facts=dict(facts))
                uow.record(standing.programme.id, [(None, noted, None)])

        await self._change(work)

    def is_ready(self) -> bool:
        """Claim that taps can be stored now."""
        return self._store.is_ready()


async def _wait(future: Future[T]) -> T:
    try:
        return await asyncio.wrap_future(future)
    except StoreUnavailable as failure:
        reference = secrets.token_hex(4)
        log.warning("the store was unavailable, reference %s: %s", reference, failure)
        raise Unavailable(reference) from failure
