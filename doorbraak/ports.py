"""What the use cases need from outside: the store in one transaction, and a check of texts. Protocols only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from doorbraak.clients import ClientNumber
from doorbraak.events import Audited, Event
from doorbraak.ids import ClientId, PersonId, ProgrammeId, RequestId, TextId
from doorbraak.news import Message
from doorbraak.outcomes import Outcome
from doorbraak.people import Circle, Person
from doorbraak.policy import CapPeriod, Policy
from doorbraak.requests.state import Request


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as it stands for new requests."""

    id: ProgrammeId
    name: str
    districts: tuple[str, ...]
    policy: Policy
    policy_version: int
    client_numbers: Mapping[str, ClientNumber]
    has_places: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody and where that person stands: the programme and everybody in it."""

    person: Person
    programme: Programme
    circle: Circle


class TextCheck(Protocol):
    """The privacy check of a typed text (docs/rules.md section 7)."""

    def block_kind(self, text: str) -> str:
        """Name the first block-level find in a text, or give the empty string."""
        ...


Step = tuple[Request | None, Event, Request | None]
"""The state of a request before an event, the event, and the state after it; None where there is no request."""


class UnitOfWork(Protocol):
    """The store inside one transaction. What is recorded is kept only when the transaction commits."""

    def standing_of(self, person: PersonId) -> Standing | None:
        """Give a person with programme and circle, or None when there is no such person."""
        ...

    def request(self, programme: ProgrammeId, number: str, *, lock: bool = True) -> Request | None:
        """Give a request by number, as recorded so far in this transaction, or None; locks its row."""
        ...

    def open_requests_of(self, client: ClientId) -> list[Request]:
        """Give the open requests of a client, locked."""
        ...

    def client(self, programme: ProgrammeId, fresh: ClientId, *, number: str = "", code: str | None = None) -> ClientId:
        """Find the client of a normalised file number or a client code, or add it as `fresh`; lock its row."""
        ...

    def known_client(self, programme: ProgrammeId, *, number: str = "", code: str | None = None) -> ClientId | None:
        """Find the client of a normalised file number or a client code without adding or locking one."""
        ...

    def lock_clients(self, clients: Iterable[ClientId]) -> None:
        """Lock client rows, in order of identifier."""
        ...

    def client_use(
        self, client: ClientId, period: CapPeriod, *, at: datetime, year: int, without: RequestId | None = None
    ) -> int:
        """Sum what requests of a client take from its cap in the period, in cents."""
        ...

    def fund_left(self, programme: ProgrammeId, year: int) -> int:
        """Give what the fund of a year still can grant, in cents; locks its row. A year not set has 0."""
        ...

    def next_number(self, programme: ProgrammeId, year: int) -> int:
        """Give the next sequence number of a programme and year, from 1."""
        ...

    def texts(self, identifiers: Iterable[TextId]) -> dict[TextId, str]:
        """Read texts; one that was purged is absent."""
        ...

    def record(self, programme: ProgrammeId, steps: Sequence[Step]) -> None:
        """Keep what happened: log, state, ledger, cards. Each step is the state before, the event, the state after."""
        ...

    def note(self, programme: ProgrammeId, noted: Audited) -> None:
        """Keep what changes no figure. What was refused and is tried again within the hour is counted, not repeated."""
        ...

    def tell(self, programme: ProgrammeId, messages: Sequence[Message]) -> None:
        """Keep what must go out after the commit."""
        ...

    def remember_words(self, programme: ProgrammeId, words: Sequence[str], at: datetime) -> None:
        """Keep words that are no name, as keyed digests: this programme is not asked about them again."""
        ...

    def remember(self, key: str, outcome: Outcome, at: datetime) -> None:
        """Keep the outcome of an event id. Raises Repeated when this id had its effect already."""
        ...


class Repeated(Exception):
    """This event id was handled before; `outcome` is the one it had then."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.command)
        self.outcome = outcome
