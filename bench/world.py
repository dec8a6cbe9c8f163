"""A store with a programme, people and open requests to vote on; optionally grown to many stored requests."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, text

from bot.text_check import BlockCheck
from doorbraak.commands import Approve, Submit
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.outcomes import Outcome
from doorbraak.policy import Policy
from doorbraak.themes import THEMES
from doorbraak.use_cases.act import carry_out
from storage import administer
from storage.migrate import migrate
from storage.secrets import new_key
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

PROGRAMME = ProgrammeId("bench")
REVIEWERS = 12
_DISTRICTS = ("Overvecht", "Zuilen", "Ondiep", "Kanaleneiland")
_STARTS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_CHECK = BlockCheck()


def starts() -> datetime:
    """Give the moment at which the world begins; its votes are cast two hours later."""
    return _STARTS


@dataclass(slots=True)
class World:
    """A filled store. Votes are drawn one after the other; each third grants its request."""

    store: Store
    votes: Iterator[Approve]
    url: str
    keys: list[str]

    def vote(self) -> Outcome:
        """Cast the next vote and wait until it is durable."""
        command = next(self.votes)
        return self.store.run(lambda uow: carry_out(uow, command, _CHECK))


def _open(url: str, keys: list[str], synchronous: str) -> Store:
    return Store(url, text_keys=keys, client_keys=keys, synchronous=synchronous)


def as_in_use(world: World) -> None:
    """Open the store again as it is in use: every commit reaches the disk, and the planner knows the tables."""
    with world.store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    world.store.close()
    world.store = _open(world.url, world.keys, "FULL")


def open_world(url: str, *, open_requests: int, synchronous: str = "FULL") -> World:
    """Make a programme with open requests in an empty database."""
    keys = [new_key()]
    store = _open(url, keys, synchronous)
    migrate(store.engine)
    store.run(_people)
    numbers = [store.run(lambda uow, one=one: _submit(uow, one)) for one in range(open_requests)]
    return World(store, _votes(numbers), url, keys)


def _people(uow: SqlUnitOfWork) -> None:
    administer.add_programme(uow, PROGRAMME, "Bench", _DISTRICTS, Policy(), _STARTS)
    administer.set_budget(uow, PROGRAMME, 2026, 10**11, _STARTS)
    _person(uow, "poster", "koploper", "Buurtteam")
    for one in range(REVIEWERS):
        _person(uow, f"reviewer-{one}", "reviewer", f"Organisatie {one % 4}")
    _person(uow, "lead", "lead", "Gemeente")


def _person(uow: SqlUnitOfWork, key: str, role: str, organisation: str) -> None:
    entry = administer.PersonEntry(
        id=PersonId(key),
        key=key,
        name=key,
        roles=(role,),
        organisation=organisation,
        accepted_on=date(2026, 1, 1),
        linked_at=_STARTS,
    )
    administer.set_person(uow, PROGRAMME, entry, _STARTS)


def _seed(word: str, number: int) -> bytes:
    return hashlib.sha256(f"{word}{number}".encode()).digest()


def _submit(uow: SqlUnitOfWork, one: int) -> str:
    command = Submit(
        by=PersonId("poster"),
        at=_STARTS + timedelta(seconds=one % 3600),
        seed=_seed("submit", one),
        client=f"DOSSIER-{one:06d}",
        district=_DISTRICTS[one % 4],
        theme=THEMES[one % len(THEMES)],
        amount_cents=1000 + one % 40000,
        question="Een jongere kan niet op tijd op zijn stage zijn. Een tweedehands fiets helpt.",
        if_nothing="De stage stopt.",
    )
    outcome = carry_out(uow, command, _CHECK)
    if not outcome.accepted:
        raise RuntimeError(f"the world of the bench refused a request: {outcome.refusal}")
    return outcome.number


def _votes(numbers: list[str]) -> Iterator[Approve]:
    for turn, (number, reviewer) in enumerate(itertools.product(numbers, range(3))):
        yield Approve(
            by=PersonId(f"reviewer-{reviewer}"),
            at=_STARTS + timedelta(hours=2),
            seed=_seed("vote", turn),
            key=f"bench:{turn}",
            request=number,
            revision=1,
        )


def grow(world: World, times: int) -> None:
    """Multiply what is stored: requests with their texts, log and clients, under other numbers, already ended."""
    world.store.run(lambda uow: _grow(uow.connection, times))


def _grow(connection: Connection, times: int) -> None:
    steps = " UNION ALL ".join(f"SELECT {one} AS n" for one in range(1, times))
    for statement in _copies(steps):
        connection.execute(text(statement))


def _copies(steps: str) -> Iterator[str]:
    requests = "programme_id, client_id, poster_id, organisation, district, theme, asked_cents, urgent"
    rest = "with_lead, money, review, settled_cents, fund_year, follow_up, revision, approvals, submitted_at"
    yield (
        f"INSERT INTO requests (id, number, {requests}, {rest}, submitted_on, status, granted_cents, decided_at,"
        " decided_on, answer_minutes, next_due_at, version, ballot, explanation)"
        f" SELECT id || '-' || n, number || '-' || n, programme_id, client_id || '-' || n, poster_id, organisation,"
        f" district, theme, asked_cents, urgent, {rest}, submitted_on, 'granted', asked_cents, submitted_at,"
        f" submitted_on, 60, NULL, version, ballot, NULL FROM requests CROSS JOIN ({steps}) AS steps"
    )
    yield (
        "INSERT INTO texts (id, programme_id, request_id, salt, ciphertext)"
        " SELECT id || '-' || n, programme_id, request_id || '-' || n, salt, ciphertext"
        f" FROM texts CROSS JOIN ({steps}) AS steps"
    )
    yield (
        "INSERT INTO clients (programme_id, code, client_id, key_id)"
        " SELECT programme_id, code || '-' || n, client_id || '-' || n, key_id"
        f" FROM clients CROSS JOIN ({steps}) AS steps"
    )
    yield (
        "INSERT INTO log (programme_id, seq, at, kind, v, request_id, body, hash)"
        " SELECT programme_id, seq + n * 10000000, at, kind, v, request_id || '-' || n, body, hash"
        f" FROM log CROSS JOIN ({steps}) AS steps WHERE request_id IS NOT NULL"
    )
    yield "UPDATE heads SET seq = (SELECT MAX(seq) FROM log)"
