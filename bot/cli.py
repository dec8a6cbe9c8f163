"""The command `doorbraakbot`: puts the families of commands together. What each does stands in commands/."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from bot.commands import (
    backups,
    checks,
    clients,
    export,
    history,
    keys,
    people,
    programme,
    replay,
    report,
    serve,
    slack,
    upkeep,
)

app = typer.Typer(
    name="doorbraakbot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"doorbraakbot {version('doorbraakbot')}")
        except PackageNotFoundError:
            typer.echo("doorbraakbot, not installed")
        raise typer.Exit


@app.callback()
def doorbraakbot(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Voorkom Erger: a question for a small fund, colleagues who look first for another way, and what was spent.

    Settings come from the environment or a file .env in this folder; .env.example names them all.
    Exit status: 0 fine, 1 a check found something, 2 bad input.
    """


for family in (
    serve,
    checks,
    programme,
    people,
    report,
    history,
    replay,
    slack,
    export,
    upkeep,
    keys,
    clients,
    backups,
):
    family.add_to(app)


class _LastResort(logging.Handler):
    """Writes a warning of a command that set up no log of its own, with the same care as the log of `run`."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; what makes it is imported by who needs it."""
        from bot.logs import formatter

        print(formatter().format(record), file=sys.stderr)


def main() -> None:
    """Run the command line."""
    logging.lastResort = _LastResort(logging.WARNING)
    app()


if __name__ == "__main__":
    main()
