"""What goes out, sorted by where it goes: one lane for each place and each person. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storage.deliveries import DueMessage, LateCard

Lane = tuple[str, str]
"""Platform and address of a place; for somebody in person an empty platform and who it is."""


@dataclass(frozen=True, slots=True)
class Load:
    """One row to send, and its lane."""

    row: DueMessage | LateCard
    lane: Lane

    @property
    def facts(self) -> dict[str, str | int]:
        """Name it for the log: no text, no person."""
        if isinstance(self.row, LateCard):
            return {"number": self.row.number}
        return {"message_id": self.row.id, "attempt": self.row.attempts}


def in_lanes(loads: Iterable[Load]) -> dict[Lane, list[Load]]:
    """Sort loads into lanes and leave them in order there."""
    lanes: dict[Lane, list[Load]] = {}
    for one in loads:
        lanes.setdefault(one.lane, []).append(one)
    return lanes
