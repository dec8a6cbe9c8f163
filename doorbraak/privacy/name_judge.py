"""Judge one word of a text: a name, maybe one, a word nobody knows, or certainly no name.

What lives here: what the lists say, in which case, and what a caller wants left alone. What deliberately does not: the
words around it (name_places.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from doorbraak.privacy.find import Lists
from doorbraak.privacy.letters import folded
from doorbraak.privacy.name_words import PARTICLES, RELATIONS, STOPS, VERBS
from doorbraak.privacy.streets import ends_like_a_street
from doorbraak.privacy.tokens import Token, tokens_of

Standing: TypeAlias = Literal["sure", "surname", "maybe", "unknown", "doubtful", "none"]
"""`sure`: a name and nothing else. `surname`: the same, of a family. `maybe`: a name and also a word. `unknown`: in no
list. `doubtful`: has a capital in Dutch, as places, peoples and some names do."""

_DOMAIN: Final = re.compile(r"\.(?:nl|com|eu|org|net|be|de|app|io|info|nu|frl|amsterdam)\b")
_LAW: Final = re.compile(r"(?:.{4}wet(?:boek)?|besluit|verordening|regeling)$")
_SMALL_NAME: Final = 4
_UNKNOWN_NAME: Final = 3
# `Overvecht-Noord`, `Vleuten-De Meern`: parts of towns.
_SIDES: Final = frozenset("noord zuid oost west midden centrum binnenstad buiten binnen stad dorp rijn".split())
_PARTS_OF_NAMES: Final = frozenset(
    "van de der den ter ten vd al el abd abdul abdel ben bin ibn d o n m mc mac s".split()
)
# How words for languages, peoples and inhabitants end.
_OF_PEOPLES: Final = (
    "se",
    "sche",
    "isch",
    "aans",
    "ees",
    "ers",
    "eren",
    "aar",
    "aren",
    "ier",
    "ische",
    "talig",
    "talige",
)
# Three letters that are a name also without a capital.
_SHORT_NAMES: Final = frozenset(
    "ali eva ewa iza iga ela ola ayo aya ada ida ina ines noa mia lea zoe bob rob tom tim jim eve amy ian leo max lex "
    "pim wim jos els eda ece efe can cem nur gul naz ege isa oya nil ari uri ulu yaw yaa esi efe ama ada ife obi uwe "
    "udo "
    "yan yin wei mei lin jie hao ngo an my thi guo xin yun qin sjaan mo jo bo jaap kees".split()
)


# Nobody knows every name; these beginnings and endings no Dutch word has.
_NAME_ENDINGS: Final = tuple(
    "ullah uddin ulhaq zadeh oglu ovic evic ovich evich owski owska ewski ewska ovski ovska owicz ewicz enko chuk "
    "czyk shvili "
    "persad koemar singh narain nath baksh selassie mariam medhin hiwot giorgis khanova bekov beigi pour nejad "
    "waarsing yanto iyah eysha isha iqua endy andy aisha oluwa".split()
)
_NAME_BEGINNINGS: Final = tuple(
    "abdel abdul abdur abdir abdou abder gebre ghebre tekle tesfa welde wolde mohamm mohame muham moham oluwa chukw "
    "nkruma "
    "ramper ramkh soekh bhagw djwal shivsh benab ould ait sheik".split()
)
_FEWEST_SHAPED: Final = 6


def _is_shaped_as_a_name(key: str) -> bool:
    return len(key) > _FEWEST_SHAPED and (key.endswith(_NAME_ENDINGS) or key.startswith(_NAME_BEGINNINGS))


@dataclass(slots=True)
class Judge:
    """The words of one text and what is known of each."""

    text: str
    lists: Lists
    tokens: Sequence[Token]
    taken: frozenset[int]
    """Numbers of the words that belong to an organisation, a place or a thing."""
    known: dict[int, Standing] = field(default_factory=dict[int, Standing])

    def standing(self, index: int) -> Standing:
        """Tell what the lists say of a word, by its number."""
        if index not in self.known:
            self.known[index] = self._look_up(index)
        return self.known[index]

    def _look_up(self, index: int) -> Standing:
        token = self.tokens[index]
        if index in self.taken or token.shape == "initials" or not token.text[0].isalpha():
            return "none"
        if token.key in STOPS or token.key in RELATIONS or len(token.key) < 2:
            return "maybe" if token.key in ("wil",) else "none"
        return self._whole(token) or self._parts(token)

    def _whole(self, token: Token) -> Standing | None:
        words = self.lists.vocabulary
        for key in _forms(token):
            first, last = key in words.first_names, key in words.surnames
            if first or last:
                return self._clash(token, key, first)
        return None

    def _clash(self, token: Token, key: str, first: bool) -> Standing:
        """Settle a name that may be something else too."""
        words = self.lists.vocabulary
        if words.is_word(key) or key in VERBS:
            return "maybe"
        if key in words.places and not (first and key not in words.capitals):
            return "maybe" if first else "none" if token.shape == "small" else "maybe"
        if token.shape == "small" and not self._is_long_enough(key):
            return "maybe"
        if token.shape == "capitals" and len(key) < _SMALL_NAME and key not in _SHORT_NAMES:
            return "maybe"
        return "sure" if first else "surname"

    def _is_long_enough(self, key: str) -> bool:
        """Tell whether a name without a capital is no chance: four letters may be a foreign word or a slip."""
        if len(key) < _SMALL_NAME:
            return key in _SHORT_NAMES
        return len(key) > _SMALL_NAME or key in self.lists.vocabulary.usual_names

    def _parts(self, token: Token) -> Standing:
        """Judge a word in no list of names: `Storm-Bakker` and `D'Souza` by their parts, others by what they are "
        "not."""
        words, key = self.lists.vocabulary, token.key
        parts = [part for part in key.replace("'", "-").split("-") if part]
        if len(parts) > 1:
            return self._joined(token, parts)
        if len(key) < _UNKNOWN_NAME or any(letter.isdigit() for letter in key) or "&" in key:
            return "none"
        if words.is_word(key) or key in words.places or key in VERBS:
            return "none"
        if key in words.capitals:
            return "doubtful" if token.shape == "capital" and not key.endswith(_OF_PEOPLES) else "none"
        if token.shape == "capitals" or ends_like_a_street(key) or words.is_compound(key) or _LAW.search(key):
            return "none"
        if _is_shaped_as_a_name(key):
            return "sure"
        if not words.knows_words and not token.is_capital:
            return "none"
        inner = token.text[1:]
        return "none" if not inner.islower() and inner[:2].lower() != inner[:2] else "unknown"

    def _joined(self, token: Token, parts: list[str]) -> Standing:
        words = self.lists.vocabulary
        if any(letter.isdigit() for letter in token.key) or "&" in token.key:
            return "none"
        if parts[-1] in _SIDES or (parts[0] in words.places and parts[0] not in words.first_names):
            return "none"
        if (
            token.shape == "capital"
            and all(part in words.first_names for part in parts)
            and not words.is_word(token.key)
        ):
            return "sure"
        names = [part in words.first_names or part in words.surnames for part in parts]
        sure = [found and not words.is_word(part) for found, part in zip(names, parts, strict=True)]
        small = [found or part in _PARTS_OF_NAMES for found, part in zip(names, parts, strict=True)]
        written = [
            part[:1].isupper() or part.lower() in _PARTS_OF_NAMES for part in token.text.replace("'", "-").split("-")
        ]
        if any(sure) and (all(small) or (all(written) and token.is_capital)):
            return "sure"
        if all(small) and all(written) and token.is_capital:
            return "maybe"
        if token.text[0].isupper() and token.text[1:2] == "'" and len(parts[-1]) > 2:
            return "unknown"
        return "none"

    def is_left_alone(self, first: int, last: int) -> bool:
        """Tell whether a name is of somebody linked, or of something that is no person here."""
        row = self.tokens[first : last + 1]
        whole = " ".join(word.key for word in row)
        words = [word for word in row if word.key not in PARTICLES] or row
        if self.lists.people or self.lists.not_people:
            plain = _plain(self.lists.people) | _plain(self.lists.not_people)
            if whole in plain or all(any(form in plain for form in _forms(word)) for word in words):
                return True
        is_known = self.lists.is_known_word
        return is_known(whole) or all(any(is_known(form) for form in _forms(word)) for word in words)


@lru_cache(maxsize=16)
def _plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


def _forms(token: Token) -> Iterator[str]:
    """Give the word as it stands, and without the s of a possessive: `emre's`, `karims`, `hans'`."""
    key = token.key
    yield key
    if key.endswith("'s"):
        yield key[:-2]
    elif key.endswith("s") and token.is_capital and len(key) > _SMALL_NAME:
        yield key[:-1]


def judge(text: str, lists: Lists) -> Judge:
    """Read a text and mark what belongs to organisations, places and things."""
    tokens = tokens_of(text)
    keys = tuple(token.key for token in tokens)
    taken: set[int] = set()
    for phrases in (lists.vocabulary.not_people, _phrases(lists.not_people)):
        for index, token in enumerate(tokens):
            if _DOMAIN.match(text, token.end) or text[max(0, token.start - 4) : token.start] == "www.":
                taken.add(index)
            length = _longest(keys, index, phrases.get(token.key, ()))
            taken.update(range(index, index + length))
    return Judge(text, lists, tokens, frozenset(taken))


def _longest(keys: tuple[str, ...], index: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Give how many words from here on are a phrase of the list; 0 when none is."""
    return next((len(phrase) for phrase in phrases if keys[index : index + len(phrase)] == phrase), 0)


@lru_cache(maxsize=16)
def _phrases(names: frozenset[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        row = tuple(token.key for token in tokens_of(name))
        if row:
            found.setdefault(row[0], []).append(row)
    return {first: sorted(rows, key=len, reverse=True) for first, rows in found.items()}
