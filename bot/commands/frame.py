"""What all commands share: exit statuses, problems on standard error, questions, which programme is meant."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

from bot.problems import BadInput
from bot.settings import BadSettings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.settings import Settings
    from doorbraak.ids import ProgrammeId

P = ParamSpec("P")

FOUND_SOMETHING = 1
BAD_INPUT = 2

ProgrammeOption = Annotated[
    str, typer.Option("--programme", metavar="NAME", help="Which programme, when there is more than one.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def guarded(function: Callable[P, None]) -> Callable[P, None]:
    """Turn bad input, bad settings and a database that fails into problems on standard error and exit status 2."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except (BadInput, BadSettings) as bad:
            refuse(bad.problems)
        except (typer.Exit, typer.Abort, typer.BadParameter):  # how a command ends in the ordinary way
            raise
        except BrokenPipeError:  # whoever read along, such as `head`, has seen enough
            sys.stderr.close()
        except Exception as failure:
            problem = _outside_problem(failure)
            if problem is None:
                _own_fault(failure)
            refuse([problem])

    return run


def _own_fault(failure: Exception) -> NoReturn:
    """Say where we failed, without the message: it may quote what a file or a person said. Exit status 1."""
    from bot.faults import told

    typer.echo(f"a fault of ours, please report it: {told(failure)}", err=True)
    raise typer.Exit(FOUND_SOMETHING)


def _outside_problem(failure: Exception) -> str | None:
    """Give a sentence for a failure of the database, or None when it is a fault of ours."""
    from sqlalchemy.exc import DBAPIError

    from storage.failures import told_of
    from storage.jobs import StoreUnavailable
    from storage.secrets import KeyMissing

    if isinstance(failure, KeyMissing):
        return f"{failure}; add the key it was stored with behind the newest one"
    if isinstance(failure, StoreUnavailable):
        return f"the database does not answer: {failure}; try again"
    if isinstance(failure, DBAPIError):
        return f"the database does not answer: {told_of(failure)}; try again"
    return None


def refuse(problems: Sequence[str]) -> NoReturn:
    """Name every problem on standard error and end with exit status 2."""
    for problem in problems:
        typer.echo(problem, err=True)
    if len(problems) > 1:
        typer.echo(f"{len(problems)} problems; nothing was stored.", err=True)
    raise typer.Exit(BAD_INPUT)


def counted(count: int, what: str) -> str:
    """Give a number with its word: `1 request`, `2 requests`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def is_terminal() -> bool:
    """Claim that somebody sits at standard input and can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def confirm(question: str, *, yes: bool, without_terminal: bool) -> bool:
    """Ask, unless `yes`; without a terminal `without_terminal` is the answer."""
    if yes:
        return True
    return typer.confirm(question) if is_terminal() else without_terminal


def ask_first(question: str, *, yes: bool, nothing: str) -> None:
    """Ask before something that does not come back; a no ends the command well, and says `nothing` (was done).

    Raises BadInput without a terminal, where nobody can say yes.
    """
    if not yes and not is_terminal():
        raise BadInput([f"{nothing}; add --yes to go on without being asked"])
    if not confirm(question, yes=yes, without_terminal=False):
        typer.echo(f"{nothing.capitalize()}.")
        raise typer.Exit


def the_programme(connection: Connection, name: str) -> ProgrammeId:
    """Find the programme that is meant: by name, or the only one. Raises BadInput."""
    from storage import administer

    names = administer.programme_names(connection)
    if not names:
        raise BadInput(["there is no programme yet; `doorbraakbot programme apply FILE.yaml` makes one"])
    if not name and len(names) > 1:
        raise BadInput([f"there are several programmes; add --programme with one of: {', '.join(names)}"])
    found = administer.find_programme(connection, name or names[0])
    if found is None:
        raise BadInput([f"there is no programme {name!r}; there is: {', '.join(names)}"])
    return found


def with_database(settings: Settings, database: str) -> Settings:
    """Give the settings with another database, as `--database URL` names it. Raises BadInput."""
    from dataclasses import replace
    from pathlib import Path

    from bot.setting_values import database_url

    try:
        return replace(settings, database_url=database_url(Path.cwd())(database))
    except ValueError as wrong:
        raise BadInput([f"--database {wrong}"]) from wrong
