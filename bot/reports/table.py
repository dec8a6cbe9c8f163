"""Spend as a table in a terminal, in the words of the programme manager."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from bot.reports import words
from doorbraak.money import format_euros
from doorbraak.overviews import Spend, SpendExtra, SpendRow
from handlers.words.lists import counted

_ROOM_FOR_ALL = 130
_NARROW = ("requests", "granted_cents", "settled_cents")


def spend_table(spend: Spend, width: int) -> Table:
    """Make the table: a row each, and the total below. In a narrow terminal the lesser columns stay away."""
    headings = words.COUNTS | words.AMOUNTS
    shown = tuple(headings) if width >= _ROOM_FOR_ALL else _NARROW
    table = Table(title=words.title(spend), title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    table.add_column(words.DIMENSIONS[spend.by], no_wrap=True)
    for name in shown:
        table.add_column(headings[name], justify="right", no_wrap=name in words.AMOUNTS)
    for row in spend.rows:
        table.add_row(*_cells(words.key_words(spend.by, row), row, shown))
    table.add_section()
    table.add_row(*_cells(words.TOTAL, spend.total, shown), style="bold")
    return table


def _cells(key: str, row: SpendRow, shown: Sequence[str]) -> list[str]:
    figures = {name: str(getattr(row, name)) for name in words.COUNTS}
    figures |= {name: format_euros(getattr(row, name)) for name in words.AMOUNTS}
    return [key, *(figures[name] for name in shown)]


def below(spend: Spend, extra: SpendExtra) -> list[str]:
    """Give the lines below the table: the sum in words, receipts that are missing, what is left."""
    total = spend.total
    lines = [
        f"{words.TOTAL} {format_euros(total.settled_cents)}, {counted(total.requests, 'aanvraag', 'aanvragen')}: "
        f"{total.granted} toegekend, {total.solved_by_route} zonder potje opgelost."
    ]
    if extra.unsettled:
        lines.append(
            f"Nog geen bon: {extra.unsettled} keer, samen {format_euros(extra.unsettled_cents)} toegekend. "
            "Dat zit niet in Uitgegeven."
        )
    if extra.left_cents is not None:
        lines.append(f"Nog over in het potje van {extra.fund_year}: {format_euros(extra.left_cents)}.")
    return lines
