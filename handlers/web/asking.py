"""The screen that asks about a text before it is sent: all finds of all fields, marked, each answered with one tap.

What was typed and what was answered are in the writer's draft, so this screen has an address of its own, works without
script, and going back loses nothing. Where the form goes after the last answer is for whoever shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from doorbraak.asking import Answers, FieldFind, answered, questions, still_to_ask, with_rewording
from doorbraak.overviews import ANSWERS, Draft
from doorbraak.privacy_choices import choices_for, from_text, to_text
from handlers import wording as words
from handlers.web.marks import Piece, pieces_of
from handlers.web.visit import Visit

ADJUST = "rewritten"
REWORD = "reworded"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: which find, what is said, the buttons as (answer, word), and what could stand there instead."""

    about: str
    says: str
    buttons: tuple[tuple[str, str], ...]
    instead: str


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its label, its text with the finds marked, and what is asked about it."""

    field: str
    label: str
    pieces: tuple[Piece, ...]
    questions: tuple[Question, ...]


def answers_of(draft: Draft | None) -> Answers:
    """Give what was answered about the texts of a draft."""
    return from_text(draft.values.get(ANSWERS, "")) if draft else ()


async def finds_in(visit: Visit, texts: Mapping[str, str]) -> tuple[FieldFind, ...]:
    """Look through the texts of a form; without a text nothing is looked at."""
    typed = {name: text for name, text in texts.items() if text.strip()}
    return await visit.desk.finds(visit.viewer, typed) if typed else ()


def render(visit: Visit, texts: Mapping[str, str], ask: tuple[FieldFind, ...], command: str, back: str) -> Response:
    """Show everything that is still to ask."""
    asked = questions(ask)
    parts = [
        Part(
            name,
            words.field(name, command),
            pieces_of(text, [find for find in ask if find.field == name]),
            tuple(_question(find) for find in asked if find.field == name),
        )
        for name, text in texts.items()
        if any(find.field == name for find in ask)
    ]
    return visit.page("asking.html", words.ASK_TITLE, parts=parts, count=len(asked), back=back)


def _question(find: FieldFind) -> Question:
    offered = find.proposal.rewording
    leave = ((choice, words.privacy_choice(find.kind, choice)) for choice in choices_for(find.kind))
    first = () if offered is None else ((REWORD, words.put_in_place(offered)),)
    says = words.found(find.find, find.proposal)
    return Question(_about(find), says, (*first, (ADJUST, words.ADJUST), *leave), offered or "")


def _about(find: FieldFind) -> str:
    return f"{find.field}.{find.start}.{find.end}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a tap: texts and answers as they are now, and the field to go back to for a change by hand."""

    texts: Mapping[str, str]
    answers: Answers
    to_field: str = ""


def take(visit: Visit, texts: Mapping[str, str], finds: tuple[FieldFind, ...], answers: Answers) -> Taken:
    """Take one tap; one about something that is not asked any more changes nothing."""
    about, choice = visit.typed.get("about"), visit.typed.get("choice")
    ask = still_to_ask(finds, answers)
    find = next((one for one in ask if _about(one) == about), None)
    if find is None:
        return Taken(texts, answers)
    if choice == ADJUST:
        return Taken(texts, answered(answers, find, ADJUST), find.field)
    if choice == REWORD and find.proposal.rewording is not None:
        same = {one.field: one for one in ask if one.about == find.about}
        for one in same.values():
            answers = answered(answers, one, REWORD)
        return Taken(with_rewording(texts, ask, find), answers)
    return Taken(texts, answered(answers, find, choice) if choice in choices_for(find.kind) else answers)


def with_answers(values: Mapping[str, str], taken: Taken) -> dict[str, str]:
    """Give the values of a draft with the texts and answers as they are now."""
    return {**values, **taken.texts, ANSWERS: to_text(taken.answers)}
