"""Who looks, and people in lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Person
from doorbraak.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks: a person with name and programme, as far as pages need it."""

    person: Person
    name: str
    programme_id: ProgrammeId
    programme: str
    districts: tuple[str, ...]
    own_districts: tuple[str, ...]
    policy: Policy
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The programme's own words: fund_name, payment_note, urgent_contact, resident_texts, client_number, routes,
    confidentiality_note."""
    sessions: int = 0
    """How often all sessions of this person were ended; a session that began under another number is over."""
    agreed_to: str = ""
    """The digest of the confidentiality note that this person agreed to in person, last."""
    language: str = ""
    """In which language this person is told things alone; empty is Dutch."""

    @property
    def id(self) -> PersonId:
        """Give who this is."""
        return self.person.id


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that stays signed in; days are None for one remembered before they were kept."""

    id: str
    since: date | None
    used_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person for lists and buttons; `roles` in the order koploper, reviewer, lead, manager, admin."""

    id: PersonId
    key: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    districts: tuple[str, ...]
    linked: bool
    left: bool
    email: str = ""
