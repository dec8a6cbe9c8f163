"""A CSV as a Dutch spreadsheet saves it, to rows by column name. What the cells mean stands in read.py."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot.problems import BadInput


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]


def read_table(content: bytes, columns: Sequence[str]) -> tuple[list[Row], list[str]]:
    """Read rows and problems. Raises BadInput when the header cannot be used: then no row can."""
    lines = _lines(_text(content))
    numbered = [(number, [cell.strip() for cell in line]) for number, line in enumerate(lines, start=1) if any(line)]
    if numbered and numbered[0][1][0].casefold() == "sep=":
        numbered.pop(0)
    if not numbered:
        raise BadInput(["the file is empty; its first row names the columns: " + ";".join(columns)])
    names = _header(numbered[0], columns)
    rows: list[Row] = []
    problems: list[str] = []
    for number, cells in numbered[1:]:
        if not any(cells):
            continue
        if any(cells[len(names) :]) or len(cells) < len(names):
            problems.append(f"row {number}: {len(cells)} cells, and the header has {len(names)}")
        else:
            rows.append(Row(number, dict(zip(names, cells, strict=False))))
    if not rows and not problems:
        problems.append("the file has a header and no rows")
    return rows, problems


def _lines(text: str) -> list[list[str]]:
    reader, lines = csv.reader(io.StringIO(text, newline=""), delimiter=";"), list[list[str]]()
    try:
        lines.extend(reader)
    except csv.Error as failure:
        raise BadInput([f"row {len(lines) + 1} cannot be read: {failure}; is a quote not closed?"]) from failure
    return lines


def _text(content: bytes) -> str:
    """Decode UTF-8 with or without byte order mark; older spreadsheets save the code page of Windows."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadInput(["this is no CSV (it holds null characters); save it as CSV with semicolons"])
    return text


def _header(first: tuple[int, list[str]], columns: Sequence[str]) -> list[str]:
    number, cells = first
    names = [name.casefold() for name in cells]
    while names and not names[-1]:
        names.pop()
    problems = [f"row {number}: column {name} is missing" for name in columns if name not in names]
    problems += [f"row {number}: unknown column {name!r}" for name in names if name not in columns]
    twice = {name for name in names if name in columns and names.count(name) > 1}
    problems += [f"row {number}: column {name} stands there twice" for name in columns if name in twice]
    if problems:
        raise BadInput([*problems, "the columns are " + ";".join(columns)])
    return names
