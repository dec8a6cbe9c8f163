"""Find numbers that are written in words, or partly: `nul zes twaalf vierendertig zesenvijftig achtenzeventig`.

What lives here: reading Dutch number words as digits. What deliberately does not: amounts; only a number as long as a
telephone number or a BSN counts.
"""

import re
from collections.abc import Iterator
from typing import Final

from stdnum.nl import bsn as eleven_test

from doorbraak.privacy.cues import cue_before
from doorbraak.privacy.find import Hit, Kind, Lists

_UNITS: Final = {
    word: str(digit) for digit, word in enumerate("nul een twee drie vier vijf zes zeven acht negen".split())
}
_ONE: Final = {"één": "1"}
_TEENS: Final = {
    word: str(number)
    for number, word in enumerate(
        "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split(), start=10
    )
}
_TENS: Final = {
    word: str(ten)
    for ten, word in enumerate("twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(), start=2)
}
_WORDS: Final = (
    {"nulzes": "06"}
    | _UNITS
    | _ONE
    | _TEENS
    | {word: ten + "0" for word, ten in _TENS.items()}
    | {
        unit + joint + word: ten + value
        for word, ten in _TENS.items()
        for unit, value in (_UNITS | _ONE).items()
        for joint in ("en", "ën")
    }
)
# The same words as patterns, with as few branches as there can be: a hundred of them take long to compile.
BELOW_TEN: Final = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
ABOVE_TEN: Final = (
    rf"(?:(?:{BELOW_TEN}[eë]n)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
    r"|(?:der|veer|vijf|zes|zeven|acht|negen)?tien|elf|twaalf)"
)
_WORD: Final = rf"nul|{ABOVE_TEN}|{BELOW_TEN}"
_PIECE: Final = re.compile(rf"(?:dubbel |dubbele )?(?:nulzes|{_WORD}|\d{{1,4}})(?![^\W_])", re.IGNORECASE)
_FIRST: Final = re.compile(rf"(?<![\w])(?:nulzes|{_WORD}|\d{{1,4}})(?![^\W_])", re.IGNORECASE)
_GAP: Final = re.compile(r"[ ,.\-/]{1,3}(?:en )?")
_CHEAP: Final = re.compile(r"tig|nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen", re.IGNORECASE)
_MOST_PIECES: Final = 16
_FEWEST_WORDS: Final = 3
# Whoever begins like this writes a mobile number, however few of the rest are words: "nul zes 12 34 56 78".
_MOBILE: Final = re.compile(r"(?<!\w)(?:nul[ -]?zes|06)(?=[ ,.\-/])", re.IGNORECASE)
_PHONE: Final = re.compile(r"0[1-9]\d{8}|(?:00)?31[1-9]\d{8}")
_SERVICE: Final = re.compile(r"0[89]00")
_BSN_DIGITS: Final = 9
# Without its nul, behind a word for calling: "appen kan op zes twaalf vierendertig".
_CALLED: Final = re.compile(
    r"\b(?:bel|bellen|app|appen|tel|telefoon|nummer|nr|mobiel|whatsapp|bereikbaar)\b[^.!?\d\n]{0,16}$", re.IGNORECASE
)
_NINE: Final = re.compile(r"6[1-9]\d{7}")


def find_spelled_numbers(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each telephone number and BSN in which three or more pieces are words."""
    if len(_CHEAP.findall(text)) < _FEWEST_WORDS and not _MOBILE.search(text):
        return
    last = -1
    for first in _FIRST.finditer(text):
        hit = _read(text, first.start()) if first.start() >= last else None
        if hit is not None:
            yield hit
            last = hit.end


def _read(text: str, start: int) -> Hit | None:
    digits, spelled, position, best = "", 0, start, None
    fewest = 1 if _MOBILE.match(text, start) else _FEWEST_WORDS
    for _ in range(_MOST_PIECES):
        piece = _PIECE.match(text, position)
        if piece is None:
            break
        read, is_word = _digits(piece[0])
        digits, spelled = digits + read, spelled + is_word
        kind = _kind(text, start, digits) if spelled >= fewest else None
        if kind is not None:
            best = Hit(kind, start, piece.end())
        gap = _GAP.match(text, piece.end())
        if gap is None:
            break
        position = gap.end()
    return best


def _digits(piece: str) -> tuple[str, bool]:
    small = piece.lower()
    twice = small.startswith("dubbel")
    word = small.split(" ")[-1]
    digits = _WORDS.get(word, word)
    return digits * (2 if twice else 1), word in _WORDS


def _kind(text: str, start: int, digits: str) -> Kind | None:
    if _PHONE.fullmatch(digits) and not _SERVICE.match(digits):
        return "phone"
    if _NINE.fullmatch(digits) and _CALLED.search(text[max(0, start - 32) : start]):
        return "phone"
    if len(digits) == _BSN_DIGITS and (cue_before(text, start) == "bsn" or eleven_test.is_valid(digits)):
        return "bsn"
    return None
