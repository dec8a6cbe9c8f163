"""`export`: what is stored, to take along: of one client (clients.py), or the audit (audit_trail.py)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.audit_trail import TrailForm, export_audit
from bot.commands.clients import ClientOption, ExportFormat, export_client
from bot.commands.frame import ProgrammeOption, guarded
from bot.commands.numbers import OrganisationOption
from bot.problems import BadInput


class Form(StrEnum):
    """In which form it comes out: json or text of a client, jsonl or csv of the audit."""

    JSON = "json"
    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


@guarded
def export(
    client: ClientOption = False,
    audit: Annotated[bool, typer.Option("--audit", help="The log: who did what to what, and so on.")] = False,
    organisation: OrganisationOption = "",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="Audit: first day, such as 2026-01-01.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Audit: last day, such as 2026-12-31.")] = "",
    form: Annotated[Form | None, typer.Option("--format", help="Client: json, text. Audit: jsonl, csv.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Audit: add names of people; the log notes that.")] = False,
    recusals: Annotated[bool, typer.Option("--recusals", help="Audit: who stepped back too, for a lead only.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it here, readable by you only.")
    ] = None,
    programme: ProgrammeOption = "",
) -> None:
    """Give all that is kept about a client, or the audit. The file number is asked; the log notes it."""
    if client == audit:
        raise BadInput(["say what to export: --client or --audit"])
    if client:
        only_audit = [name for name, given in _given(since, until, names=names, recusals=recusals) if given]
        if only_audit:
            raise BadInput([f"{name} belongs to --audit" for name in only_audit])
        export_client(organisation, ExportFormat(_form(form, "json", "text")), out, programme)
        return
    if organisation:
        raise BadInput(["--organisation belongs to --client"])
    trail = TrailForm(_form(form, "jsonl", "csv"))
    export_audit(since, until, trail, programme=programme, names=names, recusals=recusals, out=out)


def _given(since: str, until: str, *, names: bool, recusals: bool) -> list[tuple[str, bool]]:
    return [("--from", bool(since)), ("--to", bool(until)), ("--names", names), ("--recusals", recusals)]


def _form(form: Form | None, *possible: str) -> str:
    """Give the form, the first when none was named. Raises BadInput."""
    if form is None:
        return possible[0]
    if str(form) not in possible:
        raise BadInput([f"--format must be {' or '.join(possible)} here, got {form}"])
    return str(form)


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)
