"""Find numbers of a file by who is spoken of: a long number in the sentence of an office, whatever it looks like.

What lives here: offices that keep files on people, and what a number near one may look like. What deliberately does
not: numbers that a word announces or that tell by their shape (file_number.py).
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.spelled import ABOVE_TEN, BELOW_TEN

_OFFICES: Final = (
    r"(?:uwv|svb|ind|duo|cak|ciz|coa|cjib|lbio|gbi|kbu|brp|w&i|w en i|wmo|wsnp|wlz|zvw|bbz|pgb|nidos|vluchtelingenwerk"
    r"|gemeente|belastingdienst|toeslagen|rechtbank|kantonrechter|griffie|politie|parket|justitie|reclassering|jeugdzorg"
    r"|veilig thuis|samen veilig|raad van de kinderbescherming|kinderbescherming|raad voor de kinderbescherming"
    r"|raad voor rechtsbijstand|rechtsbijstand|juridisch loket|sociale? raadslie(?:den|man|vrouw)|bewindvoerder|bewind"
    r"|curator|mentor|deurwaarder|gerechtsdeurwaarder|gdw|incasso|kredietbank|schuldhulp(?:verlening)?|stadsbank"
    r"|woningnet|mitros|portaal|bo-?ex|woonin|ggz|altrecht|zorgkantoor|zorgverzekeraar|zilveren kruis|regiotaxi"
    r"|flanderijn|ggn|syncasso|lavg|cannock|jongerius|bos incasso|agin|gerechtsdeurwaarders?|advocaat|ombudsman)"
)
_FILES: Final = (
    r"(?:(?:[^\W\d_]{2,16}-?)?(?:dossier|zaak|aanvraag|beschikking|procedure|regeling|traject|indicatie)"
    r"|rekest|insolventie|toevoeging|proces-?verbaal|aangifte|vonnis|bezwaarschrift|klacht|(?:huur)?contract"
    r"|zaaks?(?:nummer|nr)|dossier(?:nummer|nr)|dos(?:\.? ?nr)|zaak(?:id|-id)"
    r"|ref(?:erentie|nr|nummer)?|refnr|kenmerk|(?:vreemdelingen|v)-?(?:nummer|nr)|onder nummer|onder nr|o\.?n\.?v\.?)"
)
# Six digits or more in groups, or letters and four digits; it ends where a word does.
_NUMBER: Final = (
    r"(?P<value>(?<![\w€/.,+-])(?:\d?[A-Z]{1,6}[-./]?|(?-i:[A-Z]{1,6}-)?(?-i:[A-Z]{1,6}) )?"
    r"\d(?:[ ]?[./-]?[ ]?\d){3,14}"
    r"(?:(?-i:[-./ ]?[A-Z]{1,4}(?![a-z]))(?:[-./]?\d{1,6})?)?(?![\w€%]|[.,:]\d|[./-]\w))"
)
_NEAR: Final = r"[^\d.!?\n€]{0,40}?(?:\([^\d.!?\n€)]{0,20}?)?"
_BY_OFFICE: Final = re.compile(rf"(?<![\w-])(?:{_OFFICES})(?![\w])\.?{_NEAR}[ :#(=]{{1,3}}{_NUMBER}", re.IGNORECASE)
_BY_FILE: Final = re.compile(rf"(?<![\w-])(?:{_FILES})(?![\w])\.?{_NEAR}[ :#(=]{{1,3}}{_NUMBER}", re.IGNORECASE)
# What may stand between that says that the number is of something else.
_OTHERWISE: Final = re.compile(
    r"\b(?:tel\w*|bel\w*|mob\w*|bereikbaar|factu\w+|nota|order|bestel\w*|offerte|betaal\w*|bedrag|euro|eur|kost\w*"
    r"|krijg\w*|sinds|vanaf|per|tot|van (?=\d)|op (?=\d)|om (?=\d)|postbus|polis\w*|iban|rekening\w*|bsn|sofi\w*"
    r"|kvk|meter\w*|kamer|zaal|lijn|geb\w*|totaal|ongeveer|ruim|circa|jaar|uur|artikel|art|lid)\b",
    re.IGNORECASE,
)
_NO_FILE: Final = re.compile(
    r"[0-3]?\d ?[-/.] ?[01]?\d ?[-/.] ?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d-[01]\d-[0-3]\d"
    r"|(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d|\d{1,2}[.:]\d\d ?-? ?\d{1,2}[.:]\d\d"
    r"|\d{4} ?[A-Z]{2}|1?4 ?0\d{2,3}|0[89]00[ -]?\d{4}|0\d{1,3}[ -][\d .-]{5,9}",
    re.IGNORECASE,
)
"""A date, a row of years, hours, a postcode, a number of a counter, an area code."""
_SUM: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PIECE: Final = rf"(?:{ABOVE_TEN}|{BELOW_TEN}|nul|\d{{1,4}})"
_SAID: Final = re.compile(
    rf"(?<![\w-])(?:{_FILES})(?![\w])\.?(?: (?:is|nummer|nr|van|bij|het|de|[a-z&]{{2,12}})){{0,3}} "
    rf"(?P<value>(?:{_PIECE}[ ,-]{{1,2}}){{3,11}}{_PIECE})"
    r"(?![^\W_])(?! ?(?:euro|keer|uur|weken|maanden|jaar))",
    re.IGNORECASE,
)
_FEWEST: Final = 6
_FEWEST_MARKED: Final = 5


def numbers_nearby(text: str) -> Iterator[tuple[int, int]]:
    """Give where each number stands that belongs to a file at the office in the same sentence."""
    for row in (_BY_OFFICE, _BY_FILE):
        for match in row.finditer(text):
            start, end = match.span("value")
            between = text[match.start() : start]
            may_be_a_sum = row is _BY_OFFICE and _SUM.fullmatch(match["value"])
            if not _OTHERWISE.search(between) and not may_be_a_sum and _is_long(match["value"]):
                yield start, end
    for match in _SAID.finditer(text):
        yield match.span("value")


def _is_long(value: str) -> bool:
    """Tell whether it is too long for a count, and no date, time, postcode or telephone number."""
    digits = sum(character.isdigit() for character in value)
    marked = any(character.isalpha() or character in "-/" for character in value)
    return digits >= (_FEWEST_MARKED if marked else _FEWEST) and _NO_FILE.fullmatch(value) is None
