"""Find telephone numbers of subscribers, Dutch and foreign.

What lives here: how people write numbers, and which are service numbers (14 030, 112, 0800, 0900: no person's).
What deliberately does not: foreign numbers without + or 00; nothing tells them from other numbers.
"""

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from doorbraak.privacy.cues import is_paper_number, is_phone_directly
from doorbraak.privacy.find import Hit, Lists

# From a digit to the next stand at most three marks: "030 - 123", "(0)6", "06/12".
_GAP: Final = r"(?:[ .\-/()\u00b7_*]{0,3}| (?:en )?dan )"
# A character first, and only then a look behind it: that lets the engine skip what can be no number.
_FIRST: Final = re.compile(r"[+(\d](?<!\d.)(?:(?<!\d[.,].)|(?<=\d,0)(?=[1-9](?:[ -]?\d){8})|(?<=\d,\+))")
_BEGIN: Final = re.compile(
    r"(?:(?P<abroad>\+ ?|00 ?(?=[1-9]))(?=[1-9])|(?P<national>\(?0(?=[ .-]?[1-9]))"
    r"|(?P<bare>(?=(?:[1-9]\d|6[ .-]\d\d)(?:[ .-]?\d){4})))"
)
_DIGIT: Final = re.compile(rf"{_GAP}(\d)")
_BARE: Final = re.compile(r"(?!116 ?\d{3}(?!\d))\d(?:[ .-]?\d){5,8}(?![\w])")
_MOBILE_WITHOUT_PLUS: Final = re.compile(r"31[ .-]?\(?0?\)?[ .-]?6(?:[ .-]?\d){8}(?![\w])(?![.,]\d)")
# A letter O for the first digit, a colon behind it, and a mobile number without its 0: "O6-12", "06:12", "mobiel 6-12".
_SLIP: Final = re.compile(
    r"(?<![\w])(?:[Oo]6[ .:\-/]{0,3}|06 ?[:;_] ?|06[ -]?\n ?|nul ?(?:6|zes),? ?)\d(?:[ .\-]?\d){7}(?![\w])"
    r"|(?<![\w])06[ .\-/]{0,3}(?=[ .\-\dOo]{8,13}(?![\w]))(?=[ .\-\d]{0,13}[Oo])(?:[\dOo][ .\-]?){7}[\dOo](?![\w])",
    re.IGNORECASE,
)
_SIX: Final = re.compile(r"6[ .\-]\d(?:[ .\-]?\d){7}(?![\w])")
# A phone number in pairs goes on with the same mark, "06.12.34.56.78"; a date does not.
_DATE: Final = re.compile(r"\(?[0-3]?\d([-./])[01]?\d\1(?:(?:19|20)\d\d|\d\d(?!\1\d))(?!\d)")
_GLUED_WORDS: Final = frozenset({"tel", "telnr", "nr", "t", "m", "mob", "nummer"})
_GLUED: Final = re.compile(r"(?:[^\W\d_]+|\w)\Z")  # a line that ends before it is not glued to it
# An area code that does not exist is a slip: so nobody writes anything else.
_WITH_A_CODE: Final = re.compile(r"\(?0[1-9]\d\)?(?: ?- ?| )\d{7}|\(?0[1-9]\d{2}\)?(?: ?- ?| )\d{6}")
_WORD_GLUED: Final = re.compile(r"[a-z]{2,}(?![\w])")
# A mobile number with a digit too many: a slip, and still nearly the number of somebody.
_ONE_TOO_MANY: Final = re.compile(r"\d(?![\w/])(?![ .,-]?\d)")
_SERVICE: Final = re.compile(r"0[89]00|090[69]")
_NATIONAL_DIGITS: Final = 10
_MOST_DIGITS: Final = 15
_FEWEST_ABROAD: Final = 8
_DUTCH: Final = "31"


def find_phones(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each subscriber number; a number without area code only right after a word such as `tel`."""
    last = -1
    for slip in _SLIP.finditer(text):
        yield Hit("phone", slip.start(), slip.end())
    for first in _FIRST.finditer(text):
        begin = _BEGIN.match(text, first.start()) if first.start() >= last else None
        if begin is None:
            continue
        end = _end_of_number(text, begin)
        if end is not None and not _is_glued(text, begin.start()) and not is_paper_number(text, begin.start()):
            yield Hit("phone", begin.start(), end)
            last = end


def _end_of_number(text: str, begin: re.Match[str]) -> int | None:
    if begin["abroad"]:
        return _abroad(text, begin.end())
    if begin["national"]:
        return _national(text, begin.start())
    return _bare(text, begin.start())


def _is_glued(text: str, start: int) -> bool:
    glued = _GLUED.search(text[max(0, start - 12) : start])
    return glued is not None and glued[0].lower() not in _GLUED_WORDS


def _digits(text: str, start: int, most: int) -> list[tuple[str, int]]:
    """Read at most so many digits, each with the place just after it."""
    found: list[tuple[str, int]] = []
    position = start
    while len(found) < most and (match := _DIGIT.match(text, position)):
        found.append((match[1], match.end()))
        position = match.end()
    return found


def _ends_group(text: str, end: int) -> bool:
    return not (end < len(text) and (text[end].isalnum() or text[end] == "_"))


def _national(text: str, start: int) -> int | None:
    """Read ten digits from 0; the first group must be 06 or a whole area code, as a date such as 01-05 is neither."""
    found = _digits(text, start, _NATIONAL_DIGITS)
    number = "".join(digit for digit, _ in found)
    if _SERVICE.match(number) or _DATE.match(text, start):
        return None
    if len(found) < _NATIONAL_DIGITS:
        typo = number.startswith("06") and len(found) == _NATIONAL_DIGITS - 1
        typo = typo and (is_phone_directly(text, start) or text[start : start + 3] in ("06-", "06 "))
        return found[-1][1] if typo else None
    end = found[-1][1]
    mobile = number.startswith("06")
    if mobile and _ONE_TOO_MANY.match(text, end) and (is_phone_directly(text, start) or text[start + 2] in " -"):
        return end + 1
    if not (_ends_group(text, end) or (mobile and _WORD_GLUED.match(text, end))):
        return None
    written_so = _WITH_A_CODE.fullmatch(text, start, end) is not None
    return end if mobile or written_so or _has_area_code(text, start, number) else None


def _has_area_code(text: str, start: int, number: str) -> bool:
    first = re.match(r"\(?(\d+)", text[start : start + 12])
    if first is None or len(first[1]) < len("030"):
        return False
    parsed = phonenumbers.PhoneNumber(country_code=31, national_number=int(number))
    return phonenumbers.is_valid_number(parsed) or is_phone_directly(text, start)


def _abroad(text: str, start: int) -> int | None:
    """Read a number after + or 00: the longest row of whole groups that some country could have given out."""
    found = _digits(text, start, _MOST_DIGITS + 1)
    if "".join(digit for digit, _ in found).startswith(_DUTCH):
        return _dutch_from_abroad(text, found)
    ends = [count for count, (_, end) in enumerate(found, 1) if _ends_group(text, end)]
    possible = None
    for count in reversed(ends):
        if count < _FEWEST_ABROAD:
            break
        number = _parse("".join(digit for digit, _ in found[:count]))
        if number is not None and phonenumbers.is_valid_number(number):
            return found[count - 1][1]
        if number is not None and possible is None and phonenumbers.is_possible_number(number):
            possible = found[count - 1][1]
    return possible


def _dutch_from_abroad(text: str, found: list[tuple[str, int]]) -> int | None:
    """Read the nine digits after 31, with or without the 0 that stands for them at home."""
    rest = found[len(_DUTCH) :]
    if rest and rest[0][0] == "0" and len(rest) > _NATIONAL_DIGITS - 1:
        rest = rest[1:]
    if len(rest) < _NATIONAL_DIGITS - 1 or _SERVICE.match("0" + rest[0][0] + rest[1][0]):
        return None
    end = rest[_NATIONAL_DIGITS - 2][1]
    return end if _ends_group(text, end) else None


def _parse(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None


def _bare(text: str, start: int) -> int | None:
    """Read a number without 0 in front: 316 and eight digits, or six to nine right after a word for telephone."""
    mobile = _MOBILE_WITHOUT_PLUS.match(text, start)
    if mobile:
        return mobile.end()
    row = _BARE.match(text, start) or _SIX.match(text, start)
    if row is None or _DATE.match(text, start) or not is_phone_directly(text, start):
        return None
    return row.end()
