"""Tell from the words around it whether a word is a name here.

What lives here: the places in a sentence where names stand. What deliberately does not: how far a name goes (names.py).
"""

import re
from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_words import (
    ABBREVIATED,
    ARTICLES,
    AT_PLACES,
    ENDS_OF_INSTITUTIONS,
    GREETINGS,
    HIS,
    INSTITUTIONS,
    LEADING_PARTICLES,
    NAMING,
    PEOPLE,
    PLACED,
    REGARDS,
    RELATIONS,
    STOPS,
    TITLES,
    TO_PEOPLE,
    VERBS,
    WORKERS,
)
from doorbraak.privacy.streets import ends_like_a_street
from doorbraak.privacy.tokens import Token, are_joined

_FEWEST_UNKNOWN: Final = 4
_AGE: Final = re.compile(r" \(\d{1,2}(?: ?(?:jaar|jr|mnd|maanden|j))?\)|, (?:van )?\d{1,2} (?:jaar|jr|mnd|maanden)\b")
_FAR: Final = 5
_MOST_PARTICLES: Final = 4
_NEVER_AFTER_A_CUE: Final = frozenset("st sint ook niet geboren nummer nr id nl".split())
_NO_VERBS: Final = frozenset(
    "niet want kost kosten recht echt slecht goedkoopst beste laatst eerst vast kwijt nacht licht kracht klacht "
    "zacht rust lijst dienst post feest kast borst gast last best minst meest liefst direct soort exact perfect "
    "compleet concreet privaat markt haast".split()
)
_COPULAS: Final = frozenset({"is", "was", "wordt", "werd", "blijft"})


def is_name_here(words: Judge, index: int) -> bool:
    """Tell whether this word is a name, or the first word of one."""
    token = words.tokens[index]
    if token.key in LEADING_PARTICLES and words.standing(index) in ("none", "maybe"):
        return _opens_a_surname(words, index)
    standing = words.standing(index)
    if token.is_capital and _has_an_age(words, index):
        return True
    if index in words.taken:
        return False
    if standing == "none":
        return _is_titled(words, index) and token.is_capital and _may_be_a_surname(words, index)
    if has_cue(words, index):
        return True
    if standing in ("sure", "surname"):
        return not _is_of_something(words, index)
    if standing == "maybe":
        return _maybe_is_meant(words, index)
    return token.is_capital and _unknown_is_meant(words, index)


# --- cues: words that call what comes next by its name ---------------------------------------------------------------


def has_cue(words: Judge, index: int) -> bool:
    """Tell whether the words before say that a name follows."""
    before = _before(words, index)
    if before is None:
        return _is_signed(words, index)
    token, cue = words.tokens[index], words.tokens[before]
    if token.key in _NEVER_AFTER_A_CUE:
        return False
    if cue.key in TITLES:
        return token.is_capital or _small_after_a_title(words, index)
    if cue.key in PEOPLE or cue.key in WORKERS:
        return _after_a_relation(words, index, cue)
    if cue.key in NAMING or _is_naming(words, before):
        return token.is_capital or words.standing(index) in ("sure", "surname") or _small_after_naming(words, index)
    if cue.key in GREETINGS and cue.opens:
        return token.is_capital or words.standing(index) in ("sure", "surname")
    return _is_signed(words, index)


def _before(words: Judge, index: int) -> int | None:
    """Give the number of the word that this one is said to; over a colon, a point after `mw`, or a comma after `groet`."""
    if index == 0:
        return None
    token, before = words.tokens[index], words.tokens[index - 1]
    gap = words.text[before.end : token.start]
    if gap.strip(" ") == "" and gap:
        return index - 1
    plain = gap.replace(" ", "")
    if plain == "." and before.key in ABBREVIATED:
        return index - 1
    if plain in (":", ":\n", '"', "'", ":'", ':"', "(") and (before.key in NAMING or before.key in RELATIONS):
        return index - 1
    return None


def _small_after_a_title(words: Judge, index: int) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if standing == "maybe":
        key = words.tokens[index].key
        known = key in words.lists.vocabulary.surnames or key in words.lists.vocabulary.first_names
        return known and key not in VERBS and _verb_follows(words, index)
    return standing in ("sure", "surname") or (standing == "unknown" and len(token.key) >= 3)


def _after_a_relation(words: Judge, index: int, cue: Token) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if token.is_capital:
        return standing != "none"
    if standing in ("sure", "surname"):
        return True
    if standing == "maybe":
        key = token.key
        named = key in words.lists.vocabulary.first_names and key not in words.lists.vocabulary.ordinary
        return named and key not in VERBS and _verb_follows(words, index)
    return len(token.key) >= _FEWEST_UNKNOWN and (_verb_follows(words, index) or _ends_here(words, index))


def _small_after_naming(words: Judge, index: int) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if standing == "maybe":
        return token.key in words.lists.vocabulary.first_names and token.key not in STOPS and token.key not in VERBS
    return standing == "unknown" and len(token.key) >= 3


def _is_naming(words: Judge, before: int) -> bool:
    """Tell whether `noemt hem`, `noemen haar`, `naam is`, `ik ben` stands there."""
    if before == 0:
        return False
    one, other = words.tokens[before - 1].key, words.tokens[before].key
    if other in ("hem", "haar", "me", "mij", "zich", "ze", "hen") and one in ("noemt", "noemen", "noem", "noemde"):
        return True
    if other in ("is", "was") and one in ("naam", "roepnaam", "voornaam", "achternaam", "bijnaam"):
        return True
    return (one, other) in (("ik", "ben"), ("met", "mij"))


def _is_signed(words: Judge, index: int) -> bool:
    """Tell whether a text is signed here: `groet, Tineke`, `mvg` and on the next line `A. de Wit`."""
    if index == 0:
        return False
    token, before = words.tokens[index], words.tokens[index - 1]
    gap = words.text[before.end : token.start]
    if before.key not in REGARDS or gap.strip(" ,.!\n\t-") or not gap:
        return False
    return token.is_capital or (
        words.standing(index) in ("sure", "surname", "maybe", "unknown") and _ends_here(words, index)
    )


def _is_titled(words: Judge, index: int) -> bool:
    before = _before(words, index)
    return before is not None and words.tokens[before].key in TITLES


def _may_be_a_surname(words: Judge, index: int) -> bool:
    """Tell whether a word that is no name by itself may be one after `mevrouw`."""
    token = words.tokens[index]
    return (
        index not in words.taken and token.shape == "capital" and token.key not in STOPS and token.key not in RELATIONS
    )


# --- small words: van der Meulen, De Witte, el Khattabi ---------------------------------------------------------------


def _opens_a_surname(words: Judge, index: int) -> bool:
    """Tell whether `van`, `de` or `el` begins a surname here."""
    following = index
    tokens = words.tokens
    while tokens[following].key in LEADING_PARTICLES:
        if (
            following + 1 >= len(tokens)
            or following > index + _MOST_PARTICLES
            or not are_joined(words.text, tokens[following], tokens[following + 1])
        ):
            return False
        following += 1
    token, standing = tokens[following], words.standing(following)
    if following in words.taken or standing == "none" and not token.is_capital or token.key in STOPS:
        return False
    if (
        tokens[index].shape == "small"
        and tokens[index].key in ("uit", "in", "op", "te")
        and not _is_titled(words, index)
    ):
        return False
    if has_title(words, index):
        return token.is_capital or _small_surname(words, following)
    if _is_signed(words, index):
        return token.is_capital
    foreign = tokens[index].key in ("el", "al", "ben", "ibn", "ait", "abu", "abou", "oulad", "ould", "da", "dos", "di")
    if foreign:
        return standing in ("sure", "surname", "unknown") and token.is_capital
    mid = not tokens[index].opens and tokens[index].is_capital
    long_row = following - index > 1
    if mid and token.is_capital:
        return standing in ("sure", "surname") or (
            standing in ("maybe", "unknown") and (long_row or tokens[index].key == "van")
        )
    if (
        tokens[index].opens
        and tokens[index].is_capital
        and token.is_capital
        and standing in ("surname", "maybe", "sure")
    ):
        return _verb_follows(words, following) and (standing != "maybe" or long_row)
    # "bel de Vries": a surname that is nothing else, with its capital.
    return (
        standing == "surname"
        and token.is_capital
        and tokens[index].key in ("de", "ter", "ten")
        and not tokens[index].opens
    )


def has_title(words: Judge, index: int) -> bool:
    """Tell whether a title or a person stands right before: `mevrouw van der …`, `zoon de Wit`."""
    before = _before(words, index)
    if before is None:
        return False
    key = words.tokens[before].key
    if key in TITLES:
        return True
    following = words.tokens[index + 1] if index + 1 < len(words.tokens) else words.tokens[index]
    return key in RELATIONS and (words.tokens[index].is_capital or following.is_capital)


def _small_surname(words: Judge, index: int) -> bool:
    standing = words.standing(index)
    if standing in ("sure", "surname", "unknown"):
        return True
    return (
        standing == "maybe"
        and words.tokens[index].key in words.lists.vocabulary.surnames
        and _verb_follows(words, index)
    )


# --- no cue: where the word stands ------------------------------------------------------------------------------------


def _is_of_something(words: Judge, index: int) -> bool:
    """Tell whether a sure name names a place or a thing here: `in Florence`, `de Mercedes`."""
    if index == 0:
        return False
    token, before = words.tokens[index], words.tokens[index - 1]
    if not are_joined(words.text, before, token):
        return False
    if before.key in PLACED:
        return True
    if before.key in ARTICLES and not before.is_capital:
        return (
            words.standing(index) == "sure"
            and before.key not in ("dat", "die", "onze", "alle")
            and not _verb_follows(words, index)
        )
    return False


def _maybe_is_meant(words: Judge, index: int) -> bool:
    """Settle a word that is also a name, without a cue."""
    token = words.tokens[index]
    vocabulary = words.lists.vocabulary
    first = token.key in vocabulary.first_names
    if not token.is_capital:
        return first and _small_maybe(words, index)
    if token.shape == "capitals" and len(token.key) < _FEWEST_UNKNOWN:
        return False
    if _name_follows(words, index) and first:
        return True
    if not first or _is_described(words, index):
        return False
    if token.opens:
        return token.key not in vocabulary.ordinary and token.key not in VERBS and _acts(words, index)
    return not _in_a_row_of_capitals(words, index)


def _small_maybe(words: Judge, index: int) -> bool:
    """Settle `bij wil op bezoek`, `kim heeft`: small letters, a word and a name."""
    token = words.tokens[index]
    before = words.tokens[index - 1] if index and are_joined(words.text, words.tokens[index - 1], token) else None
    after = _after(words, index)
    if token.key == "wil":
        return (
            before is not None
            and before.key in ("bij", "met", "voor", "van", "aan", "naar")
            and after is not None
            and after.key
            in ("op", "geweest", "thuis", "langs", "gesproken", "gebeld", "gegaan", "gehad", "is", "heeft", "en")
        )
    if token.key in words.lists.vocabulary.ordinary or len(token.key) < 3:
        return False
    if before is None:
        return token.opens and after is not None and after.key in VERBS and after.key not in _COPULAS
    return (
        before.key in TO_PEOPLE
        and before.key not in ("of", "en", "als", "zonder", "dat", "om")
        and _verb_follows(words, index)
    )


def _unknown_is_meant(words: Judge, index: int) -> bool:
    """Settle a word with a capital that no list knows."""
    token = words.tokens[index]
    if not words.lists.vocabulary.knows_words:
        return False
    if _in_a_row_of_capitals(words, index) and not _name_follows(words, index):
        return False
    if token.opens:
        return _name_follows(words, index) or _acts(words, index)
    before = words.tokens[index - 1]
    if not are_joined(words.text, before, token):
        return True
    return (
        before.key not in ARTICLES
        and before.key not in PLACED
        and before.key not in AT_PLACES
        and not _is_described(words, index)
    )


def _is_described(words: Judge, index: int) -> bool:
    """Tell whether an article, an adjective or a kind of institution stands before: `de Roos`, `basisschool Mozaiek`."""
    if index == 0:
        return False
    before = words.tokens[index - 1]
    return are_joined(words.text, before, words.tokens[index]) and (
        before.key in ARTICLES or before.key in INSTITUTIONS
    )


def _in_a_row_of_capitals(words: Judge, index: int) -> bool:
    """Tell whether the word stands beside another one with a capital that is no name: `Team Jeugd`."""
    token = words.tokens[index]
    for beside in (index - 1, index + 1):
        if 0 <= beside < len(words.tokens):
            other = words.tokens[beside]
            one, two = (other, token) if beside < index else (token, other)
            if other.is_capital and are_joined(words.text, one, two) and words.standing(beside) == "none":
                return not (other.opens and beside < index)
    return False


def _name_follows(words: Judge, index: int) -> bool:
    after = _after(words, index)
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
    return after.is_capital and words.standing(index + 1) in ("surname", "sure")


def _acts(words: Judge, index: int) -> bool:
    """Tell whether the word does or has something as people do: `Tesfay kan`, `Warsame zn bril`, `Mees (7)`."""
    token = words.tokens[index]
    if _verb_follows(words, index):
        return True
    after = _after(words, index)
    if after is not None and after.key in HIS:
        return after.key != "en" or _is_joined_by_and(words, index)
    rest = words.text[token.end : token.end + 12].lstrip()
    if rest[:1] == "(" and rest[1:2].isdigit():
        return True
    return rest[:1] == "," and any(
        other.key in ("hij", "zij", "ze") for other in words.tokens[index + 1 : index + _FAR]
    )


def _has_an_age(words: Judge, index: int) -> bool:
    """Tell whether an age stands behind a first name: `April (8)`, `Noor, 9 jaar`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    if token.key not in vocabulary.first_names and words.standing(index) not in ("sure", "surname", "unknown"):
        return False
    return _AGE.match(words.text, token.end) is not None


def _is_joined_by_and(words: Judge, index: int) -> bool:
    """Tell whether `en` joins the word to somebody: `Emal en zijn zus`, `Roos en Daan`."""
    if index + 2 >= len(words.tokens):
        return False
    other = words.tokens[index + 2]
    return other.key in HIS or words.standing(index + 2) in ("sure", "surname")


def _after(words: Judge, index: int) -> Token | None:
    if index + 1 < len(words.tokens) and are_joined(words.text, words.tokens[index], words.tokens[index + 1]):
        return words.tokens[index + 1]
    return None


def _verb_follows(words: Judge, index: int) -> bool:
    after = _after(words, index)
    return after is not None and (after.key in VERBS or _looks_like_a_verb(words, after))


def _looks_like_a_verb(words: Judge, token: Token) -> bool:
    """Tell whether a word ends as verbs do after `hij`, and is no other small word: `viert`, `poetst`."""
    key = token.key
    if token.is_capital or len(key) < _FEWEST_UNKNOWN or not key.endswith("t") or key in STOPS or key in _NO_VERBS:
        return False
    vocabulary = words.lists.vocabulary
    return key in vocabulary.words and (key[:-1] in vocabulary.words or key[:-1] + "en" in vocabulary.words)


def _ends_here(words: Judge, index: int) -> bool:
    rest = words.text[words.tokens[index].end :].lstrip(" ")
    return not rest or rest[0] in ".,!?\n;)("


def part_of_institution(words: Judge, index: int) -> bool:
    """Tell whether the word stands in the name of an institution or a street: `Stichting Ali`, `Jan van Scorelstraat`."""
    token = words.tokens[index]
    before = words.tokens[index - 1] if index else None
    if before is not None and before.key in INSTITUTIONS and are_joined(words.text, before, token) and token.is_capital:
        return True
    return token.is_capital and _row_ends_as_institution(words, index)


def _row_ends_as_institution(words: Judge, index: int) -> bool:
    """Walk right over capitals and small words to the last word: does it end as streets and institutions do?"""
    number = index
    for _ in range(_FAR):
        token = words.tokens[number]
        if number > index and token.is_capital:
            if (
                token.key in ENDS_OF_INSTITUTIONS
                or ends_like_a_street(token.key)
                or token.key.endswith(("school", "college", "huis"))
            ):
                return True
        if number + 1 >= len(words.tokens) or not are_joined(words.text, token, words.tokens[number + 1]):
            return False
        number += 1
        following = words.tokens[number]
        if not (following.is_capital or following.key in LEADING_PARTICLES):
            return (
                following.key in ENDS_OF_INSTITUTIONS
                and number == index + 1
                and following.key in ("school", "college", "straat", "laan", "weg", "plein", "park")
            )
    return False
