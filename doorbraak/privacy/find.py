"""What a privacy check gives back, and what it needs to know.

What lives here: the value types shared by all detectors. What deliberately does not: any detecting.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from doorbraak.privacy.vocabulary import Vocabulary

Kind: TypeAlias = Literal[
    "bsn",
    "iban",
    "phone",
    "email",
    "address",
    "postcode",
    "name",
    "birth_date",
    "diagnosis",
    "filename",
    "file_number",
]
Level: TypeAlias = Literal["block", "ask"]


@dataclass(frozen=True, slots=True)
class Find:
    """One find: `text` is literally what stands from `start` up to `end`, in characters of the original text."""

    kind: Kind
    text: str
    start: int
    end: int
    level: Level


@dataclass(frozen=True, slots=True)
class Hit:
    """A find of one detector, in characters of the normalised text."""

    kind: Kind
    start: int
    end: int
    level: Level = "block"


_NO_WORDS: Final = Vocabulary()


def _knows_none(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Lists:
    """What a programme knows beforehand; all words in small letters.

    `streets` are streets whose name does not show that it is a street (`neude`, `drift`). `people` are first names,
    surnames and whole names of linked people and of the contact list, `not_people` are organisations, districts and the
    like: none of these is asked about. `is_known_word` tells whether somebody said before that a word is no name; it
    gets the word in small letters. `vocabulary` is what everybody knows: names, words, illnesses.
    """

    streets: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    not_people: frozenset[str] = frozenset()
    is_known_word: Callable[[str], bool] = _knows_none
    vocabulary: Vocabulary = _NO_WORDS


Detector: TypeAlias = Callable[[str, Lists], Iterator[Hit]]
