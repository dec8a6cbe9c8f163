"""What stood in threads, as the privacy officer takes it along: table, JSON, CSV in two kinds, XLSX."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table

from doorbraak.overviews import ThreadLine, ThreadList
from doorbraak.working_time import AMSTERDAM
from handlers.words import dates
from handlers.words.thread import answer_word, ended_word, kind_word

HEADINGS = {
    "at": "Wanneer",
    "number": "Aanvraag",
    "kinds": "Wat",
    "minutes": "Minuten zichtbaar",
    "readers": "Voor hoeveel mensen",
    "answer": "Antwoord",
    "ended_how": "Hoe het afliep",
    "told_lead": "Naar de regisseur",
}
UNKNOWN = "onbekend"
"""Where a platform did not say how many read along."""
_NUMBERS = ("minutes", "readers")
_SHORT = HEADINGS | {"minutes": "Min.", "readers": "Lezers", "ended_how": "Afloop", "told_lead": "Regisseur"}
"""Headings for a terminal of 80 columns: everything must fit, wrapped where there is a space."""
_WIDTHS = (10, 12, 14, 4, 6, 8, 10, 9)
"""One line for a day, a number, the longest words of most lines; together with what is between them 80 columns."""


def title(listed: ThreadList) -> str:
    """Say what the list is about."""
    return f"Persoonsgegevens in gesprekken, {dates.full_day(listed.since)} t/m {dates.full_day(listed.until)}"


def summary(listed: ThreadList) -> str:
    """Say in one line how many there were, and how many still stand there."""
    still = sum(not line.ended_how for line in listed.lines)
    return f"Totaal {len(listed.lines)}, waarvan {still} er nog {'staat' if still == 1 else 'staan'}."


def cells(line: ThreadLine) -> dict[str, str | int]:
    """Give a line in the words of the privacy officer."""
    return {
        "at": f"{line.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}",
        "number": line.number or "–",
        "kinds": ", ".join(kind_word(kind) for kind in line.kinds),
        "minutes": line.minutes,
        "readers": line.readers or UNKNOWN,
        "answer": answer_word(line.answer),
        "ended_how": ended_word(line.ended_how),
        "told_lead": "ja" if line.told_lead else "nee",
    }


def threads_table(listed: ThreadList) -> Table:
    """Make the table."""
    table = Table(
        title=title(listed),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=0,
    )
    for (name, heading), width in zip(_SHORT.items(), _WIDTHS, strict=True):
        justify: Literal["left", "right"] = "right" if name in _NUMBERS else "left"
        table.add_column(heading, justify=justify, overflow="fold", width=width)
    for line in listed.lines:
        shown = cells(line) | {"kinds": "\n".join(map(kind_word, line.kinds)), "readers": line.readers or "?"}
        table.add_row(*(str(cell) for cell in shown.values()))
    return table


def threads_json(listed: ThreadList) -> str:
    """Write the list as JSON: codes, moments in ISO 8601.

    `ended_how` is null for what still stands there, `readers` where nobody knows how many.
    """
    return json.dumps(
        {
            "from": listed.since.isoformat(),
            "to": listed.until.isoformat(),
            "rows": [_facts(line) for line in listed.lines],
        },
        ensure_ascii=False,
        indent=2,
    )


def _facts(line: ThreadLine) -> dict[str, Any]:
    return {
        "at": line.at.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
        "request": line.number or None,
        "kinds": list(line.kinds),
        "level": line.level,
        "minutes": line.minutes,
        "readers": line.readers or None,
        "answer": line.answer or None,
        "ended_how": line.ended_how or None,
        "told_lead": line.told_lead,
    }


def threads_csv(listed: ThreadList, *, excel: bool = False) -> bytes:
    """Write the list as CSV: `excel` with semicolons, Dutch words and byte order mark; else codes, as data."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if excel else ",", lineterminator="\r\n")
    if excel:
        writer.writerow(HEADINGS.values())
        writer.writerows(cells(line).values() for line in listed.lines)
        return out.getvalue().encode("utf-8-sig")
    writer.writerow(("at", "request", "kinds", "level", "minutes", "readers", "answer", "ended_how", "told_lead"))
    for line in listed.lines:
        facts = _facts(line) | {"kinds": " ".join(line.kinds), "told_lead": int(line.told_lead)}
        writer.writerow("" if value is None else value for value in facts.values())
    return out.getvalue().encode()


def threads_workbook(listed: ThreadList) -> bytes:
    """Write the list as an XLSX workbook of one sheet."""
    from xlsxwriter import Workbook  # heavy, and wanted only here

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook: Any = Workbook(out, options)
    with workbook as book:
        book.set_properties({"title": title(listed)})
        bold = book.add_format({"bold": True})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Gesprekken")
        sheet.write_string(0, 0, title(listed), bold)
        for column, words in enumerate(HEADINGS.values()):
            sheet.write_string(2, column, words, heading)
        for number, line in enumerate(listed.lines, start=3):
            for column, cell in enumerate(cells(line).values()):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(number, column, cell)
        sheet.set_column(0, len(HEADINGS) - 1, 20)
        sheet.freeze_panes(3, 0)
    return out.getvalue()
