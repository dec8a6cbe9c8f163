"""What the writer alone is told about each find of the privacy check, and how to write it instead.

What lives here: one sentence a kind, to show beside the marked words. What deliberately does not: choosing a rewording
(doorbraak/privacy/propose), and refusals, which name the kind only (private.py).
"""

from __future__ import annotations

from typing import Final

from doorbraak.privacy import Find, Kind, Proposal

_FOUND: Final[dict[Kind, str]] = {
    "bsn": "Er staat een burgerservicenummer in je tekst: {words}. Haal dit weg. Niemand heeft het hier nodig.",
    "iban": "Zet het rekeningnummer {words} hier niet. Geef het aan wie de betaling doet.",
    "phone": "Er staat een telefoonnummer in je tekst: {words}. Haal dit weg. Meelezers hebben het niet nodig.",
    "email": "Er staat een mailadres in je tekst: {words}. Haal dit weg. Meelezers hebben het niet nodig.",
    "address": "Er staat een adres in je tekst: {words}. Haal dit weg. De wijk is genoeg.",
    "postcode": "Een postcode wijst bijna een huis aan: {words}. De wijk is genoeg.",
    "name": "Is {words} een naam? Haal die weg.",
    "birth_date": "Is {words} een geboortedatum? Haal die weg. Een kind of een oudere zegt genoeg.",
    "diagnosis": "Aan een ziekte kun je iemand herkennen: {words}. Schrijf liever om medische redenen.",
    "filename": "Is {words} een bestand? Een bestandsnaam zegt soms om wie het gaat. Haal die weg.",
    "file_number": "Is {words} een dossiernummer? Zet dat alleen in het veld Dossiernummer.",
}
_INSTEAD: Final[dict[Kind, str]] = {
    "name": "Is {words} een naam? Schrijf bijvoorbeeld: {instead}.",
    "diagnosis": "Aan een ziekte kun je iemand herkennen: {words}. Schrijf liever: {instead}.",
    "postcode": "Een postcode wijst bijna een huis aan: {words}. Schrijf liever: {instead}.",
    "address": "Er staat een adres in je tekst: {words}. Haal dit weg, of schrijf: {instead}.",
    "filename": "Is {words} een bestand? Een bestandsnaam zegt soms om wie het gaat. Schrijf liever: {instead}.",
    "file_number": "Is {words} een dossiernummer? Zet dat alleen in het veld Dossiernummer. Schrijf hier: {instead}.",
}
_ASKED_BSN: Final = (
    "Is {words} een burgerservicenummer? Haal het dan weg. Een nummer van een factuur mag blijven staan."
)


def found(find: Find, proposal: Proposal) -> str:
    """Say what was found, and what could stand there instead."""
    if find.kind == "bsn" and find.level == "ask":
        return _ASKED_BSN.format(words=find.text)
    if proposal.rewording and find.kind in _INSTEAD:
        return _INSTEAD[find.kind].format(words=find.text, instead=proposal.rewording)
    return _FOUND[find.kind].format(words=find.text)
