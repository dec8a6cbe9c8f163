"""`report`: figures for people and programs. Here what was spent; threads.py has what stood in threads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.frame import ProgrammeOption, guarded, the_programme
from bot.problems import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from doorbraak.overviews import Spend, SpendExtra, SpendFilter
    from storage.store import Store


class By(StrEnum):
    """What figures are kept apart by."""

    THEME = "theme"
    DISTRICT = "district"
    MONTH = "month"
    ORGANISATION = "organisation"


class Format(StrEnum):
    """In which form figures come out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


EXCEL_CSV = "-excel.csv"
_WIDTH_OF_A_FILE = 140


@guarded
def spend(
    by: Annotated[By, typer.Option("--by", help="What to keep apart.")] = By.THEME,
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="First day, such as 2026-01-01.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day, such as 2026-12-31.")] = "",
    form: Annotated[Format, typer.Option("--format", help="In which form.")] = Format.TABLE,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write it here; a name on -excel.csv is CSV for a spreadsheet."),
    ] = None,
    programme: ProgrammeOption = "",
) -> None:
    """Say what was spent in a period; without days this calendar year."""
    from bot.opening import open_store
    from bot.settings import load_settings

    wanted = _period(since, until, str(by))
    no_workbook_for_a_terminal(form, out)
    store = open_store(load_settings())
    try:
        content = store.answer(lambda connection: _content(connection, programme, wanted, form, out))
        _note(store, programme, wanted, form)
    finally:
        store.close()
    hand_over(content, out)


def no_workbook_for_a_terminal(form: Format, out: Path | None) -> None:
    """See that a workbook goes into a file. Raises BadInput."""
    if form is Format.XLSX and out is None and sys.stdout.isatty():
        raise BadInput(["a workbook is no text for a terminal; add --out FILE.xlsx"])


def _note(store: Store, programme: str, wanted: SpendFilter, form: Format) -> None:
    from bot import audit, clocks

    identifier = store.answer(lambda connection: the_programme(connection, programme))
    facts = {"by": wanted.by, "since": wanted.since.isoformat(), "until": wanted.until.isoformat(), "form": str(form)}
    audit.note(store, identifier, "report_spend", clocks.now(), target="spend", facts=facts)


def _period(since: str, until: str, by: str) -> SpendFilter:
    from doorbraak.overviews import SpendFilter

    first, last = period(since, until)
    return SpendFilter(since=first, until=last, by=by)


def period(since: str, until: str) -> tuple[date, date]:
    """Read the first and the last day; without them this calendar year. Raises BadInput."""
    from bot import clocks
    from doorbraak.working_time import local_date

    problems: list[str] = []
    first, last = _day("--from", since, problems), _day("--to", until, problems)
    today = local_date(clocks.now())
    first = first or date((last or today).year, 1, 1)
    last = last or date(max(first.year, today.year), 12, 31)
    if not problems and first > last:
        problems.append(f"--from {first} is after --to {last}")
    if problems:
        raise BadInput(problems)
    return first, last


def _day(option: str, typed: str, problems: list[str]) -> date | None:
    if not typed:
        return None
    try:
        if len(typed) == len("2026-01-01"):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    problems.append(f"{option} must be a day such as 2026-01-01, got {typed!r}")
    return None


def _content(connection: Connection, programme: str, wanted: SpendFilter, form: Format, out: Path | None) -> bytes:
    from dataclasses import replace

    from bot.reports import spend_csv, spend_json, spend_workbook
    from storage.overviews import spend as query
    from storage.overviews.spend_extra import spend_extra

    identifier = the_programme(connection, programme)

    def figures(by: str) -> Spend:
        return query.spend(connection, identifier, replace(wanted, by=by))

    asked = figures(wanted.by)
    if form is Format.JSON:
        return (spend_json(asked) + "\n").encode()
    if form is Format.CSV:
        return spend_csv(asked, excel=out is not None and out.name.endswith(EXCEL_CSV))
    if form is Format.XLSX:
        return spend_workbook(asked, *(figures(by) for by in By if by != wanted.by))
    return _table(asked, spend_extra(connection, identifier, wanted), out).encode()


def _table(asked: Spend, extra: SpendExtra, out: Path | None) -> str:
    from bot.reports.table import below, spend_table

    return written(out, lambda width: [spend_table(asked, width), *below(asked, extra)])


def written(out: Path | None, parts: Callable[[int], Sequence[Any]]) -> str:
    """Write what is made for a width as text: that of the terminal, or a fixed one for a file."""
    import io

    from rich.console import Console

    shown_now = out is None and sys.stdout.isatty()
    text = io.StringIO()
    width = Console().width if shown_now else _WIDTH_OF_A_FILE
    console = Console(file=text, width=width, force_terminal=shown_now, highlight=False)
    for part in parts(width):
        console.print(part)
    return text.getvalue()


def hand_over(content: bytes, out: Path | None) -> None:
    """Write a report into a file, or on standard output."""
    from bot.commands.replay import write_whole

    if out is not None:
        write_whole(out, content)
        typer.echo(f"Written: {out}", err=True)
        return
    write: Callable[[bytes], object] = sys.stdout.buffer.write
    write(content)
    sys.stdout.flush()


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    from bot.commands.threads import threads

    reports = typer.Typer(no_args_is_help=True, help="Figures: what was spent, and what stood in threads.")
    reports.command()(spend)
    reports.command()(threads)
    app.add_typer(reports, name="report")
