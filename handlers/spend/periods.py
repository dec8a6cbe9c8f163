"""Periods as people say them: "vorig kwartaal", "sinds april", "maart 2025", "van januari tot en met juni".

Pure: today comes in. A period that is still going on ends today; one without a year is the last that has begun.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
            "september sept sep", "oktober okt", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4}
_NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "negen": 9, "twaalf": 12}
_UNITS = {
    "dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month",
    "kwartaal": "quarter", "kwartalen": "quarter", "halfjaar": "half", "jaar": "year", "jaren": "year",
}  # fmt: skip
_THIS, _LAST, _ROLLING = ("dit", "deze", "lopend", "lopende"), ("vorig", "vorige"), ("afgelopen", "laatste")
_EVERYTHING = (("altijd",), ("ooit",), ("alle", "jaren"), ("sinds", "het", "begin"), ("vanaf", "het", "begin"))
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FIRST_DAY = date(2000, 1, 1)
WORDS = frozenset(
    {
        *_MONTHS,
        *_UNITS,
        *_THIS,
        *_LAST,
        *_ROLLING,
        *"eerste tweede derde vierde vandaag gisteren sinds vanaf tot".split(),
    }
)
"""Every word that a period can be made of, to suggest one that was nearly typed."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day up to and including the last."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Read:
    """A period, and how many words it took."""

    period: Period
    words: int


def read_period(words: Sequence[str], today: date) -> Read | None:
    """Read the period that these words begin with, or None. Words are plain: small letters, no accents."""
    for reader in (_everything, _between, _since, _until, _named):
        found = reader(words, today)
        if found:
            since, until = found.period.since, found.period.until
            until = today if since <= today < until else until
            return Read(Period(min(since, until), max(since, until)), found.words)
    return None


def _everything(words: Sequence[str], today: date) -> Read | None:
    for phrase in _EVERYTHING:
        if tuple(words[: len(phrase)]) == phrase:
            return Read(Period(_FIRST_DAY, today), len(phrase))
    return None


def _between(words: Sequence[str], today: date) -> Read | None:
    """Read "van X tot Y", "tussen X en Y"; Y counts whole unless it is "tot"."""
    if not words or words[0] not in ("van", "tussen", "vanaf"):
        return None
    first = _named(words[1:], today)
    if first is None:
        return None
    at = 1 + first.words
    link, whole = _link(words[at:])
    last = _named(words[at + link :], today) if link else None
    if last is None:
        return None
    since, until = first.period.since, last.period.until if whole else last.period.since - timedelta(days=1)
    if since > until:  # "van januari tot en met juni 2025": the year at the end holds for the beginning too
        same = _safe(until.year, since.month, since.day)
        since = same if same <= until else _safe(until.year - 1, since.month, since.day)
    return Read(Period(since, until), at + link + last.words)


def _link(words: Sequence[str]) -> tuple[int, bool]:
    """Give how many words lead to the end of a period, and whether that end counts whole."""
    for phrase, whole in ((("tot", "en", "met"), True), (("tm",), True), (("en",), True), (("tot",), False)):
        if tuple(words[: len(phrase)]) == phrase:
            return len(phrase), whole
    return 0, False


def _since(words: Sequence[str], today: date) -> Read | None:
    if not words or words[0] not in ("sinds", "vanaf"):
        return None
    found = _named(words[1:], today)
    return Read(Period(found.period.since, max(today, found.period.since)), 1 + found.words) if found else None


def _until(words: Sequence[str], today: date) -> Read | None:
    """Read "tot juli" and "t/m juni": from the first of January of that year."""
    link, whole = _link(words)
    if not link or words[0] == "en":
        return None
    found = _named(words[link:], today)
    if found is None:
        return None
    until = found.period.until if whole else found.period.since - timedelta(days=1)
    return Read(Period(date(until.year, 1, 1), until), link + found.words)


def _named(words: Sequence[str], today: date) -> Read | None:
    for reader in _NAMED:
        found = reader(words, today)
        if found:
            return found
    return None


def _day(words: Sequence[str], today: date) -> Read | None:
    """Read a day: "1 april", "1 april 2025", "1-4-2025", "2025-04-01", "vandaag"."""
    if not words:
        return None
    if words[0] in ("vandaag", "gisteren"):
        day = today - timedelta(days=words[0] == "gisteren")
        return Read(Period(day, day), 1)
    written = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}))?", words[0])
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words[0])
    if written:
        day = _valid(int(written[3] or today.year), int(written[2]), int(written[1]))
        return Read(Period(day, day), 1) if day else None
    if iso:
        day = _valid(int(iso[1]), int(iso[2]), int(iso[3]))
        return Read(Period(day, day), 1) if day else None
    if len(words) > 1 and re.fullmatch(r"\d{1,2}", words[0]) and words[1] in _MONTHS:
        month = _MONTHS[words[1]]
        year, more = _year_after(words[2:], today)
        day = _valid(year or _begun(today, month), month, int(words[0]))
        return Read(Period(day, day), 2 + more) if day else None
    return None


def _month(words: Sequence[str], today: date) -> Read | None:
    if not words or words[0] not in _MONTHS:
        return None
    month = _MONTHS[words[0]]
    year, more = _year_after(words[1:], today)
    return Read(_months(year or _begun(today, month), month, 1), 1 + more)


def _part_of_year(words: Sequence[str], today: date) -> Read | None:
    """Read "q1", "kwartaal 2", "eerste kwartaal 2025", "tweede halfjaar", "eerste half jaar"."""
    number, unit, used = _numbered(words)
    length = {"quarter": 3, "half": 6}.get(unit, 0)
    if not length or not 1 <= number <= 12 // length:
        return None
    month = (number - 1) * length + 1
    year, more = _year_after(words[used:], today)
    return Read(_months(year or _begun(today, month), month, length), used + more)


def _numbered(words: Sequence[str]) -> tuple[int, str, int]:
    first = words[0] if words else ""
    short = re.fullmatch(r"(?:q|k)([1-4])", first)
    if short:
        return int(short[1]), "quarter", 1
    if first == "kwartaal" and len(words) > 1 and re.fullmatch(r"[1-4]", words[1]):
        return int(words[1]), "quarter", 2
    if first in _ORDINALS and len(words) > 1:
        if tuple(words[1:3]) == ("half", "jaar"):
            return _ORDINALS[first], "half", 3
        return _ORDINALS[first], _UNITS.get(words[1], ""), 2
    return 0, "", 0


def _year(words: Sequence[str], today: date) -> Read | None:  # noqa: ARG001 - one shape for all readers
    if words and re.fullmatch(r"20\d\d", words[0]):
        return Read(_months(int(words[0]), 1, 12), 1)
    return None


def _relative(words: Sequence[str], today: date) -> Read | None:
    """Read "dit jaar", "vorig kwartaal", "afgelopen drie maanden"."""
    if len(words) < 2:
        return None
    how, unit = words[0], _UNITS.get(words[1], "")
    if how in _ROLLING:
        return _rolling(words, today)
    if unit in ("", "day") or how not in (*_THIS, *_LAST):
        return None
    return Read(_unit_around(today, unit, back=how in _LAST), 2)


def _rolling(words: Sequence[str], today: date) -> Read | None:
    count, at = 1, 1
    if re.fullmatch(r"\d{1,3}", words[1]):
        count, at = int(words[1]), 2
    elif words[1] in _NUMBERS:
        count, at = _NUMBERS[words[1]], 2
    unit = _UNITS.get(words[at], "") if len(words) > at else ""
    if not unit or not count:
        return None
    if unit in ("day", "week"):
        since = today - timedelta(days=count * (7 if unit == "week" else 1) - 1)
    else:
        since = _months_before(today, count * _MONTHS_IN[unit]) + timedelta(days=1)
    return Read(Period(since, today), at + 1)


def _unit_around(today: date, unit: str, *, back: bool) -> Period:
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if back else 0))
        return Period(monday, monday + timedelta(days=6))
    length = _MONTHS_IN[unit]
    month = (today.month - 1) // length * length + 1
    begin = date(today.year, month, 1)
    if back:
        begin = _months_before(begin, length)
    return _months(begin.year, begin.month, length)


def _months(year: int, month: int, count: int) -> Period:
    last = month + count - 1
    return Period(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _months_before(day: date, count: int) -> date:
    """Give the same day of the month, so many months earlier; the last day where there is none."""
    month = day.year * 12 + day.month - 1 - count
    return _safe(max(month // 12, _FIRST_DAY.year), month % 12 + 1, day.day)


def _safe(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_DAY.year <= year < 2100 else None
    except ValueError:
        return None


def _begun(today: date, month: int) -> int:
    """Give the year in which this month last began."""
    return today.year if month <= today.month else today.year - 1


def _year_after(words: Sequence[str], today: date) -> tuple[int, int]:
    """Read a year that follows a month or quarter: "2025", "vorig jaar", "van dit jaar"; 0 when there is none."""
    skipped = 1 if words and words[0] in ("van", "in") else 0
    rest = words[skipped:]
    if rest and re.fullmatch(r"20\d\d", rest[0]):
        return int(rest[0]), skipped + 1
    if len(rest) > 1 and rest[1] == "jaar" and rest[0] in (*_THIS, *_LAST):
        return today.year - (rest[0] in _LAST), skipped + 2
    return 0, 0


_NAMED: tuple[Callable[[Sequence[str], date], Read | None], ...] = (_day, _part_of_year, _month, _relative, _year)
