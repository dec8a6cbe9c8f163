"""The privacy check as the use cases ask for it (docs/rules.md section 7)."""

from __future__ import annotations

from functools import lru_cache

from doorbraak.privacy import check_blocked


class BlockCheck:
    """Name the first block-level find of a text."""

    def block_kind(self, text: str) -> str:
        """Give the kind of the first block-level find, or the empty string."""
        return _block_kind(text)


@lru_cache(maxsize=512)
def _block_kind(text: str) -> str:
    from bot.privacy_lists import load_lists

    return next((find.kind for find in check_blocked(text, lists=load_lists())), "")
