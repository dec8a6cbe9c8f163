"""What somebody typed where others already read it: what was found there, how long it stood, what came of it.

Pure: a sighting and a moment in; the sighting afterwards and what the log keeps out. A text comes in as what the check
found in it and goes no further (docs/rules.md section 7). Who is told what is in posted_news.py.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId, RequestId
from doorbraak.privacy_choices import LEFT_AS_IT_IS

STILL_THERE_AFTER = timedelta(minutes=30)
"""A block-level find that stands there so long goes to the lead."""
FILE = "file"
"""The kind of a sighting that is a file or a picture; also its level, when no text was found."""
ADJUST = "adjust"
"""The answer "Ik pas het aan": the writer will edit or delete it."""
ANSWERS = (ADJUST, *LEFT_AS_IT_IS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message in a thread as a platform saw it: the text it was posted with, and how many could see it.

    `reference` names the message for ever and `key` this event; `place` is the address of the channel or group and
    `platform` where that is. `readers` 0: nobody knows how many. `person` is None when the writer is not linked. `link`
    opens the message.
    """

    reference: str
    platform: str
    place: str
    number: str
    person: PersonId | None
    text: str = dataclasses.field(repr=False)
    readers: int
    files: int = 0
    link: str = ""
    key: str
    at: datetime | None = None
    """When it was posted, if the platform says so; else now."""


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What the check found in a text: kinds in the order of the text, and the gravest level; both empty if nothing."""

    kinds: tuple[str, ...] = ()
    level: str = ""


def found_in(finds: Iterable[tuple[str, str]], *, files: bool = False) -> Found:
    """Sum up finds given as (kind, level), and files."""
    pairs = list(finds) + ([(FILE, FILE)] if files else [])
    levels = {level for _, level in pairs}
    gravest = next((level for level in ("block", "ask", FILE) if level in levels), "")
    return Found(tuple(dict.fromkeys(kind for kind, _ in pairs)), gravest)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One message from the moment something was found in it, or a clean one (no kinds). `turn` counts from 1.

    A message that was mended and then holds something again begins its next turn.
    """

    reference: str
    turn: int = 1
    programme: ProgrammeId
    request: RequestId | None
    number: str
    place: str
    person: PersonId | None
    readers: int
    link: str
    kinds: tuple[str, ...] = ()
    level: str = ""
    seen_at: datetime
    answer: str = ""
    ended_at: datetime | None = None
    ended_how: str = ""
    due_at: datetime | None = None
    told_at: datetime | None = None
    remark: str = ""
    """Which text of the talk it became, if its words were carried over."""

    @property
    def is_open(self) -> bool:
        """Claim that something was found and still stands there."""
        return bool(self.kinds) and self.ended_at is None

    def minutes(self, now: datetime) -> int:
        """Give how many whole minutes it stood there, up to now if it still does."""
        return max(int(((self.ended_at or now) - self.seen_at).total_seconds()) // 60, 0)


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """What a decision gives: the sighting afterwards, what the log keeps, and whether the text may be carried over."""

    after: Sighting
    events: tuple[e.Event, ...] = ()
    carry: bool = False


def _noted(sighting: Sighting, at: datetime, what: str, by: PersonId | None, **facts: Any) -> e.Audited:
    about = {"reference": sighting.reference, "turn": sighting.turn, "request": sighting.number}
    return e.Audited(at=at, by=by, what=what, facts=about | facts)


def seen(sighting: Sighting, found: Found) -> Step:
    """Decide about a text that was just posted: carry it over, or note what stands there."""
    if not found.kinds:
        return Step(sighting, carry=True)
    due = sighting.seen_at + STILL_THERE_AFTER if found.level == "block" else None
    after = dataclasses.replace(sighting, kinds=found.kinds, level=found.level, due_at=due)
    facts = {"kinds": " ".join(found.kinds), "level": found.level, "readers": sighting.readers}
    text_is_clean = found.kinds == (FILE,)
    return Step(after, (_noted(after, after.seen_at, "thread_found", after.person, **facts),), carry=text_is_clean)


def edited(sighting: Sighting, found: Found, at: datetime) -> Step:
    """Decide about a message whose text was changed to one with these finds."""
    if not sighting.is_open:
        return _edited_clean(sighting, found, at)
    has_file = FILE in sighting.kinds
    now_found = found_in([(kind, found.level) for kind in found.kinds], files=has_file)
    if not now_found.kinds:
        return dataclasses.replace(ended(sighting, at, "edited"), carry=True)
    had_text = sighting.kinds != (FILE,)
    carry = not found.kinds
    if now_found == Found(sighting.kinds, sighting.level):
        return Step(sighting, carry=carry)
    due = sighting.due_at
    if now_found.level != "block":
        due = None
    elif sighting.level != "block":
        due = at + STILL_THERE_AFTER
    after = dataclasses.replace(sighting, kinds=now_found.kinds, level=now_found.level, due_at=due)
    facts = {"kinds": " ".join(after.kinds), "level": after.level, "readers": after.readers, "had_text": had_text}
    return Step(after, (_noted(after, at, "thread_changed", after.person, **facts),), carry=carry)


def _edited_clean(sighting: Sighting, found: Found, at: datetime) -> Step:
    """Decide about a change of a message in which nothing stood any more: fine, answered before, or a next turn."""
    answered_before = (
        sighting.answer in LEFT_AS_IT_IS and found.level == "ask" and set(found.kinds) <= set(sighting.kinds)
    )
    if not found.kinds or answered_before:
        return Step(sighting, carry=True)
    again = dataclasses.replace(
        sighting,
        turn=sighting.turn + 1 if sighting.kinds else sighting.turn,
        kinds=(),
        level="",
        seen_at=at,
        answer="",
        ended_at=None,
        ended_how="",
        due_at=None,
        told_at=None,
    )
    return seen(again, found)


def ended(sighting: Sighting, at: datetime, how: str) -> Step:
    """Note that nothing stands there any more: it was `edited`, `deleted` or `answered`."""
    if not sighting.is_open:
        return Step(sighting)
    after = dataclasses.replace(sighting, ended_at=at, ended_how=how, due_at=None)
    facts = {"how": how, "minutes": after.minutes(at), "readers": after.readers}
    return Step(after, (_noted(after, at, "thread_gone", after.person, **facts),))


def gone(sighting: Sighting, at: datetime) -> Step:
    """Decide about a message that was deleted; one of which nothing was known yet is known as deleted from then on."""
    if sighting.is_open:
        return ended(sighting, at, "deleted")
    return Step(dataclasses.replace(sighting, ended_at=at, ended_how="deleted"))


def answered(sighting: Sighting, choice: str, at: datetime) -> Step:
    """Note what the writer answered; only an ask-level find ends by saying that it is none."""
    if not sighting.is_open or choice not in ANSWERS or (choice != ADJUST and sighting.level != "ask"):
        return Step(sighting)
    with_answer = dataclasses.replace(sighting, answer=choice)
    noted = _noted(with_answer, at, "thread_answered", sighting.person, choice=choice)
    if choice == ADJUST:
        return Step(with_answer, (noted,))
    end = ended(with_answer, at, "answered")
    return Step(end.after, (noted, *end.events), carry=True)


def overdue(sighting: Sighting, now: datetime) -> Step:
    """Note that it goes to the lead, at its own moment: a clock that is late changes nothing."""
    if sighting.due_at is None or sighting.due_at > now or not sighting.is_open:
        return Step(sighting)
    after = dataclasses.replace(sighting, due_at=None, told_at=sighting.due_at)
    return Step(after, (_noted(after, sighting.due_at, "thread_told_lead", None, kinds=" ".join(after.kinds)),))
