"""Lines that change no figure: where they come from, refusals that come again and again, and knocks at the door.

A person who repeats a refused press must not fill the chain: the first one is a line, what follows within the hour is
counted beside it and becomes one line afterwards. So an hour of one person is at most `_MOST` lines and one for each
command and code (docs/adr/0018).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, bindparam, case, delete, func, select, update

from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from storage import tables as t
from storage.moments import from_text, to_text
from storage.statements import Statement

if TYPE_CHECKING:
    from storage.unit_of_work import SqlUnitOfWork

WINDOW = timedelta(hours=1)
KNOCKS_KEPT = timedelta(days=365)
DONE = "done"
_MOST = 50
"""So many different refused presses of one person in an hour are told apart; beyond that the target is left out."""
_MOST_KNOCKS = 500
"""So many origins are told apart in an hour; beyond that knocks are counted together."""


def stamped(event: e.Event, origin: str) -> e.Event:
    """Give an event with where it comes from; what time did comes from nowhere."""
    if not origin or event.origin is not None or (event.by is None and isinstance(event, e.RequestEvent)):
        return event
    return replace(event, origin=origin)


def lines_of(connection: Connection, programme: ProgrammeId, noted: e.Audited) -> list[e.Audited]:
    """Give the lines to write for something noted: itself, none when it is a repeat, or what was counted before it."""
    if noted.result in (None, DONE) or noted.by is None:
        return [noted]
    key = _key(programme, noted)
    row = _counted_once_more(connection, key, noted.at)
    if row["since"] == to_text(noted.at) and not row["times"] and key["target"] and _is_one_too_many(connection, noted):
        connection.execute(delete(t.repeats).where(_is(key)))
        key |= {"target": ""}
        row = _counted_once_more(connection, key, noted.at)
    if not _is_fresh(row["since"], noted.at):
        at = to_text(noted.at)
        connection.execute(update(t.repeats).where(_is(key)).values(since=at, last_at=at, times=0))
        return [*_counted({**row, **key}), noted]
    return [] if row["times"] else [noted]


_COUNT = Statement(
    lambda insert: (
        insert(t.repeats)
        .on_conflict_do_update(
            index_elements=["programme_id", "person_id", "what", "target", "result"],
            set_={
                "times": t.repeats.c.times + _if_fresh(1, 0),
                "last_at": _if_fresh(insert(t.repeats).excluded.last_at, t.repeats.c.last_at),
            },
        )
        .returning(t.repeats.c.since, t.repeats.c.times, t.repeats.c.last_at)
    )
)


def _if_fresh(then: Any, otherwise: Any) -> Any:
    """Choose by whether the row's hour goes on; one that is over keeps what it counted."""
    return case((t.repeats.c.since > bindparam("stale"), then), else_=otherwise)


def _counted_once_more(connection: Connection, key: dict[str, str], at: datetime) -> Any:
    """Count a refusal in one statement; gives since when, how often since the first, and when last."""
    row = {**key, "since": to_text(at), "last_at": to_text(at), "times": 0, "stale": to_text(at - WINDOW)}
    return _COUNT.run(connection, row).mappings().one()


def _key(programme: ProgrammeId, noted: e.Audited) -> dict[str, str]:
    return {
        "programme_id": str(programme),
        "person_id": str(noted.by),
        "what": f"{noted.what} {noted.facts.get('command', '')}".strip(),
        "target": noted.target or "",
        "result": noted.result or "",
    }


def _is_one_too_many(connection: Connection, noted: e.Audited) -> bool:
    """Claim that this person was refused too many different things within the hour; this one is counted already."""
    c = t.repeats.c
    mine = and_(c.person_id == noted.by, c.since > to_text(noted.at - WINDOW))
    return connection.execute(select(func.count()).select_from(t.repeats).where(mine)).scalar_one() > _MOST


def _is(key: dict[str, str]) -> Any:
    return and_(*(t.repeats.c[name] == value for name, value in key.items()))


def _is_fresh(since: str, at: datetime) -> bool:
    return at < from_text(since) + WINDOW


def _counted(row: Any) -> Iterator[e.Audited]:
    """Give the one line that tells of what was only counted."""
    if row["times"]:
        what, _, command = row["what"].partition(" ")
        facts = {"command": command, "times": row["times"], "since": row["since"]}
        yield e.Audited(
            at=from_text(row["last_at"]),
            by=PersonId(row["person_id"]),
            what=what,
            target=row["target"] or None,
            result=row["result"],
            facts={name: value for name, value in facts.items() if value},
        )


def settle(connection: Connection, now: datetime, programme: ProgrammeId) -> list[e.Audited]:
    """Give the lines of what was counted and is an hour old, and stop counting it."""
    old = and_(t.repeats.c.programme_id == programme, t.repeats.c.since <= to_text(now - WINDOW))
    order = (t.repeats.c.since, t.repeats.c.person_id, t.repeats.c.what, t.repeats.c.target)
    rows = connection.execute(select(t.repeats).where(old).order_by(*order)).mappings().all()
    connection.execute(delete(t.repeats).where(old))
    return [line for row in rows for line in _counted(row)]


def tidy(uow: SqlUnitOfWork, now: datetime) -> None:
    """Write down what was counted and is an hour old, and throw away knocks of more than a year ago."""
    for programme in programmes_to_settle(uow.connection, now):
        uow.record(programme, [(None, line, None) for line in settle(uow.connection, now, programme)])
    uow.connection.execute(delete(t.knocks).where(t.knocks.c.hour < to_text(now - KNOCKS_KEPT)))


def programmes_to_settle(connection: Connection, now: datetime) -> list[ProgrammeId]:
    """Give the programmes of which something counted is an hour old."""
    old = select(t.repeats.c.programme_id).where(t.repeats.c.since <= to_text(now - WINDOW)).distinct()
    return [ProgrammeId(found) for found in connection.execute(old.order_by("programme_id")).scalars()]


_KNOCK = Statement(
    lambda insert: insert(t.knocks).on_conflict_do_update(
        index_elements=["hour", "what", "origin"],
        set_={"times": t.knocks.c.times + 1, "last_at": insert(t.knocks).excluded.last_at},
    )
)


def knock(connection: Connection, what: str, origin: str, at: datetime) -> None:
    """Count a try to come in of which nobody knows the programme; many origins in an hour are counted together."""
    hour = to_text(at.replace(minute=0, second=0, microsecond=0))
    now = and_(t.knocks.c.hour == hour, t.knocks.c.origin == origin)
    known = connection.execute(select(t.knocks.c.times).where(now).limit(1)).first() is not None
    if not known:
        here = select(func.count()).select_from(t.knocks).where(t.knocks.c.hour == hour)
        if connection.execute(here).scalar_one() >= _MOST_KNOCKS:
            origin = "many"
    _KNOCK.run(connection, {"hour": hour, "what": what, "origin": origin, "last_at": to_text(at), "times": 1})
