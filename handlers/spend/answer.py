"""The answer to a question about money: a short table in words, the picture of it, and where to read on.

The figures come from the desk. Who may ask is decided by role: lead, manager and admin.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from doorbraak.overviews import Spend, SpendExtra, SpendFilter, SpendRow, Viewer
from doorbraak.working_time import local_date
from handlers import wording
from handlers.desk import Desk
from handlers.spend.chart import Bar
from handlers.spend.question import DIMENSIONS, MEASURES, NotUnderstood, SpendQuestion, parse_question

NOT_FOR_YOU = "Uitgaven zijn voor regisseur, programmamanager en beheerder. Vraag het een van hen."
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendAnswer:
    """What is said. `bars` make the picture, `address` is the page with these figures, `mended` a better question."""

    text: str
    title: str = ""
    bars: tuple[Bar, ...] = ()
    address: str = ""
    mended: str = ""


async def answer_spend(desk: Desk, viewer: Viewer, text: str) -> SpendAnswer:
    """Answer a question of somebody who may ask it; otherwise say who may, or what was not understood."""
    if not viewer.person.minds_the_fund:
        return SpendAnswer(text=NOT_FOR_YOU)
    try:
        question = parse_question(text, viewer.districts, local_date(desk.now()))
    except NotUnderstood as wrong:
        return SpendAnswer(text=wrong.text, mended=wrong.mended)
    spend, extra = await desk.spend(viewer, question.wanted)
    lines = await _durations(desk, viewer, spend, extra) if question.measure == "duration" else _table(question, spend)
    title = title_of(question)
    return SpendAnswer(
        text="\n".join([title, *lines, *_notes(extra)]),
        title=title,
        bars=_bars(question, spend),
        address=_address(question.wanted),
    )


def title_of(question: SpendQuestion) -> str:
    """Say what the figures are about: "Uitgegeven per thema, 1 januari t/m 9 maart 2026, alle wijken"."""
    wanted = question.wanted
    what = "Gemiddeld toegekend" if question.measure == "mean" else MEASURES[question.measure].capitalize()
    since = wording.full_day(wanted.since) if wanted.since.year != wanted.until.year else wording.day(wanted.since)
    theme = [wording.theme(wanted.theme)] if wanted.theme else []
    where = ", ".join([wanted.district or "alle wijken", *theme])
    return f"{what} per {DIMENSIONS[wanted.by]}, {since} t/m {wording.full_day(wanted.until)}, {where}"


def key_label(by: str, key: str) -> str:
    """Give the words for one key of an overview."""
    return {"theme": wording.theme_short, "month": wording.month}.get(by, str)(key)


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Set rows in columns; the columns of `right` end at the same place."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    return [
        "  ".join(
            text.rjust(width) if at in right else text.ljust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


_Cells = Callable[[SpendRow], list[str]]


def _amounts(row: SpendRow) -> list[str]:
    return [wording.format_euros(row.settled_cents), wording.format_euros(row.granted_cents), str(row.requests)]


def _counts(row: SpendRow) -> list[str]:
    return [str(row.requests), str(row.granted), str(row.solved_by_route), str(row.declined)]


def _means(row: SpendRow) -> list[str]:
    mean = wording.format_euros(round(row.granted_cents / row.granted)) if row.granted else "–"
    return [mean, wording.format_euros(row.granted_cents), str(row.granted)]


_COLUMNS: dict[str, tuple[list[str], _Cells]] = {
    "spent": (["Uitgegeven", "Toegekend", "Aanvragen"], _amounts),
    "granted": (["Uitgegeven", "Toegekend", "Aanvragen"], _amounts),
    "count": (["Aanvragen", "Toegekend", "Zonder potje", "Afgewezen"], _counts),
    "mean": (["Gemiddeld", "Toegekend", "Keer"], _means),
}


def _table(question: SpendQuestion, spend: Spend) -> list[str]:
    heads, cells = _COLUMNS[question.measure]
    rows = [[key_label(spend.by, row.key), *cells(row)] for row in _ordered(question, spend)]
    if not rows:
        return ["Er is in deze periode niets gevraagd."]
    shown = [["", *heads], *rows[:_MOST_ROWS], ["Totaal", *cells(spend.total)]]
    more = [f"… en nog {len(rows) - _MOST_ROWS}. De rest staat in de browser."] if len(rows) > _MOST_ROWS else []
    return [*columns(shown, frozenset(range(1, len(shown[0])))), *more, _total(spend.total)]


def _ordered(question: SpendQuestion, spend: Spend) -> list[SpendRow]:
    """Give the rows by what was asked for, most first; months in their order."""
    if spend.by == "month":
        return sorted(spend.rows, key=lambda row: row.key)
    first: dict[str, Callable[[SpendRow], float]] = {
        "granted": lambda row: row.granted_cents,
        "count": lambda row: row.requests,
        "mean": lambda row: row.granted_cents / row.granted if row.granted else 0,
    }
    key = first.get(question.measure)
    return sorted(spend.rows, key=lambda row: -key(row)) if key else list(spend.rows)


def _total(total: SpendRow) -> str:
    asked = wording.counted(total.requests, "aanvraag", "aanvragen")
    return f"{asked}: {total.granted} toegekend, {total.solved_by_route} zonder geld opgelost."


def _notes(extra: SpendExtra) -> list[str]:
    lines: list[str] = []
    if extra.unsettled:
        amount = wording.format_euros(extra.unsettled_cents)
        lines.append(f"Nog geen bon: {extra.unsettled} keer, samen {amount} toegekend.")
    if extra.solved_without_money:
        solved = extra.solved_without_money
        lines.append(f"Zonder potje opgelost: {solved}, waarvan {extra.solved_confirmed} bevestigd.")
    if extra.left_cents is not None:
        lines.append(f"Nog over in het potje van {extra.fund_year}: {wording.format_euros(extra.left_cents)}.")
    return lines


# How long an answer takes ---------------------------------------------------------------------------------------------


async def _durations(desk: Desk, viewer: Viewer, spend: Spend, extra: SpendExtra) -> list[str]:
    """Give mean working hours until the end, for each row that can be asked for apart, and for all."""
    rows = [["", "Gemiddeld", "Binnen twee werkdagen"]]
    for row in sorted(spend.rows, key=lambda row: row.key)[:_MOST_ROWS]:
        narrowed = _narrowed(spend, row.key)
        if narrowed is not None:
            _, one = await desk.spend(viewer, narrowed)
            rows.append([key_label(spend.by, row.key), *_hours(one)])
    rows.append(["Totaal", *_hours(extra)])
    return columns(rows, frozenset({1, 2}))


def _narrowed(spend: Spend, key: str) -> SpendFilter | None:
    whole = SpendFilter(since=spend.since, until=spend.until, by=spend.by, theme=spend.theme, district=spend.district)
    if spend.by == "theme":
        return replace(whole, theme=key)
    if spend.by == "district":
        return replace(whole, district=key)
    if spend.by == "month":
        year, month = int(key[:4]), int(key[5:7])
        last = date(year, month, calendar.monthrange(year, month)[1])
        return replace(whole, since=max(whole.since, date(year, month, 1)), until=min(whole.until, last))
    return None


def _hours(extra: SpendExtra) -> list[str]:
    if extra.mean_working_hours is None or extra.within_two_days is None:
        return ["–", "–"]
    return [f"{extra.mean_working_hours:.1f} werkuren".replace(".", ","), f"{round(extra.within_two_days * 100)}%"]


# Picture and page -----------------------------------------------------------------------------------------------------


def _bars(question: SpendQuestion, spend: Spend) -> tuple[Bar, ...]:
    """Give the bars of the amounts; other questions have no picture."""
    if question.measure not in ("spent", "granted"):
        return ()
    rows = _ordered(question, spend)[:_MOST_ROWS]
    return tuple(
        Bar(key_label(spend.by, row.key), row.settled_cents, max(row.granted_cents - row.settled_cents, 0))
        for row in rows
    )


def _address(wanted: SpendFilter) -> str:
    held = {
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "by": wanted.by,
        "district": wanted.district,
        "theme": wanted.theme,
    }
    return "/uitgaven?" + urlencode({name: value for name, value in held.items() if value})
