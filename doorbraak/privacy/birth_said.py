"""Find dates of birth in short and spoken forms, right beside the words for being born: `dec 61 geboren`.

What lives here: a month with two digits, a month in digits, numbers in words. What deliberately does not: forms that
are a date wherever they stand (birth_words.py).
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.birth_words import BORN, CHILDREN, DAY, MONTH, NO_COUNT, WORDED, YEAR
from doorbraak.privacy.spelled import ABOVE_TEN, BELOW_TEN

_MONTH_NUMBER: Final = r"(?:0?[1-9]|1[0-2])"
_ORDINAL: Final = (
    rf"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|(?:{ABOVE_TEN})(?:de|ste)"
    rf"|{ABOVE_TEN}|{BELOW_TEN}|{DAY}(?:e|de|ste)?)"
)
# A telephone that listens writes a year in pieces: "negentien vier en tachtig", "twee duizend elf".
_IN_PIECES: Final = rf"(?:{BELOW_TEN} [eë]n (?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))"
_SAID_YEAR: Final = (
    rf"(?:negentien[ -]?(?:honderd)?(?:[ -]?(?:en )?(?:{_IN_PIECES}|{ABOVE_TEN}|{BELOW_TEN}))"
    rf"|twee ?duizend(?: ?(?:en )?(?:{_IN_PIECES}|{ABOVE_TEN}|{BELOW_TEN}))?)"
)
_SAID: Final = (
    rf"(?:{_ORDINAL}(?: van(?: de)?)? (?:{MONTH}|{_ORDINAL})\b\.?"
    rf"(?: (?:in )?(?:{_SAID_YEAR}|{ABOVE_TEN}|{YEAR}|'?\d\d))?"
    rf"|{_SAID_YEAR}|{MONTH}\.? (?:van )?(?:{_SAID_YEAR}|{ABOVE_TEN}))(?![^\W_])"
)
_SHORT: Final = (
    rf"(?:{DAY}[ -]?{MONTH}\.?[ -]?(?:{YEAR}|'?\d\d)|{MONTH}\.? ?'?\d\d|{_MONTH_NUMBER} ?[-/.] ?(?:{YEAR}|'?\d\d))"
    r"(?![\d:]|[.,/-]\d| ?(?:uur|u\b|euro|eur\b|%))"
)
_ALONE: Final = rf"(?:{_SAID}|{_SHORT}|{ABOVE_TEN}(?![^\W_])|'?\d\d{NO_COUNT})"
_JOINT: Final = r"(?:op|in|is|rond|ergens|mnd|maand|dat|datum|jr|jaar|van|de|het|eind|begin|medio|half|ongeveer)"
_BEFORE: Final = re.compile(
    rf"(?<![\w-]){BORN}(?![^\W_])\.?[ :=(\t\n]{{1,4}}(?:{_JOINT}\.?:? ){{0,3}}(?P<date>{_SAID}|{_SHORT})", re.IGNORECASE
)
_AFTER: Final = re.compile(
    rf"(?<![\w€.,/-])(?P<date>{_ALONE}|'?\d\d)(?: (?:al|ook|pas|hier|daar|in [A-ZÀ-Ž]\w+|te [A-ZÀ-Ž]\w+)){{0,2}}"
    r" geboren(?![^\W_])",
    re.IGNORECASE,
)
_IS_OF: Final = re.compile(
    r"\b(?:hij|zij|ze|klant|kl|cli[eë]nt|moeder|vader|mevrouw|meneer|mw|dhr|kind|zoon|dochter|jongste|oudste)"
    rf" (?:is|was|komt) (?:(?:er )?een )?(?:van|uit)(?: bouwjaar)? (?P<date>{_SAID_YEAR}|{ABOVE_TEN})(?![^\W_])"
    r"(?! ?(?:euro|jaar|uur|kinderen|dagen|weken|maanden))",
    re.IGNORECASE,
)
_BUILT: Final = re.compile(rf"\bbouwjaar (?P<date>{_SAID_YEAR}|{ABOVE_TEN})(?![^\W_])", re.IGNORECASE)
_CHILDREN_OF: Final = re.compile(
    rf"\b{CHILDREN} (?:\((?:uit |van )?|(?:zijn )?(?:uit|van) )(?P<date>(?:199|20[0-2])\d)(?=[ ,)]|$)"
    r"(?P<more>(?:(?:, ?| en |/|, en )(?:199|20[0-2])\d){1,6})",
    re.IGNORECASE,
)
_IN_A_MONTH: Final = re.compile(
    rf"(?:\b(?:geboren in|jarig in|verjaart in|verjaardag(?: is)? in|maand van geboorte|geboortemaand)"
    rf"(?: is|:)? (?P<date>{MONTH})(?![^\W_])(?! ?\d)"
    rf"|\bin (?P<before>{MONTH}) (?:(?:is|wordt|word) )?(?:(?:hij|zij|ze|kl|klant) )?(?:geboren|jarig)\b)",
    re.IGNORECASE,
)
_BECOMES: Final = re.compile(
    rf"(?<![\w/.-])(?P<date>{DAY}[-/]{_MONTH_NUMBER}) word(?:t|en) (?:hij|zij|ze|klant|kl|zoon|dochter|de \w+)"
    r" \d{1,2}(?!\d|[:.,]\d| ?(?:euro|uur|u\b|%))",
    re.IGNORECASE,
)
# Said of somebody of that age, or right beside what somebody is.
_BESIDE: Final = (
    re.compile(r"\b(?:brp|paspoort|pas)(?: is| staat| zegt| zei|:){0,3} (?P<date>(?:19[2-9]|20[01])\d)(?=[ .,;)]|$)"),
    re.compile(
        rf"\bword(?:t|en) (?:(?:hij|zij|ze|kl|klant) )?\d{{1,2}} op (?P<date>{WORDED}|{DAY}[-/]{_MONTH_NUMBER})",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:leeftijd:? \d{1,2}|\d{1,2} ?(?:jaar|jr|j))\.?,? \((?P<date>(?:19|20)\d\d)\)", re.IGNORECASE),
    re.compile(r"\b(?:uit|van) (?P<date>'?\d\d), dus (?:nu |al |pas )?\d\d\b(?! ?(?:euro|dagen|weken))", re.IGNORECASE),
    re.compile(r"\b(?:oudste|jongste|middelste)(?: is)?:? (?P<date>(?:199|20[0-2])\d)\b", re.IGNORECASE),
    re.compile(r"\b(?:kids|kinderen)(?: van| uit|:)? (?P<date>'\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?:kids|kinderen)\b[^.!?\n]{0,24}(?:,| en|') ?(?P<date>'\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?:man|vrouw|jongen|meisje)(?: ?[,/|] ?| )(?P<date>(?:19[2-9]|200|201)\d)(?= ?[,/|)]| [A-Z]|$)"),
    re.compile(r"(?<![\w.])[mvMV](?: ?[,/|] ?| )(?P<date>(?:19[2-9]|200)\d|'\d\d)(?= ?[,/|)]|$)"),
)
_CHEAP: Final = re.compile(
    r"geb|gbd|bouwj|bwjr|jarig|verj|dob|d\.o\.b|born|birth| uit | van |kind|kids|zoon|dochter|oudste|jongste|middelste"
    r"|leeftijd|jaar|jr|man|vrouw|jongen|meisje|\b[mv]\b|wordt|worden|levenslicht|\bbrp|pas",
    re.IGNORECASE,
)


def said_dates(text: str) -> Iterator[tuple[int, int]]:
    """Give where each date of birth stands that is one only by the words beside it."""
    if not _CHEAP.search(text):
        return
    for row in (_BEFORE, _AFTER, _IS_OF, _BUILT, _BECOMES, *_BESIDE):
        for match in row.finditer(text):
            yield match.span("date")
    for match in _CHILDREN_OF.finditer(text):
        yield match.span("date")
        start = match.start("more")
        for year in re.finditer(r"\d{4}", match["more"]):
            yield start + year.start(), start + year.end()
    for match in _IN_A_MONTH.finditer(text):
        yield match.span("date") if match["date"] else match.span("before")
