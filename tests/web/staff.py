"""Who takes part on the stage, beside those it begins with: joining, and what is stored of somebody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from doorbraak.ids import PersonId, ProgrammeId
from storage import administer
from storage import tables as t
from storage.store import Store

UTRECHT = ProgrammeId("utrecht")


class Staff:
    """The part of a stage that knows its people."""

    store: Store
    clock: Any

    def join(
        self, key: str, roles: tuple[str, ...], organisation: str = "UWV", *, accepted: bool = False, **more: Any
    ) -> None:
        """Let somebody join, linked, or change; `accepted`: an admin entered the confidentiality note."""
        entry = administer.PersonEntry(
            id=PersonId(key),
            key=key,
            name=key.capitalize(),
            roles=roles,
            organisation=organisation,
            accepted_on=self.clock().date() if accepted else None,
            linked_at=self.clock(),
            **more,
        )
        self.store.run(lambda uow: administer.set_person(uow, UTRECHT, entry, self.clock()))

    def person(self, key: str) -> dict[str, Any]:
        """Give the row of somebody."""
        query = select(t.people).where(t.people.c.id == key)
        return dict(self.store.answer(lambda connection: connection.execute(query).mappings().one()))

    def person_of(self, key: str) -> str:
        """Give the identifier of somebody by key."""
        query = select(t.people.c.id).where(t.people.c.key == key)
        return str(self.store.answer(lambda connection: connection.execute(query).scalar_one()))
