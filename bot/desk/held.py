"""Texts of threads that wait for their writer's answer: in the memory of the process only, for an hour at most.

Nothing here is ever stored. When the process ends or the hour is over, the writer is asked to edit the message instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)
_MOST = 200


@dataclass(slots=True)
class Held:
    """What waits, by reference of its message; never shown in a message about a fault."""

    _texts: dict[str, tuple[datetime, str]] = field(default_factory=dict[str, tuple[datetime, str]], repr=False)

    def hold(self, reference: str, text: str, now: datetime) -> None:
        """Hold a text in place of an earlier one of this message; of too many the oldest goes."""
        self.drop(reference)
        self._texts = {name: one for name, one in self._texts.items() if now - one[0] < _HOUR}
        while len(self._texts) >= _MOST:
            del self._texts[next(iter(self._texts))]
        self._texts[reference] = (now, text)

    def take(self, reference: str, now: datetime) -> str:
        """Give a text and let go of it; the empty string when there is none any more."""
        since, text = self._texts.pop(reference, (now, ""))
        return text if now - since < _HOUR else ""

    def drop(self, reference: str) -> None:
        """Let go of a text."""
        self._texts.pop(reference, None)
