"""Outgoing work as rows: cards that should show a version, messages that must be told. Written with their cause."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from doorbraak.news import Message
from doorbraak.requests.state import Request
from storage import vote_path as sql
from storage.codec import canonical
from storage.moments import to_text
from storage.tables.delivery import KEEP


def add_cards(connection: Connection, programme: str, request: Request) -> list[str]:
    """Want a card of a new request in every place that takes its district; gives those places."""
    places = sql.READ_PLACES.run(connection, {"programme": programme}).mappings().all()
    rows: list[dict[str, Any]] = [
        {
            "request_id": request.id,
            "place_id": place["id"],
            "wanted": request.version,
            "shown": 0,
            "ref": "",
            "claimed_until": None,
        }
        for place in places
        if "requests" in json.loads(place["purposes"]) and _takes(place["districts"], request.district)
    ]
    if rows:
        sql.ADD_CARDS.run(connection, rows)
    return [str(row["place_id"]) for row in rows]


def _takes(districts: str, district: str) -> bool:
    named = json.loads(districts)
    return not named or district in named


def want_cards(connection: Connection, request: Request) -> list[str]:
    """Want the cards of a request to show its present version; gives the places where they are."""
    found = sql.WANT_CARDS.run(connection, {"request": request.id, "wanted": request.version})
    return [row[0] for row in found]


def add_messages(
    connection: Connection,
    programme: str,
    prefix: str,
    told: Sequence[tuple[str, Message]],
    places: Mapping[str, Sequence[str]],
) -> None:
    """Keep messages of (request id, message); one without a person goes to every place of the request's cards."""
    rows: list[dict[str, Any]] = []
    for request, message in told:
        if message.person is not None:
            rows.append(_row(message, programme, f"{prefix}.{len(rows)}", None))
            continue
        for place in places.get(request, ()):
            rows.append(_row(message, programme, f"{prefix}.{len(rows)}", place))
    if len(rows) == 1:
        sql.ADD_MESSAGES.run(connection, rows[0])
    elif rows:
        sql.ADD_MESSAGES.run(connection, rows)


def _row(message: Message, programme: str, identifier: str, place: str | None) -> dict[str, Any]:
    return {
        "id": identifier,
        "programme_id": programme,
        "person_id": message.person,
        "place_id": place,
        "number": message.number,
        "kind": message.kind,
        "facts": canonical(message.facts),
        "due_at": to_text(message.due_at),
        "once": message.once or None,
        "claimed_until": None,
        "attempts": 0,
        "delivered_at": None,
        "read_at": None,
        "refs": "",
        "retract": KEEP,
    }
