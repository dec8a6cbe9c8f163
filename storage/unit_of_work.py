"""The port UnitOfWork over one database transaction: what was recorded is written in one go by `flush`.

Begin, commit and retry are the business of the writers. Locks are taken in one order: clients, requests, fund, head.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, select

from doorbraak import events as e
from doorbraak.ids import ClientId, PersonId, ProgrammeId, RequestId, TextId
from doorbraak.ledger import ledger_lines
from doorbraak.news import Message
from doorbraak.outcomes import Outcome
from doorbraak.people import Circle
from doorbraak.policy import CapPeriod, Policy
from doorbraak.ports import Programme, Repeated, Standing, Step
from doorbraak.requests.explain import explain
from doorbraak.requests.state import Request
from doorbraak.use_cases.gather import client_left
from storage import chain, known_words, noting, outbox
from storage import tables as t
from storage import vote_path as sql
from storage.client_rows import ClientRows, LostRace
from storage.client_use import sum_use
from storage.codec import canonical
from storage.moments import to_text
from storage.outcomes import outcome_from_text, outcome_to_text
from storage.programmes import Directory
from storage.rows import Row, request_from_row, request_to_row
from storage.secrets import ClientCodes, TextSafe
from storage.texts import NewTexts


@dataclass(slots=True)
class Touched:
    """A request that this transaction changed: its state now, its stored explanation, and whether it is new."""

    state: Request
    explanation: str | None
    is_new: bool


class SqlUnitOfWork:
    """One transaction on one connection."""

    def __init__(self, connection: Connection, directory: Directory, safe: TextSafe, codes: ClientCodes) -> None:
        self.connection = connection
        self._directory = directory
        self._safe = safe
        self.clients = ClientRows(connection, codes, set())
        self._loaded: dict[str, Row] = {}
        self._touched: dict[str, Touched] = {}
        self._log: dict[str, list[e.Event]] = {}
        self._ledger: dict[str, list[tuple[int, int, dict[str, Any]]]] = {}
        self._texts = NewTexts(safe)
        self._told: dict[str, list[tuple[str, Message]]] = {}
        self._has_places: dict[str, bool] = {}
        self.origin = ""

    def standing_of(self, person: PersonId) -> Standing | None:
        """Give a person with programme and circle, or None."""
        standing = self._directory.standing_of(self.connection, person)
        if standing:
            self._has_places[standing.programme.id] = standing.programme.has_places
        return standing

    def forget_people(self) -> None:
        """Look people up anew from here on, and keep what is found for this transaction only: it may yet fail."""
        self._directory = Directory()

    def circle_of(self, programme: ProgrammeId) -> Circle:
        """Give everybody of a programme, for what time does and nobody asked."""
        return self._now_of(programme)[1]

    def policy_of(self, programme: ProgrammeId) -> Policy:
        """Give the policy of a programme for requests of now."""
        return self._now_of(programme)[0].policy

    def _now_of(self, programme: ProgrammeId) -> tuple[Programme, Circle]:
        version = self.connection.execute(
            select(t.programmes.c.people_version).where(t.programmes.c.id == programme)
        ).scalar_one()
        known, circle = self._directory.programme(self.connection, programme, version)
        self._has_places[programme] = known.has_places
        return known, circle

    def request(self, programme: ProgrammeId, number: str, *, lock: bool = True) -> Request | None:
        """Give a request by number, as recorded so far, or None."""
        touched = next((one.state for one in self._touched.values() if one.state.number == number), None)
        if touched:
            return touched
        statement = sql.LOCK_REQUEST if lock else sql.READ_REQUEST
        row = statement.run(self.connection, {"programme": programme, "number": number}).mappings().first()
        if row is None:
            return None
        seen = self._loaded.get(row["id"])
        if seen is not None and seen["client_id"] != row["client_id"]:
            raise LostRace(row["id"])  # its client was locked before, and is another one now
        self._loaded[row["id"]] = row
        return request_from_row(row)

    def open_requests_of(self, client: ClientId) -> list[Request]:
        """Give the open requests of a client, locked."""
        rows = sql.LOCK_OPEN_OF_CLIENT.run(self.connection, {"client": client}).mappings().all()
        states: list[Request] = []
        for row in rows:
            touched = self._touched.get(row["id"])
            if touched is None:
                self._loaded[row["id"]] = row  # the locked one: what was seen without a lock may be old
            states.append(touched.state if touched else request_from_row(row))
        return [state for state in states if state.is_open]

    def known_client(self, programme: ProgrammeId, *, number: str = "", code: str | None = None) -> ClientId | None:
        """Find a client without adding or locking one; a code by a newer key is added to one that is found."""
        return self.clients.find(programme, self.clients.codes_of(programme, number, code))

    def client(self, programme: ProgrammeId, fresh: ClientId, *, number: str = "", code: str | None = None) -> ClientId:
        """Find or add a client and lock its row."""
        found = self.clients.find_or_add(programme, self.clients.codes_of(programme, number, code), fresh)
        self.lock_clients([found])
        return found

    def lock_clients(self, clients: Iterable[ClientId]) -> None:
        """Lock client rows, in order of identifier."""
        self.clients.lock(clients)

    def client_use(
        self, client: ClientId, period: CapPeriod, *, at: datetime, year: int, without: RequestId | None = None
    ) -> int:
        """Sum what requests of a client take from its cap, in cents (docs/rules.md section 2). Imported ones do not."""
        changed = [touched.state for touched in self._touched.values()]
        return sum_use(self.connection, changed, client, period, at=at, year=year, without=without)

    def fund_left(self, programme: ProgrammeId, year: int) -> int:
        """Give what the fund of a year still can grant, in cents; a year not set has 0."""
        row = sql.LOCK_FUND.run(self.connection, {"programme": programme, "year": year}).first()
        if row is None:
            return 0
        moved = [line for _, _, line in self._ledger.get(programme, []) if line["fund_year"] == year]
        return (row[0] or 0) - row[1] - row[2] - sum(line["reserved_cents"] + line["spent_cents"] for line in moved)

    def next_number(self, programme: ProgrammeId, year: int) -> int:
        """Give the next sequence number of a programme and year."""
        return int(sql.NEXT_NUMBER.run(self.connection, {"programme_id": programme, "year": year}).scalar_one())

    def texts(self, identifiers: Iterable[TextId]) -> dict[TextId, str]:
        """Read texts by identifier; one that was purged is absent."""
        values: dict[TextId, str] = {}
        for identifier in identifiers:
            row = sql.READ_TEXT.run(self.connection, {"text": identifier}).first()
            if row:
                values[identifier] = self._safe.decrypt(row[1])
        return values

    def record(self, programme: ProgrammeId, steps: Sequence[Step]) -> None:
        """Keep events with the states around them; written by `flush`."""
        for before, event, after in steps:
            events = self._log.setdefault(programme, [])
            events.append(self._texts.seal(programme, noting.stamped(event, self.origin)))
            for number, line in enumerate(ledger_lines(before, event)):
                row = {
                    "request_id": line.request,
                    "fund_year": line.fund_year,
                    "kind": line.kind,
                    "reserved_cents": line.reserved_cents,
                    "spent_cents": line.spent_cents,
                    "at": to_text(line.at),
                }
                self._ledger.setdefault(programme, []).append((len(events), number, row))
            if after is not None:
                self._touch(before, event, after)
                self._texts.remove(programme, after.number, event)

    def note(self, programme: ProgrammeId, noted: e.Audited) -> None:
        """Keep what changes no figure. What was refused and is tried again within the hour is counted, not repeated."""
        self.record(programme, [(None, line, None) for line in noting.lines_of(self.connection, programme, noted)])

    def _touch(self, before: Request | None, event: e.Event, after: Request) -> None:
        known = self._touched.get(after.id)
        explanation = known.explanation if known else self._stored(after.id).get("explanation")
        if before is not None and isinstance(event, e.Granted | e.Declined):
            explanation = canonical(explain(before, event).to_facts())
        if before is None or before.client != after.client:
            self.clients.must_be_there(after.client)
        self._touched[after.id] = Touched(after, explanation, known.is_new if known else before is None)

    def tell(self, programme: ProgrammeId, messages: Sequence[Message]) -> None:
        """Keep messages; written by `flush`."""
        identifiers = {touched.state.number: identifier for identifier, touched in self._touched.items()}
        told = self._told.setdefault(programme, [])
        told.extend((identifiers.get(message.number, ""), message) for message in messages)

    def remember_words(self, programme: ProgrammeId, words: Sequence[str], at: datetime) -> None:
        """Keep words that are no name, as keyed digests."""
        known_words.remember(self.connection, self.clients.codes.words, programme, words, at)

    def remember(self, key: str, outcome: Outcome, at: datetime) -> None:
        """Keep the outcome of an event id. Raises Repeated when it had its effect before."""
        row = {"key": key, "at": to_text(at), "outcome": outcome_to_text(outcome)}
        if sql.ADD_INTAKE.run(self.connection, row).first() is None:
            stored = sql.READ_INTAKE.run(self.connection, {"key": key}).scalar_one()
            raise Repeated(replace(outcome_from_text(stored), repeated=True))

    def flush(self) -> None:
        """Write everything that was recorded, the log last: its head is the last lock."""
        self._texts.flush(self.connection)
        for programme, events in self._log.items():
            self._flush_programme(programme, events)

    def _flush_programme(self, programme: str, events: list[e.Event]) -> None:
        head = self._tell_balances_of_now(programme, events)
        has_places = self._has_places.get(programme, True)
        places = {
            identifier: self._write(programme, touched, has_places=has_places)
            for identifier, touched in self._touched.items()
        }
        self._move_funds(programme)
        head = head or chain.lock_head(self.connection, programme)
        told = self._told.get(programme, [])
        if told:
            prefix = f"{programme}.{head.seq + 1}"
            outbox.add_messages(self.connection, programme, prefix, told, places)
        lines = [
            {"programme_id": programme, "seq": head.seq + position, "line": number, **row}
            for position, number, row in self._ledger.get(programme, [])
        ]
        if lines:
            sql.ADD_LEDGER.run(self.connection, lines)
        chain.append(self.connection, programme, head, events)

    def _tell_balances_of_now(self, programme: str, events: list[e.Event]) -> chain.Head | None:
        """Let a decision tell what the client had left at its place in the log.

        On PostgreSQL another transaction may have moved that since it was looked at, within what the cap allows;
        behind the locked head nothing moves any more. The fund's row was locked when it was looked at.
        Gives the head when it was locked for that.
        """
        decided = [number for number, event in enumerate(events) if isinstance(event, e.Granted | e.Declined)]
        if not decided or self.connection.dialect.name == "sqlite":
            return None
        head = chain.lock_head(self.connection, programme)
        for number in decided:
            event = cast(e.Granted | e.Declined, events[number])
            touched = self._touched[event.request]
            left = client_left(self, touched.state, event.at)
            events[number] = replace(event, client_left_cents=left)
            told = json.loads(touched.explanation or "{}") | {"client_left_cents": left}
            touched.explanation = canonical(told)
        return head

    def _write(self, programme: str, touched: Touched, *, has_places: bool) -> list[str]:
        """Write the row of a request; gives the places where its cards are."""
        row = request_to_row(touched.state, programme, touched.explanation)
        if touched.is_new:
            sql.INSERT_REQUEST.run(self.connection, row)
        else:
            self._update(row)
        if not has_places or touched.state.imported:  # imported: decided long ago, no place shows a card of it
            return []
        if touched.is_new:
            return outbox.add_cards(self.connection, programme, touched.state)
        return outbox.want_cards(self.connection, touched.state)

    def _update(self, row: dict[str, Any]) -> None:
        """Update what changed of a request's row, and nothing else."""
        stored = self._stored(row["id"])
        changed = {name: value for name, value in row.items() if name not in stored or stored[name] != value}
        if changed:
            sql.update_request(frozenset(changed)).run(self.connection, changed | {"b_id": row["id"]})

    def _stored(self, request: str) -> Row:
        return self._loaded.get(request, {})

    def _move_funds(self, programme: str) -> None:
        moved: dict[int, list[int]] = {}
        for _, _, line in self._ledger.get(programme, []):
            sums = moved.setdefault(line["fund_year"], [0, 0])
            sums[0] += line["reserved_cents"]
            sums[1] += line["spent_cents"]
        for year, (reserved, spent) in sorted(moved.items()):
            row = {"programme_id": programme, "year": year, "reserved_cents": reserved, "spent_cents": spent}
            sql.MOVE_FUND.run(self.connection, row)
