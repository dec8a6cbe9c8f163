"""Words on buttons and beside fields, as docs and tests know them (docs/glossary.md, words on buttons).

Hints stand beside the labels they belong to. Sentences that answer somebody are in the other files of this folder.
"""

from __future__ import annotations

BUTTONS: dict[str, str] = {
    "submit": "Versturen",
    "approve": "Akkoord",
    "approve_less": "Akkoord, maar minder",
    "propose_route": "Reguliere route",
    "object": "Bezwaar",
    "recuse": "Ik doe niet mee",
    "answer_route": "Antwoord op route",
    "revise": "Aanpassen",
    "withdraw": "Intrekken",
    "lead_grant": "Toekennen",
    "urgent_grant": "Toekennen",
    "lead_decline": "Afwijzen",
    "pay": "Betaald",
    "settle": "Bon invullen",
    "correct": "Corrigeren",
    "follow_up": "Is het opgelost?",
    "remark": "Vraag of opmerking",
    "hand_over": "Overdragen",
    "tell_client": "Zeg tegen de klant",
    "copy_for_file": "Kopieer voor dossier",
    "back": "Terug",
    "skip": "Overslaan",
    "stop": "Stop",
}
"""The word on the button of each verb."""

FIELDS: dict[str, str] = {
    "client": "Dossiernummer",
    "district": "Wijk",
    "theme": "Thema",
    "amount": "Bedrag",
    "question": "Wat is er nodig?",
    "if_nothing": "Wat gebeurt er als we niets doen?",
    "tried": "Wat heb je al geprobeerd?",
    "needed_by": "Voor welke datum?",
    "urgent": "Spoed",
    "urgent_reason": "Waarom kan dit niet wachten?",
    "pay_to": "Aan wie betalen we?",
    "route": "Welke route?",
    "who": "Wie kan dit regelen?",
    "expected_days": "Hoeveel dagen duurt het?",
    "verdict": "Is deze route op tijd?",
    "reason": "Waarom?",
    "text": "Vraag of opmerking",
    "answer": "Is het opgelost?",
    "to": "Aan wie?",
}
"""The label of each field, by its name."""

HINTS: dict[str, str] = {
    "client": "Zo zien we wat er nog over is. We bewaren een code, niet het nummer.",
    "amount": "Hoeveel euro is er nodig? Bijvoorbeeld 125,50.",
    "question": "Geen naam, adres, leeftijd of telefoonnummer. Alleen wat nodig is om mee te denken.",
    "urgent": "Alleen als het geen twee werkdagen kan wachten. Regisseurs lezen mee op werkdagen, 9 tot 17 uur.",
    "pay_to": "Winkel, instantie of collega die voorschiet. Nooit geld aan de klant zelf.",
    "max": "Vul in waarmee het ook lukt, bijvoorbeeld tweedehands. Het laagste bedrag kan het eindbedrag worden.",
    "spent": "Vul het bedrag van de bon in. Bewaar de bon bij de administratie; wij bewaren geen foto.",
    "follow_up": "Nog niet klaar? Kies Een deel. Je kunt later opnieuw antwoorden.",
}
"""What stands below a field to help."""

_FIELD_OF: dict[tuple[str, str], str] = {
    ("approve", "amount"): "Hoogstens",
    ("object", "reason"): "Wat is je bezwaar?",
    ("settle", "amount"): "Hoeveel heb je uitgegeven?",
    ("correct", "amount"): "Hoeveel heb je uitgegeven?",
    ("follow_up", "text"): "Wil je er iets bij zeggen?",
}

ORDINARY_POSSIBLE = "Een gewone aanvraag doen kan altijd."
"""What a refusal about money for a client always says too (R21)."""


def button(verb: str) -> str:
    """Give the word on the button of a verb."""
    return BUTTONS.get(verb, verb)


def field(name: str, command: str = "") -> str:
    """Give the label of a field; in some forms it is asked in another way."""
    return _FIELD_OF.get((command, name)) or FIELDS.get(name, name)


def fresh_number(number: str) -> str:
    """Say what to do with a code for a client without a file."""
    return f"Schrijf deze code op bij de klant: {number}. Gebruik hem de volgende keer weer."
