"""Find Dutch postcodes: four digits and two letters.

What lives here: telling a postcode from a year with a short word after it. What deliberately does not: the house
number that makes it an address.
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.spelled import ABOVE_TEN, BELOW_TEN

_POSTCODE: Final = re.compile(r"(?<![\w€.-])(?<!€ )[1-9]\d{3}(?P<space> ?)(?P<letters>[A-Za-z]{2})(?![\w'])")
_CALLED: Final = r"(?:post ?[ck]ode|pos[ck]ode|postc|\bpc)"
_CUE: Final = re.compile(rf"{_CALLED}\W{{0,3}}(?:is |van )?$", re.IGNORECASE)
# The postcode of a box at the post office is nobody's address.
_BOX: Final = re.compile(r"postbus \d{1,6},? ?$", re.IGNORECASE)
_UNITS: Final = frozenset("cc km kg cm mm ml gb mb mg dm dl kw va eu st pk bp".split())
_STORED: Final = re.compile(r" (?:data|internet|opslag|bundel|geheugen|per|aan)\b", re.IGNORECASE)
_SHORT_WORDS: Final = frozenset(
    "al af as at au bv de dr en er et ex go ha hé ho id ie ik in is ja je jl ka la me mn ms mw na nl no nr nu nv "
    "of oh ok om op os pa pc pp ps ra re sa te ti tv ua ue ui uw vd we wc wk wo za ze zn zo do di ma vr".split()
)
# In the numbers of this region, behind "in" or a comma, even a short word is more often a postcode: "in 3527 la".
_VERY_USUAL: Final = frozenset(
    "al de en er ga ha id ik in is ja je me na nr nu of om op pp pa te we ze zo za zn zn ma di do vr wo tv eu".split()
)
_PLACED: Final = re.compile(r"(?:\b(?:in|uit|naar|postcodegebied|gebied|omgeving|straat|wijk|,) )$")
_LIVES_IN: Final = re.compile(r"\b(?:woont|wonen|woonde|adres|woning|straat)(?: in|:| is)? $")
_SHOUTED_NEXT: Final = re.compile(r" [A-Z]{2}")


# "3531-HV", "3531. HV": a mark between. "35 31 HV", "3531 h v": with the word before it.
_MARKED: Final = re.compile(r"(?<![\w€.,/-])3[45]\d\d(?:-|\. )[A-Z]{2}(?![\w-])")
_ANNOUNCED: Final = re.compile(
    rf"{_CALLED}\b(?: is| was|:| van| =){{0,3}} ?(?P<code>[1-9] ?\d ?\d ?\d[ .,-]{{0,2}}[a-z][ .]?[a-z])(?![\w])",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    rf"{_CALLED}\b(?: is| was|:| van){{0,2}} "
    rf"(?P<code>(?:(?:{ABOVE_TEN}|{BELOW_TEN}|nul) ?){{2,4}}[a-z][ .]?[a-z])(?![\w])",
    re.IGNORECASE,
)
# Without being called so, with the letters apart, in this region: "vijfendertig tweeënveertig a b".
_SAID_HERE: Final = re.compile(
    rf"(?<!\w)v(?:ier|ijf)[eë]ndertig ?(?:{ABOVE_TEN}|nul ?{BELOW_TEN}) [a-z][ .][a-z](?![\w])", re.IGNORECASE
)


def postcodes(text: str) -> Iterator[re.Match[str]]:
    """Give each stretch that is a postcode; `1250 in` and `2026 en` are none, `postcode 1250 in` is."""
    for match in _POSTCODE.finditer(text):
        if _BOX.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        if not _is_number_with_a_word(match) or _CUE.search(text[max(0, match.start() - 16) : match.start()]):
            yield match


def find_postcodes(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each postcode to ask about."""
    plain = list(postcodes(text))
    taken = [match.span() for match in plain]
    for row in (_MARKED, _ANNOUNCED, _SAID, _SAID_HERE):
        for match in row.finditer(text):
            start, end = match.span("code" if match.re.groupindex else 0)
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                yield Hit("postcode", start, end, "ask")
    for match in plain:
        yield Hit("postcode", match.start(), match.end(), "ask")


def _is_number_with_a_word(match: re.Match[str]) -> bool:
    letters = match["letters"]
    if letters.lower() in _UNITS:
        if letters.isupper() and _LIVES_IN.search(match.string[max(0, match.start() - 16) : match.start()]):
            return False
        if letters.isupper() and 3400 <= int(match[0][:4]) < 4000 and not _STORED.match(match.string, match.end()):
            return False
        return not letters.isupper() or bool(match["space"])
    if not match["space"] or letters.lower() not in _SHORT_WORDS:
        return False
    if (
        3400 <= int(match[0][:4]) < 4000
        and letters.lower() not in _VERY_USUAL
        and _PLACED.search(match.string[max(0, match.start() - 16) : match.start()])
    ):
        return False
    return not letters.isupper() or _SHOUTED_NEXT.match(match.string, match.end()) is not None
