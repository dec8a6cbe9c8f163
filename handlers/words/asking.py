"""The words around a question about a text: the screen that asks, the choices, and what stands beside the mark.

What was found and what could stand there instead is said in private_details.py.
"""

from __future__ import annotations

ASK_TITLE = "Kijk nog even naar je tekst"
ASK_LEAD = "Alleen jij ziet dit. Eén druk is genoeg, daarna gaat het vanzelf verder."
ADJUST = "Aanpassen"

_CHOICES = {
    ("name", "no_name"): "Dit is geen naam",
    ("name", "colleague"): "Dit is een collega",
    ("postcode", "not_private"): "Dit is geen postcode van de klant",
    ("birth_date", "not_private"): "Dit is geen geboortedatum",
    ("diagnosis", "not_private"): "Dit is geen ziekte van de klant",
    ("filename", "not_private"): "Dit is geen bestandsnaam",
    ("file_number", "not_private"): "Dit is geen dossiernummer",
    ("bsn", "not_private"): "Dit is geen burgerservicenummer",
}
_MARKS = {
    "bsn": "burgerservicenummer",
    "iban": "rekeningnummer",
    "phone": "telefoonnummer",
    "email": "mailadres",
    "address": "adres",
    "postcode": "postcode",
    "name": "naam",
    "birth_date": "geboortedatum",
    "diagnosis": "ziekte",
    "filename": "bestandsnaam",
    "file_number": "dossiernummer",
}


def privacy_choice(kind: str, choice: str) -> str:
    """Give the word on the button that leaves a find as it is; one tap is the reason."""
    return _CHOICES.get((kind, choice), "Dit is geen persoonsgegeven")


def put_in_place(rewording: str) -> str:
    """Give the word on the button that puts a rewording in place; an empty one leaves the words out."""
    return f"Vervang door {rewording}" if rewording else "Laat dit weg"


def mark(kind: str, level: str) -> str:
    """Give what stands beside marked words, so that the colour says nothing alone: "naam?"."""
    return _MARKS.get(kind, "persoonlijk") + ("?" if level == "ask" else "")
