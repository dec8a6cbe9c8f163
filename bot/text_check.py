"""The privacy check as the use cases ask for it (docs/rules.md section 7)."""

from __future__ import annotations

from functools import lru_cache

from doorbraak.privacy import check


class BlockCheck:
    """Name the first block-level find of a text."""

    def block_kind(self, text: str) -> str:
        """Give the kind of the first block-level find, or the empty string."""
        return _block_kind(text)


@lru_cache(maxsize=512)
def _block_kind(text: str) -> str:
    return next((str(find.kind) for find in check(text) if str(find.level) == "block"), "")
