"""What the check found in a form before it is sent: said at the field, or asked about in the same form.

What was typed and answered is in the writer's draft; the form carries its identifier only. Where a rewording was taken,
the field stays away until the form is sent: Slack keeps what somebody typed in a field that is still there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from doorbraak.asking import (
    Answers,
    FieldFind,
    answered,
    blocked,
    choices_made,
    questions,
    still_to_ask,
    with_rewording,
)
from doorbraak.overviews import ANSWERS, Draft, Viewer
from doorbraak.privacy_choices import PrivacyChoice, choices_for, from_text, to_text
from handlers import wording
from handlers.slack.blocks import Block, button, literal, rows, section, small, strong
from handlers.slack.house import House
from handlers.slack.typed import Problems

FIND = "find_"
"""What the action of a button about a find begins with; the choice stands behind it."""
REWORD = "reworded"
_AROUND = 160
_MOST_AT_ONCE = 8
"""So many finds are asked about in one form: the fields below them have to fit too."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the check found in the texts of a form, and what its writer said about it so far."""

    texts: Mapping[str, str] = field(repr=False)
    finds: tuple[FieldFind, ...] = ()
    answers: Answers = ()

    @property
    def to_ask(self) -> tuple[FieldFind, ...]:
        """Give what is still to ask."""
        return still_to_ask(self.finds, self.answers)

    @property
    def choices(self) -> tuple[PrivacyChoice, ...]:
        """Give what goes with the command."""
        return choices_made(self.finds, self.answers)


def answers_of(draft: Draft | None) -> Answers:
    """Give what was answered about the texts of a draft."""
    return from_text(draft.values.get(ANSWERS, "")) if draft else ()


async def look(house: House, viewer: Viewer, texts: Mapping[str, str], draft: Draft | None) -> Looked:
    """Look through the texts of a form; without a text nothing is looked at."""
    typed = {name: text for name, text in texts.items() if text.strip()}
    finds = await house.desk.finds(viewer, typed) if typed else ()
    return Looked(typed, finds, answers_of(draft))


def say_blocked(looked: Looked, problems: Problems) -> None:
    """Say at each field what no answer can keep."""
    by_field: dict[str, list[str]] = {}
    for find in blocked(looked.finds):
        by_field.setdefault(find.field, []).append(wording.private_details(find.kind, find.words))
    for name, said in by_field.items():
        problems.add(name, " ".join(dict.fromkeys(said)))


def question_blocks(looked: Looked, command: str) -> list[Block]:
    """Show everything that is still to ask: the marked words, what could stand there, and the choices."""
    every = questions(looked.to_ask)
    asked = every[:_MOST_AT_ONCE]
    if not asked:
        return [small("Dank je. Kijk nog even en verstuur dan.")] if looked.answers else []
    blocks = [strong(f"*{wording.ASK_TITLE}*"), small("Alleen jij ziet dit. Kies, of pas je tekst hieronder aan.")]
    for number, find in enumerate(asked):
        blocks += [
            small(wording.field(find.field, command)),
            strong(_marked(looked.texts.get(find.field, ""), find)),
            *section(wording.found(find.find, find.proposal)),
            *rows(f"find#{number}", _buttons(find)),
        ]
    if len(every) > len(asked):
        blocks.append(small(f"Hierna nog {len(every) - len(asked)}. Pas je liever je tekst aan? Dat kan hieronder."))
    return [*blocks, {"type": "divider"}]


def _marked(text: str, find: FieldFind) -> str:
    """Give the words around a find, with the find itself marked by a word as well."""
    before, after = text[max(find.start - _AROUND, 0) : find.start], text[find.end : find.end + _AROUND]
    found = literal(text[find.start : find.end]).strip()
    return f"…{literal(before)}*{found}* ({wording.mark(find.kind, find.level)}){literal(after)}…"


def _buttons(find: FieldFind) -> list[dict[str, object]]:
    offered = find.proposal.rewording
    leave = [(choice, wording.privacy_choice(find.kind, choice)) for choice in choices_for(find.kind)]
    offers = leave if offered is None else [(REWORD, wording.put_in_place(offered)), *leave]
    return [button(f"{FIND}{choice}", word, _about(find)) for choice, word in offers]


def _about(find: FieldFind) -> str:
    return f"{find.field}.{find.start}.{find.end}"


def take(looked: Looked, about: str, choice: str) -> Looked:
    """Take one answer; one about something that is not asked any more changes nothing."""
    ask = looked.to_ask
    find = next((one for one in ask if _about(one) == about), None)
    if find is None:
        return looked
    if choice in choices_for(find.kind):
        return Looked(looked.texts, looked.finds, answered(looked.answers, find, choice))
    if choice != REWORD or find.proposal.rewording is None:
        return looked
    answers = looked.answers
    for one in {one.field: one for one in ask if one.about == find.about}.values():
        answers = answered(answers, one, REWORD)
    return Looked(with_rewording(looked.texts, ask, find), (), answers)


def reworded_fields(answers: Answers) -> frozenset[str]:
    """Give the fields of which the new text is in the draft, and not in the form."""
    return frozenset(one.field for one in answers if one.choice == REWORD)


def without_reworded(blocks: Sequence[Block], texts: Mapping[str, str], answers: Answers) -> list[Block]:
    """Put the new text in the place of a field that was reworded."""
    kept = reworded_fields(answers)
    shown: list[Block] = []
    for block in blocks:
        name = str(block.get("block_id", ""))
        if block["type"] == "input" and name in kept and texts.get(name):
            shown += [small(str(block["label"]["text"])), *section(texts[name])]
        else:
            shown.append(block)
    return shown


def with_answers(values: Mapping[str, str], looked: Looked) -> dict[str, str]:
    """Give the values of a draft with texts and answers as they are now."""
    return {**values, **looked.texts, ANSWERS: to_text(looked.answers)}
