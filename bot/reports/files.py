"""Spend as files: an XLSX workbook, and CSV in two named kinds: for a Dutch spreadsheet and as data.

Nothing typed by people becomes a formula: XlsxWriter writes texts as texts, and the CSV for spreadsheets disarms them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from bot.reports import words
from doorbraak.overviews import Spend, SpendRow

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_COUNTS, _AMOUNTS = tuple(words.COUNTS), tuple(words.AMOUNTS)


def spend_csv(spend: Spend, *, excel: bool = False) -> bytes:
    """Write spend as CSV: `excel` with semicolons, decimal comma, Dutch words and byte order mark; else as data."""
    return _excel_csv(spend) if excel else _data_csv(spend)


def _excel_csv(spend: Spend) -> bytes:
    lines = [[words.DIMENSIONS[spend.by], *words.COUNTS.values(), *words.AMOUNTS.values()]]
    lines += [_excel_line(words.key_words(spend.by, row), row) for row in spend.rows]
    lines.append(_excel_line(words.TOTAL, spend.total))
    return _written(lines, ";").encode("utf-8-sig")


def _excel_line(key: str, row: SpendRow) -> list[str]:
    safe = f"'{key}" if key.startswith(_FORMULA_STARTS) else key
    counts = [str(getattr(row, name)) for name in _COUNTS]
    return [safe, *counts, *(_euros(getattr(row, name)).replace(".", ",") for name in _AMOUNTS)]


def _data_csv(spend: Spend) -> bytes:
    """Write codes, counts and euros with a decimal point; no total, so that a column can be added up."""
    lines = [[spend.by, *_COUNTS, *(name.replace("_cents", "_eur") for name in _AMOUNTS)]]
    for row in spend.rows:
        counts = [str(getattr(row, name)) for name in _COUNTS]
        lines.append([row.key, *counts, *(_euros(getattr(row, name)) for name in _AMOUNTS)])
    return _written(lines, ",").encode()


def _written(lines: Sequence[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def spend_workbook(*spends: Spend) -> bytes:
    """Write spend as an XLSX workbook, a sheet for each overview given."""
    from xlsxwriter import Workbook  # heavy, and wanted only here

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook: Any = Workbook(out, options)
    with workbook as book:
        book.set_properties({"title": words.title(spends[0])})
        formats = {
            "bold": book.add_format({"bold": True}),
            "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "euros": book.add_format({"num_format": '"€" #,##0.00'}),
            "total": book.add_format({"bold": True, "top": 1}),
            "total_euros": book.add_format({"bold": True, "top": 1, "num_format": '"€" #,##0.00'}),
        }
        for spend in spends:
            _sheet(book.add_worksheet(f"Per {words.DIMENSIONS[spend.by].lower()}"), spend, formats)
    return out.getvalue()


_TITLE_ROW, _HEADING_ROW = 0, 2


def _sheet(sheet: Any, spend: Spend, formats: dict[str, Any]) -> None:
    sheet.write_string(_TITLE_ROW, 0, words.title(spend), formats["bold"])
    headings = [words.DIMENSIONS[spend.by], *words.COUNTS.values(), *words.AMOUNTS.values()]
    for column, heading in enumerate(headings):
        sheet.write_string(_HEADING_ROW, column, heading, formats["heading"])
    row_number = _HEADING_ROW + 1
    for row_number, row in enumerate(spend.rows, start=_HEADING_ROW + 1):
        _sheet_row(sheet, row_number, words.key_words(spend.by, row), row, None, formats["euros"])
    last = _HEADING_ROW + len(spend.rows) + 1
    _sheet_row(sheet, last, words.TOTAL, spend.total, formats["total"], formats["total_euros"])
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(headings) - 1, 14)
    sheet.freeze_panes(_HEADING_ROW + 1, 1)


def _sheet_row(sheet: Any, number: int, key: str, row: SpendRow, plain: Any, euros: Any) -> None:
    sheet.write_string(number, 0, key, plain)
    for column, name in enumerate(_COUNTS, start=1):
        sheet.write_number(number, column, getattr(row, name), plain)
    for column, name in enumerate(_AMOUNTS, start=1 + len(_COUNTS)):
        sheet.write_number(number, column, getattr(row, name) / 100, euros)
