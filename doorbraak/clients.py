"""File numbers: how they are normalised and when one is no file number (docs/rules.md section 7).

The number itself is never stored; the keyed hash that becomes the client code is made by the store.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LEAST = 4
_BSN_LENGTH = 9


@dataclass(frozen=True, slots=True)
class ClientNumber:
    """How file numbers of one organisation look: a pattern, an example, and a prefix that separates systems."""

    pattern: str = ""
    example: str = "BOKS-1001"
    prefix: str = ""


def normalise(file_number: str) -> str:
    """Give the letters and digits of a file number in capitals: `boks 1001` becomes `BOKS1001`."""
    folded = unicodedata.normalize("NFKC", file_number)
    return "".join(character for character in folded if character.isalnum()).upper()


def is_valid(file_number: str, form: ClientNumber | None = None) -> bool:
    """Claim that this can be a file number: long enough, no repeated character, in the pattern, and no BSN."""
    normal = normalise(file_number)
    if len(normal) < _LEAST or len(set(normal)) == 1:
        return False
    if form and form.pattern:
        return re.fullmatch(form.pattern, file_number.strip(), re.IGNORECASE) is not None or (
            re.fullmatch(form.pattern, normal, re.IGNORECASE) is not None
        )
    return not passes_eleven_test(normal)


def passes_eleven_test(normal: str) -> bool:
    """Claim that these are nine digits that pass the test of a citizen service number."""
    if len(normal) != _BSN_LENGTH or not (normal.isascii() and normal.isdigit()):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, normal, strict=True)) % 11 == 0


def last_two(file_number: str) -> str:
    """Give the last two letters or digits, which may be shown and kept with a draft."""
    return normalise(file_number)[-2:]
