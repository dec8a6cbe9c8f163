"""Read a street name backwards from its last word: `Van Testenstraat`, `Laan van Nieuw Guinea`, `Weerdsingel W.Z.`.

What lives here: where the name begins and which words belong to it. What deliberately does not: whether it is a
street (street_names.py).
"""

import re
from dataclasses import dataclass
from typing import Final

from doorbraak.privacy.find import Lists
from doorbraak.privacy.letters import folded
from doorbraak.privacy.streets import ends_like_a_street, has_numbers_of_its_own

FIRST_OF_LINE: Final = re.compile(r"(?:^|[.!?:;\n\"(]\s*|[-*\u00b7] )$")
PARTICLES: Final = frozenset("van de der den het 't ten ter te op en aan la le du des da la el al d'".split())
_WORD: Final = re.compile(r"[^\s,;:!?()\[\]\"]+")
_REACH: Final = 80
_TITLES: Final = frozenset(
    "burgemeester burg. prof. professor dokter doctor dr. dr pastoor koningin koning prins prinses sint st. st "
    "admiraal generaal minister president graaf keizer meester mr. ds. dominee pater zuster kapitein kolonel "
    "luitenant ir. lange korte oude nieuwe grote kleine hoge lage eerste tweede derde vierde 1e 2e 3e 4e 5e 1ste "
    "2de 3de kromme donkere lichte achter boven verlengde noorder zuider ooster wester van".split()
)
_PARTICLE_NEXT: Final = re.compile(r" (?:van|de|der|den|ten|ter) ")
_ADJECTIVES: Final = frozenset("'t lange korte oude nieuwe grote kleine kromme donkere lichte verlengde".split())
_INITIAL: Final = re.compile(r"[A-Z]\.|(?:[A-Z]\.){2,4}")
# "Hadjar op de Billitonstraat": what stands before these is somebody, not a part of the name.
_ENDS_BEFORE: Final = frozenset(("op", "aan"))
# "Weerdsingel W.Z. 212", "Catharijnesingel OZ 3", "Vecht oostzijde 8".
_SIDE: Final = re.compile(
    r"(?i:[nozw]\.?z\.?)|[NOZW]\.?[ZWO]\.?|(?:noord|oost|zuid|west)(?:er)?zijde|[Nn]oord|[Oo]ost|[Zz]uid|[Ww]est"
)
_MOST_WORDS: Final = 6


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


def without_side(text: str, words: list[Word]) -> list[Word]:
    """Leave out the side of the water behind a name: `Weerdsingel W.Z.` is `Weerdsingel`."""
    if len(words) > 1 and _SIDE.fullmatch(words[-1].text):
        before = words[-2]
        if text[before.start + len(before.text) : words[-1].start] == " ":
            return words[:-1]
    return words


def names_a_side(text: str, words: list[Word]) -> bool:
    """Tell whether the side of the water is shortened behind a name, which leaves no doubt: `Hogelanden w.z.`."""
    return len(without_side(text, words)) < len(words) and len(words[-1].text.strip(".")) <= len("w.z")


def whole_name(text: str, words: list[Word], lists: Lists) -> int | None:
    """Give where the longest name of several words begins that the country has: `Laan van Nieuw Guinea`."""
    known, end = lists.vocabulary.street_names, words[-1].start + len(words[-1].text)
    for first in range(max(0, len(words) - _MOST_WORDS), len(words) - 1):
        start = words[first].start
        if words[first].text[0].isupper() and folded(text[start:end]) in known:
            return start
    return None


def small_name(text: str, words: list[Word], lists: Lists) -> int | None:
    """Give where the longest name of several words in small letters begins that the country has: `de heuvel`."""
    known, end = lists.vocabulary.street_names, words[-1].start + len(words[-1].text)
    for first in range(max(0, len(words) - _MOST_WORDS), len(words) - 1):
        if folded(text[words[first].start : end]) in known:
            return words[first].start
    return None


def name_start(text: str, words: list[Word], lists: Lists) -> int:
    """Walk left over the words that belong to the name: capitals, and small words between two capitals."""
    whole = whole_name(text, words, lists)
    if whole is not None:
        return whole
    is_known = folded(words[-1].text) in lists.vocabulary.street_names
    start, index = words[-1].start, len(words) - 2
    while index >= 0 and len(words) - index < _MOST_WORDS + 1:
        word = words[index]
        if text[word.start + len(word.text) : words[index + 1].start] != " ":
            break
        if _goes_with(word, is_known) and _belongs(text, word, words[index - 1].text if index else ""):
            start = word.start
        elif word.text not in PARTICLES or word.text in _ENDS_BEFORE and ends_like_a_street(words[-1].text):
            break
        index -= 1
    return start


def _goes_with(word: Word, is_known: bool) -> bool:
    """Tell whether a word may stand before a name that is whole by itself: `Oude`, not `Zuiderduin van` Croeselaan."""
    return not is_known or _is_title(word.text)


def _belongs(text: str, word: Word, previous: str) -> bool:
    """Tell whether a word is part of the name: `Prof.`, `W.`, `'t`, `Prins`; `previous` stands before it."""
    if word.text in _ADJECTIVES or _INITIAL.fullmatch(word.text):
        return True
    if _is_title(word.text) and (word.text[0].isupper() or word.text[0].isdigit()):
        return True
    first = word.start == 0 or (
        not _is_title(previous) and FIRST_OF_LINE.search(text[max(0, word.start - 3) : word.start]) is not None
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
