"""Find bank accounts (IBAN) of any country, with or without spaces, in capitals or small letters.

What lives here: length per country, check digits, and a typing error in a number announced as an account.
What deliberately does not: the old Dutch account numbers, which nobody pays to any more.
"""

import re
from collections.abc import Iterator
from typing import Final

from stdnum import iban

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.spelled import ABOVE_TEN, BELOW_TEN

# From the IBAN registry of SWIFT: https://www.swift.com/standards/data-standards/iban
_LENGTHS: Final = {
    entry[:2]: int(entry[2:])
    for entry in (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
        "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
        "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
        "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        "UA29 VA22 VG24 XK20 YE30"
    ).split()
}
_BEGIN: Final = re.compile(r"\d(?:(?<=[A-Za-z]{2}\d)|(?<=[A-Za-z]{2}[ .-]\d)) ?\d(?=[ .\-/]?[A-Za-z0-9])")
# Each letter and digit apart: "N L 9 1 A B N A …".
_APART: Final = re.compile(r"[A-Za-z](?<![\w].)(?<![\w] .)(?: [A-Za-z0-9]){14,33}(?![\w])")
# Said to a telephone: "n l zes zes r a b o nul vier …". Nothing else is said so.
_NUMBER: Final = rf"(?:{ABOVE_TEN}|{BELOW_TEN}|nul|\d{{1,4}})"
_SAID: Final = re.compile(
    rf"(?<![^\W_])n ?l (?:{_NUMBER} ){{1,2}}(?:[a-z] ?){{4}}(?: ?{_NUMBER}(?![^\W_])){{3,12}}", re.IGNORECASE
)
_MARKS: Final = " .-\u00b7/\n"
# With the code of a bank of this country nothing else is written so, and an error in it is still close to the account.
_BANK: Final = r"(?:ABNA|ADYB|ASNB|BUNQ|FVLB|HAND|INGB|KNAB|NNBA|RABO|RBRB|REVO|SNSB|TRIO)"
_DUTCH_BANK: Final = re.compile(rf"NL\d\d{_BANK}\d{{10}}")
# One digit too few or too many, or the letter O for a nought: a slip is still close to the account.
_SLIP: Final = re.compile(
    rf"(?<![^\W_])NL[ .-]?[\dO][ .-]?[\dO][ .-]?{_BANK}(?=[ .\-O]{{0,3}}\d)(?:[ .-]?[\dO]){{8,12}}(?![^\W_])",
    re.IGNORECASE,
)
_DUTCH_SHAPE: Final = re.compile(r"NL\d\d[A-Z]{4}\d{10}")
_DIGITS_ONLY_SHAPE: Final = re.compile(r"[A-Z]{2}\d+")
_GLUED: Final = re.compile(r"(?<![^\W_])(?:iban|rek|rekening|rekeningnummer|rekeningnr|nr)\Z", re.IGNORECASE)
_ACCOUNT_CUE: Final = re.compile(r"iban|rekening|overma(?:k|ak)|bankn|\bbank\b|\bgiro|\btnv\b|t\.n\.v", re.IGNORECASE)


def find_ibans(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each account number; with wrong check digits only where it is announced or names a Dutch bank."""
    found: list[tuple[int, int]] = []
    for row in _APART.finditer(text):
        if iban.is_valid(row[0].replace(" ", ""), check_country=False):
            found.append(row.span())
            yield Hit("iban", row.start(), row.end())
    for row in _SAID.finditer(text):
        if not any(start <= row.start() < end for start, end in found):
            yield Hit("iban", row.start(), row.end())
    for begin in _BEGIN.finditer(text):
        start = begin.start() - (2 if text[begin.start() - 1].isalpha() else 3)
        length = _LENGTHS.get(text[start : start + 2].upper())
        end = _end_after(text, start, length) if length else None
        if end is None or (
            text[max(0, start - 1) : start].isalnum() and not _GLUED.search(text[max(0, start - 16) : start])
        ):
            continue
        compact = "".join(c for c in text[start:end] if c.isalnum()).upper()
        if iban.is_valid(compact, check_country=False) or _is_account_with_a_typo(text, start, compact):
            found.append((start, end))
            yield Hit("iban", start, end)
    for slip in _SLIP.finditer(text):
        if not any(start < slip.end() and slip.start() < end for start, end in found):
            yield Hit("iban", slip.start(), slip.end())


def _end_after(text: str, start: int, length: int) -> int | None:
    """Give where the account ends when it has exactly `length` letters and digits, with one mark at most between."""
    position, left, marked = start, length, True
    while left and position < len(text):
        character = text[position]
        if character.isascii() and character.isalnum():
            left, marked = left - 1, False
        elif character in _MARKS and not marked:
            marked = True
        else:
            return None
        position += 1
    whole = not left and not (position < len(text) and (text[position].isdigit() or text[position].isupper()))
    return position if whole else None


def _is_account_with_a_typo(text: str, start: int, compact: str) -> bool:
    if _DUTCH_BANK.fullmatch(compact):
        return True
    shaped = _DUTCH_SHAPE.fullmatch(compact) or (not compact.startswith("NL") and _DIGITS_ONLY_SHAPE.fullmatch(compact))
    return bool(shaped) and _ACCOUNT_CUE.search(text, max(0, start - 40), start) is not None
