"""Tell whether the words before a number are a street: by their ending, by the streets of the country, by what is said.

What lives here: when a word before a number is a street, and how sure that is. What deliberately does not: where the
name begins (street_words.py), and what makes a number a house number.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from doorbraak.privacy.find import Level, Lists
from doorbraak.privacy.letters import folded
from doorbraak.privacy.street_words import (
    FIRST_OF_LINE,
    PARTICLES,
    Word,
    name_start,
    names_a_side,
    small_name,
    whole_name,
    without_side,
)
from doorbraak.privacy.streets import ends_like_a_street, has_numbers_of_its_own, is_no_street, may_be_a_street

Weight: TypeAlias = Literal["street", "maybe", "unknown", "word"]
"""`street`: a street and nothing else. `maybe`: a street, and a word or a name too. `unknown`: in no list."""

_TYPES: Final = frozenset(
    "laan plein weg straat straatweg steeg dijk dwarsstraat hof park dreef kade singel gracht pad "
    "square place boulevard plantsoen".split()
)
# After these words the next thing is a place, whatever it looks like.
_LIVES: Final = re.compile(
    r"(?:\b(?:woont|wonen|woonde|woon|woonachtig|verblijft|gehuisvest|ingeschreven|bezorg(?:en|d)?|afleveren|huurt"
    r"|huren|huurde|logeert|slaapt|verhuis(?:t|d|de|en)|verhuizing|opgeleverd|geleverd)\b"
    r"[^.!?\n\d]{0,25}?\b(?:op|aan|naar)(?: de| het)? "
    r"|\b\w*(?:adres|woning|straat|huis|locatie|standplaats)(?: (?:is|van [\w]+ is|wordt))?"
    r"(?: (?:ff|nu|even|gewoon|nog|tijdelijk|voorlopig|momenteel|weer|ook))?:? (?:op |aan )?(?:de |het )?"
    r"|\b\w*adres, (?:de |het )?|\bsleutels? (?:van|voor) (?:de |het )?)$",
    re.IGNORECASE,
)
# Said of a house only with a colon or a verb: "de woning aan", "adres Drift 12".
_HOUSE_WORD: Final = re.compile(
    r"\b(?:\w*(?:woning|straat|huis)|sleutels? (?:van|voor)|(?:geleverd|opgeleverd|slaapt)\b.*)(?: de| het)? $",
    re.IGNORECASE,
)
# After these it is, if it has a capital.
_GOES_TO: Final = re.compile(
    r"\b(?:woont|woonde|woonden|wonend|wonende|bezorgen|afleveren|thuis|langs|verhuis(?:t|d|de|en)"
    r"|verhuizing|huurt|huurder|bewoner|van"
    r"|tot|pand|flat|portiek|appartement|kamer|studio|buren)[: ] ?(?:(?:eerst|nu|toen|daarna|weer|eerder"
    r"|tijdelijk) )?(?:(?:bij|naar|op|aan|van) )?$",
    re.IGNORECASE,
)
_ON: Final = re.compile(r"\b(?:op|aan|naar|(?:in|bij) de|(?:in|bij) het) (?:de |het )?$", re.IGNORECASE)
# A place in a sentence where an address may stand: after a comma, a bracket, or a small word.
_ANYWHERE: Final = re.compile(
    r"(?:[,(/] ?|\b(?:op|aan|naar|in|bij|uit|van|voor|tussen|en|vanaf|via|is|wordt|naast|achter|tegenover"
    r"|boven|onder) (?:de |het |'t )?)$",
    re.IGNORECASE,
)
_CERTAIN_ADDITION: Final = re.compile(r"\d+ ?-? ?(?:bis|hs|zwart|rood|[1-9I]+ ?hoog)\b|\d+[a-c]$|\d+-(?:\d+|I+)$")
_LETTERED: Final = re.compile(r"\d{2,4}(?:[a-d]|[-/]\d{1,3}|[- ][iI]{2,3}| [a-d])")
_SURE_ADDITION: Final = re.compile(r"\d+ ?-? ?(?:bis|hs|huis|zwart|rood|wit|[1-9I]+ ?-?hoog)\b|\d+-I+$", re.IGNORECASE)
# More than one of something: "12 luiers", "140 bij 200".
_COUNTED: Final = re.compile(
    r" (?:(?!(?:was|sinds|tussen|boven|beneden|binnen|buiten|hebben|hadden|zijn|waren|worden|werden"
    r"|kunnen|moeten|willen"
    r"|gaan|staan|komen|wonen|zitten|krijgen|klagen|anders|wegens"
    r"|volgens)\b)(?:[a-z]{3,}e )?[a-z]{2,}(?:en|s)|bij|inch|cc|voor|terug|betaald|gevraagd|gekregen|of"
    r"|tot|x)\b| ?[+x\u00d7]"
)
_HOUSE_IN_BRACKETS: Final = re.compile(
    r"(?:woning|huis|flat|kamer|studio|appartement|pand|adres|hij|zij|bij) \($", re.IGNORECASE
)
_STATE: Final = re.compile(r" (?:heeft|is|staat|moet|wordt|krijgt|ligt|lekt|komt)\b|,")
_FEWEST_LETTERS: Final = 3
_FEWEST_SPLIT: Final = 2
_MOST_SPLIT: Final = 4
_FEWEST_SMALL: Final = 7
_FEWEST_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Street:
    """Where a street begins, and whether its address blocks or is asked about."""

    start: int
    level: Level


def street_before(
    text: str, words: list[Word], house: re.Match[str], with_postcode: bool, lists: Lists
) -> Street | None:
    """Give the street before a house number, or None when the words are no street."""
    if not words:
        return None
    has_side = names_a_side(text, words)
    words = without_side(text, words)
    last = words[-1]
    if ends_like_a_street(last.text) or last.text.lower() in lists.streets:
        return Street(name_start(text, words, lists), "block")
    if "." in house[0] or house[0].startswith("0"):
        return None
    split = _split_in_two(text, words, lists)
    if split is not None:
        return Street(split, "block")
    typed = _type_in_front(words)
    if typed is not None:
        return Street(typed, "block")
    if not _is_a_word(last.text):
        return None
    whole = whole_name(text, words, lists)
    if whole is not None and last.text[0].isupper():
        return Street(whole, "block")
    if has_numbers_of_its_own(last.text):
        return None
    small = small_name(text, words, lists) if last.text[0].islower() else None
    level = _level_of_small_words(text, small, house) if small is not None else None
    if small is not None and level is not None:
        return Street(small, level)
    start = name_start(text, words, lists)
    if has_side and (last.text[0].isupper() or _weight(last.text, lists) in ("street", "maybe")):
        return Street(start, "block")
    level = "block" if with_postcode else _level(text, last, start, house, lists)
    return Street(start, level) if level else None


def _level(text: str, last: Word, name: int, house: re.Match[str], lists: Lists) -> Level | None:
    """Weigh a word that does not end as streets do: what it is, what is said before it, what number follows."""
    before = text[max(0, last.start - 60) : last.start]
    weight = _weight(last.text, lists)
    if _LIVES.search(before) and (_is_sure(last, weight, lists) or not _HOUSE_WORD.search(before)):
        return "block"
    if weight == "street":
        return _level_of_a_street(text, last, house)
    if not last.text[0].isupper():
        return _level_of_a_small_word(text, last, before, weight, house, lists)
    if FIRST_OF_LINE.search(before[-3:]):
        return _level_at_the_beginning(text, before, weight, house)
    if _HOUSE_WORD.search(before) and _closes(text, house):
        return "ask"
    return _level_of_a_capital(text, text[max(0, name - 30) : name], weight, house)


def _is_sure(last: Word, weight: Weight, lists: Lists) -> bool:
    """Tell whether a word behind "de woning" or "de sleutel van" is one; in small letters only what no list has."""
    is_capital = last.text[0].isupper()
    return (weight in ("street", "unknown") and (is_capital or lists.vocabulary.knows_words)) or (
        weight == "maybe" and is_capital
    )


def _level_of_small_words(text: str, start: int, house: re.Match[str]) -> Level | None:
    """Weigh several words in small letters that are a street of the country, and may be something else: `de markt`."""
    before = text[max(0, start - 60) : start]
    if _CERTAIN_ADDITION.match(house[0]) or _SURE_ADDITION.match(house[0]) or _LIVES.search(before):
        return "block"
    return "ask" if _ANYWHERE.search(before) and _closes(text, house) else None


def _level_of_a_small_word(
    text: str, last: Word, before: str, weight: Weight, house: re.Match[str], lists: Lists
) -> Level | None:
    is_home = _HOUSE_WORD.search(before) is not None
    known = folded(last.text) in lists.vocabulary.street_names
    if known and (_SURE_ADDITION.match(house[0]) or (_LETTERED.fullmatch(house[0]) and _ANYWHERE.search(before))):
        return "block"
    if weight != "maybe" or not (is_home or _ON.search(before)):
        return None
    if _SURE_ADDITION.match(house[0]):
        return "block"
    return "ask" if known and is_home and _closes(text, house) else None


def _level_at_the_beginning(text: str, before: str, weight: Weight, house: re.Match[str]) -> Level | None:
    """Weigh the first word of a line, which has a capital anyway."""
    if _HOUSE_IN_BRACKETS.search(before):
        return "ask"
    if weight != "word" and _SURE_ADDITION.match(house[0]):
        return "ask"
    if weight == "maybe" and _is_the_whole_line(text, before, house):
        return "ask"
    if weight != "maybe" or not _closes(text, house):
        return None
    return "ask" if before.rstrip(" ").endswith((":", "(")) or _STATE.match(text, house.end()) else None


def _is_the_whole_line(text: str, before: str, house: re.Match[str]) -> bool:
    """Tell whether a line has this one word and its number, as on an envelope."""
    alone = len(house[0]) >= _FEWEST_DIGITS and text[house.end() : house.end() + 1] in ("", "\n")
    return alone and before[-1:] in ("", "\n")


def _level_of_a_street(text: str, last: Word, house: re.Match[str]) -> Level | None:
    if last.text[0].isupper():
        return "block"
    before = text[max(0, last.start - 30) : last.start]
    if may_be_a_street(last.text) or len(last.text) >= _FEWEST_SMALL or _SURE_ADDITION.match(house[0]):
        return "block" if _ANYWHERE.search(before) or len(house[0]) >= _FEWEST_DIGITS else "ask"
    return "ask" if _ON.search(before) else None


def _level_of_a_capital(text: str, before: str, weight: Weight, house: re.Match[str]) -> Level | None:
    """Weigh a word with a capital in the middle of a sentence."""
    if _GOES_TO.search(before) and (weight != "word" or not before.lower().endswith("van ")):
        return "block" if weight != "word" else "ask"
    if weight == "maybe" and _ON.search(before) and not _COUNTED.match(text, house.end()):
        return "block"
    if _CERTAIN_ADDITION.match(house[0]):
        return "block" if weight in ("maybe", "unknown") or _SURE_ADDITION.match(house[0]) else "ask"
    placed = weight == "maybe" or (weight == "unknown" and _ANYWHERE.search(before))
    if weight == "maybe" and _ANYWHERE.search(before) and not _COUNTED.match(text, house.end()):
        return "ask"
    return "ask" if placed and _closes(text, house) else None


def _closes(text: str, house: re.Match[str]) -> bool:
    """Tell whether a number of two digits or more counts nothing: a verb, a small word or the end comes next."""
    return len(house[0]) >= _FEWEST_DIGITS and not _COUNTED.match(text, house.end())


def _weight(word: str, lists: Lists) -> Weight:
    key, vocabulary = folded(word), lists.vocabulary
    is_street = key in vocabulary.street_names and not is_no_street(key)
    is_known = (
        key in vocabulary.not_people or vocabulary.is_word(key) or vocabulary.is_name(key) or key in vocabulary.places
    )
    if not is_street and (key in vocabulary.not_people or key in vocabulary.places):
        return "word"
    if not is_known and key not in vocabulary.capitals:
        ends = may_be_a_street(word) and vocabulary.knows_words
        return "street" if is_street or ends else "unknown" if not may_be_a_street(word) else "maybe"
    return "maybe" if is_street or may_be_a_street(word) else "word"


def _split_in_two(text: str, words: list[Word], lists: Lists) -> int | None:
    """Give where `kanaal straat` begins when together it is a street of the country, as a telephone hears it."""
    if len(words) < _FEWEST_SPLIT or words[-1].text.lower() not in _TYPES:
        return None
    for first in range(max(0, len(words) - _MOST_SPLIT), len(words) - 1):
        row = words[first:]
        joined = folded("".join(word.text for word in row))
        spaced = folded(" ".join(word.text for word in row[:-1]) + row[-1].text)
        if joined in lists.vocabulary.street_names or spaced in lists.vocabulary.street_names:
            return row[0].start
    return None


def _type_in_front(words: list[Word]) -> int | None:
    """Give where `Laan van Chartroise` or `Plein van de Vrede` begins: the kind of street is its first word."""
    if not words[-1].text[0].isupper():
        return None
    for index in range(len(words) - 2, max(-1, len(words) - 6), -1):
        word = words[index]
        if word.text.lower() in _TYPES:
            named = words[index + 1].text.lower() in PARTICLES or word.text[0].isupper()
            return word.start if named else None
        if not (word.text[0].isupper() or word.text.lower() in PARTICLES):
            return None
    return None


def _is_a_word(word: str) -> bool:
    return len(word) >= _FEWEST_LETTERS and word[0].isalpha() and word.replace("-", "").replace("'", "").isalpha()
