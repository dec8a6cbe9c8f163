"""Who is told what about a message in a thread: its writer, and after half an hour the leads. Codes only, no text."""

from __future__ import annotations

from datetime import datetime

from doorbraak.ids import ProgrammeId
from doorbraak.news import Message
from doorbraak.people import Circle
from doorbraak.posted import FILE, Sighting


def to_writer(before: Sighting | None, after: Sighting, at: datetime) -> list[Message]:
    """Tell the writer what stands there: at most once a person and request for what is only asked about."""
    kinds = [kind for kind in after.kinds if kind != FILE]
    rose = before is None or not before.is_open or (after.level == "block" and before.level != "block")
    if after.person is None or not after.is_open or not kinds or not rose:
        return []
    about = after.request or after.number
    once = f"thread_ask:{about}:{after.person}" if after.level == "ask" else ""
    facts = {"kinds": " ".join(kinds), "level": after.level, "reference": after.reference}
    return [
        Message(kind="thread_private", number=after.number, due_at=at, person=after.person, facts={**facts}, once=once)
    ]


def about_files(after: Sighting, at: datetime) -> list[Message]:
    """Tell the sender why a file or picture is not kept: once an hour and request, however many there were."""
    if after.person is None:
        return []
    once = f"thread_file:{after.request or after.number}:{after.person}:{at:%Y-%m-%dT%H}"
    return [Message(kind="thread_file", number=after.number, due_at=at, person=after.person, facts={}, once=once)]


def thanks(after: Sighting, at: datetime) -> list[Message]:
    """Thank the writer: it is gone, and how long it stood there."""
    if after.person is None or after.ended_how not in ("edited", "deleted"):
        return []
    facts = {"minutes": after.minutes(at), "reference": after.reference}
    return [Message(kind="thread_gone", number=after.number, due_at=at, person=after.person, facts={**facts})]


def to_leads(after: Sighting, circle: Circle, programme: ProgrammeId) -> list[Message]:
    """Tell all leads, or the managers when there is no lead, that it still stands there: a link, never the text."""
    if after.told_at is None:
        return []
    facts = {"kinds": " ".join(after.kinds), "link": after.link, "reference": after.reference}
    return [
        Message(
            kind="thread_stays",
            number=after.number,
            due_at=after.told_at,
            person=one.id,
            facts={**facts},
            once=f"thread_stays:{programme}:{after.reference}:{after.turn}:{one.id}",
        )
        for one in circle.leads or circle.managers
    ]
