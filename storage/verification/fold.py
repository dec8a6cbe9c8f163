"""Everything that follows from the log of one programme, made again line by line, and the invariants on the way.

What is stored is not looked at here (compare.py does); nothing is refused: a broken rule is named and the fold goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from doorbraak import events as e
from doorbraak.ledger import LedgerLine, ledger_lines
from doorbraak.policy import Policy, policy_from
from doorbraak.requests import ballot
from doorbraak.requests.evolve import evolve
from doorbraak.requests.explain import explain
from doorbraak.requests.state import Request
from doorbraak.working_time import local_year
from storage.codec import canonical
from storage.texts import text_fields
from storage.verification.balances import Caps, Funds
from storage.verification.clients import Clients
from storage.verification.differences import Differences


@dataclass(frozen=True, slots=True)
class Bound:
    """A text that the log binds: to which request, by which digest, in which line and field."""

    id: str
    request: str
    digest: str
    seq: int
    field: str


@dataclass(slots=True)
class Fold:
    """The state of a programme as its log tells it."""

    found: Differences
    requests: dict[str, Request] = field(default_factory=dict[str, Request])
    explanations: dict[str, str] = field(default_factory=dict[str, str])
    numbers: dict[str, str] = field(default_factory=dict[str, str])
    ledger: list[tuple[int, int, LedgerLine]] = field(default_factory=list[tuple[int, int, LedgerLine]])
    texts: dict[str, Bound] = field(default_factory=dict[str, Bound])
    purged: dict[str, int] = field(default_factory=dict[str, int])
    retracted: set[str] = field(default_factory=set[str])
    clients: Clients = field(default_factory=Clients)
    people: dict[str, e.PersonSet] = field(default_factory=dict[str, e.PersonSet])
    programme: e.ProgrammeSet | None = None
    policies: dict[int, Policy] = field(default_factory=dict[int, Policy])
    policy_version: int = 0
    funds: Funds = field(default_factory=Funds)
    caps: Caps = field(default_factory=Caps)
    lines: int = 0

    def apply(self, seq: int, event: e.Event) -> None:
        """Let one line of the log happen; a line that cannot follow the lines before it is named."""
        self.lines += 1
        try:
            if isinstance(event, e.RequestEvent):
                self._request_event(seq, event)
            else:
                self._programme_event(event)
        except (ValueError, LookupError, TypeError, AttributeError) as failure:
            self.found.add(f"log line {seq}", f"{event.kind} cannot follow what happened before ({failure})")

    def left_for_client(self, request: Request, event: e.Event, *, counts_itself: bool = False) -> int:
        """Give what is left for the client of a request at the moment of an event, by the policy frozen into it."""
        return self.caps.left(request, event.at, counts_itself=counts_itself)

    def should_be_gone(self, text: Bound) -> bool:
        """Claim that a text was removed after it was written."""
        return self.purged.get(text.request, 0) > text.seq or text.id in self.retracted

    def _programme_event(self, event: e.Event) -> None:
        if isinstance(event, e.ProgrammeSet):
            self.programme = event
        elif isinstance(event, e.PolicySet):
            self.policy_version = event.version
            self.policies[event.version] = policy_from(event.policy)
        elif isinstance(event, e.BudgetSet):
            self.funds.set_budget(event.year, event.budget_cents)
        elif isinstance(event, e.PersonSet):
            self.people[event.person] = event
        elif isinstance(event, e.ClientsJoined):
            self._join(event)
        elif isinstance(event, e.ClientsDetached):
            self.clients.let_go(event.clients)
        elif isinstance(event, e.ClientErased):
            self.clients.let_go([event.client])

    def _join(self, event: e.ClientsJoined) -> None:
        self.clients.join(event.client, event.joined)
        self.caps.join(event.client, event.joined)
        moved = (one for one in self.requests.values() if one.client == event.joined)
        self.requests.update({one.id: replace(one, client=event.client) for one in moved})

    def _request_event(self, seq: int, event: e.RequestEvent) -> None:
        before = self.requests.get(event.request)
        after = evolve(before, event)
        self._bind_texts(seq, event)
        if before is None:
            after = self._new_request(seq, after)
        elif isinstance(event, e.Granted | e.Declined):
            self._decided(before, event)
        if isinstance(event, e.Submitted | e.Revised):
            self._hold_cap(after, event)
        if before is not None and isinstance(event, e.Corrected):
            self._hold_correction(before, event)
        for number, line in enumerate(ledger_lines(before, event)):
            self.ledger.append((seq, number, line))
            self.funds.move(line)
        if before is None or before.client != after.client:
            self._hold_client(after)
        self.requests[after.id] = after
        self.caps.note(before, after)

    def _hold_client(self, after: Request) -> None:
        if not self.clients.name(after.client):
            self.found.add(after.number, f"was put for client {after.client}, which had been let go of")

    def _bind_texts(self, seq: int, event: e.RequestEvent) -> None:
        for name in text_fields(type(event)):
            text: e.Text | None = getattr(event, name)
            if text is not None:
                self.texts[text.id] = Bound(text.id, event.request, text.digest, seq, name)
        if isinstance(event, e.TextsPurged):
            self.purged[event.request] = seq
        elif isinstance(event, e.RemarkRetracted):
            self.retracted.add(event.text)

    def _new_request(self, seq: int, state: Request) -> Request:
        other = self.numbers.setdefault(state.number, state.id)
        if other != state.id:
            self.found.add(state.number, f"log line {seq} gives this number to a second request")
        if state.imported:
            return state
        frozen = self.policies.get(state.policy_version)
        if frozen != state.policy:
            self.found.add(state.number, f"policy frozen at submission is not version {state.policy_version}")
            return state
        return replace(state, policy=frozen)  # one object for all of them: there may be very many

    def _decided(self, before: Request, event: e.Granted | e.Declined) -> None:
        year = event.fund_year if isinstance(event, e.Granted) else local_year(event.at)
        fund_left, client_left = self.funds.left(year), self.left_for_client(before, event)
        self.found.compare(before.number, f"{event.kind}: fund_left_cents", event.fund_left_cents, fund_left)
        self.found.compare(before.number, f"{event.kind}: client_left_cents", event.client_left_cents, client_left)
        self.explanations[before.id] = canonical(explain(before, event).to_facts())
        if isinstance(event, e.Granted):
            self._hold_grant(before, event, fund_left, client_left)

    def _hold_grant(self, before: Request, event: e.Granted, fund_left: int, client_left: int) -> None:
        if before.granted_at is not None:
            self.found.add(before.number, "was granted a second time")
        if event.how == "votes" and not _granted_by_votes(before, event):
            self.found.add(before.number, f"granted {event.amount_cents} cents by votes that do not grant it")
        if event.amount_cents > fund_left:
            self.found.add(before.number, f"granted {event.amount_cents} cents, the fund had {fund_left} left")
        if event.how != "votes" and event.amount_cents > client_left:
            self.found.add(before.number, f"granted {event.amount_cents} cents, the client had {client_left} left")

    def _hold_cap(self, after: Request, event: e.Event) -> None:
        left = self.left_for_client(after, event)
        if after.asked_cents > left:
            self.found.add(after.number, f"{event.kind}: asked {after.asked_cents} cents, the client had {left} left")

    def _hold_correction(self, before: Request, event: e.Corrected) -> None:
        more = event.spent_cents - (before.settled_cents or 0)
        if more <= 0 or before.fund_year is None:
            return
        fund_left = self.funds.left(before.fund_year)
        client_left = self.left_for_client(before, event, counts_itself=True)
        if more > fund_left:
            self.found.add(before.number, f"corrected by {more} cents more, the fund had {fund_left} left")
        if more > client_left:
            self.found.add(before.number, f"corrected by {more} cents more, the client had {client_left} left")


def _granted_by_votes(before: Request, event: e.Granted) -> bool:
    """Claim that the standing votes grant exactly this (R7)."""
    settled = not ballot.has_open_route(before) and not ballot.objections(before)
    return settled and ballot.grantable_cents(before) == event.amount_cents
