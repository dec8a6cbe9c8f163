"""The other figures of the page Uitgaven: what is left, what needed no money, how long an answer takes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from doorbraak.ids import ProgrammeId
from doorbraak.overviews import SpendExtra, SpendFilter
from storage import tables as t
from storage.overviews.spend import funds, years

_r = t.requests.c
_TWO_WORKING_DAYS = 16 * 60


def spend_extra(connection: Connection, programme: ProgrammeId, wanted: SpendFilter) -> SpendExtra:
    """Give the figures beside the table, for the same period and filters."""
    row = connection.execute(_query(programme, wanted)).mappings().one()
    year = wanted.since.year if wanted.since.year == wanted.until.year else None
    fund = next((one for one in funds(connection, programme) if one.year == year), None)
    ended = int(row["ended"] or 0)
    return SpendExtra(
        fund_year=year,
        budget_cents=fund.budget_cents if fund else None,
        left_cents=fund.left_cents if fund else None,
        solved_without_money=int(row["solved"] or 0),
        solved_confirmed=int(row["confirmed"] or 0),
        mean_working_hours=float(row["minutes"]) / ended / 60 if ended else None,
        within_two_days=int(row["quick"] or 0) / ended if ended else None,
        unsettled=int(row["unsettled"] or 0),
        unsettled_cents=int(row["unsettled_cents"] or 0),
        years=tuple(reversed(years(connection, programme))),
    )


def _query(programme: ProgrammeId, wanted: SpendFilter) -> Any:
    answered = _r.status.in_(("granted", "solved_by_route", "declined", "expired"))
    solved = _r.status == "solved_by_route"
    unsettled = and_(_r.status == "granted", _r.settled_cents.is_(None))
    conditions = [
        _r.programme_id == programme,
        _r.decided_on >= wanted.since.isoformat(),
        _r.decided_on <= wanted.until.isoformat(),
    ]
    if wanted.theme:
        conditions.append(_r.theme == wanted.theme)
    if wanted.district:
        conditions.append(_r.district == wanted.district)
    return select(
        _count(solved).label("solved"),
        _count(and_(solved, _r.follow_up == "yes")).label("confirmed"),
        _count(answered).label("ended"),
        func.sum(case((answered, _r.answer_minutes), else_=0)).label("minutes"),
        _count(and_(answered, _r.answer_minutes <= _TWO_WORKING_DAYS)).label("quick"),
        _count(unsettled).label("unsettled"),
        func.sum(case((unsettled, _r.granted_cents), else_=0)).label("unsettled_cents"),
    ).where(*conditions)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
