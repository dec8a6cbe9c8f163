"""What happens to a request beside and after its decision: money, talk, follow-up, texts removed, earlier years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from doorbraak.events.base import RequestEvent, Text
from doorbraak.ids import ClientId, PersonId, TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(RequestEvent):
    """The amount was paid."""

    kind = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(RequestEvent):
    """What was really spent is known; the rest was released."""

    kind = "settled"
    spent_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(RequestEvent):
    """A settled amount was corrected."""

    kind = "corrected"
    spent_cents: int
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp(RequestEvent):
    """The poster said whether it is solved: yes, partly or no."""

    kind = "followed_up"
    answer: str
    text: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked(RequestEvent):
    """Somebody said something in the talk; `late_vote` when it was the reason of a vote that came too late (R14)."""

    kind = "remarked"
    person: PersonId
    text: Text
    late_vote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(RequestEvent):
    """Another koploper is the poster from now on."""

    kind = "handed_over"
    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(RequestEvent):
    """Something that is told once was told: `what` names which (a reminder, a follow-up question, an alarm)."""

    kind = "noticed"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsPurged(RequestEvent):
    """The free texts of this request are gone; figures and hashes stay.

    `why` is None when their time had come, else `retracted` or `erased`; then `erasure` is its line in the list beside
    the backups.
    """

    kind = "texts_purged"
    why: str | None = None
    erasure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRetracted(RequestEvent):
    """The words of one remark are gone; `text` is its identifier. `why` is `edited` when others stand there instead."""

    kind = "remark_retracted"
    text: TextId
    erasure: str
    why: str | None = None


def standing_remarks(events: Iterable[object]) -> list[Remarked]:
    """Give the remarks of a talk in order, without what was edited into another one."""
    happened = list(events)
    replaced = {one.text for one in happened if isinstance(one, RemarkRetracted) and one.why == "edited"}
    return [one for one in happened if isinstance(one, Remarked) and one.text.id not in replaced]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(RequestEvent):
    """A request of an earlier year, decided long ago: figures only (docs/rules.md section 8, earlier years)."""

    kind = "imported"
    number: str
    client: ClientId
    district: str
    theme: str
    asked_cents: int
    submitted_at: datetime
    status: str
    granted_cents: int | None
    settled_cents: int | None
    fund_year: int | None
    route: str | None
    verdict: str | None
    organisation: str = "onbekend"
