"""Everything the page of one request shows to one person; what that person may not see is left out here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from doorbraak import events as e
from doorbraak.overviews import HistoryLine, PersonLine, RequestPage, RouteLine, TalkLine, Viewer, VoteLine
from doorbraak.requests import due
from doorbraak.requests.ballot import approvals, still_to_vote
from doorbraak.requests.may import may_do
from doorbraak.requests.state import Request, Vote
from storage import tables as t
from storage import vote_path as sql
from storage.codec import from_body
from storage.overviews.balances import client_left_now, fund_left_now
from storage.overviews.reading import Members, as_of, members
from storage.overviews.requests import may_see
from storage.rows import request_from_row
from storage.secrets import TextSafe

_QUIET = ("noticed", "recused", "remarked", "texts_purged")
"""Kinds of events that the history leaves out: told elsewhere, or nobody's business."""


def request_version(connection: Connection, viewer: Viewer, number: str) -> int | None:
    """Give the version of a request that somebody may see."""
    query = select(t.requests.c.version).where(may_see(viewer), t.requests.c.number == number)
    return connection.execute(query).scalar()


def request_page(
    connection: Connection, viewer: Viewer, number: str, now: datetime, safe: TextSafe
) -> RequestPage | None:
    """Give everything about one request that somebody may see, or None."""
    query = select(t.requests).where(may_see(viewer), t.requests.c.number == number)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    request = as_of(row, now)
    everybody = members(connection, viewer.programme_id)
    happened = _happened(connection, request)
    purged_now = [event for event in due.decide_due(request_from_row(row), now) if isinstance(event, e.TextsPurged)]
    words = {} if purged_now else _words(connection, request, safe)  # their time came, and no clock came by yet
    happened += purged_now
    return _page(connection, viewer, request, everybody, words, happened, row, now)


def client_left(connection: Connection, viewer: Viewer, number: str, now: datetime) -> tuple[str, int] | None:
    """Give a request's client and what is left for it, itself not counted; for a lead who can decide, else None."""
    query = select(t.requests).where(may_see(viewer), t.requests.c.number == number)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    request = as_of(row, now)
    everybody = members(connection, viewer.programme_id)
    may = may_do(everybody.circle.get(viewer.id) or viewer.person, request, everybody.circle)
    if not (may.lead_grant or may.urgent_grant):
        return None
    return request.client, client_left_now(connection, request, now)


def _words(connection: Connection, request: Request, safe: TextSafe) -> dict[str, str]:
    rows = sql.READ_TEXTS_OF.run(connection, {"request": request.id})
    return {row[0]: safe.decrypt(row[2]) for row in rows}


def _happened(connection: Connection, request: Request) -> list[e.Event]:
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(t.log.c.request_id == request.id).order_by(t.log.c.seq)
    return [from_body(kind, version, body) for kind, version, body in connection.execute(query)]


def _page(
    connection: Connection,
    viewer: Viewer,
    request: Request,
    everybody: Members,
    words: Mapping[str, str],
    happened: list[e.Event],
    row: Mapping[Any, Any],
    now: datetime,
) -> RequestPage:
    person = everybody.circle.get(viewer.id) or viewer.person
    may = may_do(person, request, everybody.circle)
    decides = may.lead_grant or may.urgent_grant
    is_lead = person.is_lead
    votes = _votes(request, viewer, everybody, words, is_lead=is_lead)
    return RequestPage(
        number=request.number,
        version=row["version"],
        revision=request.revision,
        theme=request.theme,
        district=request.district,
        asked_cents=request.asked_cents,
        urgent=request.urgent,
        needed_by=request.needed_by,
        status=request.status.value,
        with_lead=request.with_lead,
        with_lead_why=request.with_lead_why if request.with_lead else "",
        money=request.money.value if request.money else None,
        review=request.review.value if request.review else None,
        review_by=due.review_by(request),
        how=request.how,
        granted_cents=request.granted_cents,
        settled_cents=request.settled_cents,
        fund_year=request.fund_year,
        follow_up=request.follow_up,
        submitted_at=request.submitted_at,
        decide_by=due.decide_by(request) if request.is_open else None,
        lead_by=due.lead_by(request) if request.with_lead else None,
        expires_at=due.expires_at(request) if request.is_open else None,
        decided_at=request.decided_at,
        poster_id=request.poster,
        poster_name=everybody.name(request.poster),
        poster_organisation=everybody.organisation(request.poster) or request.organisation,
        is_mine=request.poster == viewer.id,
        imported=request.imported,
        texts={name: words.get(text, "") for name, text in request.texts.items()},
        texts_purged=not request.imported and "question" not in request.texts,
        texts_purged_at=max((event.at for event in happened if isinstance(event, e.TextsPurged)), default=None),
        votes=votes,
        approvals=len(approvals(request)),
        min_approvals=request.policy.min_approvals,
        min_organisations=request.policy.min_organisations,
        my_vote=next((vote for vote in votes if vote.is_mine and vote.stands), None),
        waits_for=_waits_for(request, everybody, is_lead=is_lead),
        routes=_routes(request, everybody, words),
        talk=_talk(happened, viewer, everybody, words),
        history=_history(happened, request, everybody, is_lead=is_lead),
        explanation=_explanation(row, request, everybody, is_lead=is_lead),
        may=may,
        fund_left_cents=fund_left_now(connection, viewer.programme_id, now) if decides else None,
        i_recused=viewer.id in request.recused,
        recused_names=tuple(everybody.name(one) for one in sorted(request.recused)) if is_lead else (),
    )


def _votes(
    request: Request, viewer: Viewer, everybody: Members, words: Mapping[str, str], *, is_lead: bool
) -> tuple[VoteLine, ...]:
    shown = [vote for vote in request.votes if is_lead or vote.person not in request.recused]
    return tuple(_vote(vote, viewer, everybody, words) for vote in shown)


def _vote(vote: Vote, viewer: Viewer, everybody: Members, words: Mapping[str, str]) -> VoteLine:
    return VoteLine(
        name=everybody.name(vote.person),
        organisation=vote.organisation,
        approves=vote.approves,
        max_cents=vote.max_cents,
        reason=words.get(vote.reason or "", ""),
        at=vote.at,
        revision=vote.revision,
        stands=vote.stands,
        why_not=vote.lapsed,
        is_mine=vote.person == viewer.id,
    )


def _waits_for(request: Request, everybody: Members, *, is_lead: bool) -> tuple[PersonLine, ...]:
    """Give who has not voted. To anyone but a lead who recused stands there as before: gone would tell who it was."""
    if not request.takes_votes:
        return ()
    left = still_to_vote(request, everybody.circle)
    if not left and request.with_lead_why == "everybody_voted":
        return ()  # the page says that nobody can vote any more: a name beside it would be the one who stepped back
    if not is_lead:
        left = still_to_vote(replace(request, recused=frozenset()), everybody.circle)
    asked = [one for one in left if one.serves(request.district)]
    return tuple(sorted((everybody.lines[one.id] for one in asked), key=lambda line: line.name))


def _routes(request: Request, everybody: Members, words: Mapping[str, str]) -> tuple[RouteLine, ...]:
    return tuple(
        RouteLine(
            no=route.no,
            route=words.get(route.route, ""),
            code=route.code,
            who=words.get(route.who, ""),
            expected_days=route.expected_days,
            by_name=everybody.name(route.by),
            by_organisation=route.organisation,
            at=route.at,
            verdict=route.verdict,
            reason=words.get(route.reason or "", ""),
            answered_at=route.answered_at,
        )
        for route in request.routes
    )


def _talk(
    happened: list[e.Event], viewer: Viewer, everybody: Members, words: Mapping[str, str]
) -> tuple[TalkLine, ...]:
    return tuple(
        TalkLine(
            name=everybody.name(event.person),
            organisation=everybody.organisation(event.person),
            text=words.get(event.text.id, ""),
            at=event.at,
            late_vote=event.late_vote,
            is_mine=event.person == viewer.id,
        )
        for event in e.standing_remarks(happened)
    )


def _history(
    happened: list[e.Event], request: Request, everybody: Members, *, is_lead: bool
) -> tuple[HistoryLine, ...]:
    """Give what happened; to anyone but a lead recusals and the votes of who recused are not there."""
    lines: list[HistoryLine] = []
    for event in happened:
        if event.kind in _QUIET and not (is_lead and event.kind == "recused"):
            continue
        if isinstance(event, e.RemarkRetracted) and event.why == "edited":
            continue
        if isinstance(event, e.Approved | e.Objected) and event.person in request.recused and not is_lead:
            continue
        lines.append(
            HistoryLine(at=event.at, kind=event.kind, name=everybody.name(event.by), facts=_facts(event, everybody))
        )
    return tuple(lines)


_TOLD = (
    "asked_cents",
    "amount_cents",
    "max_cents",
    "spent_cents",
    "granted_cents",
    "settled_cents",
    "revision",
    "route_no",
    "code",
    "verdict",
    "why",
    "how",
    "result",
    "answer",
    "status",
    "urgent",
)


def _facts(event: e.Event, everybody: Members) -> dict[str, Any]:
    facts = {name: getattr(event, name) for name in _TOLD if getattr(event, name, None) is not None}
    if isinstance(event, e.HandedOver):
        facts["to"] = everybody.name(event.to)
    return facts


def _explanation(
    row: Mapping[Any, Any], request: Request, everybody: Members, *, is_lead: bool
) -> dict[str, Any] | None:
    if not row["explanation"]:
        return None
    facts: dict[str, Any] = json.loads(row["explanation"])
    if not is_lead:
        facts.pop("client_left_cents")
    for name in ("counted", "left_out"):
        facts[name] = [
            {**vote, "name": everybody.name(vote["person"])}
            for vote in facts[name]
            if is_lead or (vote["person"] not in request.recused)
        ]
    return facts
