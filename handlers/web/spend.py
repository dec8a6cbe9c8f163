"""Uitgaven: what was spent in a period, per theme or otherwise, with a chart, its table and downloads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from doorbraak.overviews import SpendExtra, SpendFilter, SpendRow
from doorbraak.themes import THEMES
from doorbraak.working_time import local_date
from handlers.spend.answer import key_label
from handlers.spend.chart import Bar, draw
from handlers.spend.question import DIMENSIONS as BY
from handlers.web.menu import SPEND
from handlers.web.typed import Problems, Typed, date_of
from handlers.web.visit import Visit

OWN_PERIOD = "eigen"
_PLAIN = re.compile(r"[^a-z0-9]+")
_FILTERS = ("period", "since", "until", "district", "theme", "by")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TURNED = "De begindatum ligt na de einddatum. We draaiden ze om."
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, and under which words the choice stands."""

    wanted: SpendFilter
    period: str
    problems: Problems


def _asked(visit: Visit, typed: Typed) -> _Asked:
    problems = Problems()
    period, since, until = _period(visit, typed, problems)
    district, theme, by = typed.get("district"), typed.get("theme"), typed.get("by")
    wanted = SpendFilter(
        since=since,
        until=until,
        by=by if by in BY else "theme",
        theme=theme if theme in THEMES else "",
        district=district if district in visit.viewer.districts else "",
    )
    return _Asked(wanted, period, problems)


def _period(visit: Visit, typed: Typed, problems: Problems) -> tuple[str, date, date]:
    today = local_date(visit.desk.now())
    chosen = typed.get("period")
    if chosen == OWN_PERIOD or (not chosen and (typed.get("since") or typed.get("until"))):
        since = date_of(typed, problems, "since") or date(today.year, 1, 1)
        until = date_of(typed, problems, "until") or max(since, today)
        if since > until:
            problems.add("since", _TURNED)
            since, until = until, since
        return OWN_PERIOD, since, until
    year = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) == len(str(_LAST_YEAR)) else today.year
    year = year if _FIRST_YEAR <= year <= _LAST_YEAR else today.year
    return str(year), date(year, 1, 1), date(year, 12, 31)


async def show(visit: Visit) -> Response:
    """Show what was spent."""
    asked = _asked(visit, visit.query)
    wanted = asked.wanted
    spend, extra = await visit.desk.spend(visit.viewer, wanted)
    rows = [(key_label(wanted.by, row.key), row) for row in spend.rows]
    chosen = {"period": asked.period, "since": wanted.since, "until": wanted.until}
    return visit.page(
        "spend.html",
        SPEND.word,
        typed=visit.query,
        problems=asked.problems,
        fields=("since", "until"),
        by=wanted.by,
        by_words=BY,
        wanted=wanted,
        period=asked.period,
        own_period=OWN_PERIOD,
        years=_years(visit, extra),
        themes=THEMES,
        rows=rows,
        total=spend.total,
        extra=extra,
        mean_time=_hours(extra.mean_working_hours),
        chart=_chart(wanted.by, rows),
        filters={**chosen, "district": wanted.district, "theme": wanted.theme, "by": wanted.by},
        tabs=[(by, word, "?" + _address(visit, by)) for by, word in BY.items()],
    )


def _address(visit: Visit, by: str) -> str:
    held = {name: value for name, value in visit.query.only(*_FILTERS).items() if value and name != "by"}
    return urlencode(held | {"by": by})


def _years(visit: Visit, extra: SpendExtra) -> tuple[int, ...]:
    this = local_date(visit.desk.now()).year
    return tuple(sorted({*extra.years, this, this - 1}, reverse=True))


def _chart(by: str, rows: list[tuple[str, SpendRow]]) -> Markup:
    bars = [Bar(label, row.settled_cents, max(row.granted_cents - row.settled_cents, 0)) for label, row in rows]
    return draw(f"Uitgaven per {BY[by]}", bars)


def _hours(mean: float | None) -> str:
    if mean is None:
        return ""
    tenths = round(mean * 10)
    if tenths < 10:  # less than one hour
        return "nog geen werkuur"
    shown = f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
    return f"{shown} werkuur" if tenths == 10 else f"{shown} werkuren"


def _name(wanted: SpendFilter, ending: str) -> str:
    """Name a download after all that was asked for: figures of one district should not pass for the whole."""
    only = "".join(f"-{_PLAIN.sub('-', part.lower())}" for part in (wanted.district, wanted.theme) if part)
    return f"uitgaven-per-{BY[wanted.by]}{only}-{wanted.since.isoformat()}-{wanted.until.isoformat()}{ending}"


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def excel(visit: Visit) -> Response:
    """Give the same as a workbook; the desk logs the download."""
    wanted = _asked(visit, visit.typed).wanted
    return _download(await visit.desk.spend_workbook(visit.viewer, wanted), _XLSX, _name(wanted, ".xlsx"))


async def csv(visit: Visit) -> Response:
    """Give the same as CSV, for a Dutch spreadsheet or as data."""
    wanted, for_excel = _asked(visit, visit.typed).wanted, visit.typed.get("kind") != "data"
    content = await visit.desk.spend_csv(visit.viewer, wanted, excel=for_excel)
    return _download(content, "text/csv; charset=utf-8", _name(wanted, "-excel.csv" if for_excel else "-data.csv"))
