"""Surnames that begin with small words: `van der Meulen`, `De Witte`, `el Khattabi`.

What lives here: when `van` or `de` begins a name. What deliberately does not: how far the name goes (names.py).
"""

from typing import Final

from doorbraak.privacy.name_cues import has_title, is_signed, is_titled
from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import verb_follows
from doorbraak.privacy.name_words import INSTITUTIONS, LEADING_PARTICLES, STOPS
from doorbraak.privacy.tokens import are_joined

_MOST_PARTICLES: Final = 4


def opens_a_surname(words: Judge, index: int) -> bool:
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
    if (
        (following in words.taken and not is_titled(words, index))
        or standing == "none"
        and not token.is_capital
        or token.key in STOPS
    ):
        return False
    if (
        tokens[index].shape == "small"
        and tokens[index].key in ("uit", "in", "op", "te")
        and not is_titled(words, index)
    ):
        return False
    if has_title(words, index):
        return token.is_capital or _small_surname(words, following)
    if is_signed(words, index):
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
        if tokens[index].key not in ("van", "de", "den", "ter", "ten", "le", "la"):
            return False
        if long_row and tokens[index].key == "van":
            return True
        known = token.key in words.lists.vocabulary.surnames and token.key not in INSTITUTIONS
        return (standing != "maybe" or known) and verb_follows(words, following)
    # "bel de Vries": a surname that is nothing else, with its capital.
    return (
        standing == "surname"
        and token.is_capital
        and tokens[index].key in ("de", "ter", "ten")
        and not tokens[index].opens
    )


def _small_surname(words: Judge, index: int) -> bool:
    standing = words.standing(index)
    if standing in ("sure", "surname", "unknown"):
        return True
    return (
        standing == "maybe"
        and words.tokens[index].key in words.lists.vocabulary.surnames
        and verb_follows(words, index)
    )
