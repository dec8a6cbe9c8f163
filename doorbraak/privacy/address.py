"""Find home addresses: a street with a house number, or a postcode with one.

What lives here: looking back from each number to the words before it. What deliberately does not: streets alone,
named buildings and districts; they do not tell who somebody is.
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.house_words import said_addresses
from doorbraak.privacy.letters import folded
from doorbraak.privacy.postcode import postcodes
from doorbraak.privacy.street_names import street_before
from doorbraak.privacy.street_words import Word, words_before
from doorbraak.privacy.streets import ends_like_a_street

_ADDITION: Final = (
    r"(?:(?: ?[- /]? ?(?:bis|bs|zwart|zw|rood|rd|wit|hs|huis|boven|beneden|"
    r"[1-9] ?hoog|(?:I{1,3}|IV|V) ?hoog|I{1,3}|IV)(?: ?-? ?[A-Za-z\d])?"
    r"|[- ]?[A-Z](?: ?\d{1,2})?|[a-z]|\.\d(?![\d,])| ?[-/] ?\d{1,4}(?! ?[A-Z]{2}\b)[a-zA-Z]?|-[a-z]{1,2}))"
)
# Patterns begin with a character, and look behind it only then: that lets the engine skip what is no digit.
_HOUSE: Final = re.compile(rf"\d(?<!\d.)(?<![\d€][.,\- ].)(?<![€.,/].)\d{{0,3}}(?:{_ADDITION}(?![\w])|(?![\w]))")
_NUMBER_CUE: Final = r"(?:huisnummer|huisnr|hnr|nummer|nr|no)"
_LINK: Final = re.compile(
    r"(?: a(?:an|/)? ?d(?:e|/)? werf)?"
    rf"(?:[ ,]*\n?[ ]*(?:(?:op|met) )?\b{_NUMBER_CUE}\b\.? ?(?:is |: ?)?|(?<=[^\W\d])\.? ?)$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
# A number that counts, measures, dates or times something is no house number.
_COUNTS: Final = re.compile(
    r"(?:[.,:]\d|,-|%| ?€| ?(?:euro?|ct|cent|uur|u|min|minuten|minuut|"
    r"dagen|dag|weken|week|wkn|maanden|maand|mnd|jaar|jaren|jr|keer|x|maal|km|"
    r"kilometer|meter|m2|m|cm|kg|procent|graden|stuks|mensen|personen|gezinnen|gezin|"
    r"kinderen|huishoudens|klanten|bewoners|buren|vrouwen|mannen|"
    r"jongeren|ouderen|vaders|moeders|woningen|huizen|panden|winkels|kamers|bedden|fietsen|auto's|plekken|plaatsen|"
    r"aanvragen|meldingen|brieven|leerlingen|studenten|vrijwilligers|haltes|januari|jan|februari|feb|maart|mrt|april"
    r"|apr|mei|juni|juli|"
    r"augustus|aug|september|sept?|oktober|okt|november|nov|december|dec|pm|p/m"
    r"|liter|ml|blik|blikken|zak|zakken|pak|pakken|doos|dozen|paar|set|sets|toeren|watt|graden|inch"
    r"|per (?:maand|mnd|week|jaar|dag|persoon|keer|stuk|uur|kwartaal|m2|nacht|kind|gezin|brief|aanvraag"
    r"|rit|les|pak|stel))\b)",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"[0-3]?\d([-/.])[01]?\d\1(?:19|20)?\d\d(?!\d)|[0-2]?\d[.:][0-5]\d(?!\d)")
# More than one of something: `2 kamers`, `3 slaapkamers`, `12 units`.
_MANY: Final = re.compile(r" (?:[a-z]{3,}e )?(?P<word>[a-z]{2,}(?:en|s))\b")
_ONE: Final = re.compile(
    r" (?:persoon|kamer|slaapkamer|kind|kindje|baby|bed|fiets|volwassene|huishouden|gezin|ouder|etage"
    r"|verdieping|woonlaag)\b"
)
_NOT_COUNTED: Final = frozenset(
    "tussen sinds anders soms straks morgens tevens wegens volgens tegen boven beneden binnen buiten samen alleen "
    "hebben worden kunnen moeten willen mogen zullen wonen gaan staan zijn waren konden moesten wilden hadden komen "
    "werden heen achteren voren".split()
)
_AFTER_POSTCODE: Final = re.compile(
    rf"(?: ?[,/\-:(]? ?|[ ,]*\n? *(?i:{_NUMBER_CUE})\.? ?:? ?(?:is )?)"
    rf"(?P<house>(?![1-9]\d? ?(?i:hoog|(?:e|de|ste) ?(?:etage|verdieping|woonlaag|hoog|portiek))\b)"
    rf"[1-9]\d{{0,3}}(?:{_ADDITION})?)(?![\w])"
)
_BEFORE_POSTCODE: Final = re.compile(
    rf"\b{_NUMBER_CUE}\.? ?:? ?[1-9]\d{{0,3}}[a-zA-Z]?[ ,]{{1,3}}"
    r"(?:(?:op|in|bij|en|met|van) )?(?:de )?(?:postcode:? ?)?$",
    re.IGNORECASE,
)
_NUMBER_FIRST: Final = re.compile(
    r"[hn](?<!\w.)(?:(?<=h)(?:uisnummer|uisnr|nr)|(?<=n)(?:ummer|r|o))\.? ?[1-9]\d{0,3}[a-zA-Z]?(?: bis)? "
    r"(?:in|aan|op|van) (?:de |het )?(?P<street>[^\W\d][\w.'-]{3,40})",
    re.IGNORECASE,
)
# "Kapelstraat: 34" and "Kapelstraat - 34", when nothing comes after it that could be counted: asked about,
# as it may be a sum too.
_APART: Final = re.compile(
    rf"(?P<street>[^\W\d_][^\W\d_.'-]{{3,40}})(?:[:,]| ?[-\u2013]| ?\((?:nr|nummer)\.?) ?"
    rf"(?P<house>[1-9]\d{{0,3}}(?:{_ADDITION})?)"
    r"(?= ?(?:$|[\n;)]|,(?! ?\d)|\.(?!\d)|[1-9]\d{3} ?[A-Z]{2}\b))"
)
# "34, 3572 KB": a house number and nothing else stands before the postcode.
_ALONE_BEFORE_POSTCODE: Final = re.compile(
    rf"(?:^|\n|[,;:(] ?|\b(?:op|nummer|nr) )(?P<house>[1-9]\d{{0,3}}(?:{_ADDITION})?)[, ]{{1,2}}$"
)


# "hof van oslo 6", in small letters too, where somebody is or comes from.
_HEADED: Final = re.compile(
    r"\b(?:op|aan|naar|vanaf|uit|in|bij|woont|adres:?|is) (?:de |het )?"
    r"(?P<street>(?:laan|plein|weg|hof|park|dreef|kade|singel|pad|square|boulevard|plantsoen)"
    r" (?:van|der|den|de)(?: de| het| der)? [^\W\d_]{3,20}(?: [^\W\d_]{3,20})?)"
    rf" (?P<house>[1-9]\d{{0,3}}{_ADDITION}?)(?!\w)",
    re.IGNORECASE,
)


def find_addresses(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each address from the first word of the street, or the postcode, to the end of the house number."""
    codes = list(postcodes(text))
    hits = [*_with_postcode(text, codes, lists), *_with_street(text, {code.start() for code in codes}, lists)]
    hits += [
        Hit("address", match.start(), match.end())
        for match in _NUMBER_FIRST.finditer(text)
        if ends_like_a_street(match["street"].rstrip("."))
    ]
    hits += [
        Hit("address", match.start("street"), match.end("house"))
        for match in _HEADED.finditer(text)
        if not _counts_something(text, match.start("house"), match.end("house"))
    ]
    hits += [
        Hit("address", match.start(), match.end(), "ask")
        for match in _APART.finditer(text)
        if ends_like_a_street(match["street"]) and not _counts_something(text, match.start("house"), match.end())
    ]
    hits += said_addresses(text)
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            yield hit
            last = hit.end


def _with_postcode(text: str, codes: list[re.Match[str]], lists: Lists) -> Iterator[Hit]:
    for code in codes:
        after = _AFTER_POSTCODE.match(text, code.end())
        if after and not _is_of_what_follows(text, after, lists):
            yield Hit("address", code.start(), after.end("house"))
            continue
        start = max(0, code.start() - 40)
        before = _BEFORE_POSTCODE.search(text[start : code.start()])
        if before:
            yield Hit("address", start + before.start(), code.end())
            continue
        alone = _ALONE_BEFORE_POSTCODE.search(text[start : code.start()])
        if alone and not _counts_something(text, start + alone.start("house"), start + alone.end("house")):
            yield Hit("address", start + alone.start("house"), code.end())


def _with_street(text: str, postcode_starts: set[int], lists: Lists) -> Iterator[Hit]:
    for house in _HOUSE.finditer(text):
        if house.start() in postcode_starts or _counts_something(text, house.start(), house.end()):
            continue
        words = _words_up_to(text, house.start())
        street = street_before(text, words, house, _comes_with_postcode(house.end(), postcode_starts), lists)
        if street is not None:
            yield Hit("address", street.start, house.end(), street.level)


def _words_up_to(text: str, start: int) -> list[Word]:
    """Give the words before a house number, without `nr.` and the like between."""
    begin = max(0, start - 30)
    link = _LINK.search(text[begin:start])
    return words_before(text, begin + link.start()) if link else []


def _is_of_what_follows(text: str, after: re.Match[str], lists: Lists) -> bool:
    """Tell whether the number behind a postcode counts what comes next: `3511 XZ, 2 slaapkamers`."""
    if _counts_something(text, after.start("house"), after.end("house")):
        return True
    if after["house"] == "1" and _ONE.match(text, after.end("house")):
        return True
    many = _MANY.match(text, after.end("house")) if after["house"].isdigit() else None
    return many is not None and lists.vocabulary.is_word(folded(many["word"])) and many["word"] not in _NOT_COUNTED


def _counts_something(text: str, start: int, end: int) -> bool:
    if _DATE.match(text, start) or _COUNTS.match(text, end):
        return True
    plain_number = re.match(r"\d+", text[start:end])
    return plain_number is not None and _YEAR.match(plain_number[0]) is not None


def _comes_with_postcode(end: int, postcode_starts: set[int]) -> bool:
    return any(end + gap in postcode_starts for gap in (1, 2, 3))
