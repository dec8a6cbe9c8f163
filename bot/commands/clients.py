"""Commands about one client: `clients …`, `erase`, and what `export --client` does. The file number is asked."""

from __future__ import annotations

import json
import secrets
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import ProgrammeOption, YesOption, ask_first, counted, guarded, the_programme
from bot.commands.numbers import OrganisationOption, ask_number
from bot.problems import BadInput

if TYPE_CHECKING:
    from doorbraak.ids import ClientId, ProgrammeId
    from storage.store import Store

_NOTHING = "nothing is stored under this number; look at the number and its organisation"
ClientOption = Annotated[bool, typer.Option("--client", help="Of one client, by file number; it is asked.")]


class ExportFormat(StrEnum):
    """In which form what is kept about a client comes out."""

    JSON = "json"
    TEXT = "text"


@contextmanager
def _at_work(programme: str) -> Generator[tuple[Store, ProgrammeId]]:
    from bot.opening import open_store
    from bot.settings import load_settings

    store = open_store(load_settings(needs=("CLIENT_CODE_KEY", "TEXT_KEY")))
    try:
        yield store, store.answer(lambda connection: the_programme(connection, programme))
    finally:
        store.close()


def _for_client(asked: bool, command: str) -> None:
    if not asked:
        raise BadInput([f"add --client: `doorbraakbot {command} --client` asks for the file number"])


@guarded
def join(
    first: Annotated[
        str, typer.Option("--first-organisation", metavar="NAME", help="Whose number the first one is.")
    ] = "",
    second: Annotated[
        str, typer.Option("--second-organisation", metavar="NAME", help="Whose number the second one is.")
    ] = "",
    programme: ProgrammeOption = "",
) -> None:
    """Let two file numbers of one person count as one. One limit from now on; nothing granted is undone."""
    from bot import audit, clocks
    from doorbraak.ids import ClientId
    from doorbraak.money import format_euros
    from storage.clients import UnknownClient, join_clients

    with _at_work(programme) as (store, identifier):
        numbers = [
            ask_number(store, identifier, first, label="First number"),
            ask_number(store, identifier, second, label="Second number"),
        ]
        fresh, now = ClientId(secrets.token_hex(12)), clocks.now()
        try:
            joined = store.run(lambda uow: join_clients(uow, identifier, numbers, fresh, now))
            audit.note(store, identifier, "clients_join", now, facts={"clients": joined.clients})
        except UnknownClient:
            raise BadInput([_NOTHING]) from None
    if joined.clients == 1:
        typer.echo("These were one client already; nothing changed.")
        return
    typer.echo("These are one client from now on.")
    if joined.use_cents > joined.cap_cents:
        use, cap = format_euros(joined.use_cents), format_euros(joined.cap_cents)
        typer.echo(f"Together they came to {use}, above the limit of {cap}. What was granted stays granted.")


@guarded
def correct(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The request, such as VE-2026-0042.")],
    organisation: OrganisationOption = "",
    programme: ProgrammeOption = "",
) -> None:
    """Put a request under the right file number. Also after its end; the number is asked."""
    from bot import audit, clocks
    from doorbraak.ids import ClientId
    from doorbraak.money import format_euros
    from storage.clients import UnknownRequest, correct_client

    with _at_work(programme) as (store, identifier):
        right = ask_number(store, identifier, organisation, label="File number")
        fresh, now = ClientId(secrets.token_hex(12)), clocks.now()
        try:
            done = store.run(lambda uow: correct_client(uow, identifier, number, right, fresh, now))
            audit.note(store, identifier, "clients_correct", now, target=number, facts={"changed": done.changed})
        except UnknownRequest:
            raise BadInput([f"there is no request {number!r}"]) from None
    if not done.changed:
        typer.echo(f"{number} was under this file number already; nothing changed.")
        return
    typer.echo(f"{number} is under the right file number now.")
    if done.above_cap_cents:
        above = format_euros(done.above_cap_cents)
        typer.echo(f"With it this client is {above} above the limit. What was granted stays granted.")


@guarded
def erase(
    client: ClientOption = False,
    organisation: OrganisationOption = "",
    yes: YesOption = False,
    programme: ProgrammeOption = "",
) -> None:
    """Erase a client: code, texts and half-done forms. Figures, votes and log stay. The file number is asked twice."""
    from bot import clocks
    from bot.commands.frame import is_terminal
    from bot.removals import erase_client
    from bot.settings import load_settings
    from storage.clients import UnknownClient
    from storage.removing import StillOpen, being_decided

    _for_client(client, "erase")
    if not yes and not is_terminal():
        raise BadInput(["nothing was erased; add --yes to go on without being asked"])
    folder = load_settings().backup_folder
    with _at_work(programme) as (store, identifier):
        number = ask_number(store, identifier, organisation, twice=True)
        clients, now = _known(store, identifier, number), clocks.now()
        open_ones = store.answer(lambda connection: being_decided(connection, clients, now))
        if open_ones:
            raise BadInput(_must_end_first(open_ones))
        ask_first("Erase everything about this client? It does not come back.", yes=yes, nothing="nothing was erased")
        try:
            erased = erase_client(store, identifier, number, secrets.token_hex(12), folder, clocks.now())
        except UnknownClient:
            raise BadInput([_NOTHING]) from None
        except StillOpen as busy:
            raise BadInput(_must_end_first(busy.numbers)) from None
        except OSError as failure:
            raise BadInput([f"{folder} cannot be written to: {failure.strerror}; nothing was erased"]) from failure
    texts = f"{counted(erased.texts, 'text')} of {counted(len(erased.requests), 'request')}"
    forms = counted(erased.drafts, "half-done form")
    typer.echo(f"Erased: {texts}, {forms}, and the client code. Posts in chat are taken back by the running bot.")


def _must_end_first(numbers: Sequence[str]) -> list[str]:
    return [f"{one} is still being decided; let the koploper withdraw it first" for one in numbers]


def _known(store: Store, programme: ProgrammeId, number: str) -> Sequence[ClientId]:
    """Give whom a file number leads to. Raises BadInput."""
    from storage.clients import clients_of

    found = store.answer(lambda connection: clients_of(connection, store.codes, programme, number))
    if not found:
        raise BadInput([_NOTHING])
    return found


def export_client(organisation: str, form: ExportFormat, out: Path | None, programme: str) -> None:
    """Write everything that is kept about a client to a file or standard output; the file number is asked."""
    from bot import audit, clocks
    from bot.client_text import client_text
    from storage.client_file import client_file

    with _at_work(programme) as (store, identifier):
        number, now = ask_number(store, identifier, organisation), clocks.now()
        codes = store.codes.all_of(identifier, number)
        found = _known(store, identifier, number)
        facts = store.answer(lambda connection: client_file(connection, identifier, found, codes, store.safe, now))
        told = {"clients": found, "requests": len(facts["requests"])}
        audit.note(store, identifier, "client_exported", now, target=found[0], facts=told)
    written = (
        client_text(facts) if form is ExportFormat.TEXT else json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    )
    _hand_over(written, out)


def _hand_over(written: str, out: Path | None) -> None:
    from bot.commands.replay import write_whole

    if out is None:
        typer.echo(written, nl=False)
        return
    write_whole(out, written.encode(), mode=0o600)
    typer.echo(f"Written: {out}", err=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    clients = typer.Typer(no_args_is_help=True, help="Clients: join two numbers, or correct one.")
    clients.command()(join)
    clients.command()(correct)
    app.add_typer(clients, name="clients")
    app.command()(erase)
