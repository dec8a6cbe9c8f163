"""Worlds for tests: a programme with its people in a store, a clock that stands still, and a hand that acts in it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from bot.text_check import BlockCheck
from doorbraak.commands import COMMANDS, Command
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.outcomes import Outcome
from doorbraak.policy import Policy
from doorbraak.requests.state import Request
from doorbraak.use_cases.act import carry_out
from doorbraak.working_time import AMSTERDAM
from storage import administer, due
from storage import tables as t
from storage.store import Store
from storage.verify import Report, verify

TEXT_KEY = base64.urlsafe_b64encode(b"texts in tests are sealed with 1").decode()
CLIENT_KEY = base64.urlsafe_b64encode(b"codes in tests are made with one").decode()

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=AMSTERDAM)
"""Monday 2 March 2026, nine o'clock: where every world begins."""

PEOPLE: dict[str, tuple[tuple[str, ...], str]] = {
    "k1": (("koploper",), "Buurtteam"),
    "k2": (("koploper",), "DOCK"),
    "a1": (("reviewer",), "W&I"),
    "a2": (("reviewer",), "Leger des Heils"),
    "a3": (("reviewer",), "Stadsgeldbeheer"),
    "a4": (("reviewer",), "Buurtteam"),
    "l1": (("lead",), "Gemeente"),
    "l2": (("lead",), "Gemeente"),
    "m1": (("manager",), "Gemeente"),
    "b1": (("admin",), "Gemeente"),
}
"""Key, roles and organisation of everybody; a4 is of the organisation of k1."""


def open_store(url: str) -> Store:
    """Open a database whose tables are there; a second store on one address is another process, or a restart."""
    return Store(url, text_keys=[TEXT_KEY], client_keys=[CLIENT_KEY], synchronous="OFF")


@dataclass(slots=True)
class World:
    """A programme in a store. `now` is the moment of the next command; everything drawn depends on `drawn` alone."""

    store: Store
    programme: ProgrammeId
    now: datetime = MONDAY
    drawn: int = 0
    people: dict[str, PersonId] = field(default_factory=dict[str, PersonId])

    def pass_time(self, **time: float) -> None:
        """Let the clock go on, by the arguments of timedelta."""
        self.now = self.now + timedelta(**time)

    def command(self, do: str, by: str, request: str = "", key: str = "", **facts: Any) -> Command:
        """Make a command of somebody by key."""
        self.drawn += 1
        facts = {"request": request, **facts} if do != "submit" else facts
        if "to" in facts:
            facts["to"] = self.people[facts["to"]]
        who = self.people.get(by, PersonId(by))
        seed = sha256(f"{self.programme} {self.drawn}".encode()).digest()
        return COMMANDS[do](by=who, at=self.now, seed=seed, key=key, **facts)

    def act(self, command: Command) -> Outcome:
        """Carry a command out in a transaction of its own."""
        return act(self.store, command)

    def do(self, do: str, by: str, request: str = "", key: str = "", **facts: Any) -> Outcome:
        """Make a command and carry it out."""
        return self.act(self.command(do, by, request, key, **facts))

    def done(self, do: str, by: str, request: str = "", **facts: Any) -> Outcome:
        """Do something that must be taken."""
        outcome = self.do(do, by, request, **facts)
        assert outcome.accepted, outcome
        return outcome

    def submit(self, by: str = "k1", **changed: Any) -> str:
        """Put an ordinary request, changed where the test cares, and give its number."""
        return self.done("submit", by, **asked(**changed)).number

    def granted(self, **changed: Any) -> str:
        """Put a request and let three reviewers grant it."""
        number = self.submit(**changed)
        for reviewer in ("a1", "a2", "a3"):
            self.done("approve", reviewer, number)
        return number

    def state(self, number: str) -> Request:
        """Give a request as it is stored."""
        found = self.store.run(lambda uow: uow.request(self.programme, number))
        assert found is not None
        return found

    def set_policy(self, policy: Policy) -> None:
        """Set the policy for requests from now on."""
        self.store.run(lambda uow: administer.set_policy(uow, self.programme, policy, self.now))

    def clock(self) -> None:
        """Let everything happen that is due by now, as the clock would."""
        while waiting := self.store.answer(lambda connection: due.find_due(connection, self.now)):
            for one in waiting:
                self.store.run(due.apply_one(one, self.now))

    def verified(self) -> Report:
        """Recompute everything from the log."""
        return self.store.answer(lambda connection: verify(connection, self.store.safe))


def asked(**changed: Any) -> dict[str, Any]:
    """Give what an ordinary request holds, changed where the test cares."""
    ordinary = {
        "client": "BOKS-1001",
        "district": "Overvecht",
        "theme": "wonen",
        "amount_cents": 17500,
        "question": "Een bed voor de oudste.",
        "if_nothing": "Dan slaapt het kind op de grond.",
    }
    return ordinary | changed


def act(store: Store, command: Command) -> Outcome:
    """Carry a command out in a transaction of its own, and wait for the commit."""
    return store.run(lambda uow: carry_out(uow, command, BlockCheck()))


def build_world(
    store: Store,
    *,
    policy: Policy | None = None,
    budget_cents: int = 1_000_000,
    people: Mapping[str, tuple[tuple[str, ...], str]] = PEOPLE,
    name: str = "Utrecht",
) -> World:
    """Set up a programme with everybody in PEOPLE, linked, and a budget for 2026 and 2027."""
    world = known_world(store, people=people, name=name)

    def work(uow: Any) -> None:
        administer.add_programme(uow, world.programme, name, ["Overvecht", "Zuilen"], policy or Policy(), MONDAY)
        for year in (2026, 2027):
            administer.set_budget(uow, world.programme, year, budget_cents, MONDAY)
        for key, (roles, organisation) in people.items():
            administer.set_person(uow, world.programme, somebody(world.people[key], key, roles, organisation), MONDAY)

    store.run(work)
    return world


def known_world(
    store: Store, *, people: Mapping[str, tuple[tuple[str, ...], str]] = PEOPLE, name: str = "Utrecht"
) -> World:
    """Give the world that `build_world` set up in this database before."""
    keys = {key: PersonId(f"person-{name}-{key}") for key in people}
    return World(store, ProgrammeId(f"programme-{name}"), people=keys)


def somebody(person: PersonId, key: str, roles: tuple[str, ...], organisation: str) -> administer.PersonEntry:
    """Describe somebody who is linked and has accepted the confidentiality note."""
    return administer.PersonEntry(
        id=person,
        key=key,
        name=key,
        roles=roles,
        organisation=organisation,
        accepted_on=MONDAY.date(),
        linked_at=MONDAY,
    )


def everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of the tables that hold what happened, to compare two moments."""
    tables = (t.requests, t.ledger, t.log, t.heads, t.funds, t.counters, t.texts, t.messages, t.intake, t.clients)
    return {table.name: sorted(tuple(row) for row in connection.execute(select(table))) for table in tables}
