"""What was spent, by theme, district, month or organisation: one query for pages, chat, exports and replay.

Requests and what was asked count by the day of submission, the rest by the day of the decision (docs/rules.md
section 8). Two covering indexes answer it without touching a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, select, union_all

from doorbraak.ids import ProgrammeId
from doorbraak.overviews import FundLine, Spend, SpendFilter, SpendRow
from storage import tables as t

DIMENSIONS = ("theme", "district", "month", "organisation")
_r = t.requests.c
_FIGURES = ("requests", "granted", "solved_by_route", "declined", "asked_cents", "granted_cents", "settled_cents")


def spend(connection: Connection, programme: ProgrammeId, wanted: SpendFilter) -> Spend:
    """Give what was spent in a period; rows sorted by settled, then granted, ties by key."""
    found = connection.execute(_query(programme, wanted)).mappings()
    rows = [SpendRow(key=row["key"] or "", **_figures(row)) for row in found]
    rows = [row for row in rows if any(getattr(row, name) for name in _FIGURES)]
    rows.sort(key=lambda row: (-row.settled_cents, -row.granted_cents, row.key))
    total = SpendRow(key="total", **{name: sum(getattr(row, name) for row in rows) for name in _FIGURES})
    return Spend(
        by=wanted.by,
        since=wanted.since,
        until=wanted.until,
        rows=tuple(rows),
        total=total,
        theme=wanted.theme,
        district=wanted.district,
    )


def _figures(row: Mapping[Any, Any]) -> dict[str, int]:
    return {name: int(row[name] or 0) for name in _FIGURES}


def _query(programme: ProgrammeId, wanted: SpendFilter) -> Any:
    both = union_all(_submitted(programme, wanted), _decided(programme, wanted)).subquery()
    sums = [func.sum(both.c[name]).label(name) for name in _FIGURES]
    return select(both.c.key, *sums).group_by(both.c.key)


def _submitted(programme: ProgrammeId, wanted: SpendFilter) -> Any:
    key, none = _key(wanted.by, _r.submitted_on).label("key"), literal(0)
    return (
        select(
            key,
            func.count().label("requests"),
            none.label("granted"),
            none.label("solved_by_route"),
            none.label("declined"),
            func.sum(_r.asked_cents).label("asked_cents"),
            none.label("granted_cents"),
            none.label("settled_cents"),
        )
        .where(_within(programme, wanted, _r.submitted_on))
        .group_by(key)
    )


def _decided(programme: ProgrammeId, wanted: SpendFilter) -> Any:
    key = _key(wanted.by, _r.decided_on).label("key")
    return (
        select(
            key,
            literal(0),
            _ended_as("granted"),
            _ended_as("solved_by_route"),
            _ended_as("declined"),
            literal(0),
            func.sum(func.coalesce(_r.granted_cents, 0)),
            func.sum(func.coalesce(_r.settled_cents, 0)),
        )
        .where(_within(programme, wanted, _r.decided_on))
        .group_by(key)
    )


def _ended_as(status: str) -> ColumnElement[int]:
    return func.sum(case((_r.status == status, 1), else_=0))


def _key(by: str, day: ColumnElement[Any]) -> ColumnElement[Any]:
    if by == "month":
        return func.substr(day, 1, 7)
    return {"theme": _r.theme, "district": _r.district, "organisation": _r.organisation}[by]


def _within(programme: ProgrammeId, wanted: SpendFilter, day: ColumnElement[Any]) -> ColumnElement[bool]:
    conditions = [_r.programme_id == programme, day >= wanted.since.isoformat(), day <= wanted.until.isoformat()]
    if wanted.theme:
        conditions.append(_r.theme == wanted.theme)
    if wanted.district:
        conditions.append(_r.district == wanted.district)
    return and_(*conditions)


def years(connection: Connection, programme: ProgrammeId) -> list[int]:
    """Give the calendar years in which something was submitted or decided, the first first."""
    found: set[int] = set()
    for day in (_r.submitted_on, _r.decided_on):
        first, last = (  # asked one by one an index gives each at once; together it would be read whole
            connection.execute(select(end(day)).where(_r.programme_id == programme)).scalar()
            for end in (func.min, func.max)
        )
        if first and last:
            found |= set(range(int(first[:4]), int(last[:4]) + 1))
    return sorted(found)


def funds(connection: Connection, programme: ProgrammeId) -> list[FundLine]:
    """Give the fund of every year that was set or spent from, the first first."""
    rows = connection.execute(select(t.funds).where(t.funds.c.programme_id == programme).order_by(t.funds.c.year))
    return [
        FundLine(
            year=row["year"],
            budget_cents=row["budget_cents"],
            reserved_cents=row["reserved_cents"],
            spent_cents=row["spent_cents"],
        )
        for row in rows.mappings()
    ]


def whole_year(year: int, by: str = "theme") -> SpendFilter:
    """Give the filter of one calendar year."""
    return SpendFilter(since=date(year, 1, 1), until=date(year, 12, 31), by=by)
