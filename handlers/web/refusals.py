"""From an outcome of the rules to a problem at a field, or above the form. Also for what the form can see itself."""

from __future__ import annotations

from collections.abc import Mapping

from doorbraak.commands import TEXT_LIMITS
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Fact, Refusal
from handlers import wording as words
from handlers.web.marks import around
from handlers.web.typed import Problems, Typed
from handlers.web.visit import Visit


def add_refusal(
    problems: Problems, command: str, code: Refusal, facts: Mapping[str, Fact] | None = None, typed: str = ""
) -> None:
    """Say what the rules would refuse, before asking them."""
    said = words.refusal(Outcome(command=command, accepted=False, refusal=code, facts=facts or {}), typed=typed)
    problems.add(said.field or "", said.text)


def check_texts(
    visit: Visit,
    typed: Typed,
    problems: Problems,
    command: str,
    needed: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> None:
    """Say at each text what is missing, too long, or must not be shared; all of it at once."""
    for name in (*needed, *optional):
        text = typed.get(name)
        if name in needed and not text.strip():
            add_refusal(problems, command, Refusal.REASON_REQUIRED, {"field": name})
        elif len(text) > TEXT_LIMITS[name]:
            facts: dict[str, Fact] = {"field": name, "limit": TEXT_LIMITS[name], "length": len(text)}
            add_refusal(problems, command, Refusal.TEXT_TOO_LONG, facts)
        else:
            _check_private(visit, text, name, problems)


def _check_private(visit: Visit, text: str, name: str, problems: Problems) -> None:
    finds = visit.desk.private_finds(text) if text else ()
    if finds:
        problems.add(name, " ".join(dict.fromkeys(words.private_details(kind, found) for kind, found in finds)))
        problems.marks[name] = around(text, finds)


async def say_refusal(visit: Visit, outcome: Outcome, problems: Problems, poster: str = "") -> None:
    """Say what the rules refused; for a private detail with the words that were found."""
    typed = ""
    name = str(outcome.facts.get("field") or "")
    if outcome.refusal is Refusal.PRIVATE_DETAILS:
        finds = visit.desk.private_finds(visit.typed.get(name))
        typed = finds[0][1] if finds else ""
    names = {"poster": poster} if poster else {}
    koplopers = await _koplopers(visit, outcome) if outcome.refusal is Refusal.NOT_A_KOPLOPER else ()
    said = words.refusal(outcome, typed=typed, koplopers=koplopers, names=names)
    problems.add(said.field or "", said.text)


async def _koplopers(visit: Visit, outcome: Outcome) -> tuple[str, ...]:
    district = str(outcome.facts.get("district") or "")
    return tuple(
        person.name
        for person in await visit.desk.people(visit.viewer)
        if "koploper" in person.roles and not person.left and (not person.districts or district in person.districts)
    )
