"""Asking for a file number: hidden on a terminal, else a line of standard input. Never an argument, never shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import is_terminal
from bot.problems import BadInput

if TYPE_CHECKING:
    from doorbraak.ids import ProgrammeId
    from storage.store import Store

OrganisationOption = Annotated[
    str, typer.Option("--organisation", metavar="NAME", help="Whose file number it is, where each has its own form.")
]


def ask_number(
    store: Store, programme: ProgrammeId, organisation: str, *, label: str = "File number", twice: bool = False
) -> str:
    """Ask for a file number and give it normalised, with the prefix of its organisation. Raises BadInput.

    `twice` asks it again on a terminal, for what cannot be undone.
    """
    from doorbraak import clients
    from storage.programmes import read_programme

    forms = store.answer(lambda connection: read_programme(connection, programme)[0].client_numbers)
    form = forms.get(_organisation(list(forms), organisation, label))
    typed = _typed(label, twice=twice)
    if not clients.is_valid(typed, form):
        looks = (form or clients.ClientNumber()).example
        raise BadInput([f"{label.lower()}: this cannot be a file number, which looks like {looks}; it is not repeated"])
    return clients.normalise((form.prefix if form else "") + typed)


def _organisation(known: list[str], given: str, label: str) -> str:
    """Give whose form the number has. Any other organisation than those of the programme file has no prefix."""
    if given or not known:
        return given
    if is_terminal():
        answer: str = typer.prompt(f"{label}: of which organisation ({', '.join(known)}, or another)", err=True)
        return answer
    option = f"--{label.split()[0].lower()}-organisation" if label != "File number" else "--organisation"
    raise BadInput(
        [f"file numbers have a form for each organisation here; add {option} NAME, one of {', '.join(known)}"]
    )


def _typed(label: str, *, twice: bool) -> str:
    if is_terminal():
        answer: str = typer.prompt(label, hide_input=True, confirmation_prompt=twice, err=True)
        return answer
    line = sys.stdin.readline().strip()
    if not line:
        raise BadInput([f"{label.lower()}: it is read from standard input, and nothing came in"])
    return line
