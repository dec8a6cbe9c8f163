"""Read a street name backwards from its last word: `Van Testenstraat`, `Laan van Nieuw Guinea`, `Neude`.

What lives here: when a word before a number is a street, and where the name begins. What deliberately does not:
what makes a number a house number.
"""

import re
from dataclasses import dataclass
from typing import Final

from doorbraak.privacy.find import Lists
from doorbraak.privacy.streets import ends_like_a_street, has_numbers_of_its_own, may_be_a_street

_WORD: Final = re.compile(r"[^\s,;:!?()\[\]\"]+")
_REACH: Final = 80
_PARTICLES: Final = frozenset("van de der den het 't ten ter te op en aan la le du des da la el al d'".split())
_TYPES: Final = frozenset(
    "laan plein weg straat hof park dreef kade singel gracht pad square place boulevard plantsoen".split()
)
_TITLES: Final = frozenset(
    "burgemeester burg. prof. professor dokter doctor dr. dr pastoor koningin koning prins prinses sint st. st "
    "admiraal generaal minister president graaf keizer meester mr. ds. dominee pater zuster kapitein kolonel "
    "luitenant ir. lange korte oude nieuwe grote kleine hoge lage eerste tweede derde vierde 1e 2e 3e 4e 5e 1ste "
    "2de 3de kromme donkere lichte achter boven verlengde noorder zuider ooster wester van".split()
)
_FIRST_OF_LINE: Final = re.compile(r"(?:^|[.!?:;\n\"(]\s*|[-*\u00b7] )$")
# After these words the next thing is a place, whatever it looks like.
_LIVES: Final = re.compile(
    r"(?:\b(?:woont|wonen|woonde|woon|woonachtig|verblijft|gehuisvest|ingeschreven|bezorg(?:en|d)?|afleveren|huurt)\b"
    r"[^.!?\n\d]{0,25}?\b(?:op|aan)(?: de| het)? "
    r"|\b\w*adres(?: (?:is|van [\w]+ is|wordt))?:? (?:op |aan )?(?:de |het )?)$",
    re.IGNORECASE,
)
# After these it is, if it has a capital.
_GOES_TO: Final = re.compile(
    r"\b(?:woont|wonend|bezorgen|afleveren|thuis|langs|verhuis(?:t|d|de|en)|verhuizing)[: ] ?"
    r"(?:(?:bij|naar|op|aan) )?$",
    re.IGNORECASE,
)
_ON: Final = re.compile(r"\b(?:op|aan|naar|(?:in|bij) de|(?:in|bij) het) (?:de |het )?$", re.IGNORECASE)
_CERTAIN_ADDITION: Final = re.compile(r"\d+ ?-? ?(?:bis|hs|zwart|rood|[1-9I]+ ?hoog)\b|\d+[a-c]$|\d+-(?:\d+|I+)$")
_PARTICLE_NEXT: Final = re.compile(r" (?:van|de|der|den|ten|ter) ")
_ADJECTIVES: Final = frozenset("'t lange korte oude nieuwe grote kleine kromme donkere lichte verlengde".split())
_INITIAL: Final = re.compile(r"[A-Z]\.|(?:[A-Z]\.){2,4}")
_FEWEST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text and where it begins."""

    text: str
    start: int


def words_before(text: str, end: int) -> list[Word]:
    """Give the words of the same line up to `end`, the last one last; none when something stands between."""
    line = max(text.rfind("\n", 0, end) + 1, end - _REACH)
    words = [Word(match[0], match.start()) for match in _WORD.finditer(text, line, end)]
    touches = bool(words) and not text[words[-1].start + len(words[-1].text) : end].strip()
    return words if touches else []


def street_before(text: str, words: list[Word], house: re.Match[str], with_postcode: bool, lists: Lists) -> int | None:
    """Give where the street before a house number begins, or None when the words are no street."""
    if not words:
        return None
    last = words[-1]
    if ends_like_a_street(last.text) or last.text.lower() in lists.streets:
        return _name_start(text, words)
    typed = _type_in_front(words)
    if typed is not None:
        return typed
    if has_numbers_of_its_own(last.text) or not _is_a_word(last.text):
        return None
    start = _name_start(text, words)
    return start if _is_placed(text, last, start, house, with_postcode) else None


def _is_placed(text: str, last: Word, name: int, house: re.Match[str], with_postcode: bool) -> bool:
    """Tell whether the surroundings make a street of a word that does not look like one by itself."""
    if with_postcode:
        return True
    if _LIVES.search(text[max(0, last.start - 60) : last.start]):
        return True
    if not last.text[0].isupper() or _FIRST_OF_LINE.search(text[max(0, last.start - 3) : last.start]):
        return False
    before = text[max(0, name - 30) : name]
    if _GOES_TO.search(before) or (may_be_a_street(last.text) and _ON.search(before)):
        return True
    return _CERTAIN_ADDITION.match(house[0]) is not None


def _type_in_front(words: list[Word]) -> int | None:
    """Give where `Laan van Chartroise` or `Plein van de Vrede` begins: the kind of street is its first word."""
    if not words[-1].text[0].isupper():
        return None
    for index in range(len(words) - 2, max(-1, len(words) - 6), -1):
        word = words[index]
        if word.text.lower() in _TYPES:
            named = words[index + 1].text.lower() in _PARTICLES or word.text[0].isupper()
            return word.start if named else None
        if not (word.text[0].isupper() or word.text.lower() in _PARTICLES):
            return None
    return None


def _name_start(text: str, words: list[Word]) -> int:
    """Walk left over the words that belong to the name: capitals, and small words between two capitals."""
    start, index = words[-1].start, len(words) - 2
    while index >= 0 and len(words) - index < 7:
        word = words[index]
        if text[word.start + len(word.text) : words[index + 1].start] != " ":
            break
        if _belongs(text, word, words[index - 1].text if index else ""):
            start = word.start
        elif word.text not in _PARTICLES:
            break
        index -= 1
    return start


def _belongs(text: str, word: Word, previous: str) -> bool:
    """Tell whether a word is part of the name: `Prof.`, `W.`, `'t`, `Prins`; `previous` stands before it."""
    if word.text in _ADJECTIVES or _INITIAL.fullmatch(word.text):
        return True
    if _is_title(word.text) and (word.text[0].isupper() or word.text[0].isdigit()):
        return True
    first = word.start == 0 or (
        not _is_title(previous) and _FIRST_OF_LINE.search(text[max(0, word.start - 3) : word.start]) is not None
    )
    # A word that closes a sentence is not part of the name after it, but an initial is.
    ends = word.text.endswith(".") and len(word.text) > len("P.")
    # The first word of a line has a capital anyway; only "Jan van" shows that it is part of a name.
    named = not first or (
        not has_numbers_of_its_own(word.text) and _PARTICLE_NEXT.match(text, word.start + len(word.text)) is not None
    )
    return word.text[0].isupper() and named and not ends


def _is_title(word: str) -> bool:
    return word.lower() in _TITLES or _INITIAL.fullmatch(word) is not None


def _is_a_word(word: str) -> bool:
    return len(word) >= _FEWEST_LETTERS and word[0].isalpha() and word.replace("-", "").replace("'", "").isalpha()
