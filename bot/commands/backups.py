"""`backup` and `restore`: everything that is stored in one encrypted file, and back, on either kind of database."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import FOUND_SOMETHING, YesOption, ask_first, counted, guarded, is_terminal
from bot.commands.progress import watched
from bot.problems import BadInput

if TYPE_CHECKING:
    from bot.restoring import Restored
    from bot.settings import Settings
    from storage.backup.save import Manifest
    from storage.store import Store


@guarded
def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where; otherwise a name with the time in BACKUP_FOLDER.")
    ] = None,
) -> None:
    """Write all that is stored into one encrypted file. One snapshot, beside the running bot."""
    from bot import audit, clocks
    from bot.opening import open_store
    from bot.restoring import file_name
    from bot.settings import load_settings

    settings, now = load_settings(needs=("TEXT_KEY",)), clocks.now()
    target = file or settings.backup_folder / file_name(now)
    if target.exists():
        raise BadInput([f"{target} is there already; name another file"])
    if file is not None and not file.parent.is_dir():
        raise BadInput([f"there is no folder {file.parent} to write {file.name} in"])
    store = open_store(settings)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        manifest = _write(target, settings, store, now)
        audit.note_everywhere(store, "backup", now, {"lines": manifest.rows["log"]})
    except OSError as failure:
        raise BadInput([f"{target} cannot be written: {failure.strerror}"]) from failure
    finally:
        store.close()
    requests, lines = manifest.rows["requests"], manifest.rows["log"]
    size, held = target.stat().st_size, f"{counted(requests, 'request')}, {counted(lines, 'log line')}"
    typer.echo(f"Written: {target}, {size} bytes: {held}.")


def _write(target: Path, settings: Settings, store: Store, now: datetime) -> Manifest:
    """Write the file under another name first: nobody ever takes half a backup for a whole one."""
    from storage.backup.save import save

    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    try:
        with (
            os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
            watched("backup") as progress,
        ):
            key = settings.text_key[0]
            manifest = store.answer(lambda connection: save(connection, out, key, now, progress))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


@guarded
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.")],
    yes: YesOption = False,
) -> None:
    """Put a backup in the place of the database. What was erased since, or is past its time, is removed again."""
    from bot import clocks
    from bot.opening import shown
    from bot.restoring import examine_backup, removals_beside
    from bot.restoring import restore as put_back
    from bot.settings import load_settings
    from storage.erased_log import NAME

    settings = load_settings(needs=("TEXT_KEY", "CLIENT_CODE_KEY"))
    manifest = examine_backup(file, settings, watched)
    folders = list(dict.fromkeys([settings.backup_folder.absolute(), file.absolute().parent]))
    lines = removals_beside(folders)
    _ask(settings, manifest, yes=yes)
    if not any((folder / NAME).exists() for folder in folders):
        typer.echo(f"There is no {NAME} in {folders[0]}: nothing was ever erased, or the list is lost.", err=True)
    restored = put_back(file, settings, lines, clocks.now(), watched)
    _tell(restored, shown(settings.database_url))


def _ask(settings: Settings, manifest: Manifest, *, yes: bool) -> None:
    from bot.opening import shown

    where, requests = shown(settings.database_url), _present(settings)
    if requests is None and is_terminal():
        return
    there = f"{where} holds {counted(requests, 'request')}. Replace all of it" if requests is not None else ""
    coming = counted(manifest.rows["requests"], "request")
    question = f"{there or f'Fill {where}'} by the backup of {_clock(manifest)} with {coming}?"
    ask_first(question, yes=yes, nothing="nothing was changed")


def _clock(manifest: Manifest) -> str:
    """Give when a backup was made, as the clock in Amsterdam had it: to be recognised, not to be computed with."""
    from datetime import datetime

    from doorbraak.working_time import AMSTERDAM

    return f"{datetime.fromisoformat(manifest.made_at).astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def _present(settings: Settings) -> int | None:
    """Give how many requests the database holds now; None when it is not there, or is empty."""
    from sqlalchemy import func, select
    from sqlalchemy.exc import SQLAlchemyError

    from bot.opening import sqlite_file, unreachable
    from storage import migrate as migrations
    from storage import tables as t
    from storage.engine import make_engine

    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        return None
    engine = make_engine(settings.database_url)
    try:
        if migrations.is_empty(engine):
            return None
        with engine.connect() as connection:
            if connection.execute(select(t.programmes.c.id).limit(1)).first() is None:
                return None
            return int(connection.execute(select(func.count()).select_from(t.requests)).scalar_one())
    except SQLAlchemyError as failure:
        raise unreachable(settings.database_url, failure) from failure
    finally:
        engine.dispose()


def _tell(restored: Restored, where: str) -> None:
    report, purged = restored.report, restored.purged
    for difference in report.differences:
        typer.echo(difference)
    figures = (
        f"{counted(report.requests, 'request')}, {counted(report.log_lines, 'log line')}: "
        f"{counted(len(report.differences), 'difference')}."
    )
    if report.differences:
        typer.echo(f"{figures} The backup was not put in place; {where} is as it was.")
        raise typer.Exit(FOUND_SOMETHING)
    typer.echo(f"{where} is as it was on {_clock(restored.manifest)}.")
    typer.echo(
        f"Removed again: {counted(restored.removed_again, 'removal')} of the list, "
        f"and {counted(purged.text_count, 'text')} by time."
    )
    typer.echo(figures)
    typer.echo(
        "Everybody signs in again. People, roles and accounts are as they were then: `doorbraakbot people list`."
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(backup)
    app.command()(restore)
