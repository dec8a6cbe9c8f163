"""The command `doorbraakbot`: puts the families of commands together. What each does stands in commands/."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands import (
    backups,
    checks,
    clients,
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


for family in (serve, checks, programme, people, report, history, replay, slack, upkeep, keys, clients, backups):
    family.add_to(app)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
