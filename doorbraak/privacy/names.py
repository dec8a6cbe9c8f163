"""Find names of people, of clients and of colleagues alike: by lists, and by the place of a word in its sentence.

What lives here: from a word that is a name to the whole name, and what is left alone. What deliberately does not: which
places make a name (name_places.py) and what lists say (name_judge.py).
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.name_cues import has_title
from doorbraak.privacy.name_institutions import is_street_called_after, part_of_institution
from doorbraak.privacy.name_judge import Judge, judge
from doorbraak.privacy.name_places import is_name_here
from doorbraak.privacy.name_rows import is_at_an_address
from doorbraak.privacy.name_small import small_names
from doorbraak.privacy.name_subjects import ALSO_FIRST_NAMES
from doorbraak.privacy.name_surnames import is_small_subject
from doorbraak.privacy.name_words import LEADING_PARTICLES, PARTICLES, STOPS, VERBS
from doorbraak.privacy.tokens import are_joined

_NO_INITIALS: Final = re.compile(
    r"(?:b\.?v|n\.?v|i\.?v\.?m|t\.?b\.?v|i\.?p\.?v|d\.?m\.?v|m\.?b\.?t|o\.?a|n\.?b|p\.?s|e\.?d|d\.?d|p\.?p|e\.?a"
    r"|m\.?a\.?w|o\.?v\.?v|"
    r"t\.?a\.?v|t\.?n\.?v|t\.?o\.?v|a\.?u\.?b|s\.?v\.?p|z\.?s\.?m|b\.?s\.?n|k\.?v\.?k|w\.?w|a\.?o\.?w|u\.?w\.?v"
    r"|s\.?v\.?b|g\.?g\.?d|"
    r"g\.?g\.?z|w\.?m\.?o|d\.?w\.?z|m\.?n|a\.?d\.?h\.?v|i\.?c\.?m|i\.?s\.?m|o\.?l\.?v|e\.?v|p\.?m|a\.?m|p\.?j|v\.?l"
    r"|c\.?q|c\.?a|q\.?q|"
    r"i\.?d|u\.?s\.?a|v\.?s|e\.?u|t\.?v|p\.?c|d\.?j|a\.?s\.?r|s\.?o\.?s|v\.?v\.?e|n\.?a\.?w|o\.?v|j\.?l|v\.?a|k\.?o"
    r"|h\.?a|m\.?e\.?e)\.?-?",
    re.IGNORECASE,
)
_BEFORE_SOMEBODY: Final = frozenset("van met door aan voor bij namens dhr mw mevr mevrouw meneer heer".split())
_MOST_WORDS: Final = 7
_MOST_PARTICLES: Final = 4


def find_names(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each name to ask about, whole: first names, initials, small words, surnames."""
    last = -1
    for start, end in sorted(
        {*_by_words(text, lists), *small_names(text, lists)}, key=lambda span: (span[0], -span[1])
    ):
        if start >= last:
            yield Hit("name", start, end, "ask")
            last = end


def _by_words(text: str, lists: Lists) -> Iterator[tuple[int, int]]:
    words = judge(text, lists)
    index = 0
    while index < len(words.tokens):
        last = _end_of_name(words, index) if _begins_a_name(words, index) else None
        if last is None:
            index += 1
            continue
        first = _start_of_name(words, index)
        if not words.is_left_alone(first, last):
            yield words.tokens[first].start, _without_possessive(words, last)
        index = last + 1


def _begins_a_name(words: Judge, index: int) -> bool:
    token = words.tokens[index]
    may_be_taken = token.is_capital or token.key in ALSO_FIRST_NAMES
    if index in words.taken and not (may_be_taken and is_name_here(words, index)):
        return False
    if is_street_called_after(words, index):
        return False
    if part_of_institution(words, index) and not has_title(words, index):
        return False
    if token.shape == "initials":
        return _are_initials(words, index)
    return is_name_here(words, index)


def _are_initials(words: Judge, index: int) -> bool:
    """Tell whether initials stand for somebody: two or more, or one before a surname."""
    token = words.tokens[index]
    letters = [letter for letter in token.text if letter.isalpha()]
    if index + 1 < len(words.tokens) and are_joined(words.text, token, words.tokens[index + 1]):
        following = index + 1
        while following < min(len(words.tokens) - 1, index + _MOST_PARTICLES) and (
            words.tokens[following].key in LEADING_PARTICLES
        ):
            following += 1
        if words.tokens[following].is_capital and words.standing(following) in (
            "sure",
            "surname",
            "maybe",
            "unknown",
            "doubtful",
        ):
            return token.text[0].isupper()
        if following == index + 1 and words.tokens[following].shape == "capital" and _stands_for_somebody(words, index):
            return token.text[0].isupper() and words.tokens[following].key not in STOPS
    shouted = all(letter.isupper() for letter in letters)
    return len(letters) > 1 and len(letters) < 5 and shouted and not _NO_INITIALS.fullmatch(token.text)


def _stands_for_somebody(words: Judge, index: int) -> bool:
    """Tell whether an initial comes behind what asks for a person: `een brief van J. Wekker`, not `optie A. Daarna`."""
    before = words.tokens[index - 1] if index else None
    return before is not None and before.shape == "small" and before.key in _BEFORE_SOMEBODY


def _end_of_name(words: Judge, index: int) -> int:
    """Walk right over what belongs to the name: `Ineke de Graaf`, `Khaled al-Masri`, `S. Ramdin`."""
    last = index
    while last + 1 < len(words.tokens) and last - index < _MOST_WORDS:
        if not are_joined(words.text, words.tokens[last], words.tokens[last + 1]) or is_at_an_address(words, last):
            break
        following = last + 1
        while following < min(len(words.tokens) - 1, last + _MOST_PARTICLES) and _is_particle(words, following):
            following += 1
        small = words.tokens[index].key in LEADING_PARTICLES and is_small_subject(words, index, following)
        in_surname = words.tokens[index].key in LEADING_PARTICLES or following > last + 2
        if not (
            _goes_on(words, following, after_particle=following > last + 1)
            or (in_surname and _closes(words, following))
            or small
            or _is_titled_surname(words, index, following)
        ):
            break
        last = following
    return last


def _is_titled_surname(words: Judge, index: int, following: int) -> bool:
    """Tell whether small words behind a title are closed by a surname that is a word too: `gezin van habibi wacht`."""
    first = words.tokens[index]
    if first.key not in LEADING_PARTICLES or following != index + 1 or not has_title(words, index):
        return False
    if words.tokens[following].shape == "capital":
        return True  # "meneer van Houten": a town, but not behind a title
    return words.tokens[following].key in words.lists.vocabulary.surnames and following not in words.taken


def _is_particle(words: Judge, index: int) -> bool:
    token, following = words.tokens[index], words.tokens[index + 1]
    return token.key in PARTICLES and are_joined(words.text, token, following) and index not in words.taken


def _goes_on(words: Judge, index: int, *, after_particle: bool) -> bool:
    token, standing = words.tokens[index], words.standing(index)
    if (
        index in words.taken
        or "\n" in words.text[words.tokens[index - 1].end : token.start]
        and token.opens
        and after_particle
    ):
        return False
    if token.shape == "initials":
        return True
    if token.is_capital and words.tokens[index - 1].shape == "initials" and _stands_for_somebody(words, index - 1):
        return token.key not in STOPS
    if token.is_capital:
        return standing != "none" and not (token.key in STOPS or (token.key in VERBS and standing != "maybe"))
    before = words.tokens[index - 1]
    if after_particle:
        # "Bel Karin van de bakker": in small letters only a surname that is nothing else.
        return standing in ("sure", "surname") and before.key not in (
            "en",
            "op",
            "in",
            "aan",
            "uit",
            "voor",
            "van",
            "a",
            "e",
            "y",
            "o",
        )
    return standing in ("sure", "surname") and not before.is_capital


def _closes(words: Judge, index: int) -> bool:
    """Tell whether a word closes a surname of small words, whatever else it means: `van der Hoeden`."""
    token, before = words.tokens[index], words.tokens[index - 1]
    is_first = before.key in LEADING_PARTICLES and index not in words.taken
    return is_first and token.shape == "capital" and token.key not in STOPS


def _start_of_name(words: Judge, index: int) -> int:
    """Walk left over initials and small words: `J.K. Jansen`, `van der Meulen`, `De Witte`."""
    first = index
    while 0 < first > index - _MOST_WORDS and are_joined(words.text, words.tokens[first - 1], words.tokens[first]):
        before = words.tokens[first - 1]
        is_initial = before.shape == "initials" and before.text[0].isupper()
        small_word = before.key in LEADING_PARTICLES and _particle_belongs(words, first - 1)
        if not (is_initial or small_word):
            break
        first -= 1
    return first


def _particle_belongs(words: Judge, index: int) -> bool:
    """Tell whether `van` before a name is part of it: not in `de moeder van Ayse`."""
    token, following = words.tokens[index], words.tokens[index + 1]
    if token.key in ("van", "op", "in", "uit", "te") and token.shape == "small":
        before = words.tokens[index - 1] if index else None
        titled = before is not None and before.key in (
            "mevrouw",
            "mevr",
            "mw",
            "dhr",
            "meneer",
            "heer",
            "familie",
            "gezin",
            "fam",
        )
        return titled or (following.key in LEADING_PARTICLES and following.key not in ("el", "al"))
    return not (token.opens and token.key in ("la", "le"))


def _without_possessive(words: Judge, last: int) -> int:
    token = words.tokens[last]
    return token.end - 2 if token.key.endswith("'s") else token.end
