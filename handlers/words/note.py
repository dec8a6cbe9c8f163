"""The confidentiality note: its words, and what is said around it. A programme may have a text of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.words.dates import full_day

DEFAULT_NOTE = """\
Hier lees je over mensen die hulp nodig hebben. Daarom spreek je dit af:

– Ik vertel niemand wat ik hier lees. Ook niet aan collega's die hier niet bij horen.
– Ik zoek niet uit om wie het gaat. Herken ik iemand? Dan kies ik: Ik doe niet mee.
– Ik schrijf geen naam, adres of iets anders waaraan je iemand herkent.
– Ik maak geen foto of kopie van wat ik lees.
– Zie ik iets dat hier niet hoort? Dan zeg ik het meteen tegen de regisseur.

Dit blijft zo als ik met dit werk stop."""

NOTE_TITLE = "Geheimhouding"
NOTE_ACCEPT = "Ik ga akkoord"
NOTE_CONFIRM = "Gelezen, akkoord"
NOTE_ASKS = "Lees dit eerst. Daarna kun je meekijken."
NOTE_REFUSING = "Wil je dit niet? Dan kun je niet meekijken. Zeg het tegen je beheerder."
NOTE_ENTERED = "Je beheerder vulde in dat je akkoord bent. Lees het zelf ook."
NOTE_CHANGED = "De tekst over geheimhouding is veranderd. Lees hem opnieuw."
NOTE_CHANGED_NOW = "De tekst is net veranderd. Lees hem opnieuw."
NOTE_THANKS = "Dankjewel. Je bent akkoord met de geheimhouding."


def note_text(settings: Mapping[str, Any]) -> str:
    """Give the note of a programme: its own text, or the default."""
    return str(settings.get("confidentiality_note") or DEFAULT_NOTE).strip()


def note_digest(text: str) -> str:
    """Give the digest by which a text of the note is known in the log: of its words, not of how lines break."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:32]


def note_why(settings: Mapping[str, Any], agreed_to: str, *, accepted: bool) -> str:
    """Say why somebody who accepted the note is shown it once more; empty when there is no need.

    Either somebody else entered it (`agreed_to` is empty), or the text is another one by now. It stops nobody: what
    was accepted counts.
    """
    if not accepted or agreed_to == note_digest(note_text(settings)):
        return ""
    return NOTE_CHANGED if agreed_to else NOTE_ENTERED


def note_state(accepted_on: date | None, by: str, *, own: bool) -> str:
    """Say since when somebody is bound and by whom that was entered (`own`: by that person)."""
    if accepted_on is None:
        return "nog niet akkoord"
    if own:
        return f"zelf akkoord op {full_day(accepted_on)}"
    return f"ingevuld door {by or 'wie de bot draait'}, voor {full_day(accepted_on)}"
