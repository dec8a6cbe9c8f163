"""Asking about what was found in a text before it goes out: the same question as in the browser, in words.

Each answer is a number or the words behind it. What was answered holds for the same words in the same form or command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

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
from doorbraak.commands import TEXT_LIMITS, Command
from doorbraak.privacy_choices import choices_for
from doorbraak.use_cases.gather import command_texts
from handlers import wording

if TYPE_CHECKING:
    from handlers.console.talk import Talk

_Some = TypeVar("_Some", bound=Command)
_ADJUST, _REWORD = "rewritten", "reworded"


async def ask_about(talk: Talk, texts: Mapping[str, str], answers: Answers) -> tuple[dict[str, str], Answers]:
    """Ask about everything in these texts until nothing is left; gives the texts and answers as they are then.

    A text that must not be shared is not asked about: it will be refused. Raises Ended and Stopped.
    """
    now = {name: text for name, text in texts.items() if text.strip()}
    while now:
        finds = await talk.desk.finds(talk.viewer, now)
        ask = still_to_ask(finds, answers)
        if not ask or blocked(finds):
            break
        now, answers = await _one(talk, now, ask, answers)
    return {**texts, **now}, answers


async def _one(
    talk: Talk, texts: dict[str, str], ask: tuple[FieldFind, ...], answers: Answers
) -> tuple[dict[str, str], Answers]:
    """Ask one question and give what came of it."""
    find = questions(ask)[0]
    offered = _offered(find)
    talk.say(wording.found(find.find, find.proposal))
    choice = await _chosen(talk, offered)
    if choice == _REWORD:
        for field in dict.fromkeys(one.field for one in ask if one.about == find.about):
            answers = answered(answers, replace(find, field=field), _REWORD)
        texts = with_rewording(texts, ask, find)
        talk.say(*(f"Je tekst is nu: {texts[name]}" for name in texts if name == find.field))
        return texts, answers
    answers = answered(answers, find, choice)
    if choice == _ADJUST:
        texts = {**texts, find.field: await _again(talk, find.field)}
    return texts, answers


def _offered(find: FieldFind) -> list[tuple[str, str]]:
    """Give the choices as (code, words), in the order in which they are numbered."""
    reword = find.proposal.rewording
    first = [] if reword is None else [(_REWORD, wording.put_in_place(reword))]
    leave = [(choice, wording.privacy_choice(find.kind, choice)) for choice in choices_for(find.kind)]
    return [*first, (_ADJUST, wording.ADJUST), *leave]


async def _chosen(talk: Talk, offered: list[tuple[str, str]]) -> str:
    """Ask until it is one of the choices, by number or in words."""
    numbered = " · ".join(f"{at} {words}" for at, (_, words) in enumerate(offered, 1))
    while True:
        typed = (await talk.ask(numbered)).lower().rstrip(".")
        for at, (choice, words) in enumerate(offered, 1):
            if typed in (str(at), words.lower()):
                return choice
        talk.say("Typ het nummer van je keuze. Of typ stop: dan wordt er niets verstuurd.")


async def _again(talk: Talk, field: str) -> str:
    """Ask for the text anew; one that is too long, empty or must not be shared is asked for again."""
    while True:
        typed = await talk.ask(f"{wording.field(field)} Typ je tekst opnieuw.")
        finds = talk.desk.private_finds(typed)
        if typed and len(typed) <= TEXT_LIMITS[field] and not finds:
            return typed
        talk.say(*(wording.private_details(kind, words) for kind, words in finds))
        if len(typed) > TEXT_LIMITS[field]:
            talk.say(f"Je tekst is te lang. Er passen {TEXT_LIMITS[field]} tekens.")


async def settled(talk: Talk, command: _Some, answers: Answers = ()) -> _Some:
    """Give a command with its texts as they may go out and what the writer said about them; a tap is not looked at."""
    texts = {name: text for name, text in command_texts(command).items() if text.strip()}
    if not texts:
        return command
    now, answers = await ask_about(talk, texts, answers)
    changed = {name: text for name, text in now.items() if text != texts[name]}
    finds = await talk.desk.finds(talk.viewer, now)
    return replace(command, **changed, choices=choices_made(finds, answers))
