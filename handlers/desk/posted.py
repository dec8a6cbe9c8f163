"""What people type where others already read it: chat threads. Protocol only; a platform hands over and translates."""

from __future__ import annotations

from typing import Protocol

from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.posted import Posted


class PostedTexts(Protocol):
    """Messages in threads, as every platform may use it.

    An outcome that is accepted was stored as a remark. `private_details` was not, and names kinds, level and whether
    the writer was told in its facts. Any other refusal is that of the remark. `happened` says what else came of it.
    """

    async def posted(self, message: Posted) -> Outcome:
        """Take a message of a thread, once for each event: a remark if nothing was found in it."""
        ...

    async def posted_readers(self, reference: str, readers: int) -> None:
        """Note how many can read a message of which that was not known yet."""
        ...

    async def posted_edited(self, message: Posted) -> Outcome:
        """Check a message again, as it stands since it was changed; the talk then has those words and no others.

        One that was not known yet is taken as it stands now, if it has a number: below a card that is gone it has none.
        """
        ...

    async def posted_deleted(self, message: Posted) -> Outcome:
        """Note that a message is gone, and take its words out of the talk; `text` is empty.

        One that was not known yet is not taken any more when it comes after all.
        """
        ...

    async def posted_answered(
        self, reference: str, person: PersonId, choice: str, *, key: str, text: str = ""
    ) -> Outcome:
        """Take the answer of the writer: `adjust`, `no_name`, `colleague` or `not_private`.

        `text` is the message as it stands, if the platform can read it; `text_needed` in the facts asks for an edit.
        """
        ...
