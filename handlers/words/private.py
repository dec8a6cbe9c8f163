"""What is said to the writer alone when a text holds something that identifies people."""

from __future__ import annotations

_FOUND = {
    "bsn": "Er staat een burgerservicenummer in je tekst: {words}. Haal dit weg. Niemand heeft het hier nodig.",
    "iban": "Er staat een rekeningnummer in je tekst: {words}. "
    "Zet het rekeningnummer hier niet. Geef het aan wie de betaling doet.",
    "phone": "Er staat een telefoonnummer in je tekst: {words}. Haal dit weg. Meelezers hebben het niet nodig.",
    "email": "Er staat een mailadres in je tekst: {words}. Haal dit weg. Meelezers hebben het niet nodig.",
    "address": "Er staat een adres in je tekst: {words}. Haal dit weg. De wijk is genoeg.",
    "postcode": "Er staat een postcode in je tekst: {words}. Haal dit weg. De wijk is genoeg.",
    "name": "Is {words} een naam? Schrijf bijvoorbeeld de klant, een vader, een gezin.",
    "birth_date": "Er staat een geboortedatum in je tekst: {words}. Haal dit weg. Schrijf liever een kind.",
    "diagnosis": "Aan een ziekte kun je iemand herkennen: {words}. Schrijf liever om medische redenen.",
    "filename": "Er staat een bestandsnaam in je tekst: {words}. Haal dit weg.",
    "file_number": "Er staat een dossiernummer in je tekst: {words}. Zet dat alleen bij Dossiernummer.",
}
_KINDS = {
    "bsn": "een burgerservicenummer",
    "iban": "een rekeningnummer",
    "phone": "een telefoonnummer",
    "email": "een mailadres",
    "address": "een adres",
    "postcode": "een postcode",
    "name": "een naam",
    "birth_date": "een geboortedatum",
    "diagnosis": "een ziekte",
    "filename": "een bestandsnaam",
    "file_number": "een dossiernummer",
}


def private_kind(kind: str) -> str:
    """Give the kind of a find inside a sentence: "een telefoonnummer"."""
    return _KINDS.get(kind, "iets persoonlijks")


def private_details(kind: str, words: str = "") -> str:
    """Say what stands in a text and what to do; without `words` only the kind is named."""
    found = _FOUND.get(kind)
    if found and words:
        return found.format(words=words)
    return f"Er staat {private_kind(kind)} in je tekst. Haal dit weg."


def draft_not_saved(kind: str) -> str:
    """Say why a field of a draft was not kept."""
    return f"Niet bewaard: er staat {private_kind(kind)} in."
