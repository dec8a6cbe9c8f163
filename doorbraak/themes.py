"""The themes and route codes of docs/rules.md, as codes. Their Dutch labels live with the other words, in handlers/."""

from __future__ import annotations

THEMES: tuple[str, ...] = (
    "wonen",
    "verhuizing",
    "energie",
    "schulden",
    "inkomen",
    "leges",
    "vervoer",
    "fiets",
    "studiekosten",
    "werk",
    "kinderopvang",
    "gezondheid",
    "gezin",
    "anders",
)

ROUTE_CODES: tuple[str, ...] = (
    "bijzondere_bijstand",
    "u_pas",
    "inkomenstoeslag",
    "mbo_studentenfonds",
    "leergeld",
    "schuldhulp_spoed",
    "driegesprek_schulden",
    "voorschot",
    "coulance_schuldeiser",
    "netwerk",
    "anders",
)


def route_code(route: str) -> str:
    """Give the code of a typed route: itself when it is a code (also written with spaces), else `anders`."""
    code = "_".join(route.casefold().replace("-", " ").split())
    return code if code in ROUTE_CODES else "anders"
