"""Find dates of birth: a date, month or year that is announced as one, or that can hardly be anything else.

What lives here: how people write dates, and the words for being born. What deliberately does not: ages, and dates of
letters and appointments.
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.letters import folded

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|jun[ie]?|jul[iy]?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may)"
)
_YEAR: Final = r"(?:19|20)\d\d"
_SHORT_YEAR: Final = r"'\d\d"
_NUMERIC: Final = (
    rf"(?:{_DAY}(?P<s>[-/. ]|\s?[-/.]\s?)(?:0?[1-9]|1[0-2])(?P=s)(?:{_YEAR}|'?\d\d)"
    rf"|{_YEAR}[-/.](?:0[1-9]|1[0-2])[-/.]{_DAY})(?!\d)"
)
_WORDED: Final = (
    rf"{_DAY}(?:ste|de|e)?[ -]{{1,2}}(?:van )?{_MONTH}\b\.?(?:[ ,-]{{1,2}}(?:{_YEAR}|'?\d\d)(?!\d|[:.]\d))?"
)
_MONTH_YEAR: Final = rf"\b{_MONTH}\b\.?(?: van)?[ -](?:{_YEAR}|'\d\d)(?!\d)"
_DIGITS_ONLY: Final = rf"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:{_YEAR}|\d\d)(?!\d)"
_FULL: Final = re.compile(rf"(?<![\w/.-])(?:{_NUMERIC}|{_WORDED})", re.IGNORECASE)
_ANY: Final = re.compile(
    rf"(?<![\w/.€,-])(?:{_NUMERIC}|{_WORDED}|{_MONTH_YEAR}|{_DIGITS_ONLY}|{_YEAR}(?![\d-])|(?:0?[1-9]|[12]\d"
    rf"|3[01])[-/](?:0?[1-9]|1[0-2])(?![-/\d]))"
    rf"|(?<!\w){_SHORT_YEAR}(?!\d)",
    re.IGNORECASE,
)
_BORN: Final = (
    r"(?:geboorte(?:datum|dag|dat|jaar|maand)?|geboren|gebor|bj|geb(?:oorte)?\.? ?(?:dat(?:um)?|dd|d\.d|jr|jaar|d)?"
    r"|gebdat(?:um)?|gbd|bouwjaar|"
    r"bwjr|jarig|verjaart|verjaard|verjaardag|verj|dob|d\.o\.b|born|date of birth|levenslicht)"
)
_CUE: Final = re.compile(rf"(?<![\w-]){_BORN}(?![^\W_])\.?(?P<gap>[^\d\n!?]{{0,32}}?)$", re.IGNORECASE)
_NOT_BETWEEN: Final = re.compile(
    r"afspraak|brief|sinds|vanaf|\bper\b|moet|aanvraag|beslis|besluit|[.;](?= [A-Z])|inschrijv|aangifte|kost|termijn|"
    r"\bweken\b|bedrag|gesprek|kraam|akte|feest|voor (?=\d)|€",
    re.IGNORECASE,
)
_BORN_AFTER: Final = re.compile(
    r"(?: ?\)?,?(?: (?:is|was|wordt|werd|in|te|hij|zij|ze|mijn|haar|zijn|de|het|klant|kl|kind|zoon|dochter|baby|moeder"
    r"|vader|[A-Z]\w+)){0,5}"
    r" (?:geboren|jarig|verjaart)(?![^\W_]))",
)
_THING: Final = re.compile(
    r"\b(?:auto|scooter|brommer|ketel|cv|cv-ketel|huis|woning|flat|pand|caravan|wasmachine|laptop|telefoon|fiets|bus"
    r"|appartement|koelkast|"
    r"camper|boot|wagen|bakfiets|motor|droger|vaatwasser|fornuis|gebouw|toestel|golf|polo|corsa|clio|volkswagen|opel"
    r"|scootmobiel|bedrijfsauto|busje|machine)\b",
    re.IGNORECASE,
)
# "De Remeha is uit bouwjaar 2011": what has an article is a thing.
_BUILT: Final = re.compile(
    r"\b(?:[Dd]e|[Hh]et|[Ee]en|[Dd]ie|[Dd]eze) (?!klant|jong|oud|vrouw|man|moeder|vader|zoon|dochter|kind|heer|baby)"
    r"[\w-]+(?: [A-Z]?[\w-]+)?(?: is| was| komt)?(?: uit| van| met)? ?,?bouwjaar(?: is|:)? $"
)
_PERSON_IS_OF: Final = re.compile(
    r"(?:^|[^\w])(?:(?i:hij|zij|ze|klant|kl|client|cliënt|moeder|vader|zoon|zoontje|dochter|dochtertje|kind|jongste"
    r"|oudste|mevrouw|meneer"
    r"|mw|mevr|dhr|jongen|meisje|man|vrouw|broer|zus|oma|opa|baby|jongere)|(?P<name>[A-ZÀ-Ž][a-zà-ž]{2,}))"
    r",? (?:is |was |komt )?(?:er )?(?:een )?(?:nog |al |ook )?(?:van|van de|vd|v\.d\.|uit) $"
)
_CHILDREN: Final = (
    r"(?:zoon|zoontje|dochter|dochtertje|kind|kindje|jongste|oudste|middelste|baby|peuter|kleuter"
    r"|tweeling|jongen|jongens|meisje"
    r"|meisjes|kinderen|zoons|zonen|dochters|broertje|zusje|broertjes|zusjes|puber|leerling|kleinkind"
    r"|kleinzoon|kleindochter)"
)
_GROWN_UP: Final = (
    r"(?:moeder|vader|klant|kl|cli[eë]nt|man|vrouw|partner|mevrouw|mevr|mw|meneer|dhr|broer|zus|oma|opa"
    r"|oom|tante|ex|jongere"
    r"|huurder|bewoner|bewoonster|vriend|vriendin|echtgenoot|echtgenote|buurvrouw|buurman|statushouder|vrijwilliger)"
)
_BESIDE_A_CHILD: Final = re.compile(rf"\b{_CHILDREN}(?: \d)?(?:,|:|\.| \(|)(?: ?van)? ?$", re.IGNORECASE)
_BESIDE_A_GROWN_UP: Final = re.compile(rf"\b{_GROWN_UP}(?:,|:|\.| \(|)(?: ?van)? ?$", re.IGNORECASE)
_BESIDE_A_NAME: Final = re.compile(r"(?P<name>[A-ZÀ-Ž][a-zà-ž]{2,})(?:,|:| \(|) ?(?P<of>van )?$")
_CHILDREN_ARE_OF: Final = re.compile(
    rf"\b{_CHILDREN}\b[^.!?\d\n]{{0,30}}\b(?:zijn|is|komen) (?:allebei |beiden |beide )?(?:van|uit) $", re.IGNORECASE
)
# "Klant, 3 januari 2026 gesproken", "Samira, 12 mei om tien uur": what comes next tells of an appointment.
_STANDS_APART: Final = re.compile(
    r" ?(?:[,;)\n]|\.(?!\d)|$)| (?:en|heeft|is|gaat|zit|woont|wil|moet|kan|slaapt|werkt|krijgt)\b"
)
_AND_DATE: Final = re.compile(
    r"(?:,| en|, en| &| /)(?: de (?:ander|andere|jongste|oudste|middelste))?(?: is)?(?: van)? $"
)
_OF_SHORT: Final = re.compile(r"\b(?:van|uit|bj|in) $", re.IGNORECASE)
_BECOMES: Final = re.compile(
    rf"\bword(?:t|en)\b[^\d\n.]{{0,16}}(?P<date>{_WORDED})[^\d\n.]{{0,8}}\b(?:\d{{1,2}}|\w{{0,12}}(?:tien|elf|tig))\b"
    r"(?! ?(?:uur|u\b|euro|min|dagen|[:.]\d|%|cent|keer|kg))",
    re.IGNORECASE,
)
_ON_DAY_BECOMES: Final = re.compile(
    rf"(?P<date>{_WORDED}),? word(?:t|en)(?: (?:hij|zij|ze|klant|de \w+|\w+))? \d{{1,2}}\b(?! ?(?:uur|u\b|euro|[:.]\d"
    rf"|weken|dagen))",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"\b(?:sinds|per|vanaf|brief|d\.d|dd|gedateerd|getekend|datum|vonnis|beschikking|besluit|contract|ingang"
    r"|verhuis\w*|getrouwd|gehuwd|gescheiden|huwelijk|"
    r"overleden|tot|t/m|en met|aankomst|factuur|nota|polis|wet|artikel|afspraak|huurovereenkomst|overeenkomst|aanvraag"
    r"|ingediend|verstuurd|ontvangen|"
    r"ingeschreven|aangekomen|hier|bezwaar|gestart|vergunning|schuld|lening|krediet|uitspraak|zaak|voor|begonnen"
    r"|gestopt|van de|van het)\b[^\d\n]{0,24}$",
    re.IGNORECASE,
)
_BIRTH_YEARS: Final = range(1905, 2013)
_SHORT_BIRTH_YEARS: Final = range(30, 100)
_IN_BRACKETS: Final = re.compile(r"(?:[A-Za-zÀ-ž]{2,} ?\(|[A-ZÀ-Ž][a-zà-ž]+,? )$")
_STAR: Final = re.compile(r"(?:^|[\s(,])[*\u00b0] ?$")
_PERSON_IN_BRACKETS: Final = re.compile(
    r"(?:\b(?:moeder|vader|zoon|zoontje|dochter|dochtertje|kind|klant|kl|jongste|oudste|broer|zus|oma|opa|man|vrouw"
    r"|partner|baby|meisje|jongen)"
    r") \($"
)
_FAR: Final = 30
_YEAR_AT_END: Final = re.compile(r"(?P<full>(?:19|20)\d\d)|'?(?P<short>\d\d)$")
_HAS_DIGIT: Final = re.compile(r"\d")


def find_birth_dates(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each date, month or year of birth to ask about; the cue stays outside the find."""
    if not _HAS_DIGIT.search(text):
        return
    found = {match.span("date") for row in (_BECOMES, _ON_DAY_BECOMES) for match in row.finditer(text)}
    end = -1
    for match in _ANY.finditer(text):
        beside = 0 <= end < match.start() <= end + _FAR and _AND_DATE.fullmatch(text, end, match.start())
        if _is_birth(text, match, lists) or (beside and _has_year(match[0])):
            found.add(match.span())
            end = _trimmed(text, match.start(), match.end())
    last = -1
    for start, end in sorted(found):
        if start >= last:
            yield Hit("birth_date", start, _trimmed(text, start, end), "ask")
            last = end


def _trimmed(text: str, start: int, end: int) -> int:
    return end - 1 if text[end - 1] in ".," and end - start > 1 else end


def _is_birth(text: str, date: re.Match[str], lists: Lists) -> bool:
    before = text[max(0, date.start() - 48) : date.start()]
    cue = _CUE.search(before)
    if cue and not _NOT_BETWEEN.search(cue["gap"]):
        return not _is_of_a_thing(text, date)
    if _BORN_AFTER.match(text, date.end()) and not _is_of_a_thing(text, date):
        return True
    person = _PERSON_IS_OF.search(before)
    if person and (not person["name"] or lists.vocabulary.is_name(folded(person["name"]))):
        return _has_year(date[0])
    if date[0].startswith("'") and _OF_SHORT.search(before):
        return not _is_of_a_thing(text, date)
    if _STAR.search(before):
        return True
    if _PERSON_IN_BRACKETS.search(before) and text[date.end() : date.end() + 1] == ")":
        return _has_year(date[0])
    return _stands_beside_somebody(text, date, before, lists) or _can_hardly_be_else(text, date, before)


def _stands_beside_somebody(text: str, date: re.Match[str], before: str, lists: Lists) -> bool:
    """Tell whether a date stands apart right behind a person: `zoon, 2-2-2017`, `Prakken (van 1941)`."""
    if not _has_year(date[0]) or not _STANDS_APART.match(text, _trimmed(text, date.start(), date.end())):
        return False
    if _CHILDREN_ARE_OF.search(before):
        return True
    only_a_year = date[0].isdigit() and len(date[0]) == len("1941")
    if only_a_year and not before.endswith("van "):
        return False
    if _BESIDE_A_CHILD.search(before):
        return True
    year = _YEAR_AT_END.search(date[0])
    grown = year is not None and (
        int(year["full"]) in _BIRTH_YEARS if year["full"] else int(year["short"]) in _SHORT_BIRTH_YEARS
    )
    if grown and _BESIDE_A_GROWN_UP.search(before):
        return True
    name = _BESIDE_A_NAME.search(before)
    if name is None or not lists.vocabulary.is_name(folded(name["name"])) or (only_a_year and not name["of"]):
        return False
    return not lists.vocabulary.is_word(folded(name["name"])) or grown


def _is_of_a_thing(text: str, date: re.Match[str]) -> bool:
    if _BUILT.search(text[max(0, date.start() - 48) : date.start()]):
        return True
    if _THING.search(text[max(0, date.start() - 34) : date.start()]):
        return True
    after = re.match(r"(?: van)?(?: de| een| die| deze)? ?", text[date.end() : date.end() + 12])
    return after is not None and _THING.match(text, date.end() + after.end()) is not None


def _has_year(date: str) -> bool:
    return re.search(rf"{_YEAR}|'\d\d|\D\d\d$", date) is not None and len(date) > 2


def _can_hardly_be_else(text: str, date: re.Match[str], before: str) -> bool:
    """Tell whether a full date lies so far back, or stands so close to a name, that it is somebody's birthday."""
    if not _FULL.fullmatch(date[0]) or _EVENT.search(before):
        return False
    year = _YEAR_AT_END.search(date[0])
    if year is None or not re.search(r"\d\D+\w+\D+'?\d\d", date[0]):
        return False
    if year["full"]:
        return int(year["full"]) in _BIRTH_YEARS or (
            _IN_BRACKETS.search(before) is not None and text[date.end() : date.end() + 1] == ")"
        )
    return int(year["short"]) in _SHORT_BIRTH_YEARS and not re.search(r"[.:]", date[0])
