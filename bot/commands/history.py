"""`import-history`: decided requests of earlier years from a CSV."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.frame import ProgrammeOption, counted, guarded, the_programme
from bot.problems import BadInput


@guarded
def import_history(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV with semicolons, as a Dutch spreadsheet saves.")],
    programme: ProgrammeOption = "",
) -> None:
    """Add decided requests of earlier years. All rows, or none when one has a problem."""
    from bot import audit, clocks
    from bot.history.read import read_history
    from bot.opening import open_store
    from bot.settings import load_settings
    from storage.history import import_requests
    from storage.programmes import read_programme

    try:
        content = file.read_bytes()
    except OSError as failure:
        raise BadInput([f"{file} cannot be read: {failure.strerror}"]) from failure
    digest, now = hashlib.sha256(content).hexdigest(), clocks.now()
    store = open_store(load_settings(needs=("CLIENT_CODE_KEY",)))
    try:
        identifier = store.answer(lambda connection: the_programme(connection, programme))
        districts = store.answer(lambda connection: read_programme(connection, identifier)[0].districts)
        try:
            earlier = read_history(content, districts, now)
        except BadInput as bad:
            raise BadInput([f"{file}: {problem}" for problem in bad.problems]) from bad
        is_new = store.run(lambda uow: import_requests(uow, identifier, digest, earlier, now))
        if is_new:
            facts = {"requests": len(earlier), "sha256": digest}
            audit.note(store, identifier, "import_history", now, facts=facts)
    finally:
        store.close()
    if not is_new:
        typer.echo(f"{file} was imported before; nothing was stored.")
        return
    granted = sum(1 for one in earlier if one.status == "granted")
    spent = sum(one.settled_cents or 0 for one in earlier)
    amount = f"€ {spent // 100}.{spent % 100:02d}"
    typer.echo(f"Imported {counted(len(earlier), 'request')}, {granted} granted, {amount} spent.")


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("import-history")(import_history)
