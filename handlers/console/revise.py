"""Changing an own open request: which field, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from doorbraak import commands as c
from doorbraak.working_time import local_date
from handlers import wording
from handlers.console.parse import Line, NotUnderstood, parse_amount, parse_day, parse_district, parse_theme
from handlers.console.talk import Talk

_FIELDS: dict[str, str] = {
    "bedrag": "amount",
    "dossiernummer": "client",
    "thema": "theme",
    "wijk": "district",
    "vraag": "question",
    "gevolg": "if_nothing",
    "geprobeerd": "tried",
    "datum": "needed_by",
    "spoed": "urgent",
    "betalen": "pay_to",
}
_VOTES_LAPSE = frozenset({"amount", "client", "theme", "question", "pay_to"})
_NOTHING = ("geen", "nee", "niets", "-")


async def revise(talk: Talk, line: Line) -> None:
    """Change one field: `aanpassen VE-2026-0042 bedrag 100,00`."""
    typed = line.rest or await talk.ask(f"Wat wil je aanpassen? {_choice()}")
    word, _, value = typed.partition(" ")
    field = _FIELDS.get(word.lower().strip(":"))
    if field is None:
        raise NotUnderstood(f"Dat kun je niet aanpassen. {_choice()}")
    value = value.strip(" :") or await talk.ask(wording.field(field))
    if field == "client" and talk.wipe_typed():
        talk.say("Ik heb het nummer van je scherm gehaald.")
    page = await talk.desk.request(talk.viewer, line.number)
    votes = sum(vote.stands for vote in page.votes) if page else 0
    command = c.Revise(**talk.base(), request=line.number)
    try:
        command = replace(command, **_changed(talk, field, value))
    except NotUnderstood as wrong:
        talk.keep(command, field)
        raise NotUnderstood(f"{wrong.text} Typ daarna opnieuw: aanpassen {line.number} {word}") from wrong
    outcome = await talk.do(command)
    if outcome and outcome.accepted and outcome.happened and votes and field in _VOTES_LAPSE:
        talk.say(f"Er waren {wording.counted(votes, 'stem', 'stemmen')}. Die tellen nu niet meer mee.")


def _choice() -> str:
    return f"Kies uit: {wording.listed(list(_FIELDS), 'of')}."


def _changed(talk: Talk, field: str, value: str) -> dict[str, Any]:
    readers: dict[str, Callable[[], dict[str, Any]]] = {
        "amount": lambda: {"amount_cents": parse_amount(value)},
        "theme": lambda: {"theme": parse_theme(value)},
        "district": lambda: {"district": parse_district(value, talk.viewer.own_districts or talk.viewer.districts)},
        "needed_by": lambda: _day(talk, value),
        "urgent": lambda: {"urgent": False} if value.lower() in _NOTHING else {"urgent": True, "urgent_reason": value},
    }
    reader = readers.get(field)
    return reader() if reader else {field: value}


def _day(talk: Talk, value: str) -> dict[str, Any]:
    if value.lower() in _NOTHING:
        return {"clear_needed_by": True}
    return {"needed_by": parse_day(value, local_date(talk.desk.now()))}
