"""Look at the words beside a word: what it does, what follows, what describes it.

What lives here: questions about neighbours, for names. What deliberately does not: whether the word is a name.
"""

import re
from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_words import ARTICLES, HIS, INSTITUTIONS, LEADING_PARTICLES, STOPS, VERBS
from doorbraak.privacy.tokens import Token, are_joined

_AGE: Final = re.compile(
    r" \(\d{1,2}(?: ?(?:jaar|jr|mnd|maanden|j))?\)|, (?:van )?\d{1,2} (?:jaar|jr|mnd|maanden)\b"
    r"|, \d{1,2}(?=,)"
    r"| is (?:pas |nu |al |net )?\d{1,2}(?: jaar\b| jr\b| en\b|[,.](?!\d))"
)
# "Rik van de voedselbank"
_AT_WORK: Final = re.compile(r" (?:de|het|[A-Z])")
# What is told of somebody behind the name: `Mees (7)`, `Joep (kamer 4)`.
_IN_BRACKETS: Final = re.compile(r"\((?:kamer |kmr |k\.? ?|nr\.? ?|app\.? ?|groep )?\d")
_FAR: Final = 5
_MOST_PARTICLES: Final = 4
_FEWEST_UNKNOWN: Final = 4
_NO_VERBS: Final = frozenset(
    "niet want kost kosten recht echt slecht goedkoopst beste laatst eerst vast kwijt nacht licht kracht klacht "
    "zacht rust lijst dienst post feest kast borst gast last best minst meest liefst direct soort exact perfect "
    "compleet concreet privaat markt haast".split()
)


def after_it(words: Judge, index: int) -> Token | None:
    if index + 1 < len(words.tokens) and are_joined(words.text, words.tokens[index], words.tokens[index + 1]):
        return words.tokens[index + 1]
    return None


def verb_follows(words: Judge, index: int) -> bool:
    after = after_it(words, index)
    return after is not None and (after.key in VERBS or _looks_like_a_verb(words, after))


def _looks_like_a_verb(words: Judge, token: Token) -> bool:
    """Tell whether a word ends as verbs do after `hij`, and is no other small word: `viert`, `poetst`."""
    key = token.key
    if token.is_capital or len(key) < _FEWEST_UNKNOWN or not key.endswith("t") or key in STOPS or key in _NO_VERBS:
        return False
    vocabulary = words.lists.vocabulary
    return key in vocabulary.words and (key[:-1] in vocabulary.words or key[:-1] + "en" in vocabulary.words)


def ends_here(words: Judge, index: int) -> bool:
    rest = words.text[words.tokens[index].end :].lstrip(" ")
    return not rest or rest[0] in ".,!?\n;)("


def is_described(words: Judge, index: int) -> bool:
    """Tell whether an article, an adjective or a kind of institution stands before: `de Roos`, `basisschool "
    "Mozaiek`."""
    if index == 0:
        return False
    before = words.tokens[index - 1]
    return are_joined(words.text, before, words.tokens[index]) and (
        (before.key in ARTICLES and before.key != "die") or before.key in INSTITUTIONS
    )


def in_a_row_of_capitals(words: Judge, index: int) -> bool:
    """Tell whether the word stands beside another one with a capital that is no name: `Team Jeugd`."""
    token = words.tokens[index]
    for beside in (index - 1, index + 1):
        if 0 <= beside < len(words.tokens):
            other = words.tokens[beside]
            one, two = (other, token) if beside < index else (token, other)
            if other.is_capital and are_joined(words.text, one, two) and words.standing(beside) in ("none", "doubtful"):
                return not (other.opens and beside < index)
    return False


def name_follows(words: Judge, index: int) -> bool:
    after = after_it(words, index)
    if after is None:
        return False
    if after.key in LEADING_PARTICLES and index + 2 < len(words.tokens):
        further = index + 2
        while (
            further < min(len(words.tokens) - 1, index + 2 + _MOST_PARTICLES)
            and words.tokens[further].key in LEADING_PARTICLES
        ):
            further += 1
        return (
            words.tokens[further].is_capital
            and words.standing(further) in ("surname", "sure", "maybe", "unknown")
            and are_joined(words.text, words.tokens[further - 1], words.tokens[further])
        )
    if not after.is_capital:
        return False
    vocabulary, standing = words.lists.vocabulary, words.standing(index + 1)
    both = words.tokens[index].key in vocabulary.usual_names and after.key in vocabulary.surnames
    return standing in ("surname", "sure") or (standing == "maybe" and both)


def acts(words: Judge, index: int) -> bool:
    """Tell whether the word does or has something as people do: `Tesfay kan`, `Warsame zn bril`, `Mees (7)`."""
    token = words.tokens[index]
    if verb_follows(words, index):
        return True
    after = after_it(words, index)
    if after is not None and after.key in HIS:
        return after.key != "en" or _is_joined_by_and(words, index)
    if after is not None and after.key == "van" and token.key in words.lists.vocabulary.usual_names:
        return _AT_WORK.match(words.text, after.end) is not None
    rest = words.text[token.end : token.end + 12].lstrip()
    if rest[:1] == ":" and token.key in words.lists.vocabulary.usual_names:
        return True
    if _IN_BRACKETS.match(rest):
        return True
    return rest[:1] == "," and any(
        other.key in ("hij", "zij", "ze") for other in words.tokens[index + 1 : index + _FAR]
    )


def _is_joined_by_and(words: Judge, index: int) -> bool:
    """Tell whether `en` joins the word to somebody: `Emal en zijn zus`, `Roos en Daan`."""
    if index + 2 >= len(words.tokens):
        return False
    other = words.tokens[index + 2]
    standing = words.standing(index + 2)
    return (
        other.key in HIS
        or standing in ("sure", "surname")
        or (standing not in ("none", "doubtful") and other.is_capital)
    )


def has_an_age(words: Judge, index: int) -> bool:
    """Tell whether an age stands behind a first name: `April (8)`, `Noor, 9 jaar`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    if token.key not in vocabulary.first_names and words.standing(index) not in ("sure", "surname", "unknown"):
        return False
    return _AGE.match(words.text, token.end) is not None
