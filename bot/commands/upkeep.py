"""Commands that keep a database in order: migrate and purge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.commands.frame import YesOption, confirm, guarded
from bot.problems import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Connection


@guarded
def migrate() -> None:
    """Bring the database to the present tables; makes it when there is none."""
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
def purge(yes: YesOption = False) -> None:
    """Remove texts whose time has come, and what is kept for hours or days only."""
    from bot import audit, clocks
    from bot.opening import open_store
    from bot.settings import load_settings
    from storage import deliveries, due, noting

    if not confirm(
        "Remove texts whose time has come, old drafts, codes and event ids?", yes=yes, without_terminal=False
    ):
        raise BadInput(["nothing was removed; add --yes to go on without being asked"])
    store, now = open_store(load_settings()), clocks.now()
    try:
        before = store.answer(_texts)
        while waiting := store.answer(lambda connection: due.find_due(connection, now)):
            for one in waiting:
                store.run(due.apply_one(one, now))
        store.run(lambda uow: deliveries.sweep(uow.connection, now))
        store.run(lambda uow: noting.tidy(uow, now))
        removed = before - store.answer(_texts)
        audit.note_everywhere(store, "purge", now, {"texts": removed})
    finally:
        store.close()
    typer.echo(f"Removed {removed} texts, and what is kept for hours or days only.")


def _texts(connection: Connection) -> int:
    from sqlalchemy import func, select

    from storage import tables as t

    return connection.execute(select(func.count()).select_from(t.texts)).scalar_one()


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(migrate)
    app.command()(purge)
