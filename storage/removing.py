"""Removing what was typed before its time: all of one client, one request, or one remark. Figures and the chain stay.

Each removal has an identifier that stands in its events and in a list beside the backups (erased_log.py): a restored
backup that does not have it yet gets it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from doorbraak import events as e
from doorbraak.ids import ClientId, ProgrammeId, RequestId, TextId
from doorbraak.requests.due import decide_due
from doorbraak.requests.state import Request
from doorbraak.use_cases.frame import record_and_tell
from storage import tables as t
from storage import vote_path as sql
from storage.clients import UnknownRequest, requests_of
from storage.codec import from_body
from storage.drafts import codes_in, drop_about
from storage.rows import request_from_row
from storage.secrets import ClientCode, KeyMissing, TextSafe
from storage.unit_of_work import SqlUnitOfWork


class StillOpen(Exception):
    """A client cannot be erased while requests are being decided; `numbers` names them."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = list(numbers)


class NoSuchRemark(Exception):
    """A request has no such remark, or its words are gone already; `there_are` is how many it has."""

    def __init__(self, there_are: int) -> None:
        super().__init__(str(there_are))
        self.there_are = there_are


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: clients with all ids they ever had, requests, and how many texts and drafts went."""

    clients: tuple[str, ...]
    requests: tuple[str, ...]
    texts: int
    drafts: int


def being_decided(connection: Connection, clients: Sequence[ClientId], now: datetime) -> list[str]:
    """Give the numbers of what must end before clients can be erased, without a lock and without changing anything."""
    theirs = select(t.requests).where(t.requests.c.client_id.in_(clients), t.requests.c.status == "open")
    found = (request_from_row(dict(row)) for row in connection.execute(theirs).mappings())
    return sorted(request.number for request in found if request.takes_votes and not decide_due(request, now))


def what_to_erase(
    uow: SqlUnitOfWork, programme: ProgrammeId, clients: Sequence[ClientId], now: datetime
) -> list[Request]:
    """Give all requests of clients, up to date and locked. Raises StillOpen when one is being decided."""
    uow.lock_clients(clients)
    found = [request for client in clients for request in requests_of(uow, client)]
    requests = [_up_to_date(uow, programme, request, now) for request in found]
    numbers = [request.number for request in requests if request.takes_votes]
    if numbers:
        raise StillOpen(sorted(numbers))
    return requests


def _up_to_date(uow: SqlUnitOfWork, programme: ProgrammeId, request: Request, now: datetime) -> Request:
    due = decide_due(request, now)
    if not due:
        return request
    return record_and_tell(uow, programme, uow.circle_of(programme), request, due)


def erase(
    uow: SqlUnitOfWork,
    programme: ProgrammeId,
    clients: Sequence[ClientId],
    requests: Sequence[Request],
    codes: Sequence[ClientCode],
    safe: TextSafe,
    erasure: str,
    now: datetime,
) -> Erased:
    """Erase clients: their codes, looks, drafts with their codes, and every text of their requests."""
    known = {one.code for one in codes} | _codes_of(uow.connection, clients)
    texts = sum(remove_texts(uow, programme, request, "erased", erasure, now) for request in requests)
    for request in requests:  # also where the texts went before, and nothing is recorded
        drop_about(uow.connection, programme, request.number)
    drafts = _drop_drafts(uow.connection, programme, known, safe)
    uow.connection.execute(delete(t.looks).where(t.looks.c.code.in_(known)))
    for client in clients:
        sql.DROP_CLIENT.run(uow.connection, {"programme": programme, "client": client})
        own = tuple(request.id for request in requests if request.client == client)
        event = e.ClientErased(at=now, client=client, requests=own, erasure=erasure)
        uow.record(programme, [(None, event, None)])
    every = ever_known_as(uow.connection, programme, clients)
    return Erased(every, tuple(request.id for request in requests), texts, drafts)


def remove_texts(
    uow: SqlUnitOfWork, programme: ProgrammeId, request: Request, why: str, erasure: str, now: datetime
) -> int:
    """Remove the texts of a locked request; gives how many there were."""
    count = count_texts(uow.connection, request.id)
    if count or request.last_text_at is not None:
        event = e.TextsPurged(at=now, request=request.id, why=why, erasure=erasure)
        record_and_tell(uow, programme, uow.circle_of(programme), request, [event])
    return count


def count_texts(connection: Connection, request: str) -> int:
    """Count the stored texts of a request."""
    return len(connection.execute(select(t.texts.c.id).where(t.texts.c.request_id == request)).all())


def retract(uow: SqlUnitOfWork, programme: ProgrammeId, number: str, erasure: str, now: datetime) -> tuple[str, int]:
    """Remove the texts of a request, also an open one; gives its id and how many went. Raises UnknownRequest."""
    request = _request(uow, programme, number, now)
    return request.id, remove_texts(uow, programme, request, "retracted", erasure, now)


def retract_remark(
    uow: SqlUnitOfWork, programme: ProgrammeId, number: str, remark: int, erasure: str, now: datetime
) -> tuple[str, str]:
    """Remove the words of the n-th remark; gives the ids of request and text. Raises UnknownRequest, NoSuchRemark."""
    request = _request(uow, programme, number, now)
    texts = _remarks(uow.connection, request.id)
    there = select(t.texts.c.id).where(t.texts.c.request_id == request.id)
    stored = set(uow.connection.execute(there).scalars())
    if not 1 <= remark <= len(texts) or texts[remark - 1] not in stored:
        raise NoSuchRemark(len(texts))
    text = texts[remark - 1]
    _remark_gone(uow, programme, request, text, erasure, now)
    return request.id, text


def retract_text(
    uow: SqlUnitOfWork, programme: ProgrammeId, number: str, text: str, erasure: str, now: datetime, *, why: str
) -> str:
    """Remove the words of a remark by their identifier; gives the id of the request, empty when they are gone."""
    if uow.connection.execute(select(t.texts.c.id).where(t.texts.c.id == text)).first() is None:
        return ""
    request = _request(uow, programme, number, now)
    _remark_gone(uow, programme, request, TextId(text), erasure, now, why)
    return request.id


def _remark_gone(
    uow: SqlUnitOfWork,
    programme: ProgrammeId,
    request: Request,
    text: TextId,
    erasure: str,
    now: datetime,
    why: str | None = None,
) -> None:
    event = e.RemarkRetracted(at=now, request=request.id, text=text, erasure=erasure, why=why)
    record_and_tell(uow, programme, uow.circle_of(programme), request, [event])


def _request(uow: SqlUnitOfWork, programme: ProgrammeId, number: str, now: datetime) -> Request:
    request = uow.request(programme, number)
    if request is None:
        raise UnknownRequest
    return _up_to_date(uow, programme, request, now)


def _remarks(connection: Connection, request: str) -> list[TextId]:
    """Give the texts of the talk in order, as the page of the request shows it."""
    kinds = (e.Remarked.kind, e.RemarkRetracted.kind)
    of_request = (t.log.c.request_id == request, t.log.c.kind.in_(kinds))
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(*of_request).order_by(t.log.c.seq)
    events = (from_body(kind, version, body) for kind, version, body in connection.execute(query))
    return [event.text.id for event in e.standing_remarks(events)]


def _codes_of(connection: Connection, clients: Iterable[str]) -> set[str]:
    return set(connection.execute(select(t.clients.c.code).where(t.clients.c.client_id.in_(clients))).scalars())


def ever_known_as(connection: Connection, programme: str, clients: Sequence[str]) -> tuple[str, ...]:
    """Give clients and every client that was joined with them: an older backup knows them apart."""
    query = select(t.log.c.body).where(t.log.c.programme_id == programme, t.log.c.kind == e.ClientsJoined.kind)
    known = list(clients)
    for body in reversed(connection.execute(query.order_by(t.log.c.seq)).scalars().all()):
        event = json.loads(body)
        if event["client"] in known and event["joined"] not in known:
            known.append(event["joined"])
    return tuple(known)


def _drop_drafts(connection: Connection, programme: str, codes: set[str], safe: TextSafe) -> int:
    """Throw away drafts that hold one of these codes; gives how many there were."""
    people = select(t.people.c.id).where(t.people.c.programme_id == programme)
    rows = connection.execute(select(t.drafts.c.id, t.drafts.c.body).where(t.drafts.c.person_id.in_(people))).all()
    going = [row[0] for row in rows if codes & _codes_in(row[1], safe)]
    if going:
        connection.execute(delete(t.drafts).where(t.drafts.c.id.in_(going)))
    return len(going)


def _codes_in(body: bytes, safe: TextSafe) -> set[str]:
    try:
        return {one.code for one in codes_in(safe, body)}
    except KeyMissing:
        return set()


# --- again, after a backup was restored -------------------------------------------------------------------------------


def known_removals(connection: Connection) -> set[str]:
    """Give the identifiers of all removals that the log of this database knows."""
    kinds = (e.ClientErased.kind, e.TextsPurged.kind, e.RemarkRetracted.kind)
    bodies = connection.execute(select(t.log.c.body).where(t.log.c.kind.in_(kinds))).scalars()
    return {erasure for body in bodies if (erasure := json.loads(body).get("erasure"))}


def erase_again(
    uow: SqlUnitOfWork,
    programme: ProgrammeId,
    clients: Sequence[ClientId],
    requests: Sequence[RequestId],
    safe: TextSafe,
    erasure: str,
    now: datetime,
) -> int:
    """Erase in a restored database what was erased after its backup, also what is open there; gives how many texts."""
    stored = select(t.clients.c.client_id).where(t.clients.c.client_id.in_(clients)).distinct()
    present = [ClientId(one) for one in uow.connection.execute(stored.order_by(t.clients.c.client_id)).scalars()]
    states = {state.id: state for client in present for state in requests_of(uow, client)}
    for identifier in requests:
        state = by_id(uow, identifier)
        if state is not None:
            states[state.id] = state
    return erase(uow, programme, present, list(states.values()), [], safe, erasure, now).texts


def by_id(uow: SqlUnitOfWork, request: str) -> Request | None:
    """Give a request by identifier, locked, or None."""
    row = uow.connection.execute(
        select(t.requests.c.programme_id, t.requests.c.number).where(t.requests.c.id == request)
    ).first()
    return uow.request(ProgrammeId(row[0]), row[1]) if row else None


def retract_again(
    uow: SqlUnitOfWork, programme: ProgrammeId, request: str, text: str, erasure: str, now: datetime
) -> int:
    """Retract in a restored database what was retracted after its backup; gives how many texts."""
    state = by_id(uow, request)
    if state is None:
        return 0
    if not text:
        return remove_texts(uow, programme, state, "retracted", erasure, now)
    if uow.connection.execute(select(t.texts.c.id).where(t.texts.c.id == text)).first() is None:
        return 0
    _remark_gone(uow, programme, state, TextId(text), erasure, now)
    return 1
