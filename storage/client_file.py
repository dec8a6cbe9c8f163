"""Everything that is kept about one client, for who asks for it: requests, texts, votes by organisation, dates.

No name of a colleague, and no trace of who stepped back (docs/rules.md section 6).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from doorbraak import events as e
from doorbraak.ids import ClientId
from doorbraak.requests.state import Request, Vote
from storage import tables as t
from storage import vote_path as sql
from storage.codec import from_body
from storage.drafts import contents
from storage.moments import text_or_none, to_text
from storage.overviews.reading import as_of
from storage.removing import ever_known_as
from storage.secrets import ClientCode, KeyMissing, TextSafe

_QUIET = ("recused", "noticed")


def client_file(
    connection: Connection,
    programme: str,
    clients: Sequence[ClientId],
    codes: Sequence[ClientCode],
    safe: TextSafe,
    now: datetime,
) -> dict[str, Any]:
    """Give it as plain values, requests in the order in which they were put."""
    rows = (
        connection.execute(select(t.requests).where(t.requests.c.client_id.in_(clients)).order_by(t.requests.c.number))
        .mappings()
        .all()
    )
    people = select(t.people.c.id, t.people.c.organisation).where(t.people.c.programme_id == programme)
    organisations = {row[0]: row[1] for row in connection.execute(people)}
    return {
        "made_at": to_text(now),
        "requests": [_request(connection, row, safe, organisations, now) for row in rows],
        "drafts": _drafts(connection, programme, {one.code for one in codes}, {row["number"] for row in rows}, safe),
        "looked_at": _looks(connection, programme, ever_known_as(connection, programme, clients)),
    }


def _request(
    connection: Connection, row: Mapping[Any, Any], safe: TextSafe, organisations: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    request = as_of(row, now)
    texts = sql.READ_TEXTS_OF.run(connection, {"request": request.id}).all()
    words = {text[0]: safe.decrypt(text[2]) for text in texts}
    happened = _happened(connection, request)
    return {
        "number": request.number,
        "organisation": request.organisation,
        "district": request.district,
        "theme": request.theme,
        "submitted_at": to_text(request.submitted_at),
        "needed_by": request.needed_by.isoformat() if request.needed_by else None,
        "urgent": request.urgent,
        "asked_cents": request.asked_cents,
        "status": request.status.value,
        "decided_at": text_or_none(request.decided_at),
        "granted_cents": request.granted_cents,
        "settled_cents": request.settled_cents,
        "money": request.money.value if request.money else None,
        "follow_up": request.follow_up or None,
        "texts": {name: words[text] for name, text in request.texts.items() if text in words},
        "texts_removed_at": _removed_at(happened),
        "votes": [_vote(vote, words) for vote in request.votes if vote.lapsed != "recused"],
        "routes": [_route(route, words) for route in request.routes],
        "talk": [_remark(event, words, organisations) for event in happened if isinstance(event, e.Remarked)],
        "history": [
            {"at": to_text(event.at), "what": event.kind} for event in happened if _may_be_told(event, request)
        ],
        "explanation": _explanation(row["explanation"], request),
    }


def _happened(connection: Connection, request: Request) -> list[e.Event]:
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(t.log.c.request_id == request.id).order_by(t.log.c.seq)
    return [from_body(kind, version, body) for kind, version, body in connection.execute(query)]


def _may_be_told(event: e.Event, request: Request) -> bool:
    by_who_left = isinstance(event, e.Approved | e.Objected) and event.person in request.recused
    return event.kind not in _QUIET and not by_who_left


def _removed_at(happened: Sequence[e.Event]) -> str | None:
    moments = [event.at for event in happened if isinstance(event, e.TextsPurged)]
    return to_text(max(moments)) if moments else None


def _vote(vote: Vote, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "organisation": vote.organisation,
        "approves": vote.approves,
        "max_cents": vote.max_cents,
        "reason": words.get(vote.reason or ""),
        "at": to_text(vote.at),
        "counts": vote.stands,
    }


def _route(route: Any, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": route.code,
        "route": words.get(route.route),
        "who": words.get(route.who),
        "expected_days": route.expected_days,
        "organisation": route.organisation,
        "at": to_text(route.at),
        "verdict": route.verdict or None,
        "reason": words.get(route.reason or ""),
        "answered_at": text_or_none(route.answered_at),
    }


def _remark(event: e.Remarked, words: Mapping[str, str], organisations: Mapping[str, str]) -> dict[str, Any]:
    return {
        "organisation": organisations.get(event.person, ""),
        "text": words.get(event.text.id),
        "at": to_text(event.at),
    }


def _explanation(stored: str | None, request: Request) -> dict[str, Any] | None:
    if not stored:
        return None
    facts: dict[str, Any] = json.loads(stored)
    for name in ("counted", "left_out"):
        told = (vote for vote in facts[name] if vote["person"] not in request.recused)
        facts[name] = [{key: value for key, value in vote.items() if key != "person"} for vote in told]
    return facts


def _drafts(
    connection: Connection, programme: str, codes: set[str], numbers: set[str], safe: TextSafe
) -> list[dict[str, Any]]:
    """Give half-done forms: with a code of this client, or about one of the requests."""
    people = select(t.people.c.id).where(t.people.c.programme_id == programme)
    query = select(t.drafts.c.body, t.drafts.c.saved_at, t.drafts.c.kind).where(t.drafts.c.person_id.in_(people))
    found: list[dict[str, Any]] = []
    for body, saved_at, kind in connection.execute(query.order_by(t.drafts.c.saved_at)):
        try:
            values, of_draft = contents(safe, body)
        except KeyMissing:
            continue
        if codes & {one.code for one in of_draft} or kind.partition(":")[0] in numbers:
            found.append({"saved_at": saved_at, "values": dict(values)})
    return found


def _looks(connection: Connection, programme: str, clients: Sequence[str]) -> list[str]:
    """Give the moments at which somebody looked what was left for this client."""
    query = select(t.log.c.at, t.log.c.body).where(t.log.c.programme_id == programme, t.log.c.kind == e.Audited.kind)
    looked = query.where(t.log.c.body.contains('"looked_at_client"')).order_by(t.log.c.seq)
    return [at for at, body in connection.execute(looked) if json.loads(body)["facts"].get("client") in clients]
