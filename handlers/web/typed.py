"""What somebody typed into a form, and what is wrong with it: one sentence per field, said at the field and above.

Reading only; limits of amounts and places belong to the rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from starlette.datastructures import FormData

from doorbraak.money import AmountNotUnderstood, parse_euros
from handlers import wording as words

UNREADABLE = "Er stond een teken in dat we niet kunnen bewaren. We haalden het weg. Kijk of je tekst nog klopt."
NOT_A_DATE = "We begrijpen deze datum niet. Schrijf dag, maand en jaar zo: 12-03-2026."


@dataclass(slots=True)
class Typed:
    """Fields as typed, with line ends as one character and unreadable characters taken out (`mended` names where)."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    mended: set[str] = field(default_factory=set[str])

    def get(self, name: str, otherwise: str = "") -> str:
        """Give what stands in a field."""
        return self.values.get(name, otherwise)

    def only(self, *names: str) -> dict[str, str]:
        """Give these fields, those that are absent empty."""
        return {name: self.get(name) for name in names}


def read_form(form: FormData | Mapping[str, str]) -> Typed:
    """Read a form; files are never taken."""
    typed = Typed()
    for name, value in form.items():
        if not isinstance(value, str):
            continue
        whole = value.replace("\r\n", "\n").replace("\r", "\n")
        clean = "".join(character for character in whole if _is_readable(character))
        typed.values[name] = clean
        if clean != whole:
            typed.mended.add(name)
    return typed


def _is_readable(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")


@dataclass(slots=True)
class Problems:
    """What is wrong, in the order of the form; a problem of no field in particular has the field ''."""

    by_field: dict[str, str] = field(default_factory=dict[str, str])
    marks: dict[str, tuple[Any, ...]] = field(default_factory=dict[str, tuple[Any, ...]])
    """What of a text was found, in pieces (marks.py), to show beside the problem of its field."""

    def add(self, name: str, text: str) -> None:
        """Say what is wrong with a field; the first thing said about it stays."""
        self.by_field.setdefault(name, text)

    def get(self, name: str) -> str:
        """Give what is wrong with a field, or nothing."""
        return self.by_field.get(name, "")

    def __bool__(self) -> bool:
        return bool(self.by_field)

    def in_order(self, fields: tuple[str, ...]) -> list[tuple[str, str]]:
        """Give (field, text), fields of the form first; a field that the form does not have loses its link."""
        known = [(name, self.by_field[name]) for name in fields if name in self.by_field]
        return known + [("", text) for name, text in self.by_field.items() if name not in fields]


def amount_of(typed: Typed, problems: Problems, name: str = "amount") -> int | None:
    """Read an amount in cents, or say what is wrong with it."""
    shown = typed.get(name)
    try:
        return parse_euros(shown)
    except AmountNotUnderstood as wrong:
        problems.add(name, words.amount_problem(wrong.shown[:60], wrong.reason))
        return None


def date_of(typed: Typed, problems: Problems, name: str) -> date | None:
    """Read a date as browsers send it or as people write it; an empty one is None."""
    shown = typed.get(name).strip()
    if not shown:
        return None
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(shown[:20], form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    problems.add(name, NOT_A_DATE)
    return None


def whole_number_of(typed: Typed, problems: Problems, name: str) -> int | None:
    """Read a whole number of days; an empty one is None."""
    shown = typed.get(name).strip()
    if not shown:
        return None
    if shown.isascii() and shown.isdigit() and len(shown) <= 4:
        return int(shown)
    problems.add(name, "Schrijf het aantal dagen als getal, bijvoorbeeld 20.")
    return None


def say_mended(typed: Typed, problems: Problems, fields: tuple[str, ...]) -> None:
    """Say at each field where something unreadable was taken out."""
    for name in fields:
        if name in typed.mended:
            problems.add(name, UNREADABLE)
