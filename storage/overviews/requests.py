"""Lists of requests: any request found back, own requests, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from doorbraak.overviews import RequestFilter, RequestLine, RequestList, Viewer, WaitingItem
from doorbraak.requests.ballot import leads_who_may_decide, may_vote
from doorbraak.requests.due import decide_by, lead_by, review_by
from doorbraak.requests.state import Money, Request, Review, Status
from doorbraak.working_time import local_date
from storage import tables as t
from storage.overviews.reading import Members, as_of, members, sees_everything

_r = t.requests.c

_DAYS_OF_FOLLOW_UP = 180
"""So long after the end an unanswered follow-up still waits for its poster."""


def request_line(request: Request, viewer: Viewer) -> RequestLine:
    """Give one request for a list."""
    return RequestLine(
        number=request.number,
        theme=request.theme,
        district=request.district,
        asked_cents=request.asked_cents,
        granted_cents=request.granted_cents,
        settled_cents=request.settled_cents,
        status=request.status.value,
        money=request.money.value if request.money else None,
        review=request.review.value if request.review else None,
        with_lead=request.with_lead,
        urgent=request.urgent,
        submitted_at=request.submitted_at,
        decided_at=request.decided_at,
        decide_by=decide_by(request) if request.is_open else None,
        is_mine=request.poster == viewer.id,
        imported=request.imported,
    )


def may_see(viewer: Viewer) -> ColumnElement[bool]:
    """Give the condition on what somebody may see: koplopers own requests and those of their districts."""
    same = _r.programme_id == viewer.programme_id
    if sees_everything(viewer):
        return same
    if viewer.person.is_koploper:
        return and_(same, or_(_r.poster_id == viewer.id, _r.district.in_(viewer.own_districts)))
    return false()


def requests(connection: Connection, viewer: Viewer, wanted: RequestFilter, now: datetime) -> RequestList:
    """Give the requests that somebody may see and wants to, newest first."""
    where = and_(may_see(viewer), *_conditions(viewer, wanted))
    total = connection.execute(select(func.count()).select_from(t.requests).where(where)).scalar_one()
    query = (
        select(t.requests)
        .where(where)
        .order_by(_r.submitted_at.desc(), _r.number.desc())
        .limit(wanted.per_page)
        .offset((max(wanted.page, 1) - 1) * wanted.per_page)
    )
    lines = tuple(request_line(as_of(row, now), viewer) for row in connection.execute(query).mappings())
    return RequestList(lines=lines, total=total, page=wanted.page, per_page=wanted.per_page)


def _conditions(viewer: Viewer, wanted: RequestFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.number:
        yield _r.number == wanted.number
    if wanted.status == "with_lead":
        yield and_(_r.status == "open", _r.with_lead == 1)
    elif wanted.status:
        yield _r.status == wanted.status
    if wanted.theme:
        yield _r.theme == wanted.theme
    if wanted.district:
        yield _r.district == wanted.district
    if wanted.since:
        yield _r.submitted_on >= wanted.since.isoformat()
    if wanted.until:
        yield _r.submitted_on <= wanted.until.isoformat()
    if wanted.mine:
        yield _r.poster_id == viewer.id


def waiting(connection: Connection, viewer: Viewer, now: datetime) -> tuple[WaitingItem, ...]:
    """Give what waits for somebody, the most pressing first."""
    everybody = members(connection, viewer.programme_id)
    items: list[WaitingItem] = []
    for row in _live_rows(connection, viewer, now):
        request = as_of(row, now)
        items.extend(_for_poster(request, viewer))
        items.extend(_for_lead(request, viewer, everybody))
        items.extend(_for_reviewer(request, viewer, everybody))
    return tuple(sorted(items, key=lambda item: (_PRESSING[item.what], item.due_at or now, item.line.number)))


_PRESSING = {
    "urgent": 0,
    "lead": 1,
    "answer_route": 2,
    "vote_again": 3,
    "vote": 3,
    "review": 4,
    "settle": 5,
    "follow_up": 6,
}


def _live_rows(connection: Connection, viewer: Viewer, now: datetime) -> list[Mapping[Any, Any]]:
    same = _r.programme_id == viewer.programme_id
    opened = select(t.requests).where(same, _r.status == "open")
    lately = local_date(now - timedelta(days=_DAYS_OF_FOLLOW_UP)).isoformat()
    reviewed = select(t.requests).where(same, _r.status == "granted", _r.review == "pending")
    own = select(t.requests).where(
        same,
        _r.poster_id == viewer.id,
        or_(
            _r.money.in_(("reserved", "paid")),
            and_(_r.status.in_(("granted", "solved_by_route")), _r.follow_up == "", _r.decided_on >= lately),
        ),
    )
    rows: dict[str, Mapping[Any, Any]] = {}
    for query in (opened, reviewed, own):
        rows |= {row["id"]: row for row in connection.execute(query).mappings()}
    return list(rows.values())


def _for_poster(request: Request, viewer: Viewer) -> Iterable[WaitingItem]:
    if request.poster != viewer.id or request.imported:
        return
    line = request_line(request, viewer)
    if request.takes_votes:
        for route in request.routes:
            if route.is_open:
                yield WaitingItem(what="answer_route", line=line, due_at=decide_by(request), route_no=route.no)
    if request.money in (Money.RESERVED, Money.PAID):
        yield WaitingItem(what="settle", line=line)
    if "follow_up" in request.noticed and not request.follow_up:
        yield WaitingItem(what="follow_up", line=line)


def _for_lead(request: Request, viewer: Viewer, everybody: Members) -> Iterable[WaitingItem]:
    if not request.is_open or all(lead.id != viewer.id for lead in leads_who_may_decide(request, everybody.circle)):
        return
    line = request_line(request, viewer)
    if request.urgent:
        yield WaitingItem(what="urgent", line=line, due_at=decide_by(request), detail=request.with_lead_why)
    elif request.with_lead:
        yield WaitingItem(what="lead", line=line, due_at=lead_by(request), detail=request.with_lead_why)


def _for_reviewer(request: Request, viewer: Viewer, everybody: Members) -> Iterable[WaitingItem]:
    person = everybody.circle.get(viewer.id)
    if person is None or not request.takes_votes or not may_vote(person, request, everybody.circle):
        return
    if not person.serves(request.district) or request.vote_of(person.id):
        return
    line = request_line(request, viewer)
    lapsed = any(vote.person == person.id for vote in request.votes)
    if request.review is Review.PENDING:
        yield WaitingItem(what="review", line=line, due_at=review_by(request))
    elif request.status is Status.OPEN:
        yield WaitingItem(what="vote_again" if lapsed else "vote", line=line, due_at=decide_by(request))
