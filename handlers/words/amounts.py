"""Amounts that were not understood, said back with the right form. Reading and writing them is doorbraak/money.py."""

from __future__ import annotations


def amount_problem(shown: str, reason: str) -> str:
    """Say why a typed amount was not understood; `reason` is that of doorbraak.money.AmountNotUnderstood."""
    if reason == "empty":
        return "Vul een bedrag in, bijvoorbeeld 125,50."
    if reason == "decimals":
        return "Gebruik hoogstens twee cijfers na de komma."
    quoted = shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…"
    return f"We begrijpen {quoted} niet. Schrijf euro's en centen zo: 125,50."


_LONGEST_QUOTE = 40
