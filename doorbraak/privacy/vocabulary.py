"""What the check knows about words: names of people, ordinary words, organisations and places, illnesses.

What lives here: the shape of that knowledge. What deliberately does not: the words; whoever calls the check brings
them.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

Phrases: TypeAlias = Mapping[str, Sequence[tuple[str, ...]]]
"""Phrases by their first word; each is the row of its words, the longest first."""

_FEWEST_IN_A_PART: Final = 4
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """Words to look for, some of them as the beginning (`diabet*`) or the end (`*kanker`) of a word."""

    words: frozenset[str] = _NOTHING
    beginnings: frozenset[str] = _NOTHING
    endings: frozenset[str] = _NOTHING
    phrases: Phrases = field(default_factory=dict[str, Sequence[tuple[str, ...]]])
    _longest: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Remember how long a beginning or an ending can be, so that no longer one is looked up."""
        object.__setattr__(self, "_longest", max(map(len, self.beginnings | self.endings), default=0))

    def begin(self, word: str, *, beyond: int = 0) -> bool:
        """Tell whether the word begins with one of the beginnings that has more than `beyond` letters."""
        longest = min(len(word), self._longest)
        return any(word[:length] in self.beginnings for length in range(beyond + 1, longest + 1))

    def end(self, word: str) -> bool:
        """Tell whether the word ends with one of the endings."""
        longest = min(len(word), self._longest)
        return any(word[-length:] in self.endings for length in range(1, longest + 1))


@dataclass(frozen=True)
class Vocabulary:
    """Lists of words as `letters.folded` gives them. With empty lists the check still finds names by their position."""

    first_names: Container[str] = _NOTHING
    usual_names: Container[str] = _NOTHING
    """First names that are names first, also where they are a word as well: `Roos`, `Kim`."""
    surnames: Container[str] = _NOTHING
    ordinary: Container[str] = _NOTHING
    """Words of texts like ours that no dictionary has, and words that are more often a word than a name."""
    words: Container[str] = _NOTHING
    """Every Dutch word that is written in small letters."""
    capitals: Container[str] = _NOTHING
    """Dutch words with a capital: places, peoples, brands, also some names."""
    places: Container[str] = _NOTHING
    street_names: Container[str] = _NOTHING
    """Streets of the whole country, those of several words whole: `laan van chartroise`."""
    not_people: Phrases = field(default_factory=dict[str, Sequence[tuple[str, ...]]])
    illnesses: Terms = Terms()
    """Illnesses, and the medicines that tell of one."""

    @property
    def knows_words(self) -> bool:
        """Tell whether a word in no list is a word that nobody knows: not when there are no lists."""
        return bool(self.words)

    def is_word(self, key: str) -> bool:
        """Tell whether this is an ordinary Dutch word, also one put together from two."""
        return key in self.ordinary or key in self.words

    def is_name(self, key: str) -> bool:
        """Tell whether somebody may be called so."""
        return key in self.first_names or key in self.surnames

    def is_compound(self, key: str) -> bool:
        """Tell whether a word that no list has is put together from two Dutch words."""
        return _is_compound(self.words, key)


@lru_cache(maxsize=4096)
def _is_compound(words: Container[str], key: str) -> bool:
    for cut in range(_FEWEST_IN_A_PART, len(key) - _FEWEST_IN_A_PART + 1):
        first, second = key[:cut], key[cut:]
        if second in words and (first in words or (first.endswith("s") and first[:-1] in words)):
            return True
    return False
