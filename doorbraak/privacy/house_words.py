"""Find house numbers that are said instead of typed: `croeselaan huisnummer achtentachtig`.

What lives here: reading a number word behind a street. What deliberately does not: numbers in digits (address.py).
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit
from doorbraak.privacy.spelled import ABOVE_TEN, BELOW_TEN
from doorbraak.privacy.streets import ends_like_a_street

_CHEAP: Final = re.compile(
    r"tig|honderd|tien|elf|twaalf|huisn|nummer|drie|vier|vijf|zes|zeven|acht|negen|twee|een", re.IGNORECASE
)
# Nothing comes behind it that it could count.
_ENDS: Final = re.compile(r" ?(?:$|[.,;:)\n]| (?:in|te|bis|en|is|daar|bij) )")
_HUNDREDS: Final = rf"(?:(?:{BELOW_TEN}|elf|twaalf)?honderd(?:en)?(?: ?(?:en )?(?:{ABOVE_TEN}|{BELOW_TEN}))?)"
_SAID: Final = re.compile(
    rf"(?P<street>[^\W\d_][^\W\d_.'-]{{3,40}}),?(?: op)? (?P<cue>(?:huis)?(?:nummer|nr\.?) )?"
    rf"(?P<house>{_HUNDREDS}|{ABOVE_TEN}|(?:{BELOW_TEN}))(?: (?:bis|hs|zwart|rood|[a-d]))?(?![^\W_])"
    r"(?! ?(?:euro|uur|minuten|dagen|weken|maanden|jaar|keer|kinderen|mensen|huizen|woningen|gezinnen|meter|procent))",
    re.IGNORECASE,
)
# A postcode and a house number, both said: "vijfendertig eenendertig a b nummer twaalf".
_WITH_CODE: Final = re.compile(
    rf"(?<!\w)(?:(?:{ABOVE_TEN}|{BELOW_TEN}|nul) ?){{2,4}}[a-z][ .]?[a-z],? (?:huis)?(?:nummer|nr\.?) "
    rf"(?:{_HUNDREDS}|{ABOVE_TEN}|{BELOW_TEN})(?![^\W_])",
    re.IGNORECASE,
)


def said_addresses(text: str) -> Iterator[Hit]:
    """Give each street with a number in words; small ones behind `nummer` or at an end only: they may count."""
    if not _CHEAP.search(text):
        return
    for match in _WITH_CODE.finditer(text):
        yield Hit("address", match.start(), match.end())
    for match in _SAID.finditer(text):
        small = re.fullmatch(BELOW_TEN, match["house"], re.IGNORECASE)
        if ends_like_a_street(match["street"]) and (match["cue"] or not small or _ENDS.match(text, match.end())):
            yield Hit("address", match.start(), match.end(), "block" if match["cue"] else "ask")
