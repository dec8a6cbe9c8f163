"""Find illnesses, disorders, disabilities, addictions, pregnancies, and medicines that tell of one; also when denied.

What lives here: inflection, compounds, and what only looks like an illness. What deliberately does not: the words; they
come in as lists.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.letters import folded
from doorbraak.privacy.tokens import Token, are_joined, tokens_of
from doorbraak.privacy.vocabulary import Terms

_INFLECTIONS: Final = ("'s", "en", "e", "s", "er", "ers")
_FEWEST_LETTERS: Final = 4
_NO_LONGER: Final = frozenset(("ex", "oud"))
_FEWEST_IN_A_SLIP: Final = 8
_FEWEST_SPLIT: Final = 9
_MOST_PARTS: Final = 3
_NEAR: Final = 60
# An institution, a law or a day named after an illness tells nothing of anybody.
_INSTITUTIONS: Final = re.compile(
    r".*(?:fonds|vereniging|stichting|bestrijding|vriendelijk\w*|wet|coach|poli|polikliniek|netwerk|preventie"
    r"|onderzoek|dag|week|"
    r"maand|parkeerplaats\w*|parkeerkaart\w*|vervoer|toilet|inloop|cafe|zorg|kliniek|centrum|verlof|certificaat|arts"
    r"|psycholoog|verpleegkundige|deskundige|begeleider|consulent|team|specialist|cursus|voorlichting|test)"
)
_NO_ILLNESSES: Final = frozenset(
    "ziekte xenofobie homofobie islamofobie transfobie verkeersinfarct weerinfarct blindelings blindganger sonderen "
    "kankeren invalidenkaart manifest maniertjes zwangerschapsverlof kattenziekte hondenziekte plantenziekte "
    "boomziekte "
    "kinderziekte geldziekte handicapje asse assen odds narcissen narcis rijksmanie sondering protheses blinden "
    "crackers junkfood junkmail prothesis".split()
)
_FIGURATIVE: Final = re.compile(
    r"blind(?:e)? (?:vertrouw\w*|date|vlek|muur|deur|gevel|varen|voor|op)|dove(?:mans)? ?oren|doof voor"
    r"|allergisch voor (?:formulieren|bureaucratie|regels)|"
    r"manische? (?:druk|drukte)|crack in|verslaafd aan (?:koffie|chocola\w*|lezen|voetbal|sport\w*|series?|thee"
    r"|suiker)",
    re.IGNORECASE,
)
# What sets a boiler or an engine going is called so too.
_LIT: Final = re.compile(
    r"(?:ketel|cv|c\.v|geiser|boiler|motor|brommer|scooter|auto|bus|kachel|fornuis|bougie|gas|brander|vlam|haard|oven)",
    re.IGNORECASE,
)
_INSTITUTION_NEXT: Final = re.compile(
    r" (?:Fonds|Vereniging|Stichting|Nederland|Centrum|Kliniek|Café|Huis|Netwerk|Poli)\b"
)
_INSTITUTION_BEFORE: Final = re.compile(r"(?i:\b(?:stichting|vereniging|fonds|kliniek|centrum|café|team|poli)) $")
_ADDICTED_TO: Final = re.compile(
    r" aan (?:de |het |een )?[^\W\d_]{2,20}(?:(?:,| en| of) (?:aan )?(?:de |het )?(?:alcohol|drank|drugs|coke|cocaine"
    r"|cocaïne|crack|heroine|heroïne|"
    r"wiet|ghb|gokken|speed|pillen|medicijnen|blowen|gamen|lachgas))?",
    re.IGNORECASE,
)
_IN_CAPITALS: Final = re.compile(
    r"\b(?:heeft|heb|hebben|had|krijgt|kreeg|met|aan|door|vanwege|wegens|tegen|na|van|[Dd]iagnose"
    r"|[Ss]inds|(?:de|zijn|haar|z'n"
    r"|d'r|diagnose:|een vorm van|beginnende|progressieve|vermoeden van|door (?:de|zijn|haar)))(?: (?:de"
    r"|zijn|haar|ook|al|dus))?"
    r" (?P<name>MS|ALS|ME|CVS|Down|MCI|TOS|SMA|FSHD|CP|EDS|PAIS|PDS|CVA|TIA|SOLK|ASPS|BPS|OCS|DCD|NAH|GTS"
    r"|POTS|FNS|RSI|CLL|AML)\b"
    r"(?![-/]\w| Word| Excel| Teams| Office| \d| Amsterdam| Rotterdam| Utrecht|-)"
)
# Behind whom it is about, in brackets: `mevrouw (MS)`.
_IN_BRACKETS: Final = re.compile(
    r"\b(?:mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|klant|kl\.?|cli[eë]nte?|moeder|vader|zoon|dochter|man|vrouw|partner"
    r"|oma|opa|zus|broer|kind)(?: \d\d)?"
    r" ?\((?P<name>MS|ALS|CVS|TOS|SMA|EDS|PDS|CVA|TIA|SOLK|NAH|CP|PAIS|FNS|CLL|AML)\b"
)
# Who gives birth, and when: `bevalt begin januari`, not `bevalt goed`.
_GIVES_BIRTH: Final = re.compile(
    r"\bbevalt(?: (?:waarschijnlijk|vermoedelijk|naar verwachting|elk moment|bijna|binnenkort|straks|over|binnen|rond"
    r"|in|op|eind|begin|half|medio|deze|volgende|komende|de|eerste|tweede|een|twee|drie|vier|vijf|zes|paar|\d{1,2})){1,5}"
    r" (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|kerst|week|weken"
    r"|maand|maanden|dag|dagen|\d{1,2})\b|\bbevalt (?:elk moment|binnenkort|bijna)\b",
    re.IGNORECASE,
)
# The same in small letters, where somebody has it: `hij heeft ms`, `ms heeft ze ook nog`.
_IN_SMALL: Final = re.compile(
    r"\b(?:(?:heeft|had|heb|hebben|krijgt|kreeg)(?: (?:ook|zelf|al|nu|dus|nog)){0,2} "
    r"(?P<name>ms|me|nah|cva|tia|solk|pds|rsi|aml)"
    r"(?= ?(?:$|[.,;:!?)\n]|en\b|dus\b|waardoor\b))"
    r"|(?P<first>ms|nah|solk|pds|rsi) (?:heeft|had) (?:ze|zij|hij|kl|klant|moeder|vader|mw|mevrouw|meneer|dhr)\b)"
)


def find_diagnoses(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each word or phrase to ask about."""
    tokens = tokens_of(text)
    last = -1
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        if token.start < last:
            continue
        end = _end_of_term(text, tokens, index, lists)
        if end is not None and not _is_no_illness(text, token, end, lists):
            last = _with_substance(text, token, end)
            spans.append((token.start, last))
            yield Hit("diagnosis", token.start, last, "ask")
    short = [match.span("name") for match in _IN_CAPITALS.finditer(text)]
    short += [match.span("name") for match in _IN_BRACKETS.finditer(text)]
    short += [match.span() for match in _GIVES_BIRTH.finditer(text)]
    short += [match.span(match.lastgroup or 0) for match in _IN_SMALL.finditer(text)]
    for start, end in short:
        if not any(begin < end and start < stop for begin, stop in spans):
            yield Hit("diagnosis", start, end, "ask")


def _end_of_term(text: str, tokens: Sequence[Token], index: int, lists: Lists) -> int | None:
    terms = lists.vocabulary.illnesses
    end = _phrase_end(text, tokens, index, terms) or _split_end(text, tokens, index, terms)
    if end is not None:
        return end
    key = tokens[index].key
    return tokens[index].end if _is_term(key, terms) or _is_a_slip(key, terms, lists) else None


def _phrase_end(text: str, tokens: Sequence[Token], index: int, terms: Terms) -> int | None:
    for phrase in terms.phrases.get(tokens[index].key, ()):
        row = tokens[index : index + len(phrase)]
        joined = len(row) == len(phrase) and all(are_joined(text, a, b) for a, b in zip(row, row[1:], strict=False))
        if joined and all(_fits(token, word) for token, word in zip(row, phrase, strict=True)):
            return row[-1].end
    return None


def _split_end(text: str, tokens: Sequence[Token], index: int, terms: Terms) -> int | None:
    """Give the end of an illness that is written in two or three parts: `long ontsteking`, `hart infarct`."""
    joined = tokens[index].key
    for following in range(index + 1, min(len(tokens), index + _MOST_PARTS)):
        if not are_joined(text, tokens[following - 1], tokens[following]):
            return None
        joined += tokens[following].key
        if len(joined) >= _FEWEST_SPLIT and _is_written_whole(joined, tokens[index].key, terms):
            return tokens[following].end
    return None


def _is_written_whole(joined: str, first: str, terms: Terms) -> bool:
    return joined in terms.words or terms.begin(joined, beyond=len(first))


def _fits(token: Token, word: str) -> bool:
    if word == "*":
        return token.is_capital
    return token.key.startswith(word[:-1]) if word.endswith("*") else token.key == word


def _is_term(key: str, terms: Terms) -> bool:
    if key in _NO_ILLNESSES:
        return False
    if key in terms.words or terms.begin(key):
        return True
    if terms.end(key) and key not in ("ziekte", "stoornis"):
        return True
    if len(key) > _FEWEST_LETTERS and any(
        key.endswith(end) and key[: -len(end)] in terms.words for end in _INFLECTIONS
    ):
        return True
    first, _, rest = key.partition("-")
    if first in _NO_LONGER and rest:
        return _is_term(rest, terms)
    return bool(rest) and (first in terms.words or rest in terms.words)


def _is_a_slip(key: str, terms: Terms, lists: Lists) -> bool:
    """Tell whether a word that nobody knows is one letter away from an illness: `epilespie`, `fybromyalgie`."""
    vocabulary = lists.vocabulary
    if len(key) < _FEWEST_IN_A_SLIP or not key.isalpha() or not vocabulary.knows_words:
        return False
    if (
        vocabulary.is_word(key)
        or key in vocabulary.capitals
        or key in vocabulary.first_names
        or key in vocabulary.surnames
    ):
        return False
    slips = _slips(terms.words)
    return key in slips or any(shorter in slips for shorter in _without_one(key))


@lru_cache(maxsize=4)
def _slips(words: frozenset[str]) -> frozenset[str]:
    """Give every illness with one letter left out: two words that differ in one letter share one of these."""
    long = (word for word in words if len(word) >= _FEWEST_IN_A_SLIP)
    return frozenset(shorter for word in long for shorter in _without_one(word))


def _without_one(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _is_no_illness(text: str, token: Token, end: int, lists: Lists) -> bool:
    word = folded(text[token.start : end])
    if word.startswith("ontsteking") and _LIT.search(text, max(0, token.start - _NEAR), end + _NEAR):
        return True
    if _INSTITUTIONS.fullmatch(word) or _FIGURATIVE.match(text, token.start):
        return True
    if lists.not_people and any(word in folded(name).split() for name in lists.not_people):
        return True
    named = _INSTITUTION_NEXT.match(text, end) or _INSTITUTION_BEFORE.search(
        text[max(0, token.start - 16) : token.start]
    )
    return token.is_capital and named is not None


def _with_substance(text: str, token: Token, end: int) -> int:
    """Take in what somebody is addicted to: `verslaafd aan coke`."""
    if "versla" not in token.key:
        return end
    substance = _ADDICTED_TO.match(text, end)
    return substance.end() if substance else end
