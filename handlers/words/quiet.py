"""Quiet hours: what they are called, what they do, and what is wrong with what was typed."""

from __future__ import annotations

from datetime import time

from doorbraak.quiet import QuietHours
from handlers.words.language import DUTCH, spoken

QUIET_TITLE = "Stille uren"
QUIET_WHAT = (
    "In je stille uren krijg je geen herinneringen. Ander nieuws komt altijd meteen: een route, een besluit, werk."
)
QUIET_LABELS = {"begins": "Stil vanaf", "ends": "Tot"}
QUIET_NONE = "Geen stille uren"
QUIET_END = "Zet mijn stille uren uit"
QUIET_KEPT = "Je stille uren zijn bewaard."
QUIET_OFF = "Je hebt geen stille uren meer."

_FAULTS = {
    "begins": "Kies vanaf hoe laat het stil is, bijvoorbeeld 17:00. Geen stille uren? Maak dan beide leeg.",
    "ends": "Kies tot hoe laat het stil is, bijvoorbeeld 09:00. Geen stille uren? Maak dan beide leeg.",
    "same": "Kies een andere tijd dan bij Stil vanaf.",
}


_SUMS = {
    DUTCH: (
        "Je hebt geen stille uren.",
        "Stil van {begins} uur tot {ends} uur{next_day}. Dan krijg je geen herinneringen.",
        " de volgende dag",
    ),
    "en": (
        "You have no quiet hours.",
        "Quiet from {begins} to {ends}{next_day}. You get no reminders then.",
        " the next day",
    ),
}


def quiet_sum(hours: QuietHours | None) -> str:
    """Say somebody's quiet hours in one line."""
    none, some, next_day = _SUMS[spoken()]
    if hours is None:
        return none
    later = next_day if hours.ends < hours.begins else ""
    return some.format(begins=_clock(hours.begins), ends=_clock(hours.ends), next_day=later)


def quiet_fault(which: str) -> tuple[str, str]:
    """Say what is wrong with typed quiet hours: the field, and the sentence. `which` is what quiet_hours() raised."""
    return (which, _FAULTS[which]) if which in QUIET_LABELS else ("ends", _FAULTS["same"])


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
