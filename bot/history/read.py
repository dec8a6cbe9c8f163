"""Rows of an earlier year to requests: Dutch amounts and days, strictly, and every problem by row and column.

What each column means stands in docs/rules.md section 8, earlier years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from bot.history.table import Row, read_table
from bot.problems import BadInput
from doorbraak import clients
from doorbraak.money import AmountNotUnderstood, parse_euros
from doorbraak.themes import THEMES, route_code
from doorbraak.working_time import AMSTERDAM, add_working_hours
from storage.history import Earlier

COLUMNS = (
    "datum",
    "wijk",
    "thema",
    "gevraagd",
    "toegekend",
    "uitgegeven",
    "uitkomst",
    "reguliere_route",
    "route_oordeel",
    "beslist_na_werkuren",
    "klantcode",
)
OUTCOMES = {
    "toegekend": "granted",
    "regulier_opgelost": "solved_by_route",
    "afgewezen": "declined",
    "ingetrokken": "withdrawn",
}
VERDICTS: dict[str, str | None] = {
    "bestaat_en_op_tijd": "in_time",
    "bestaat_maar_te_laat": "too_late",
    "deels": "partly",
    "bestaat_niet": None,
    "onbekend": None,
    "": None,
}
_DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})", re.ASCII)
_DAY_STARTS = time(9)
_FIRST_YEAR = 1970
_MOST_CENTS = 10**12
_MOST_HOURS = 10_000


def read_history(content: bytes, districts: Sequence[str], now: datetime) -> list[Earlier]:
    """Read a file of earlier years. Raises BadInput with every problem, by row and column."""
    rows, problems = read_table(content, COLUMNS)
    found: list[Earlier] = []
    for row in rows:
        reader = _RowReader(row, districts, now)
        earlier = reader.read()
        problems += reader.problems
        if earlier:
            found.append(earlier)
    if problems:
        raise BadInput(sorted(problems, key=_row_number))
    return found


def _row_number(problem: str) -> int:
    match = re.match(r"row (\d+)", problem)
    return int(match[1]) if match else 0


@dataclass(slots=True)
class _RowReader:
    row: Row
    districts: Sequence[str]
    now: datetime
    problems: list[str] = field(default_factory=list[str])

    def read(self) -> Earlier | None:
        """Read the row; None when there was a problem."""
        submitted = self._cell("datum", _day)
        district = self._cell("wijk", one_of(self.districts))
        theme = self._cell("thema", one_of(THEMES))
        status = OUTCOMES.get(self._cell("uitkomst", one_of(tuple(OUTCOMES))) or "", "")
        hours = self._cell("beslist_na_werkuren", _hours)
        client = self._cell("klantcode", _client)
        asked = self._cell("gevraagd", _amount)
        granted, settled = self._amounts(status, asked)
        route, verdict = self._route()
        decided = self._decided(submitted, hours)
        if self.problems or submitted is None or decided is None:
            return None
        return Earlier(
            submitted_at=submitted,
            decided_at=decided,
            district=district or "",
            theme=theme or "",
            asked_cents=asked or 0,
            status=status,
            granted_cents=granted,
            settled_cents=settled,
            route=route,
            verdict=verdict,
            client=client or "",
        )

    def _cell(self, column: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(self.row.cells[column])
        except ValueError as wrong:
            self._problem(column, str(wrong))
            return None

    def _problem(self, column: str, what: str) -> None:
        self.problems.append(f"row {self.row.number}, column {column}: {what}")

    def _amounts(self, status: str, asked: int | None) -> tuple[int | None, int | None]:
        """Give what was granted and spent: nothing unless granted; spent may be left open."""
        if asked == 0:
            self._problem("gevraagd", "must be at least 0,01")
        granted = self._cell("toegekend", _amount_or_none)
        settled = self._cell("uitgegeven", _amount_or_none)
        if status != "granted":
            for column, cents in (("toegekend", granted), ("uitgegeven", settled)):
                if cents and status:
                    self._problem(column, f"must be empty or 0,00 when uitkomst is {self.row.cells['uitkomst']}")
            return None, None
        if not granted and not self._has_problem("toegekend"):
            self._problem("toegekend", "must be at least 0,01 when uitkomst is toegekend")
        elif granted and asked and granted > asked:
            self._problem("toegekend", "is more than gevraagd")
        if settled is not None and granted and settled > granted:
            self._problem("uitgegeven", "is more than toegekend")
        return granted, settled

    def _has_problem(self, column: str) -> bool:
        return any(f"column {column}:" in problem for problem in self.problems)

    def _route(self) -> tuple[str | None, str | None]:
        """Give code and verdict of the regular route, or neither when there was none."""
        judged = self._cell("route_oordeel", one_of(tuple(VERDICTS)))
        verdict = VERDICTS.get(judged or "")
        if verdict is None:
            return None, None
        name = self.row.cells["reguliere_route"]
        return (_route_code(name) if name else "onbekend"), verdict

    def _decided(self, submitted: datetime | None, hours: int | None) -> datetime | None:
        if submitted is None or hours is None:
            return None
        decided = add_working_hours(submitted, hours)
        if submitted > self.now:
            self._problem("datum", "lies in the future")
        elif decided > self.now:
            self._problem("beslist_na_werkuren", f"the decision would be on {decided:%d-%m-%Y}, in the future")
        return decided


def _route_code(name: str) -> str:
    """Give the code of a route; a name that is no code becomes `anders`, for the log keeps no free text."""
    return "onbekend" if name.casefold() == "onbekend" else route_code(name)


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """Make the reader of one word out of several, also with other capitals."""

    def read(cell: str) -> str:
        found = next((choice for choice in choices if choice.casefold() == cell.casefold()), None)
        if found is None:
            known = ", ".join(choice for choice in choices if choice)
            raise ValueError(f"{_quoted(cell)} is not one of {known}")
        return found

    return read


def _quoted(cell: str) -> str:
    if not cell:
        return "an empty cell"
    return repr(cell if len(cell) <= 40 else f"{cell[:39]}…")


def _day(cell: str) -> datetime:
    match = _DAY.fullmatch(cell)
    try:
        day = date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        day = None
    if day is None or day.year < _FIRST_YEAR:
        raise ValueError(f"{_quoted(cell)} is no day; write dd-mm-jjjj, such as 09-04-2021")
    return datetime.combine(day, _DAY_STARTS, AMSTERDAM)


def _amount(cell: str) -> int:
    try:
        cents = parse_euros(cell)
    except AmountNotUnderstood as wrong:
        raise ValueError(f"{_quoted(cell)} is no amount; write euros and cents as 1.250,50") from wrong
    if cents > _MOST_CENTS:
        raise ValueError(f"{_quoted(cell)} is too large")
    return cents


def _amount_or_none(cell: str) -> int | None:
    return _amount(cell) if cell else None


def _hours(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()) or len(cell) > 5 or int(cell) > _MOST_HOURS:
        raise ValueError(f"{_quoted(cell)} is no number of working hours from 0 to {_MOST_HOURS}")
    return int(cell)


def _client(cell: str) -> str:
    """Normalise a client code; one that could be a citizen service number is refused and not quoted."""
    if not clients.is_valid(cell):
        raise ValueError("needs at least 4 letters or digits, not all the same, and no BSN")
    return clients.normalise(cell)
