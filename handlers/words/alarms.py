"""Words about no request in particular: alarms for a lead, warnings for an admin."""

from __future__ import annotations


def too_many_looks(name: str) -> str:
    """Tell a lead that somebody looked at many clients without sending (docs/rules.md section 7)."""
    who = name or "Iemand"
    return f"{who} keek in een uur naar meer dan tien dossiernummers. Er kwam geen aanvraag. Vraag na of dat klopt."


_WARNINGS = {
    "too_few_voters": "Er kunnen te weinig mensen stemmen. Voeg meelezers toe, ook van andere organisaties.",
    "budget_missing": "Het budget van volgend jaar staat nog niet vast. Stel het in voor 1 januari.",
    "place_refused": "De bot kan in een kanaal of bij een collega niets plaatsen. `doorbraakbot doctor` zegt waar.",
}


def warning(code: str) -> str:
    """Tell an admin what to mend (docs/rules.md section 2)."""
    return _WARNINGS[code]
