"""Half-done forms: kept without anything that the privacy check blocks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from bot.desk.clients import Clients
from doorbraak import clients
from doorbraak.overviews import (
    ANSWERS,
    Draft,
    Viewer,
)
from storage import drafts

_NEVER_KEPT = ("client",)
"""The number of a client goes in as `client_number`: a draft keeps its code and last two characters alone."""


class Forms(Clients):
    """Half-done forms, as the desk offers it."""

    async def save_draft(
        self,
        viewer: Viewer,
        kind: str,
        values: Mapping[str, str],
        *,
        client_number: str | None = None,
        draft: str | None = None,
    ) -> Draft:
        """Save a half-done form; a field with a block-level find is not saved, and never the number of a client."""
        now = self.now()
        known = await self.draft(viewer, kind, draft) if draft else None
        code, tail = (known.client_code, known.client_tail) if known else (None, "")
        if client_number is not None:
            valid = bool(client_number) and await self.client_is_valid(viewer, client_number)
            code = await self.client_code(viewer, client_number) if valid else None
            tail = clients.last_two(client_number) if valid else ""
        kept = {
            name: value
            for name, value in values.items()
            if name == ANSWERS or (name not in _NEVER_KEPT and not self.private_finds(value))
        }
        if known and ANSWERS in known.values:
            kept.setdefault(ANSWERS, known.values[ANSWERS])
        saved = Draft(
            id=known.id if known else secrets.token_hex(12),
            kind=kind,
            values=kept,
            client_code=code,
            client_tail=tail,
            saved_at=now,
        )
        safe = self._store.safe
        await self._change(lambda uow: drafts.save(uow.connection, safe, viewer.id, saved))
        return saved

    async def draft(self, viewer: Viewer, kind: str, draft: str | None = None) -> Draft | None:
        """Give the viewer's draft of a kind, or None."""
        safe = self._store.safe
        return await self._ask(lambda connection: drafts.read(connection, safe, viewer.id, kind, self.now(), draft))

    async def drop_draft(self, viewer: Viewer, draft: str) -> None:
        """Throw a draft away."""
        await self._change(lambda uow: drafts.drop(uow.connection, viewer.id, draft))
