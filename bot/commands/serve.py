"""Commands that serve people or measure: run, demo, console, bench. What they start is imported when they start."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.frame import ProgrammeOption, guarded, the_programme
from bot.problems import BadInput

PARTS = ("web", "slack", "deliver")
"""Those of bot/run.py, which is imported only to run."""


@guarded
def run(parts: Annotated[list[str] | None, typer.Argument(help=f"Which parts: {', '.join(PARTS)}.")] = None) -> None:
    """Serve people. Without parts: everything that the settings make possible."""
    from bot.run import run as run_parts
    from bot.settings import KEYS, load_settings

    unknown = [part for part in parts or [] if part not in PARTS]
    if unknown:
        raise BadInput([f"unknown part {part!r}; known are {', '.join(PARTS)}" for part in unknown])
    settings = load_settings()
    if not settings.demo:
        settings = load_settings(needs=KEYS)
    raise typer.Exit(run_parts(settings, list(parts or [])))


@guarded
def demo(
    folder: Annotated[Path, typer.Option(help="Where the database of the demo lies.")] = Path("var/demo"),
    host: Annotated[str, typer.Option(help="An address of this machine.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="On which port; 8321 unless PORT says otherwise.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin again: throw away what was done in the demo.")] = False,
) -> None:
    """Fill and serve a demo with example data. On this machine only."""
    from bot.demo import serve_demo
    from bot.settings import load_settings

    raise typer.Exit(serve_demo(folder, host, load_settings().port if port is None else port, fresh=fresh))


@guarded
def console(
    person: Annotated[str, typer.Option("--as", metavar="KEY", help="Who you are: the key of a person.")],
    programme: ProgrammeOption = "",
) -> None:
    """Work in a terminal as one person. Or from a script on standard input."""
    import asyncio
    import sys

    from bot import audit, clocks
    from bot.opening import open_store
    from bot.settings import load_settings
    from bot.wiring import make_desk
    from handlers.console import converse
    from storage.keyed import find_key

    settings = load_settings(needs=("CLIENT_CODE_KEY", "TEXT_KEY"))
    store = open_store(settings)
    try:
        found = store.answer(lambda connection: find_key(connection, the_programme(connection, programme), person))
        if found is None or not found.is_linked:
            raise BadInput([f"{person!r} is not somebody who can sign in; `doorbraakbot people list` shows who is"])
        identifier = store.answer(lambda connection: the_programme(connection, programme))
        audit.note(store, identifier, "console_session", clocks.now(), target=found.id, by=found.id)
        status = asyncio.run(converse(make_desk(settings, store), found.id, sys.stdin, sys.stdout))
    finally:
        store.close()
    raise typer.Exit(status)


@guarded
def bench(
    json_file: Annotated[Path | None, typer.Option("--json", metavar="OUT", help="Write the figures here too.")] = None,
) -> None:
    """Measure votes, figures, start and memory, as ratios."""
    from bot.bench import main

    raise typer.Exit(main(json_file))


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(run)
    app.command()(demo)
    app.command()(console)
    app.command()(bench)
