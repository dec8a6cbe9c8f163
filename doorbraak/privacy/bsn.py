"""Find citizen service numbers (BSN, formerly sofi).

What lives here: nine digits that pass the eleven-test, and any number that is announced as a BSN.
What deliberately does not: other file numbers, which are asked about, not blocked.
"""

import re
from collections.abc import Iterator
from typing import Final

from stdnum.nl import bsn as eleven_test

from doorbraak.privacy.cues import cue_before, is_called_bsn_after, is_phone_directly
from doorbraak.privacy.find import Hit, Lists

# A run of digits in groups; between two groups stands one mark, with a space at most on each side.
_RUN: Final = re.compile(r"\d(?<!\d\d)(?: ?[.\-/\u00b7,] ?\d| ?\d){6,19}(?!\d)")
_GROUP: Final = re.compile(r"\d+")
_DATE: Final = re.compile(r"(?:[0-3]?\d([-./ ])[01]?\d\1(?:19|20)\d\d|(?:19|20)\d\d([-./])[01]?\d\2[0-3]?\d)(?!\d)")
_MONEY_BEFORE: Final = re.compile(r"(?:€|\beuro?) ?$", re.IGNORECASE)
_MONEY_AFTER: Final = re.compile(r" ?(?:€|euro?\b)|,(?:\d\d(?!\d)(?![ -]\d)|-)", re.IGNORECASE)
_ABROAD_BEFORE: Final = re.compile(r"(?:\+ ?|(?<!\d)00 ?)\d{1,3} ?(?:\(0\) ?)?$")
_GLUED_BEFORE: Final = re.compile(r"(?P<letters>[^\W\d_]+)[-_]?\Z|\w\Z|\d\.\Z")
_GLUED_WORDS: Final = frozenset(
    {"bsn", "bsnr", "bsnnr", "bsnnummer", "sofi", "sofinr", "sofinummer", "nr", "nummer", "no"}
)
_DIGITS: Final = 9
_YEAR_AND_NUMBER: Final = 2
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DIGITS_WITH_A_TYPO: Final = range(7, 12)
_MOBILE_DIGITS: Final = 10
_GROUPS: Final = 3
_SHAPES: Final = frozenset(((3, 3, 3), (4, 2, 3)))


def find_bsns(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each BSN; a passing number that is announced as invoice, assessment or serial number is asked about."""
    for run in _RUN.finditer(text):
        groups = [(group.start(), group.end()) for group in _GROUP.finditer(text, run.start(), run.end())]
        yield from _in_groups(text, groups)


def _in_groups(text: str, groups: list[tuple[int, int]]) -> Iterator[Hit]:
    """Look at the whole run first, then at pieces and at single groups: numbers and dates may stand side by side."""
    whole = _judge(text, groups)
    if whole is not None:
        yield whole
        return
    taken: list[Hit] = []
    for part in (*_pieces(text, groups), *_shaped(text, groups), *([group] for group in groups)):
        hit = _judge(text, part) if len(part) < len(groups) else None
        if hit is not None and not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
            yield hit


def _shaped(text: str, groups: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Give each three groups with one mark between them that have the lengths in which people write a BSN."""
    for first in range(len(groups) - _GROUPS + 1):
        part = groups[first : first + _GROUPS]
        marks = {text[end:start] for (_, end), (start, _) in zip(part, part[1:], strict=False)}
        if len(marks) == 1 and tuple(end - start for start, end in part) in _SHAPES:
            yield part


def _pieces(text: str, groups: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Split a run where the mark between its groups changes: `923 444 142, 30/11/66` is a number and a date."""
    pieces = [[groups[0]]]
    inside = ""
    for (_, end), group in zip(groups, groups[1:], strict=False):
        mark = text[end : group[0]]
        if len(pieces[-1]) > 1 and mark != inside:
            pieces.append([group])
        else:
            pieces[-1].append(group)
            inside = mark
    return pieces


def _judge(text: str, groups: list[tuple[int, int]]) -> Hit | None:
    start, end = groups[0][0], groups[-1][1]
    digits = "".join(text[a:b] for a, b in groups)
    if len(digits) not in _DIGITS_WITH_A_TYPO or _is_something_else(text, start, end):
        return None
    cue = cue_before(text, start)
    announced = cue == "bsn" or (cue is None and is_called_bsn_after(text, end))
    if announced and not (len(digits) == _MOBILE_DIGITS and digits.startswith("0")):
        return Hit("bsn", start, end)
    passes = len(digits) == _DIGITS and eleven_test.is_valid(digits)
    if not passes or is_phone_directly(text, start) or not _looks_like_one_number(text, groups):
        return None
    return Hit("bsn", start, end, "ask" if cue == "paper" else "block")


def _is_something_else(text: str, start: int, end: int) -> bool:
    """Tell whether this is a date, an amount, a number abroad, or a piece of a longer code."""
    before = text[max(0, start - 24) : start]
    glued = _GLUED_BEFORE.search(before)
    if glued and (glued["letters"] or "").lower() not in _GLUED_WORDS:
        return True
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return True
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, end) or _ABROAD_BEFORE.search(before):
        return True
    return _DATE.match(text, start) is not None


def _looks_like_one_number(text: str, groups: list[tuple[int, int]]) -> bool:
    """Tell whether groups belong together: no commas, and few enough to be written by hand as one number."""
    if len(groups) == 1 or len(groups) == _DIGITS:
        return True
    if len(groups) == _YEAR_AND_NUMBER and _YEAR.fullmatch(text, *groups[0]) and text[groups[0][1]] in "-/":
        return False  # "2022-63903": a year and the number of a file in it
    marks = {text[a:b].strip() for (_, a), (b, _) in zip(groups, groups[1:], strict=False)}
    short = sum(b - a == 1 for a, b in groups)
    return len(marks) == 1 and "," not in marks and short <= 1
