"""Asking a writer about what the check found, before a text is sent: what is still to ask, and what came of it.

Pure: finds and answers in, finds and texts out. Every channel asks in its own way; what counts as answered is here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from doorbraak.privacy import Find, Kind, Level, Proposal, reworded
from doorbraak.privacy_choices import CHANGED, LEFT_AS_IT_IS, PrivacyChoice, same_words

Answers = tuple[PrivacyChoice, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldFind:
    """One find in one field, from `start` up to `end` in characters, with what could stand there instead."""

    field: str
    kind: Kind
    words: str = dataclasses.field(repr=False)
    start: int
    end: int
    level: Level
    proposal: Proposal = dataclasses.field(repr=False)

    @property
    def find(self) -> Find:
        """Give the find as the check gave it."""
        return Find(self.kind, self.words, self.start, self.end, self.level)

    @property
    def about(self) -> tuple[str, str]:
        """Name what is asked: a kind and words. The same words are asked about once, wherever they stand."""
        return self.kind, same_words(self.words)


def blocked(finds: Iterable[FieldFind]) -> tuple[FieldFind, ...]:
    """Give what no answer can keep."""
    return tuple(find for find in finds if find.level == "block")


def still_to_ask(finds: Iterable[FieldFind], answers: Answers) -> tuple[FieldFind, ...]:
    """Give the ask-level finds that nobody answered yet, at every place where they stand."""
    known = {(one.kind, one.word) for one in answers if one.choice in LEFT_AS_IT_IS}
    return tuple(find for find in finds if find.level == "ask" and find.about not in known)


def questions(finds: Iterable[FieldFind]) -> tuple[FieldFind, ...]:
    """Give one find for each thing to ask: the first place where it stands."""
    first: dict[tuple[str, str], FieldFind] = {}
    for find in finds:
        first.setdefault(find.about, find)
    return tuple(first.values())


def answered(answers: Answers, find: FieldFind, choice: str) -> Answers:
    """Add an answer; one about the same words in the same field makes way for it."""
    kind, word = find.about
    others = (one for one in answers if (one.field, one.kind, one.word) != (find.field, kind, word))
    return (*others, PrivacyChoice(find.field, kind, choice, word))


def with_rewording(texts: Mapping[str, str], finds: Sequence[FieldFind], about: FieldFind) -> dict[str, str]:
    """Give the texts with the rewording of a find put in place, wherever the same words stand."""
    changed = dict(texts)
    for field in {find.field for find in finds}:
        same = [find.proposal for find in finds if find.field == field and find.about == about.about]
        changed[field] = reworded(texts[field], same)
    return changed


def choices_made(finds: Sequence[FieldFind], answers: Answers) -> Answers:
    """Give what goes with the command: what was said of words that stay, and which words made way for others."""
    standing = {find.about for find in finds}
    by_words = {(one.kind, one.word): one.choice for one in answers if one.choice in LEFT_AS_IT_IS}
    stay = (
        PrivacyChoice(find.field, find.kind, by_words[find.about], find.about[1])
        for find in finds
        if find.level == "ask" and find.about in by_words
    )
    gone = (
        PrivacyChoice(one.field, one.kind, one.choice)
        for one in answers
        if one.choice in CHANGED and (one.kind, one.word) not in standing
    )
    return tuple(dict.fromkeys((*stay, *gone)))
