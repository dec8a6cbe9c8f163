"""One line for each thing that waits for somebody, as "Wat wacht op mij" lists them."""

from __future__ import annotations

from datetime import datetime

from doorbraak.money import format_euros
from doorbraak.overviews import WaitingItem
from handlers.words.codes import theme_short
from handlers.words.dates import soon
from handlers.words.language import DUTCH, spoken

_WHAT: dict[str, str] = {
    "vote": "Kijk je mee?",
    "vote_again": "Aangepast. Kijk en stem opnieuw.",
    "review": "Al toegekend met spoed. Kijk je achteraf mee?",
    "answer_route": "Antwoord op route {route_no}.",
    "lead": "Jij kiest.",
    "urgent": "Spoed. Jij kunt meteen toekennen.",
    "settle": "Vul de bon in.",
    "follow_up": "Is het opgelost?",
}


_ENGLISH = {
    "vote": "Will you have a look?",
    "vote_again": "Changed. Look and vote again.",
    "review": "Granted as urgent. Will you look at it afterwards?",
    "answer_route": "Answer route {route_no}.",
    "lead": "You decide.",
    "urgent": "Urgent. You can grant it at once.",
    "settle": "Fill in the receipt.",
    "follow_up": "Is it solved?",
}
_OF = {DUTCH: _WHAT, "en": _ENGLISH}
_ELSE = {DUTCH: "Kijk hiernaar.", "en": "Look at this."}
_DUE = {DUTCH: (" · voor {when}", " · de tijd is om: {when}"), "en": (" · before {when}", " · time is up: {when}")}


def waiting(item: WaitingItem, now: datetime) -> str:
    """Write one line: what to do, about which request, and before when."""
    what = _OF[spoken()].get(item.what, _ELSE[spoken()]).format(route_no=item.route_no or "")
    line = item.line
    amount = format_euros(line.granted_cents if line.granted_cents is not None else line.asked_cents)
    due = _DUE[spoken()][item.due_at <= now].format(when=soon(item.due_at, now)) if item.due_at else ""
    return f"{line.number} · {theme_short(line.theme)}, {amount}, {line.district} · {what}{due}"


def waiting_kinds() -> frozenset[str]:
    """Give the kinds of waiting items that have words."""
    return frozenset(_WHAT)
