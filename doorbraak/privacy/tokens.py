"""The words of a text, with where they stand and how they are written.

What lives here: splitting, and what capitals mean in this text. What deliberately does not: what a word means.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from doorbraak.privacy.letters import folded

Shape: TypeAlias = Literal["small", "capital", "capitals", "initials"]

_TOKEN: Final = re.compile(
    r"(?P<of_the>(?<![\w.])[vV](?:\. ?[dD]\.|/[dD]\.?|\.[dD])(?=[ \n]))|"
    r"(?P<initials>(?<![\w.])(?:[^\W\d_]\.-?){2,6}(?![^\W\d_]{2})|(?<![\w.])[A-Z]\.(?=[ \n]?[^\W\d_]))"
    r"|(?P<word>'[tsn](?![^\W_])|[^\W\d_](?:[^\W_]|['&-](?=[^\W_])){0,60})"
)
_SENTENCE_END: Final = frozenset('.!?:;\n("\u201c\u2022*')
_AFTER: Final = re.compile(r"[ \t]*\n?[ \t]*")
_MOSTLY: Final = 0.7
_FEW_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word from `start` up to `end`; `key` is how it stands in lists."""

    text: str
    start: int
    end: int
    key: str
    shape: Shape
    opens: bool
    """It is the first word of a sentence, a line or a quotation."""

    @property
    def is_capital(self) -> bool:
        """Tell whether it is written with a capital: `Fatima`, `El-Hassan`, `FATIMA`."""
        return self.shape in ("capital", "capitals")


@lru_cache(maxsize=8)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Give the words of a text. In a text all in capitals, capitals say nothing: its words count as small."""
    found = tuple(_token(text, match) for match in _TOKEN.finditer(text))
    words = [token for token in found if token.shape != "initials" and len(token.text) > 1]
    if len(words) >= _FEW_WORDS and sum(token.shape == "capitals" for token in words) > _MOSTLY * len(words):
        return tuple(_as_small(token) for token in found)
    return found


def are_joined(text: str, one: Token, other: Token) -> bool:
    """Tell whether nothing but a space, or the end of a line, stands between two words."""
    gap = text[one.end : other.start]
    return bool(gap) and len(gap) < 4 and _AFTER.fullmatch(gap) is not None


def _token(text: str, match: re.Match[str]) -> Token:
    word = match[0]
    before = text[max(0, match.start() - 4) : match.start()].rstrip(" \t'")
    opens = (
        not before
        or before[-1] in _SENTENCE_END
        or text[max(0, match.start() - 2) : match.start()] in ("- ", "\u00b7 ")
    )
    if match["of_the"]:
        return Token(word, match.start(), match.end(), "vd", "capital" if word[0] == "V" else "small", opens)
    if match["initials"]:
        return Token(word, match.start(), match.end(), word.lower(), "initials", opens)
    return Token(word, match.start(), match.end(), folded(word), _shape(word), opens)


def _shape(word: str) -> Shape:
    if word.islower() or not (word[0].isupper() or any(part[:1].isupper() for part in word.split("-")[1:])):
        return "small"
    letters = [letter for letter in word if letter.isalpha()]
    return "capitals" if len(letters) > 1 and all(letter.isupper() for letter in letters) else "capital"


def _as_small(token: Token) -> Token:
    shape = "small" if token.shape == "capitals" else token.shape
    return Token(token.text, token.start, token.end, token.key, shape, token.opens)
