"""What a writer said about something that the check of texts asks about (docs/rules.md section 7).

A choice goes with the command that brings the text. The log keeps field, kind and choice; `word` goes along in memory
only, to make a keyed digest of a word that is no name, and never shows in a message about a fault.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

KINDS = (
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
)
"""The kinds of finds, as docs/rules.md section 7 names them."""
LEFT_AS_IT_IS = ("no_name", "colleague", "not_private")
"""Choices after which the words stay: one tap is the reason."""
CHANGED = ("reworded", "rewritten")
"""Choices after which other words stand there: the ones that were offered, or the writer's own."""
CHOICES = (*CHANGED, *LEFT_AS_IT_IS)

_CODE = re.compile(r"[a-z_]{1,20}")


@dataclasses.dataclass(frozen=True, slots=True)
class PrivacyChoice:
    """One choice about words in a field. `word` is as `same_words` writes it."""

    field: str
    kind: str
    choice: str
    word: str = dataclasses.field(default="", repr=False)

    @property
    def is_to_be_remembered(self) -> bool:
        """Claim that this word is not to be asked about again in the whole programme."""
        return self.kind == "name" and self.choice == "no_name" and bool(self.word)


def same_words(words: str) -> str:
    """Write found words in the one way in which they are compared: small letters, single spaces."""
    return " ".join(words.casefold().split())


def choices_for(kind: str) -> tuple[str, ...]:
    """Give the choices that leave a find of this kind as it is."""
    return ("no_name", "colleague") if kind == "name" else ("not_private",)


def to_text(choices: Iterable[PrivacyChoice]) -> str:
    """Write choices as text, a line each, to keep with a half-done form."""
    return "\n".join("\t".join((one.field, one.kind, one.choice, one.word)) for one in choices)


def from_text(text: str) -> tuple[PrivacyChoice, ...]:
    """Read choices back; a line that is none is passed over."""
    lines = (line.split("\t") for line in text.split("\n"))
    read = (PrivacyChoice(*parts) for parts in lines if len(parts) == len(dataclasses.fields(PrivacyChoice)))
    return tuple(one for one in read if is_known(one))


def is_known(choice: PrivacyChoice) -> bool:
    """Claim that field, kind and choice are codes, so that none of them can be a word of somebody's text."""
    return choice.kind in KINDS and choice.choice in CHOICES and _CODE.fullmatch(choice.field) is not None
