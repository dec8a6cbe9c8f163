"""The plain form in which words are compared: small letters, no accents.

What lives here: folding. What deliberately does not: the plain form of a whole text, which keeps its accents
(normal.py).
"""

import unicodedata
from typing import Final

# Letters that no decomposition makes plain.
_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
)


def folded(word: str) -> str:
    """Give a word in small letters without accents: `Öztürk` is `ozturk`, `Łukasz` is `lukasz`."""
    small = word.lower()
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("\u2019", "'")
