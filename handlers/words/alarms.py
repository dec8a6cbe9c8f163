"""Words about no request in particular: alarms for a lead."""

from __future__ import annotations


def too_many_looks(name: str) -> str:
    """Tell a lead that somebody looked at many clients without sending (docs/rules.md section 7)."""
    who = name or "Iemand"
    return f"{who} keek in een uur naar meer dan tien dossiernummers. Er kwam geen aanvraag. Vraag na of dat klopt."
