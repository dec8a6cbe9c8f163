"""The log of a programme told as the six fields of an audit: who did what to what, when, from where, with what result.

Read a page at a time inside one snapshot, with number, hashes and body, so that a reader can check the chain. Who
stepped back from a request is withheld unless asked for (docs/rules.md section 6).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from storage import tables as t
from storage.chain import START
from storage.moments import to_text

PAGE = 1000
_NUMBERS = {"budget_set": "year", "policy_set": "version"}
_WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One line: the six fields, how often, and what proves it. `body` is empty where something is withheld."""

    programme: str
    seq: int | None
    at: str
    who: str
    what: str
    target: str
    origin: str
    result: str
    times: int
    previous: str
    hash: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines: from one moment up to and without another, with who stepped back or without."""

    since: datetime | None = None
    until: datetime | None = None
    recusals: bool = False


def count_lines(connection: Connection, programme: str) -> int:
    """Give how many lines the log of a programme has."""
    query = select(func.count()).select_from(t.log).where(t.log.c.programme_id == programme)
    return int(connection.execute(query).scalar_one())


def read_trail(connection: Connection, programme: str, wanted: Wanted) -> Iterator[TrailLine | None]:
    """Give the lines of a programme in order of number; None for one outside the period, so that progress can show."""
    numbers = t.requests.c.number
    query = (
        select(t.log, numbers)
        .outerjoin(t.requests, t.requests.c.id == t.log.c.request_id)
        .where(t.log.c.programme_id == programme)
        .order_by(t.log.c.seq)
        .limit(PAGE)
    )
    seq, previous = 0, START
    while page := connection.execute(query.where(t.log.c.seq > seq)).all():
        for row in page:
            yield _line(row, previous, wanted) if _is_within(row.at, wanted) else None
            seq, previous = row.seq, row.hash


def _is_within(at: str, wanted: Wanted) -> bool:
    after = wanted.since is None or at >= to_text(wanted.since)
    return after and (wanted.until is None or at < to_text(wanted.until))


def _line(row: Row[Any], previous: str, wanted: Wanted) -> TrailLine:
    facts: dict[str, Any] = json.loads(row.body)
    more: Mapping[str, Any] = facts.get("facts") or {}
    hidden = not wanted.recusals and _tells_who_stepped_back(row.kind, facts, more)
    return TrailLine(
        programme=row.programme_id,
        seq=row.seq,
        at=row.at,
        who=_WITHHELD if hidden else _who(facts, more),
        what=_what(row.kind, facts, more),
        target=_target(row, facts, more),
        origin="" if hidden else str(facts.get("origin") or ("clock" if _by_time(row.kind, facts) else "")),
        result=str(facts.get("result") or more.get("refusal") or "done"),
        times=int(more.get("times", 1)),
        previous=previous,
        hash=row.hash,
        body="" if hidden else row.body,
    )


def _tells_who_stepped_back(kind: str, facts: Mapping[str, Any], more: Mapping[str, Any]) -> bool:
    """Also one that came too late: who wanted to step back is told as little."""
    return "recused" in (kind, facts.get("result"), more.get("refusal")) or more.get("command") == "recuse"


def _who(facts: Mapping[str, Any], more: Mapping[str, Any]) -> str:
    account = more.get("account")
    return str(facts.get("by") or (f"account {account}" if account else ""))


def _what(kind: str, facts: Mapping[str, Any], more: Mapping[str, Any]) -> str:
    if kind != "audit":
        return kind
    return str(more.get("command") or facts["what"])


def _target(row: Row[Any], facts: Mapping[str, Any], more: Mapping[str, Any]) -> str:
    named = facts.get("target") or more.get("request") or more.get("person") or more.get("client")
    if row.request_id:
        return str(row.number or facts.get("number") or row.request_id)
    if row.kind == "person_set":
        return str(facts["person"])
    if row.kind in _NUMBERS:
        return f"{row.kind.removesuffix('_set')} {facts[_NUMBERS[row.kind]]}"
    return str(named or "")


def _by_time(kind: str, facts: Mapping[str, Any]) -> bool:
    return kind != "audit" and "request" in facts and not facts.get("by")


def read_knocks(connection: Connection, wanted: Wanted) -> Iterator[TrailLine]:
    """Give the tries to come in that belong to no programme: counted by hour, outside every chain."""
    query = select(t.knocks).order_by(t.knocks.c.hour, t.knocks.c.what, t.knocks.c.origin)
    for row in connection.execute(query):
        if _is_within(row.last_at, wanted):
            yield TrailLine(
                programme="",
                seq=None,
                at=row.last_at,
                who="",
                what="sign_in",
                target="",
                origin=row.origin,
                result=row.what,
                times=row.times,
                previous="",
                hash="",
                body="",
            )


def names_of(connection: Connection, programme: str) -> dict[str, str]:
    """Give the names of everybody of a programme by identifier."""
    query = select(t.people.c.id, t.people.c.name).where(t.people.c.programme_id == programme)
    return {row[0]: row[1] for row in connection.execute(query)}
