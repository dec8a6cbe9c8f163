"""Cues: words that say that a name comes next, `mevrouw`, `zoon`, `heet`, and `groet,` under a text.

What lives here: what a cue makes of the word after it. What deliberately does not: names without a cue
(name_places.py).
"""

import re
from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import ends_here, verb_follows
from doorbraak.privacy.name_subjects import ALSO_FIRST_NAMES
from doorbraak.privacy.name_words import (
    ABBREVIATED,
    CASES,
    GREETINGS,
    LEADING_PARTICLES,
    NAMING,
    ON_BEHALF,
    PEOPLE,
    REGARDS,
    RELATIONS,
    STOPS,
    TITLES,
    VERBS,
    WORKERS,
)
from doorbraak.privacy.tokens import Token

_FEWEST_UNKNOWN: Final = 4
# A date, a number, a bracket or the end: nothing that goes on with the sentence.
_PUT_APART: Final = re.compile(r" ?(?:[(,;]|$|\n|bsn\b|geb\b|\d| en (?:zijn|haar|zn|d'r)\b)")
_NEVER_AFTER_A_CUE: Final = frozenset("st sint ook niet geboren nummer nr id nl x y xx xxx xyz nn".split())


_SPEAKS_HERE: Final = re.compile(r" hier\b")
"""`Hoi roos hier` is somebody who says who speaks."""


def has_cue(words: Judge, index: int) -> bool:
    """Tell whether the words before say that a name follows."""
    before = _before(words, index)
    if before is None:
        return is_signed(words, index)
    token, cue = words.tokens[index], words.tokens[before]
    if token.key in _NEVER_AFTER_A_CUE:
        return False
    if cue.key in TITLES:
        return token.is_capital or _small_after_a_title(words, index)
    if cue.key in PEOPLE or cue.key in WORKERS:
        return _after_a_relation(words, index, cue)
    if cue.key in NAMING or _is_naming(words, before):
        return token.is_capital or words.standing(index) in ("sure", "surname") or _small_after_naming(words, index)
    if cue.key in CASES:
        return _is_whose_case(words, index)
    if cue.key in ON_BEHALF:
        return token.is_capital or words.standing(index) in ("sure", "surname")
    if cue.key in GREETINGS and cue.opens and _SPEAKS_HERE.match(words.text, token.end):
        return token.key in words.lists.vocabulary.first_names
    if cue.key in GREETINGS and cue.opens:
        return token.is_capital or words.standing(index) in ("sure", "surname")
    return is_signed(words, index)


def _is_whose_case(words: Judge, index: int) -> bool:
    """Tell whether a case is called after this word: `dossier Brouwer`, not `aanvraag Fiets`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    is_name = vocabulary.is_name(token.key) and token.key not in vocabulary.ordinary
    if token.shape == "small":
        return words.standing(index) in ("sure", "surname") and token.key not in VERBS
    return token.shape == "capital" and index not in words.taken and is_name


def _before(words: Judge, index: int) -> int | None:
    """Give the number of the word that this one is said to; over a colon, a point after `mw`, or a comma after "
    "`groet`."""
    if index == 0:
        return None
    token, before = words.tokens[index], words.tokens[index - 1]
    gap = words.text[before.end : token.start]
    if gap.strip(" ") == "" and gap:
        return index - 1
    plain = gap.replace(" ", "")
    if plain == "." and before.key in ABBREVIATED:
        return index - 1
    if gap == ", " and before.key in PEOPLE and _PUT_APART.match(words.text, token.end):
        return index - 1 if token.key in words.lists.vocabulary.first_names else None
    if plain in (":", ":\n", '"', "'", ":'", ':"', "(") and (before.key in NAMING or before.key in RELATIONS):
        return index - 1
    return None


_A_MOMENT_NEXT: Final = re.compile(
    r" (?:vorige|volgende|deze|afgelopen|komende|gisteren|gister|vandaag|morgen|nu|al|nog|weer|ook|niet|net)\b"
)


def _small_after_a_title(words: Judge, index: int) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if standing == "maybe":
        key, vocabulary = token.key, words.lists.vocabulary
        known = key in vocabulary.surnames or key in vocabulary.first_names
        is_no_word = vocabulary.knows_words and not vocabulary.is_word(key) and key not in vocabulary.ordinary
        return (
            known
            and key not in VERBS
            and (
                is_no_word
                or verb_follows(words, index)
                or _PUT_APART.match(words.text, token.end) is not None
                or _A_MOMENT_NEXT.match(words.text, token.end) is not None
            )
        )
    return standing in ("sure", "surname") or (standing == "unknown" and len(token.key) >= 3)


def _after_a_relation(words: Judge, index: int, cue: Token) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if token.is_capital:
        return standing != "none"
    if standing in ("sure", "surname"):
        return True
    if standing == "maybe":
        key = token.key
        named = key in ALSO_FIRST_NAMES or (
            key in words.lists.vocabulary.first_names and key not in words.lists.vocabulary.ordinary
        )
        apart = (key in ALSO_FIRST_NAMES or key in words.lists.vocabulary.usual_names) and _PUT_APART.match(
            words.text, token.end
        ) is not None
        only_a_surname = key in words.lists.vocabulary.surnames and not words.lists.vocabulary.is_word(key)
        named = named or only_a_surname
        apart = apart or (only_a_surname and ends_here(words, index))
        return named and key not in VERBS and (verb_follows(words, index) or apart)
    return len(token.key) >= _FEWEST_UNKNOWN and (verb_follows(words, index) or ends_here(words, index))


def _small_after_naming(words: Judge, index: int) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if standing == "maybe":
        return token.key in words.lists.vocabulary.first_names and token.key not in STOPS and token.key not in VERBS
    return standing == "unknown" and len(token.key) >= 3


_NUMBERS_OF: Final = frozenset(
    "nr nummer mobiel mobieltje tel telefoon telefoonnummer mail mailadres mailtje bsn".split()
)
_NUMBER_NEXT: Final = re.compile(r"(?: is| =|:)? ?[+(]?\d")


def _is_naming(words: Judge, before: int) -> bool:
    """Tell whether `noemt hem`, `noemen haar`, `naam is`, `ik ben` stands there."""
    if before == 0:
        return False
    one, other = words.tokens[before - 1].key, words.tokens[before].key
    if other in ("hem", "m", "haar", "me", "mij", "zich", "ze", "hen") and one in ("noemt", "noemen", "noem", "noemde"):
        return True
    if other in ("is", "was") and one in ("naam", "roepnaam", "voornaam", "achternaam", "bijnaam"):
        return True
    if (one, other) in (("naam", "van"), ("ik", "ben"), ("met", "mij")):
        return True
    return (
        other == "van"
        and one in _NUMBERS_OF
        and _NUMBER_NEXT.match(words.text, words.tokens[before + 1].end) is not None
    )


def is_signed(words: Judge, index: int) -> bool:
    """Tell whether a text is signed here: `groet, Tineke`, `mvg` and on the next line `A. de Wit`."""
    if index == 0:
        return False
    token, before = words.tokens[index], words.tokens[index - 1]
    gap = words.text[before.end : token.start]
    if before.key not in REGARDS or gap.strip(" ,.!\n\t-") or not gap:
        return False
    return token.is_capital or (
        words.standing(index) in ("sure", "surname", "maybe", "unknown") and ends_here(words, index)
    )


_NICKNAMED: Final = re.compile(
    r"\b(?:noem(?:t|en|de)?|ken(?:t|nen)|spreekt|roept?|staat) (?:hem|'?m|haar|ze|me|mij|zich|hen"
    r"|bekend)(?: (?:als|altijd|ook|iedereen|allemaal|hier|daar|meestal|wel|onder|op straat|in de wijk"
    r"|maar|gewoon|met)){0,3} [\"']?$"
)


def is_nicknamed(words: Judge, index: int) -> bool:
    """Tell whether somebody is called so by others: `noemen hem Dikke Deur`, `kent hem als Rooie Henk`."""
    start = words.tokens[index].start
    return not words.tokens[index].opens and _NICKNAMED.search(words.text[max(0, start - 40) : start]) is not None


def is_titled(words: Judge, index: int) -> bool:
    before = _before(words, index)
    return before is not None and words.tokens[before].key in TITLES


def _is_one_of(words: Judge, title: int, token: Token) -> bool:
    """Tell whether the title is a noun here, with where somebody is from behind it: `de meneer van Syrië`."""
    if title == 0 or token.text not in ("van", "uit"):
        return False
    return words.tokens[title - 1].key in ("de", "een", "die", "deze")


def has_title(words: Judge, index: int) -> bool:
    """Tell whether a title or a person stands right before: `mevrouw van der …`, `zoon de Wit`."""
    before = _before(words, index)
    if before is None:
        return False
    key = words.tokens[before].key
    if key in TITLES:
        return not _is_one_of(words, before, words.tokens[index])
    token = words.tokens[index]
    following = words.tokens[index + 1] if index + 1 < len(words.tokens) else token
    if token.text == "van" and following.key not in LEADING_PARTICLES:
        # "De moeder van Ayse": here it says whose mother she is.
        return False
    return key in RELATIONS and (words.tokens[index].is_capital or following.is_capital)
