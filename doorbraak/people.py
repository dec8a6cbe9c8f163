"""People of a programme as the rules see them: roles, organisation, districts, and the circle they form.

Names, addresses and chat accounts are not here: the rules never need them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from doorbraak.ids import PersonId, ProgrammeId


class Role(StrEnum):
    """What somebody may do in a programme; one person can have several."""

    KOPLOPER = "koploper"
    REVIEWER = "reviewer"
    LEAD = "lead"
    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a programme. `districts` empty means all of them; `active` is linked and not left."""

    id: PersonId
    programme: ProgrammeId
    roles: frozenset[Role]
    organisation: str
    districts: frozenset[str] = frozenset()
    accepted: bool = True
    linked: bool = True
    left: bool = False

    @property
    def active(self) -> bool:
        """Claim that this person is linked and has not left."""
        return self.linked and not self.left

    @property
    def is_koploper(self) -> bool:
        """Claim that this person may submit (R1)."""
        return self.active and Role.KOPLOPER in self.roles

    @property
    def must_accept(self) -> bool:
        """Claim that the confidentiality note stands between this person and what its roles are for (R3)."""
        counts = Role.LEAD in self.roles or (Role.REVIEWER in self.roles and Role.MANAGER not in self.roles)
        return self.active and counts and not self.accepted

    @property
    def is_reviewer(self) -> bool:
        """Claim that this person may vote: never a manager, never without the confidentiality note (R3)."""
        return self.active and self.accepted and Role.REVIEWER in self.roles and Role.MANAGER not in self.roles

    @property
    def is_lead(self) -> bool:
        """Claim that this person may decide as lead (R3, R10)."""
        return self.active and self.accepted and Role.LEAD in self.roles

    @property
    def is_manager(self) -> bool:
        """Claim that this person has the role manager."""
        return self.active and Role.MANAGER in self.roles

    @property
    def is_admin(self) -> bool:
        """Claim that this person has the role admin."""
        return self.active and Role.ADMIN in self.roles

    @property
    def minds_the_fund(self) -> bool:
        """Claim that this person may record money beside the poster: lead, manager or admin (R16, R20)."""
        return self.is_lead or self.is_manager or self.is_admin

    def serves(self, district: str) -> bool:
        """Claim that this person works in the district (no districts: all)."""
        return not self.districts or district in self.districts


class Circle:
    """Everybody of one programme at one moment, looked up by identifier."""

    __slots__ = ("_by_id", "leads", "managers", "reviewers")

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_id: Mapping[PersonId, Person] = {person.id: person for person in people}
        self.reviewers = tuple(person for person in self._by_id.values() if person.is_reviewer)
        self.leads = tuple(person for person in self._by_id.values() if person.is_lead)
        self.managers = tuple(person for person in self._by_id.values() if person.is_manager)

    def get(self, person: PersonId) -> Person | None:
        """Give the person with this identifier, or None."""
        return self._by_id.get(person)

    def __iter__(self):
        return iter(self._by_id.values())
