"""Typed texts before anybody else sees them, and half-done forms. Protocol only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from doorbraak.asking import FieldFind
from doorbraak.overviews import Draft, Viewer


class Texts(Protocol):
    """Typed texts before anybody else sees them, and half-done forms, as every channel may use it."""

    def private_finds(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give the block-level finds of a typed text as (kind, words); shown to the writer alone."""
        ...

    async def finds(self, viewer: Viewer, texts: Mapping[str, str]) -> tuple[FieldFind, ...]:
        """Give everything that the check finds in texts by field, also what is only asked about.

        People, organisations and districts of the programme are left alone, and words called no name there before.
        """
        ...

    async def save_draft(
        self,
        viewer: Viewer,
        kind: str,
        values: Mapping[str, str],
        *,
        client_number: str | None = None,
        draft: str | None = None,
    ) -> Draft:
        """Save a half-done form. `client_number` None keeps the code there is, empty clears it; a field with a
        block-level find is not saved. What was answered about its texts stays with it (the value ANSWERS).
        """
        ...

    async def draft(self, viewer: Viewer, kind: str, draft: str | None = None) -> Draft | None:
        """Give the viewer's draft of a kind (the newest, or by id), or None."""
        ...

    async def drop_draft(self, viewer: Viewer, draft: str) -> None:
        """Throw a draft away, as after sending."""
        ...
