"""Setting up the programme of the demo: districts, policy, budgets, people who are all linked, and its own words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import policy_from
from doorbraak.working_time import local_date, local_year
from handlers.wording import note_digest, note_text
from storage import administer, notes
from storage.unit_of_work import SqlUnitOfWork

PROGRAMME = ProgrammeId(hashlib.sha256(b"demo:programme").hexdigest()[:24])
_WORDS = ("payment_note", "urgent_contact", "organisations", "routes")
_DECEMBER = 12


def person_id(key: str) -> PersonId:
    """Give the identifier of a person of the demo."""
    return PersonId(hashlib.sha256(f"demo:person:{key}".encode()).hexdigest()[:24])


def set_up(uow: SqlUnitOfWork, facts: Mapping[str, Any], start: datetime, now: datetime) -> None:
    """Set up the programme as it was from `start` on."""
    administer.add_programme(
        uow, PROGRAMME, facts["programme"], facts["districts"], policy_from(facts["policy"]), start
    )
    administer.set_settings(uow, PROGRAMME, {name: facts[name] for name in _WORDS})
    for year in budget_years(now):
        administer.set_budget(uow, PROGRAMME, year, facts["budget_cents_each_year"], start)
    for person in facts["people"]:
        administer.set_person(uow, PROGRAMME, _entry(person, start), start)
        notes.agree(uow, person_id(person["key"]), note_digest(note_text({})), start)


def budget_years(now: datetime) -> tuple[int, ...]:
    """Give the years that need a budget: last year, this year, and in December next year."""
    year = local_year(now)
    return (year - 1, year, year + 1) if local_date(now).month == _DECEMBER else (year - 1, year)


def _entry(person: Mapping[str, Any], start: datetime) -> administer.PersonEntry:
    return administer.PersonEntry(
        id=person_id(person["key"]),
        key=person["key"],
        name=person["name"],
        roles=tuple(person["roles"]),
        organisation=person["organisation"],
        districts=tuple(person.get("districts", ())),
        email=person["email"],
        linked_at=start,
    )
