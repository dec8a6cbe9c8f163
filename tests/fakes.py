"""Small real implementations for tests: a desk in memory that keeps what it was asked; outcomes are put in before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from doorbraak import clients
from doorbraak.asking import FieldFind
from doorbraak.commands import Command
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import (
    Account,
    CheckStep,
    Draft,
    NewsItem,
    PersonLine,
    RequestFilter,
    RequestLine,
    RequestList,
    RequestPage,
    Spend,
    SpendExtra,
    SpendFilter,
    SpendRow,
    Viewer,
    WaitingItem,
)
from doorbraak.people import Person, Role
from doorbraak.policy import Policy
from doorbraak.privacy import Lists, check, propose
from handlers.desk import TooManyLooks, Unavailable
from handlers.wording import note_digest, note_text
from tests.names import look_with_names

NOW = datetime(2026, 3, 9, 13, 3, tzinfo=UTC)


def a_viewer(*roles: Role, name: str = "Noor", **settings: Any) -> Viewer:
    """Give somebody of Utrecht with these roles, working in Overvecht."""
    person = Person(PersonId(name.lower()), ProgrammeId("utrecht"), frozenset(roles), "Buurtteam")
    return Viewer(
        person=person,
        name=name,
        programme_id=person.programme,
        programme="Utrecht",
        districts=("Overvecht", "Zuilen"),
        own_districts=("Overvecht",),
        policy=Policy(),
        settings=settings,
        agreed_to=note_digest(note_text(settings)),
    )


def a_person_line(key: str, name: str, *roles: str) -> PersonLine:
    """Give one person for lists."""
    return PersonLine(
        id=PersonId(key),
        key=key,
        name=name,
        organisation="Buurtteam",
        roles=roles,
        districts=(),
        linked=True,
        left=False,
    )


def a_spend(wanted: SpendFilter, rows: tuple[SpendRow, ...] = ()) -> Spend:
    """Give an overview with these rows; the total is that of the first one."""
    nothing = SpendRow(
        key="",
        requests=0,
        granted=0,
        solved_by_route=0,
        declined=0,
        asked_cents=0,
        granted_cents=0,
        settled_cents=0,
    )
    total = replace(rows[0], key="") if rows else nothing
    return Spend(by=wanted.by, since=wanted.since, until=wanted.until, rows=rows, total=total)


class FakeDesk:
    """A desk without a store. `outcomes` answer the commands in order; without one a command is accepted."""

    def __init__(self, viewer: Viewer | None, *pages: RequestPage) -> None:
        self.who = viewer
        self.pages = {page.number: page for page in pages}
        self.outcomes: list[Outcome | Unavailable] = []
        self.done: list[Any] = []
        self.filters: list[RequestFilter] = []
        self.spends: list[SpendFilter] = []
        self.rows: tuple[SpendRow, ...] = ()
        self.staff: tuple[PersonLine, ...] = ()
        self.waits: tuple[WaitingItem, ...] = ()
        self.told: tuple[NewsItem, ...] = ()
        self.found: tuple[RequestLine, ...] = ()
        self.drafts: dict[str, Draft] = {}
        self.kept_numbers: list[str] = []
        self.client_left_cents = 50000
        self.looked_too_often = False
        self.looked: list[str] = []
        self.accounts: dict[str, Account] = {"": Account()}
        self._seeds = 0

    def now(self) -> datetime:
        """Give the same moment, always."""
        return NOW

    def seed(self) -> bytes:
        """Count up, so that no two commands have the same."""
        self._seeds += 1
        return self._seeds.to_bytes(32, "big")

    async def do(self, command: Command) -> Outcome:
        """Keep the command and give the next outcome."""
        self.done.append(command)
        number = getattr(command, "request", "VE-2026-0001")
        if self.outcomes:
            outcome = self.outcomes.pop(0)
            if isinstance(outcome, Unavailable):
                raise outcome
            return outcome
        return Outcome(command=command.name, accepted=True, number=number, happened=("done",), revision=1)

    async def sign_in_link(self, person: PersonId, wants: str = "") -> str:
        """Give a path that tells for whom and where to."""
        return f"/inloggen/link?sleutel={person}&wants={wants}"

    async def client_left(self, viewer: Viewer, number: str) -> int | None:
        """Give what the page of the request says."""
        return self.pages[number].client_left_cents if viewer.person.is_lead else None

    async def warnings(self, viewer: Viewer) -> tuple[str, ...]:
        """Warn about nothing."""
        return ()

    def the_viewer(self) -> Viewer:
        """Give the one viewer there is, for sure."""
        assert self.who is not None
        return self.who

    async def viewer(self, person: PersonId) -> Viewer | None:
        """Give the one viewer there is."""
        return self.who

    async def people(self, viewer: Viewer) -> tuple[PersonLine, ...]:
        """Give everybody."""
        return self.staff

    async def waiting(self, viewer: Viewer) -> tuple[WaitingItem, ...]:
        """Give what waits."""
        return self.waits

    async def news(self, viewer: Viewer) -> tuple[NewsItem, ...]:
        """Give what was delivered."""
        return self.told

    async def letter_months(self, viewer: Viewer) -> tuple[str, ...]:
        """Give the months that were put in."""
        return tuple(month for month in self.accounts if month)

    async def account(self, viewer: Viewer, month: str = "") -> Account | None:
        """Give what was put in for this month."""
        return self.accounts.get(month)

    async def agree_to_note(self, viewer: Viewer, digest: str) -> bool:
        """Keep which text was agreed to."""
        self.done.append(digest)
        return True

    async def mark_news_read(self, viewer: Viewer) -> None:
        """Forget the news."""
        self.told = ()

    async def requests(self, viewer: Viewer, wanted: RequestFilter) -> RequestList:
        """Keep the filter and give what was found."""
        self.filters.append(wanted)
        return RequestList(lines=self.found, total=len(self.found), page=1, per_page=wanted.per_page)

    async def request(self, viewer: Viewer, number: str) -> RequestPage | None:
        """Give a page."""
        return self.pages.get(number)

    async def check_step(self, viewer: Viewer, draft: Draft, amount_cents: int) -> CheckStep:
        """Give a check step with room in the fund."""
        if self.looked_too_often:
            raise TooManyLooks
        return CheckStep(
            client_left_cents=self.client_left_cents,
            after_cents=self.client_left_cents - amount_cents,
            may_vote=3,
            min_approvals=3,
            fund_left_cents=100000,
            decide_by=NOW + timedelta(days=2),
            client_tail=draft.client_tail,
        )

    async def client_is_valid(self, viewer: Viewer, file_number: str) -> bool:
        """Judge as the rules do."""
        return clients.is_valid(file_number)

    def fresh_client_number(self) -> str:
        """Give the same code, always."""
        return "ZD-7K3P-92"

    def private_finds(self, text: str) -> tuple[tuple[str, str], ...]:
        """Look with the real check."""
        return tuple((find.kind, find.text) for find in check(text) if find.level == "block")

    async def finds(self, viewer: Viewer, texts: Mapping[str, str]) -> tuple[FieldFind, ...]:
        """Look with the check that knows a few names."""
        self.looked.extend(texts)
        return tuple(
            FieldFind(
                field=name,
                kind=find.kind,
                words=find.text,
                start=find.start,
                end=find.end,
                level=find.level,
                proposal=propose(find, text),
            )
            for name, text in texts.items()
            for find in look_with_names(text, Lists())
        )

    async def spend(self, viewer: Viewer, wanted: SpendFilter) -> tuple[Spend, SpendExtra]:
        """Keep the filter; the figures are `rows`."""
        self.spends.append(wanted)
        return a_spend(wanted, self.rows), SpendExtra(
            fund_year=None,
            budget_cents=None,
            left_cents=None,
            solved_without_money=0,
            solved_confirmed=0,
            mean_working_hours=None,
            within_two_days=None,
            unsettled=0,
            unsettled_cents=0,
            years=(),
        )

    async def save_draft(
        self,
        viewer: Viewer,
        kind: str,
        values: Mapping[str, str],
        *,
        client_number: str | None = None,
        draft: str | None = None,
    ) -> Draft:
        """Keep the values; of a file number a code and the last two."""
        old = self.drafts.get(draft or "")
        if client_number:
            self.kept_numbers.append(client_number)
        saved = Draft(
            id=draft or f"d{len(self.drafts) + 1}",
            kind=kind,
            values=dict(values),
            client_code=f"code-{len(self.kept_numbers)}" if client_number else (old.client_code if old else None),
            client_tail=clients.last_two(client_number) if client_number else (old.client_tail if old else ""),
            saved_at=NOW,
        )
        self.drafts[saved.id] = saved
        return saved

    async def draft(self, viewer: Viewer, kind: str, draft: str | None = None) -> Draft | None:
        """Give the newest draft of a kind."""
        return next((one for one in reversed(self.drafts.values()) if one.kind == kind), None)

    async def drop_draft(self, viewer: Viewer, draft: str) -> None:
        """Forget a draft."""
        self.drafts.pop(draft, None)
