"""Tell from the words around it whether a word is a name here.

What lives here: the places in a sentence where names stand. What deliberately does not: how far a name goes (names.py).
"""

import re
from typing import Final

from doorbraak.privacy.name_beside import is_beside_somebody
from doorbraak.privacy.name_cues import has_cue, is_nicknamed, is_titled
from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import (
    acts,
    after_it,
    has_an_age,
    in_a_row_of_capitals,
    is_described,
    name_follows,
    verb_follows,
)
from doorbraak.privacy.name_rows import are_a_pair, begins_a_row, has_an_initial, is_at_an_address, is_at_home
from doorbraak.privacy.name_subjects import (
    ALSO_FIRST_NAMES,
    ALSO_SURNAMES,
    is_subject,
    is_unknown_subject,
    is_with_family,
)
from doorbraak.privacy.name_surnames import opens_a_surname
from doorbraak.privacy.name_words import (
    ARTICLES,
    AT_PLACES,
    COMMERCE,
    INSTITUTIONS,
    LEADING_PARTICLES,
    PLACED,
    RELATIONS,
    STOPS,
    STREETS_AND_THINGS,
    TO_PEOPLE,
    VERBS,
)
from doorbraak.privacy.tokens import are_joined

_FEWEST_LETTERS: Final = 3
_WORDS_BEFORE: Final = 2
_WITH_SOMEBODY: Final = frozenset("met voor aan van door bij namens naar".split())
_AFTER_WIL: Final = frozenset("op geweest thuis langs gesproken gebeld gegaan gehad is heeft en".split())
_SPOKEN_TO: Final = frozenset(
    "gesproken gebeld gezien gemaild geappt gevraagd geholpen opgehaald meegenomen ontmoet bereikt bezocht".split()
)
_PEOPLES: Final = frozenset(
    "pool turk deen fries zweed belg hollander duits engels frans vlaming brabander pools".split()
)
_INITIALS_BEHIND: Final = re.compile(r", (?:[A-Z]\.){1,4}(?![\w.])")
"""A surname with its initials behind it, as in a list: `Bouzian, K.`."""
_NUMBERED: Final = re.compile(r" \d")
# Towns that are words too.
_TOWNS: Final = frozenset(
    "houten bergen buren best assen elst hoorn goes leek haren made wijk heel ten beek kampen".split()
)
_AFTER_WIL_AT_FIRST: Final = frozenset("is heeft belt komt kan mag was krijgt woont zegt".split())
_COMRADES: Final = frozenset(
    "mattie matties broer bro broeder gap neef jongens mannen gasten mensen allemaal man".split()
)
_JOINTS: Final = frozenset("of en als zonder dat om".split())


def is_name_here(words: Judge, index: int) -> bool:
    """Tell whether this word is a name, or the first word of one."""
    token = words.tokens[index]
    if token.key in LEADING_PARTICLES and words.standing(index) in ("none", "maybe"):
        return opens_a_surname(words, index)
    standing = words.standing(index)
    if _is_said_twice(words, index) or _is_a_shout(words, index):
        return False
    if token.is_capital and has_an_age(words, index):
        return True
    if token.shape == "capital" and standing != "none" and _INITIALS_BEHIND.match(words.text, token.end):
        return index not in words.taken
    if token.key in ALSO_FIRST_NAMES and (is_subject(words, index) or (index in words.taken and has_cue(words, index))):
        return True
    if index in words.taken:
        return _is_a_brand_and_a_surname(words, index)
    if standing == "doubtful":
        return has_cue(words, index) or _are_two_names(words, index)
    if standing == "none":
        called = is_titled(words, index) or is_nicknamed(words, index)
        return called and token.is_capital and _may_be_a_surname(words, index)
    if has_cue(words, index) or is_beside_somebody(words, index):
        return True
    if standing == "surname" and token.shape == "small" and not _stands_as_somebody(words, index):
        return False
    if standing == "surname" and _follows_a_place(words, index):
        return False
    if standing in ("sure", "surname"):
        return not _is_of_something(words, index)
    if standing == "maybe":
        return _maybe_is_meant(words, index)
    return _unknown_is_meant(words, index) if token.is_capital else is_unknown_subject(words, index)


def _may_be_a_surname(words: Judge, index: int) -> bool:
    """Tell whether a word that is no name by itself may be one after `mevrouw`; a letter alone hides one."""
    token = words.tokens[index]
    return (
        len(token.key) > 1
        and index not in words.taken
        and token.shape == "capital"
        and token.key not in STOPS
        and token.key not in RELATIONS
    )


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
            and not verb_follows(words, index)
        )
    return False


def _are_two_names(words: Judge, index: int) -> bool:
    """Tell whether two words with a capital that are no words otherwise do something: `Swaab Botden belt`."""
    token, after = words.tokens[index], after_it(words, index)
    if after is None or not token.opens or not after.is_capital:
        return False
    return words.standing(index + 1) in ("doubtful", "unknown", "surname") and verb_follows(words, index + 1)


def _is_sold(words: Judge, index: int) -> bool:
    """Tell whether the word stands as companies and brands do: `een factuur van Xubulo`, `vordering Xubulo`."""
    before = words.tokens[index - 1]
    if before.key in COMMERCE:
        return True
    if before.key not in ("van", "bij", "door", "via") or index < _WORDS_BEFORE:
        return False
    return words.tokens[index - _WORDS_BEFORE].key in COMMERCE


def _follows_a_place(words: Judge, index: int) -> bool:
    """Tell whether the word goes on with a place or an organisation: `Amersfoort Schothorst`."""
    return index - 1 in words.taken and are_joined(words.text, words.tokens[index - 1], words.tokens[index])


def _is_a_brand_and_a_surname(words: Judge, index: int) -> bool:
    """Tell whether a first name that is a brand or a place too has a surname behind it: `Mercedes Guzman`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    alone = index + 1 not in words.taken and index - 1 not in words.taken
    return alone and token.is_capital and token.key in vocabulary.first_names and name_follows(words, index)


def _stands_as_somebody(words: Judge, index: int) -> bool:
    """Tell whether a surname in small letters, without a cue, has the place of somebody: `met yilmaz`."""
    before = words.tokens[index - 1] if index else None
    return verb_follows(words, index) or (before is not None and before.key in TO_PEOPLE)


def _maybe_is_meant(words: Judge, index: int) -> bool:
    """Settle a word that is also a name, without a cue."""
    token = words.tokens[index]
    vocabulary = words.lists.vocabulary
    stem = token.key.removesuffix("'s")
    first = stem in vocabulary.first_names
    after = after_it(words, index)
    if token.key == "wil" and token.is_capital and token.opens:
        return after is not None and after.key in _AFTER_WIL_AT_FIRST
    if begins_a_row(words, index):
        return True
    if not is_described(words, index) and (is_subject(words, index) or is_with_family(words, index)):
        return True
    if token.is_capital and first and (are_a_pair(words, index) or has_an_initial(words, index)):
        return True
    if not token.is_capital:
        return first and _small_maybe(words, index)
    if token.shape == "capitals" and len(token.key) < 4:
        return False
    if name_follows(words, index) and first:
        return True
    if stem in vocabulary.usual_names and stem != token.key:
        return True
    if is_described(words, index) or (not first and not _is_a_surname_alone(words, index)):
        return False
    if token.opens:
        usual = token.key in ALSO_FIRST_NAMES or (
            token.key in vocabulary.usual_names and token.key not in vocabulary.ordinary
        )
        return usual and token.key not in VERBS and (acts(words, index) or is_at_an_address(words, index))
    return not in_a_row_of_capitals(words, index)


def _is_said_twice(words: Judge, index: int) -> bool:
    """Tell whether the word is said twice, as in `sam sam`."""
    token, after = words.tokens[index], after_it(words, index)
    return after is not None and after.key == token.key and "\n" not in words.text[token.end : after.start]


def _is_a_shout(words: Judge, index: int) -> bool:
    """Tell whether the word only calls somebody, or is short for two others: `Ewa mattie`, `Da's 495`."""
    token, after = words.tokens[index], after_it(words, index)
    if token.key == "da's":
        return True
    return token.key == "ewa" and token.opens and after is not None and after.key in _COMRADES


def _is_a_surname_alone(words: Judge, index: int) -> bool:
    """Tell whether a word with a capital in the middle of a sentence is a surname: `volgens Bakker`, `bel Koster`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    if token.opens or token.shape != "capital" or token.key in _TOWNS:
        return False
    before, after = words.tokens[index - 1], after_it(words, index)
    if (after is not None and after.is_capital) or _NUMBERED.match(words.text, token.end):
        return False
    if before.key in PLACED or before.key in STREETS_AND_THINGS:
        return False
    if index >= _WORDS_BEFORE and _is_in_a_title(words, index - _WORDS_BEFORE):
        return False
    if token.key in _PEOPLES and before.key in ("is", "was", "als", "geen", "of", "en"):
        return False
    is_surname = (
        token.key in vocabulary.surnames and token.key not in vocabulary.ordinary and token.key not in INSTITUTIONS
    )
    return (is_surname or token.key in ALSO_SURNAMES) and not _is_sold(words, index)


def _small_maybe(words: Judge, index: int) -> bool:
    """Settle `bij wil op bezoek`, `kim heeft`: small letters, a word and a name."""
    token = words.tokens[index]
    before = words.tokens[index - 1] if index and are_joined(words.text, words.tokens[index - 1], token) else None
    after = after_it(words, index)
    if token.key == "wil":
        if before is None and token.opens and after is not None and after.key in _AFTER_WIL_AT_FIRST:
            return True
        return before is not None and before.key in _WITH_SOMEBODY and after is not None and after.key in _AFTER_WIL
    if after is not None and after.key in _SPOKEN_TO and token.key in words.lists.vocabulary.usual_names:
        return before is None or before.key not in ARTICLES
    if before is None and are_a_pair(words, index):
        return True
    joined = before is not None and before.key == "en" and index >= _WORDS_BEFORE
    if joined and are_a_pair(words, index - _WORDS_BEFORE):
        return True
    if token.key in words.lists.vocabulary.ordinary or len(token.key) < _FEWEST_LETTERS:
        return False
    if before is None:
        return token.opens and token.key in words.lists.vocabulary.usual_names and verb_follows(words, index)
    if joined and words.standing(index - _WORDS_BEFORE) in ("sure", "maybe"):
        usual = words.lists.vocabulary.usual_names
        return token.key in usual and words.tokens[index - _WORDS_BEFORE].key in usual
    if before.key in _WITH_SOMEBODY:
        return token.key in words.lists.vocabulary.usual_names
    return before.key in TO_PEOPLE and before.key not in _JOINTS and verb_follows(words, index)


def _is_in_a_title(words: Judge, index: int) -> bool:
    """Tell whether a word has a capital though it is no name and begins nothing: `Omgaan` met Geld."""
    token = words.tokens[index]
    return token.is_capital and not token.opens and words.standing(index) == "none" and token.key not in VERBS


def _unknown_is_meant(words: Judge, index: int) -> bool:
    """Settle a word with a capital that no list knows."""
    token = words.tokens[index]
    if not words.lists.vocabulary.knows_words:
        return False
    if in_a_row_of_capitals(words, index) and not name_follows(words, index):
        return False
    if token.key.endswith("'s"):
        return True
    if token.opens:
        return name_follows(words, index) or acts(words, index) or is_at_an_address(words, index)
    before = words.tokens[index - 1]
    if not are_joined(words.text, before, token):
        return True
    if _is_sold(words, index):
        return False
    if before.key == "dat" or is_at_home(words, index) or is_at_an_address(words, index):
        return True
    return (
        before.key not in ARTICLES
        and before.key not in PLACED
        and before.key not in AT_PLACES
        and not is_described(words, index)
    )
