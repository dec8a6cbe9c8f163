"""The programme's own words and lists in a programme file: what pages say, file numbers, own routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.programme_file import values as v
from bot.programme_file.lines import Faults, Lined

_LONGEST_WORDS = 600
_LONGEST_NOTE = 4000


def _words(at: Lined, what: str, faults: Faults) -> str | None:
    return v.text(at, what, faults, longest=_LONGEST_WORDS)


def _long_words(at: Lined, what: str, faults: Faults) -> str | None:
    return v.text(at, what, faults, longest=_LONGEST_NOTE)


def _resident_texts(at: Lined, what: str, faults: Faults) -> dict[str, str]:
    """Read texts for residents by name, such as one for each outcome."""
    found = {
        str(name): v.text(value, f"{what} {name}", faults, longest=1500) for name, value in v.mapping(at, what, faults)
    }
    return {name: words for name, words in found.items() if words is not None}


def _client_number(at: Lined, what: str, faults: Faults) -> dict[str, dict[str, str]]:
    """Read for each organisation how its file numbers look: pattern, example, prefix."""
    forms: dict[str, dict[str, str]] = {}
    known = ("pattern", "example", "prefix")
    for organisation, form in v.mapping(at, what, faults):
        where = f"{what} of {organisation}"
        v.known_keys(form, f" in {where}", known, faults)
        read = {name: v.text(form.get(name), f"{where}: {name}", faults) for name in known}
        if not isinstance(form.value, dict):
            faults.add(form.line, f"{where} must be names with values: {', '.join(known)}")
        forms[str(organisation)] = {name: value for name, value in read.items() if value is not None}
        _check_pattern(form, forms[str(organisation)], where, faults)
    return forms


def _check_pattern(at: Lined, form: dict[str, str], where: str, faults: Faults) -> None:
    pattern, example = form.get("pattern"), form.get("example")
    if pattern is None:
        return
    try:
        fits = example is None or re.fullmatch(pattern, example, re.IGNORECASE)
    except re.error as wrong:
        faults.add(at.line, f"{where}: pattern cannot be used: {wrong}")
        return
    if not fits:
        faults.add(at.line, f"{where}: the example {example!r} does not fit the pattern {pattern!r}")


def _routes(at: Lined, what: str, faults: Faults) -> list[dict[str, Any]]:
    """Read the programme's own regular routes: name, who arranges it, days it takes."""
    routes: list[dict[str, Any]] = []
    for one in v.mappings(at, what, ("name", "who", "days"), faults):
        route = {
            "name": v.text(one.get("name"), "name", faults, longest=150),
            "who": v.text(one.get("who"), "who", faults, longest=150),
            "days": v.number(one.get("days"), "days", faults, least=0),
        }
        if one.get("name") is None:
            faults.add(one.line, "a route without name")
        if any(other["name"] == route["name"] for other in routes):
            faults.add(one.line, f"route {route['name']!r} stands there twice")
        routes.append({name: value for name, value in route.items() if value is not None})
    return routes


def _truth(at: Lined, what: str, faults: Faults) -> bool | None:
    if not isinstance(at.value, bool):
        faults.add(at.line, f"{what} must be true or false")
        return None
    return at.value


SETTINGS: dict[str, Callable[[Lined, str, Faults], Any]] = {
    "fund_name": _words,
    "payment_note": _words,
    "urgent_contact": _words,
    "resident_texts": _resident_texts,
    "client_number": _client_number,
    "routes": _routes,
    "link_by_email": _truth,
    "confidentiality_note": _long_words,
}


def read_own_words(root: Lined, faults: Faults) -> dict[str, Any]:
    """Read those that the file names."""
    found: dict[str, Any] = {}
    for name, read in SETTINGS.items():
        at = root.get(name)
        value = read(at, name, faults) if at is not None else None
        if value is not None:
            found[name] = value
    return found
