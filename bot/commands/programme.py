"""`programme apply`: show what a programme file changes, ask, and make it so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.frame import ProgrammeOption, YesOption, confirm, guarded
from bot.problems import BadInput


@guarded
def apply(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A programme file (YAML); - is standard input.")],
    yes: YesOption = False,
    programme: ProgrammeOption = "",
) -> None:
    """Apply a programme file. What it leaves out stays as it is; applying it twice changes nothing the second time."""
    from bot import clocks
    from bot.opening import open_store
    from bot.programme_file.apply import apply_file, plan_file
    from bot.settings import load_settings

    content = _read(file)
    store = open_store(load_settings(), migrate=True)
    try:
        try:
            plan = store.answer(lambda connection: plan_file(connection, content, programme))
            if not plan.changes:
                typer.echo("Nothing changes.")
                return
            for text in plan.texts:
                typer.echo(text)
            if not confirm("Apply these changes?", yes=yes, without_terminal=True):
                typer.echo("Nothing was changed.")
                return
            apply_file(store, content, clocks.now(), programme, plan.texts, note=True)
        except BadInput as bad:
            raise BadInput([f"{file} {problem}" for problem in bad.problems]) from bad
        typer.echo(f"Applied {len(plan.changes)} changes.")
    finally:
        store.close()


def _read(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as failure:
        raise BadInput([f"{file} cannot be read: {failure.strerror}"]) from failure


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    programmes = typer.Typer(no_args_is_help=True, help="A programme: districts, policy, budget, people, places.")
    programmes.command("apply")(apply)
    app.add_typer(programmes, name="programme")
