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

from bot.problems import BadInput
from bot.purging import Purge, purge
from bot.removals import remove_again
from bot.settings import Settings
from storage import erased_log
from storage import migrate as migrations
from storage import tables as t
from storage.backup.beside import Beside, InUse, beside
from storage.backup.load import examine, load
from storage.backup.save import Manifest
from storage.backup.sealed import BrokenBackup, WrongKey, check_sum, read_header
from storage.engine import make_engine
from storage.erased_log import BrokenLine, Removal
from storage.store import Store
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
    )
    try:
        _check_heads(store, manifest)
        again = remove_again(store, lines, now)
        with watched("removing") as progress:
            purged = purge(store, now, progress)
        with watched("verifying") as progress:
            report = store.answer(lambda connection: verify(connection, store.safe, progress))
    finally:
        store.close()
    return Restored(manifest, again, purged, report)


def _check_heads(store: Store, manifest: Manifest) -> None:
    """See that each chain ends where the manifest says. Raises BrokenBackup."""
    rows = store.answer(lambda connection: connection.execute(select(t.heads)).all())
    if {row.programme_id: [row.seq, row.hash] for row in rows} != {one: list(at) for one, at in manifest.heads.items()}:
        raise BrokenBackup("its chains end elsewhere than its manifest says")


def file_name(now: datetime) -> str:
    """Name a backup by its moment, in UTC."""
    return f"doorbraakbot-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"
