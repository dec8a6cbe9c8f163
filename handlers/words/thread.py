"""What is told about a message in a thread: to its writer and, when a number stays there, to the lead. Never the text.

These messages need no page of a request: whoever typed something in a thread is told, whatever that person may see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.words.asking import mark, privacy_choice
from handlers.words.lists import counted, listed
from handlers.words.private import private_kind

_Facts = Mapping[str, Any]
ADJUST = "Ik pas het aan"


def _kinds(facts: _Facts) -> list[str]:
    return str(facts.get("kinds") or "").split()


def _what(facts: _Facts) -> str:
    return listed([private_kind(kind) for kind in _kinds(facts)]) or private_kind("")


def _at(number: str) -> str:
    return f" bij {number}" if number else ""


def _private(number: str, facts: _Facts, *, is_open: bool) -> str:  # noqa: ARG001 - one shape for all
    perhaps = "" if facts.get("level") == "block" else "misschien "
    return (
        f"In je bericht{_at(number)} staat {perhaps}{_what(facts)}. Iedereen in het kanaal kan het lezen. "
        "Bewerk of verwijder het bericht. Tot die tijd nemen we het niet over."
    )


def _gone(number: str, facts: _Facts, *, is_open: bool) -> str:  # noqa: ARG001
    minutes = int(facts.get("minutes") or 0)
    long = counted(minutes, "minuut", "minuten") if minutes else "minder dan een minuut"
    return f"Dank je, het is weg. Het stond er {long}."


def _stays(number: str, facts: _Facts, *, is_open: bool) -> str:
    if not is_open:
        return (
            f"In het gesprek{_at(number)} stond langer dan een half uur {_what(facts)}. "
            "Het is nu weg. Je hoeft niets te doen."
        )
    said = f"In het gesprek{_at(number)} staat al een half uur {_what(facts)}. Vraag de schrijver om het weg te halen."
    link = str(facts.get("link") or "")
    return f"{said}\n{link}" if link else said


def _file(number: str, facts: _Facts, *, is_open: bool) -> str:  # noqa: ARG001
    return (
        f"We bewaren geen foto's en bestanden{', ook niet' + _at(number) if number else ''}. "
        "Er kan iemand op te herkennen zijn. Haal het weg uit het kanaal. Schrijf liever op wat collega's moeten weten."
    )


_WORDS: dict[str, Callable[..., str]] = {
    "thread_private": _private,
    "thread_gone": _gone,
    "thread_stays": _stays,
    "thread_file": _file,
}


def thread_kinds() -> frozenset[str]:
    """Give the kinds of messages about a thread."""
    return frozenset(_WORDS)


def thread_message(kind: str, number: str, facts: _Facts, *, is_open: bool = True) -> str:
    """Write a message about a thread; `is_open` says whether it still stands there. Raises KeyError."""
    return _WORDS[kind](number, facts, is_open=is_open)


_ANSWERS = {
    "": "geen antwoord",
    "adjust": ADJUST,
    "no_name": privacy_choice("name", "no_name"),
    "colleague": privacy_choice("name", "colleague"),
    "not_private": privacy_choice("", "not_private"),
}
_ENDED = {"": "staat er nog", "edited": "aangepast", "deleted": "verwijderd", "answered": "mocht blijven staan"}


def kind_word(kind: str) -> str:
    """Give what was seen, in a list: "telefoonnummer"."""
    return "bestand of foto" if kind == "file" else mark(kind, "block")


def answer_word(answer: str) -> str:
    """Give what the writer answered, in a list."""
    return _ANSWERS.get(answer, answer)


def ended_word(how: str) -> str:
    """Give how it ended, in a list."""
    return _ENDED.get(how, how)


def thread_answers(facts: _Facts) -> tuple[tuple[str, str], ...]:
    """Give the buttons under the message to the writer, as (answer, word): only what is asked can be waved away."""
    kinds = _kinds(facts)
    if facts.get("level") == "block":
        return (("adjust", ADJUST),)
    if kinds == ["name"]:
        offered = ("no_name", "colleague")
        return (("adjust", ADJUST), *((choice, privacy_choice("name", choice)) for choice in offered))
    only = kinds[0] if len(kinds) == 1 else ""
    return (("adjust", ADJUST), ("not_private", privacy_choice(only, "not_private")))
