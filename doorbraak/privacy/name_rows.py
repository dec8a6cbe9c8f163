"""Names beside other names, an initial or an address: `sem en bo hebben`, `Pijpers, Klaver en Bots`, `Wim K.`.

What lives here: what the next words make of a word. What deliberately does not: what it does (name_subjects.py).
"""

import re
from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import after_it, ends_here
from doorbraak.privacy.name_subjects import ALSO_FIRST_NAMES
from doorbraak.privacy.name_words import STOPS, VERBS

_AT_AN_ADDRESS: Final = re.compile(
    r" (?:op|aan|in|van|uit) (?:de |het |'t )?[A-ZÀ-Ž][\w.'-]{3,40} [1-9]\d{0,3}(?![\d:.,]\d)\b"
)
_AT_HOME: Final = re.compile(r" (?:thuis|op bezoek|in huis|op de bank|geweest|gegeten|geslapen|ingetrokken)\b")


def are_a_pair(words: Judge, index: int) -> bool:
    """Tell whether `sem en bo hebben` begins here: two first names in small letters, and what they do."""
    second = _after_and(words, index)
    if second is None:
        return False
    one, other = words.tokens[index], words.tokens[second]
    vocabulary = words.lists.vocabulary
    for token in (one, other):
        if token.key not in vocabulary.first_names or token.key in STOPS:
            return False
        known = token.key in ALSO_FIRST_NAMES or token.key in vocabulary.usual_names
        if not token.is_capital and token.key in vocabulary.ordinary and not known:
            return False
    after = after_it(words, second)
    acts_so = ends_here(words, second) if after is None else after.key in VERBS and after.key.endswith(("n", "t"))
    return acts_so and (one.key in vocabulary.usual_names or other.key in vocabulary.usual_names)


def _after_and(words: Judge, index: int) -> int | None:
    """Give the number of the word that `en`, `&` or `+` joins to this one."""
    if index + 2 < len(words.tokens) and words.tokens[index + 1].key == "en":
        return index + 2
    if index + 1 < len(words.tokens):
        gap = words.text[words.tokens[index].end : words.tokens[index + 1].start]
        return index + 1 if gap.strip() in ("&", "+", "/") else None
    return None


def begins_a_row(words: Judge, index: int) -> bool:
    """Tell whether names follow after a comma: `Pijpers, Klaver en Bots`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    if (
        not (token.opens and token.shape == "capital")
        or index + 2 >= len(words.tokens)
        or token.key in vocabulary.ordinary
    ):
        return False
    other = words.tokens[index + 1]
    if words.text[token.end : other.start] != ", " or not other.is_capital or other.key in vocabulary.ordinary:
        return False
    return words.tokens[index + 2].key == "en" and vocabulary.is_name(other.key)


def has_an_initial(words: Judge, index: int) -> bool:
    """Tell whether the first letter of a surname comes next: `Wim K. heeft`."""
    after = after_it(words, index)
    usual = words.tokens[index].key in words.lists.vocabulary.usual_names
    return usual and after is not None and after.shape == "initials" and after.text[0].isupper()


def is_at_an_address(words: Judge, index: int) -> bool:
    """Tell whether a street with a number says where somebody is: `Hadjar op de Billitonstraat 14`."""
    return _AT_AN_ADDRESS.match(words.text, words.tokens[index].end) is not None


def is_at_home(words: Judge, index: int) -> bool:
    """Tell whether `bij` somebody is where people are: `bij Oyelaran thuis`."""
    return _AT_HOME.match(words.text, words.tokens[index].end) is not None
