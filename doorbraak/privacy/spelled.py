"""Find numbers that are written in words, or partly: `nul zes twaalf vierendertig zesenvijftig achtenzeventig`.

What lives here: reading Dutch number words as digits. What deliberately does not: amounts; only a number as long as that
of a telephone or a citizen counts.
"""

import re
from collections.abc import Iterator
from typing import Final

from stdnum.nl import bsn as eleven_test

from doorbraak.privacy.cues import cue_before
from doorbraak.privacy.find import Hit, Kind, Lists

_UNITS: Final = {
    "nul": "0", "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
    "negen": "9",
}  # fmt: skip
_TEENS: Final = {
    "tien": "10", "elf": "11", "twaalf": "12", "dertien": "13", "veertien": "14", "vijftien": "15", "zestien": "16", "zeventien": "17",
    "achttien": "18", "negentien": "19",
}  # fmt: skip
_TENS: Final = {
    "twintig": "2", "dertig": "3", "veertig": "4", "vijftig": "5", "zestig": "6", "zeventig": "7", "tachtig": "8", "negentig": "9",
}  # fmt: skip
_WORDS: Final = (
    _UNITS
    | _TEENS
    | {ten: digit + "0" for ten, digit in _TENS.items()}
    | {
        unit + joint + ten: digit + value
        for ten, digit in _TENS.items()
        for unit, value in _UNITS.items()
        for joint in ("en", "ën")
    }
)
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_PIECE: Final = re.compile(rf"(?:dubbel |dubbele )?(?:{_WORD}|\d{{1,4}})(?![^\W_])", re.IGNORECASE)
_FIRST: Final = re.compile(rf"(?<![\w])(?:{_WORD}|\d{{1,4}})(?![^\W_])", re.IGNORECASE)
_GAP: Final = re.compile(r"[ ,.\-/]{1,3}(?:en )?")
_CHEAP: Final = re.compile(r"tig|nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen", re.IGNORECASE)
_MOST_PIECES: Final = 16
_FEWEST_WORDS: Final = 3
_PHONE: Final = re.compile(r"0[1-9]\d{8}|(?:00)?31[1-9]\d{8}")
_SERVICE: Final = re.compile(r"0[89]00")
_BSN_DIGITS: Final = 9


def find_spelled_numbers(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each telephone number and BSN in which three or more pieces are words."""
    if len(_CHEAP.findall(text)) < _FEWEST_WORDS:
        return
    last = -1
    for first in _FIRST.finditer(text):
        hit = _read(text, first.start()) if first.start() >= last else None
        if hit is not None:
            yield hit
            last = hit.end


def _read(text: str, start: int) -> Hit | None:
    digits, spelled, position, best = "", 0, start, None
    for _ in range(_MOST_PIECES):
        piece = _PIECE.match(text, position)
        if piece is None:
            break
        read, is_word = _digits(piece[0])
        digits, spelled = digits + read, spelled + is_word
        kind = _kind(text, start, digits) if spelled >= _FEWEST_WORDS else None
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
    if len(digits) == _BSN_DIGITS and (cue_before(text, start) == "bsn" or eleven_test.is_valid(digits)):
        return "bsn"
    return None
