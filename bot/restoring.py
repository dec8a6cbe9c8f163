"""Restoring a backup: looked at whole, loaded beside the database, removed from, verified, and only then in place.

Whatever goes wrong before the last step leaves the old database as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot import audit
from bot.opening import sqlite_file
from bot.problems import BadInput
from bot.purging import Purge, purge
from bot.removals import remove_again
from bot.settings import Settings
from doorbraak.ids import PersonId
from storage import administer, erased_log, sessions
from storage import migrate as migrations
from storage import tables as t
from storage.backup.beside import Beside, InUse, beside
from storage.backup.load import examine, load
from storage.backup.save import Manifest
from storage.backup.sealed import BrokenBackup, WrongKey, check_sum, read_header
from storage.engine import make_engine
from storage.erased_log import BrokenLine, Removal
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork
from storage.verify import Report, verify

Progress = Callable[[int, int], None]
Watched = Callable[[str], AbstractContextManager[Progress]]
"""Gives what to tell progress to, under a title."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of restoring; with differences the database was left as it was."""

    manifest: Manifest
    removed_again: int
    purged: Purge
    report: Report


def examine_backup(file: Path, settings: Settings, watched: Watched) -> Manifest:
    """See that a backup is whole and can be read by this release with these keys. Raises BadInput."""
    try:
        with file.open("rb") as opened:
            read_header(opened)
            with watched("checksum") as progress:
                check_sum(opened, file.stat().st_size, progress)
            with watched("content") as progress:
                manifest = examine(opened, settings.text_key, progress)
    except OSError as failure:
        raise BadInput([f"{file} cannot be read: {failure.strerror}"]) from failure
    except (BrokenBackup, WrongKey) as bad:
        raise BadInput([f"{file}: {bad}; nothing was changed"]) from bad
    if not migrations.knows(manifest.schema):
        raise BadInput([f"{file} was made by a newer release (tables {manifest.schema}); nothing was changed"])
    return manifest


def removals_beside(folders: Iterable[Path]) -> list[Removal]:
    """Give what was removed before its time, by the lists in these folders. Raises BadInput."""
    try:
        return erased_log.merged([erased_log.read(folder / erased_log.NAME) for folder in folders])
    except (BrokenLine, OSError) as bad:
        raise BadInput([f"{bad}; without it a restore would bring back what was erased; nothing was changed"]) from bad


def restore(file: Path, settings: Settings, lines: list[Removal], now: datetime, watched: Watched) -> Restored:
    """Put a backup that was examined in the place of the database. Raises BadInput when somebody has that open."""
    place = beside(settings.database_url)
    try:
        place.begin()
    except InUse as busy:
        raise _in_use(busy) from busy
    try:
        restored = _restore_beside(place, file, settings, lines, now, watched)
        if restored.report.differences:
            place.drop()
        else:
            place.replace()
        return restored
    except BaseException as failure:
        place.drop()
        if isinstance(failure, InUse):
            raise _in_use(failure) from failure
        if isinstance(failure, BrokenBackup):
            raise BadInput([f"{file}: {failure}; the database is as it was"]) from failure
        raise


def _in_use(busy: InUse) -> BadInput:
    return BadInput([f"the database is open elsewhere ({busy}): stop the bot, then restore"])


def _restore_beside(
    place: Beside, file: Path, settings: Settings, lines: list[Removal], now: datetime, watched: Watched
) -> Restored:
    left = _who_left(settings)
    engine = make_engine(place.url, schema=place.schema)
    try:
        with file.open("rb") as opened, watched("loading") as progress:
            manifest = load(engine, opened, settings.text_key, progress)
    finally:
        engine.dispose()
    store = Store(
        place.url,
        text_keys=list(settings.text_key),
        client_keys=list(settings.client_code_key),
        schema=place.schema,
        origin="cli",
    )
    try:
        _check_heads(store, manifest)
        again = remove_again(store, lines, now)
        with watched("removing") as progress:
            purged = purge(store, now, progress)
        _shut_out(store, left, now)
        audit.note_everywhere(store, "restore", now, {"made_at": manifest.made_at, "removed": again})
        with watched("verifying") as progress:
            report = store.answer(lambda connection: verify(connection, store.safe, progress))
    finally:
        store.close()
    return Restored(manifest, again, purged, report)


def _who_left(settings: Settings) -> frozenset[PersonId]:
    """Give who has left by now, as the database tells that is about to be replaced; nobody when it cannot be read."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        return frozenset()
    engine = make_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            query = select(t.people.c.id).where(t.people.c.left_at.is_not(None))
            return frozenset(PersonId(one) for one in connection.execute(query).scalars())
    except SQLAlchemyError:  # empty or broken: that is why somebody restores
        return frozenset()
    finally:
        engine.dispose()


def _shut_out(store: Store, left: frozenset[PersonId], now: datetime) -> None:
    """Let who left since the backup leave again, and let no session of before go on."""

    def work(uow: SqlUnitOfWork) -> None:
        here = select(t.people.c.id).where(t.people.c.left_at.is_(None)).order_by(t.people.c.id)
        for one in uow.connection.execute(here).scalars().all():
            if one in left:
                administer.leave_person(uow, PersonId(one), now)
        sessions.end_everybodys(uow.connection, now)

    store.run(work)


def _check_heads(store: Store, manifest: Manifest) -> None:
    """See that each chain ends where the manifest says. Raises BrokenBackup."""
    rows = store.answer(lambda connection: connection.execute(select(t.heads)).all())
    if {row.programme_id: [row.seq, row.hash] for row in rows} != {one: list(at) for one, at in manifest.heads.items()}:
        raise BrokenBackup("its chains end elsewhere than its manifest says")


def file_name(now: datetime) -> str:
    """Name a backup by its moment, in UTC."""
    return f"doorbraakbot-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"
