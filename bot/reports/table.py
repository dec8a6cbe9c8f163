"""Spend as a table in a terminal, in the words of the programme manager."""

from __future__ import annotations

from rich.table import Table

from bot.reports import words
from doorbraak.money import format_euros
from doorbraak.overviews import Spend, SpendExtra, SpendRow


def spend_table(spend: Spend) -> Table:
    """Make the table: a row each, and the total below."""
    table = Table(title=words.title(spend), show_footer=False, title_justify="left", title_style="bold")
    table.add_column(words.DIMENSIONS[spend.by], no_wrap=True)
    for heading in (*words.COUNTS.values(), *words.AMOUNTS.values()):
        table.add_column(heading, justify="right", min_width=4)
    for row in spend.rows:
        table.add_row(*_cells(words.key_words(spend.by, row), row))
    table.add_section()
    table.add_row(*_cells(words.TOTAL, spend.total), style="bold")
    return table


def _cells(key: str, row: SpendRow) -> list[str]:
    counts = [str(getattr(row, name)) for name in words.COUNTS]
    return [key, *counts, *(format_euros(getattr(row, name)) for name in words.AMOUNTS)]


def below(spend: Spend, extra: SpendExtra) -> list[str]:
    """Give the lines below the table: the sum in words, receipts that are missing, what is left."""
    total = spend.total
    lines = [
        f"{words.TOTAL} {format_euros(total.settled_cents)}, {total.requests} aanvragen: "
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
