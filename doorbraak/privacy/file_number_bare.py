"""Find long numbers of which nothing says what they are: in talk about people they are mostly of somebody.

What lives here: what a number of a thing, a sum, a date or a desk looks like and is called. What deliberately does not:
numbers that a word announces (file_number.py) or that stand near an office (file_number_nearby.py).
"""

import re
from collections.abc import Iterator
from typing import Final

# Six digits or more, joined by one mark at most between two; letters before or behind.
_NUMBER: Final = re.compile(
    r"(?<![\w€/.,+:@#-])(?<!€ )(?:[A-Z]{1,4}[-./]?)?\d(?:[-./]?\d){5,11}(?:[-./]?[A-Z]{1,3})?(?![\w€%@]|[.,:/-]\w|,-)"
)
_OF_A_THING: Final = re.compile(
    r"(?:factu|fact\b|nota|order|bestel|serie|\bsn\b|\bs/n|artikel|\bart\b|polis|meter|stand\b|kassabon|\bbon|aanslag|kvk"
    r"|btw|ketel|product|model|ticket|track|zending|pakket|offerte|rekening|betaal|kenteken|chassis|imei|\bsim|versie"
    r"|\bean|isbn|postbus|saldo|bedrag|totaal|garantie|onderdeel|\btype|retour|reserver|boeking|vlucht|lidmaatschap|pas\b"
    r"|cadeau|kortingscode|vouchers?|inlogcode|code\b|regeling|schooljaar|seizoen|batch|lot\b|barcode|leverancier)"
    r"\w*(?: ?n[ro]\.)?[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_NO_FILE: Final = re.compile(
    r"[0-3]?\d[-/.][01]?\d[-/.](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d"
    r"|(?:19|20)\d\d[-/](?:19|20)\d\d|(?:VE|DB)-\d{4}-\d+|0[89]00-?\d{4,7}|090[69]-?\d{4,7}|\d{1,3}(?:\.\d{3})+"
    r"|[0-2]?\d[.:]\d\d-[0-2]?\d[.:]\d\d|SN\d+|\d0{4,}",
    re.IGNORECASE,
)
"""A date, two years, a request here, a number of a desk, a sum, hours, a round number."""


def bare_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Give where each long number stands that nothing before it makes one of a thing."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if not _NO_FILE.fullmatch(match[0]) and not _OF_A_THING.search(before):
            yield match.span()
