"""Commands that keep a database in order: migrate, purge, retract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import ProgrammeOption, YesOption, ask_first, counted, guarded, the_programme
from bot.problems import BadInput

if TYPE_CHECKING:
    from bot.purging import Purge

_QUESTION = "Remove texts whose time has come, old drafts, codes and event ids?"


@guarded
def migrate() -> None:
    """Bring the database to the present tables. Makes it when there is none."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.opening import shown, unreachable
    from bot.settings import load_settings
    from storage import migrate as migrations
    from storage.engine import make_engine

    url = load_settings().database_url
    try:
        engine = make_engine(url)
        try:
            current = migrations.is_current(engine)
            if not current:
                migrations.migrate(engine)
        finally:
            engine.dispose()
    except (SQLAlchemyError, OSError) as failure:
        raise unreachable(url, failure) from failure
    typer.echo(f"{shown(url)} {'was up to date' if current else 'is up to date'}.")


@guarded
def purge(
    yes: YesOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
) -> None:
    """Remove texts whose time has come. Also what is kept for hours or days, and client codes that no limit needs."""
    from bot import audit, clocks, purging
    from bot.commands.progress import watched
    from bot.opening import open_store
    from bot.settings import load_settings

    if not dry_run:
        ask_first(_QUESTION, yes=yes, nothing="nothing was removed")
    store, now = open_store(load_settings()), clocks.now()
    try:
        if dry_run:
            found = store.answer(lambda connection: purging.look_ahead(connection, now))
        else:
            with watched("purge") as progress:
                found = purging.purge(store, now, progress)
            audit.note_everywhere(store, "purge", now, {"texts": found.text_count})
    finally:
        store.close()
    _tell(found, "Would remove" if dry_run else "Removed", named=dry_run)


def _tell(found: Purge, verb: str, *, named: bool) -> None:
    for number, count in found.texts.items() if named else ():
        typer.echo(f"{number}: {counted(count, 'text')}")
    rows = ", ".join(f"{count} {name}" for name, count in found.rows.items())
    texts = f"{counted(found.text_count, 'text')} of {counted(len(found.texts), 'request')}"
    typer.echo(f"{verb} {texts}, {rows}, {counted(found.clients, 'client code')}.")


@guarded
def retract(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The request, such as VE-2026-0042.")],
    remark: Annotated[
        int | None, typer.Option("--remark", metavar="N", min=1, help="Only the N-th remark of its talk.")
    ] = None,
    yes: YesOption = False,
    programme: ProgrammeOption = "",
) -> None:
    """Remove what was typed for a request, now. Here and on every chat platform; an open request stays open."""
    import secrets

    from bot import clocks
    from bot.opening import open_store
    from bot.removals import retract as remove
    from bot.settings import load_settings
    from storage.clients import UnknownRequest, known_request
    from storage.removing import NoSuchRemark

    what = f"remark {remark} of {number}" if remark else f"every text of {number}"
    settings = load_settings(needs=("TEXT_KEY",))
    store, folder = open_store(settings), settings.backup_folder
    try:
        identifier = store.answer(lambda connection: the_programme(connection, programme))
        store.answer(lambda connection: known_request(connection, identifier, number))
        ask_first(f"Remove {what}? It does not come back.", yes=yes, nothing="nothing was removed")
        count = remove(store, identifier, number, remark, secrets.token_hex(12), folder, clocks.now())
    except UnknownRequest:
        raise BadInput([f"there is no request {number!r}"]) from None
    except NoSuchRemark as missing:
        raise BadInput([f"{number} has {missing.there_are} remarks, and no remark {remark} to remove"]) from None
    except OSError as failure:
        raise BadInput([f"{folder} cannot be written to: {failure.strerror}; nothing was removed"]) from failure
    finally:
        store.close()
    typer.echo(f"Removed {counted(count, 'text')} of {number}. Posts in chat are taken back by the running bot.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(migrate)
    app.command()(purge)
    app.command()(retract)
