"""From the state of a request to its row and back. The row is a projection: `verify` makes it again from the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from doorbraak.ids import PersonId, TextId
from doorbraak.policy import policy_from
from doorbraak.requests.ballot import approvals
from doorbraak.requests.due import next_due
from doorbraak.requests.state import Money, Request, Review, Route, Status, Vote
from doorbraak.working_time import local_date, working_minutes_between
from storage.codec import canonical
from storage.moments import from_text, or_none, text_or_none, to_text

Row = Mapping[Any, Any]


def request_to_row(request: Request, programme: str, explanation: str | None) -> dict[str, Any]:
    """Give the row of a request: the columns that queries need, and the whole of it in `ballot`."""
    due = next_due(request)
    return {
        "id": request.id,
        "programme_id": programme,
        "number": request.number,
        "client_id": request.client,
        "poster_id": request.poster,
        "organisation": request.organisation,
        "district": request.district,
        "theme": request.theme,
        "asked_cents": request.asked_cents,
        "urgent": int(request.urgent),
        "status": request.status.value,
        "with_lead": int(request.with_lead),
        "money": request.money.value if request.money else None,
        "review": request.review.value if request.review else None,
        "granted_cents": request.granted_cents,
        "settled_cents": request.settled_cents,
        "fund_year": request.fund_year,
        "follow_up": request.follow_up,
        "revision": request.revision,
        "approvals": len(approvals(request)),
        "submitted_at": to_text(request.submitted_at),
        "submitted_on": local_date(request.submitted_at).isoformat(),
        "decided_at": text_or_none(request.decided_at),
        "decided_on": local_date(request.decided_at).isoformat() if request.decided_at else None,
        "answer_minutes": _answer_minutes(request),
        "next_due_at": text_or_none(due),
        "version": request.version,
        "ballot": canonical(_ballot(request)),
        "explanation": explanation,
    }


def _answer_minutes(request: Request) -> int | None:
    """Give the working minutes from submission to the end, or None while it is open."""
    if request.decided_at is None:
        return None
    return working_minutes_between(request.submitted_at, request.decided_at)


def _ballot(request: Request) -> dict[str, Any]:
    return {
        "policy": request.policy.to_settings(),
        "policy_version": request.policy_version,
        "texts": dict(request.texts),
        "needed_by": request.needed_by.isoformat() if request.needed_by else None,
        "urgent_since": text_or_none(request.urgent_since),
        "revised_at": text_or_none(request.revised_at),
        "votes": [_vote_to_plain(vote) for vote in request.votes],
        "routes": [_route_to_plain(route) for route in request.routes],
        "recused": sorted(request.recused),
        "lead_since": text_or_none(request.with_lead_since),
        "lead_why": request.with_lead_why,
        "how": request.how,
        "granted_at": text_or_none(request.granted_at),
        "settled_at": text_or_none(request.settled_at),
        "decided_by": request.decided_by,
        "noticed": sorted(request.noticed),
        "last_text_at": text_or_none(request.last_text_at),
        "imported": request.imported,
        "imported_route": request.imported_route,
        "imported_verdict": request.imported_verdict,
    }


def _vote_to_plain(vote: Vote) -> list[Any]:
    moment = to_text(vote.at)
    return [
        vote.person,
        vote.organisation,
        int(vote.approves),
        vote.revision,
        moment,
        vote.max_cents,
        vote.reason,
        vote.lapsed,
    ]


def _route_to_plain(route: Route) -> list[Any]:
    return [
        route.no,
        route.by,
        route.organisation,
        route.code,
        route.route,
        route.who,
        route.expected_days,
        to_text(route.at),
        route.verdict,
        route.reason,
        text_or_none(route.answered_at),
    ]


def _vote(plain: list[Any]) -> Vote:
    person, organisation, approves, revision, at, max_cents, reason, lapsed = plain
    return Vote(person, organisation, bool(approves), revision, from_text(at), max_cents, reason, lapsed)


def _route(plain: list[Any]) -> Route:
    no, by, organisation, code, route, who, days, at, verdict, reason, answered = plain
    return Route(
        no, by, organisation, code, TextId(route), TextId(who), days, from_text(at), verdict, reason, or_none(answered)
    )


def request_from_row(row: Row) -> Request:
    """Give the state that a row stores."""
    ballot = json.loads(row["ballot"])
    return Request(
        id=row["id"],
        number=row["number"],
        poster=row["poster_id"],
        organisation=row["organisation"],
        client=row["client_id"],
        district=row["district"],
        theme=row["theme"],
        asked_cents=row["asked_cents"],
        submitted_at=from_text(row["submitted_at"]),
        policy=policy_from(ballot["policy"]),
        policy_version=ballot["policy_version"],
        texts=ballot["texts"],
        needed_by=date.fromisoformat(ballot["needed_by"]) if ballot["needed_by"] else None,
        urgent=bool(row["urgent"]),
        urgent_since=or_none(ballot.get("urgent_since")),
        revision=row["revision"],
        revised_at=or_none(ballot["revised_at"]),
        votes=tuple(_vote(plain) for plain in ballot["votes"]),
        routes=tuple(_route(plain) for plain in ballot["routes"]),
        recused=frozenset(PersonId(person) for person in ballot["recused"]),
        status=Status(row["status"]),
        with_lead_since=or_none(ballot["lead_since"]),
        with_lead_why=ballot["lead_why"],
        money=Money(row["money"]) if row["money"] else None,
        how=ballot["how"],
        granted_cents=row["granted_cents"],
        granted_at=or_none(ballot["granted_at"]),
        fund_year=row["fund_year"],
        settled_cents=row["settled_cents"],
        settled_at=or_none(ballot["settled_at"]),
        decided_at=or_none(row["decided_at"]),
        decided_by=ballot["decided_by"],
        review=Review(row["review"]) if row["review"] else None,
        follow_up=row["follow_up"],
        noticed=frozenset(ballot["noticed"]),
        last_text_at=or_none(ballot["last_text_at"]),
        imported=ballot["imported"],
        imported_route=ballot["imported_route"],
        imported_verdict=ballot["imported_verdict"],
        version=row["version"],
    )
