"""Surnames that begin with small words: `van der Meulen`, `De Witte`, `el Khattabi`.

What lives here: when `van` or `de` begins a name. What deliberately does not: how far the name goes (names.py).
"""

from typing import Final

from doorbraak.privacy.name_cues import has_title, is_signed, is_titled
from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import verb_follows
from doorbraak.privacy.name_subjects import ALSO_SURNAMES, does_as_people
from doorbraak.privacy.name_words import INSTITUTIONS, LEADING_PARTICLES, PLACED, STOPS
from doorbraak.privacy.streets import ends_like_a_street, may_be_a_street
from doorbraak.privacy.tokens import are_joined

_MOST_PARTICLES: Final = 4
# Words that nobody says "de" to.
_WITH_DE: Final = frozenset("vries wit groot jong bruin".split())
_BUILDINGS: Final = ("huis", "school", "centrum", "flat", "hal", "kerk", "gebouw", "college", "opvang", "theater")
_OF_PLACES: Final = frozenset("uit in op te".split())
_FOREIGN: Final = frozenset("el al ben ibn ait abu abou oulad ould da dos di".split())
_AT_THE_BEGINNING: Final = frozenset("van de den ter ten le la".split())


def opens_a_surname(words: Judge, index: int) -> bool:
    """Tell whether `van`, `de` or `el` begins a surname here."""
    following = _after_small_words(words, index)
    if following is None:
        return False
    if is_small_subject(words, index, following):
        return True
    if not _may_close(words, index, following):
        return False
    first, token = words.tokens[index], words.tokens[following]
    if first.shape == "small" and first.key in _OF_PLACES and not (is_titled(words, index) and following > index + 1):
        return False
    if has_title(words, index):
        if first.key in _OF_PLACES and not token.is_capital and words.lists.vocabulary.is_word(token.key):
            return False  # "mevrouw in de keuken" says where she is
        return token.is_capital or _small_surname(words, following)
    if not token.is_capital:
        return False
    if is_signed(words, index):
        return True
    if first.key in _FOREIGN:
        return words.standing(following) in ("sure", "surname", "unknown")
    return _without_a_cue(words, index, following)


def _after_small_words(words: Judge, index: int) -> int | None:
    """Give the number of the word after `van der`; None when nothing is joined to it."""
    following, tokens = index, words.tokens
    while tokens[following].key in LEADING_PARTICLES:
        if following + 1 >= len(tokens) or following > index + _MOST_PARTICLES:
            return None
        if not are_joined(words.text, tokens[following], tokens[following + 1]):
            return None
        following += 1
    return following


def _may_close(words: Judge, index: int, following: int) -> bool:
    """Tell whether a word can be the surname itself; after a title `Houten` and `Haar` can."""
    token, titled = words.tokens[following], is_titled(words, index)
    if following in words.taken or token.key in STOPS:
        return titled and token.is_capital
    return token.is_capital or words.standing(following) != "none"


def _without_a_cue(words: Judge, index: int, following: int) -> bool:
    """Settle `De Vries` by how it is written and where it stands."""
    first, token, standing = words.tokens[index], words.tokens[following], words.standing(following)
    long_row = following - index > 1
    if first.is_capital and not first.opens:
        doubtful = standing in ("maybe", "unknown") and (long_row or first.key == "van")
        doubtful = doubtful or (standing == "maybe" and _is_somebody(words, index, following))
        return standing in ("sure", "surname") or doubtful
    if first.is_capital:
        return _at_the_beginning(words, index, following)
    # "Bel de Vries": a surname that is nothing else, with its capital.
    return standing == "surname" and first.key in ("de", "ter", "ten") and token.is_capital and not first.opens


def _is_somebody(words: Judge, index: int, following: int) -> bool:
    """Tell whether `De Boer` in the middle of a sentence is somebody, and not what a building is called."""
    before, token = words.tokens[index - 1], words.tokens[following]
    if before.key in PLACED or before.key in INSTITUTIONS or before.key.endswith(_BUILDINGS):
        return False
    if ends_like_a_street(token.key) or may_be_a_street(token.key):
        return False
    vocabulary = words.lists.vocabulary
    is_surname = token.key in vocabulary.surnames and token.key not in vocabulary.ordinary
    return (is_surname or token.key in ALSO_SURNAMES) and token.key not in INSTITUTIONS


def is_small_subject(words: Judge, index: int, following: int) -> bool:
    """Settle `de vries belt` and `van dijk heeft`: no article stands before a surname that is nothing else."""
    first, token = words.tokens[index], words.tokens[following]
    if (
        first.shape != "small"
        or token.is_capital
        or following in words.taken
        or not (first.opens or first.key == "de")
        or not does_as_people(words, following)
    ):
        return False
    if first.key == "de" and following == index + 1:
        vocabulary = words.lists.vocabulary
        return token.key in _WITH_DE or (token.key in vocabulary.surnames and not vocabulary.is_word(token.key))
    return (
        first.opens
        and token.key in words.lists.vocabulary.surnames
        and first.key in ("van", "ter", "ten", "den", "vd", "de")
    )


def _at_the_beginning(words: Judge, index: int, following: int) -> bool:
    first, token, standing = words.tokens[index], words.tokens[following], words.standing(following)
    if first.key not in _AT_THE_BEGINNING or standing not in ("sure", "surname", "maybe"):
        return False
    if following - index > 1 and first.key == "van":
        return True
    known = token.key in words.lists.vocabulary.surnames and token.key not in INSTITUTIONS
    return (standing != "maybe" or known) and verb_follows(words, following)


def _small_surname(words: Judge, index: int) -> bool:
    standing = words.standing(index)
    if standing in ("sure", "surname", "unknown"):
        return True
    known = words.tokens[index].key in words.lists.vocabulary.surnames
    return standing == "maybe" and known and verb_follows(words, index)
