"""The confidentiality note: agreeing to it in person. Protocol only."""

from __future__ import annotations

from typing import Protocol

from doorbraak.overviews import Viewer


class Notes(Protocol):
    """The confidentiality note, as every channel may use it."""

    async def agree_to_note(self, viewer: Viewer, digest: str) -> bool:
        """Note that the viewer agrees to the text with this digest; claims that this is new. A second time is none."""
        ...
