"""One line for each thing that waits for somebody, as "Wat wacht op mij" lists them."""

from __future__ import annotations

from datetime import datetime

from doorbraak.money import format_euros
from doorbraak.overviews import WaitingItem
from handlers.words.codes import theme_short
from handlers.words.dates import soon

_WHAT = {
    "vote": "Kijk je mee?",
    "vote_again": "Aangepast. Kijk en stem opnieuw.",
    "review": "Al toegekend met spoed. Kijk je achteraf mee?",
    "answer_route": "Antwoord op route {route_no}.",
    "lead": "Jij kiest.",
    "urgent": "Spoed. Jij kunt meteen toekennen.",
    "settle": "Vul de bon in.",
    "follow_up": "Is het opgelost?",
}


def waiting(item: WaitingItem, now: datetime) -> str:
    """Write one line: what to do, about which request, and before when."""
    what = _WHAT.get(item.what, "Kijk hiernaar.").format(route_no=item.route_no or "")
    line = item.line
    amount = format_euros(line.granted_cents if line.granted_cents is not None else line.asked_cents)
    due = ""
    if item.due_at:
        due = (
            f" · voor {soon(item.due_at, now)}" if item.due_at > now else f" · de tijd is om: {soon(item.due_at, now)}"
        )
    return f"{line.number} · {theme_short(line.theme)}, {amount}, {line.district} · {what}{due}"


def waiting_kinds() -> frozenset[str]:
    """Give the kinds of waiting items that have words."""
    return frozenset(_WHAT)
