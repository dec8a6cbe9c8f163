"""Names by what is done with somebody: `ik sprak hermans gisteren`, `met smyl afgesproken`, `diallo zn fiets`.

What lives here: verbs that have a person beside them, and what somebody has. What deliberately does not: what somebody
does (name_subjects.py).
"""

import re
from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import after_it, ends_here
from doorbraak.privacy.name_words import RELATIONS, STOPS, VERBS
from doorbraak.privacy.tokens import are_joined

_SPEAK: Final = frozenset("sprak spreek belde mailde appte bezocht ontmoette".split())
_A_MOMENT: Final = frozenset(
    "gisteren gister vandaag net vanmorgen vanochtend vanmiddag morgen straks vorige deze afgelopen zojuist nog al "
    "even ff kort over".split()
)
_DONE_TOGETHER: Final = frozenset(
    "afgesproken gesproken gebeld gepraat gemaild geappt meegeweest overlegd gewandeld gegeten".split()
)
# "Haar" and "zijn" may begin what comes next; these cannot.
_OWN: Final = re.compile(r" (?:zn|z'n|d'r) [a-z]")
_FEWEST_UNKNOWN: Final = 4


def is_beside_somebody(words: Judge, index: int) -> bool:
    """Tell whether a word that lists leave open is somebody, by what stands beside it."""
    if not _may_be_somebody(words, index):
        return False
    token = words.tokens[index]
    before = words.tokens[index - 1] if index and are_joined(words.text, words.tokens[index - 1], token) else None
    after = after_it(words, index)
    if before is None or token.opens:
        return token.opens and _OWN.match(words.text, token.end) is not None
    if before.key in _SPEAK:
        return ends_here(words, index) or (after is not None and after.key in _A_MOMENT)
    return before.key == "met" and after is not None and after.key in _DONE_TOGETHER


def _may_be_somebody(words: Judge, index: int) -> bool:
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    key, standing = token.key, words.standing(index)
    if index in words.taken or key in STOPS or key in RELATIONS or key in VERBS or key in vocabulary.ordinary:
        return False
    if standing == "unknown":
        return vocabulary.knows_words and len(key) >= _FEWEST_UNKNOWN and key.isalpha()
    return standing in ("sure", "surname") or (standing == "maybe" and vocabulary.is_name(key))
