"""`report threads`: what stood in threads where others could read it, for the privacy officer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import ProgrammeOption, guarded, the_programme
from bot.commands.report import EXCEL_CSV, Format, hand_over, no_workbook_for_a_terminal, period, written

if TYPE_CHECKING:
    from doorbraak.overviews import ThreadList


@guarded
def threads(
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="First day, such as 2026-01-01.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day, such as 2026-12-31.")] = "",
    form: Annotated[Format, typer.Option("--format", help="In which form.")] = Format.TABLE,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write it here; a name on -excel.csv is CSV for a spreadsheet."),
    ] = None,
    programme: ProgrammeOption = "",
) -> None:
    """List private details that stood in threads. When, what kind, how long, for how many; no text, no names."""
    from bot import clocks
    from bot.opening import open_store
    from bot.settings import load_settings
    from storage.overviews import threads as query

    first, last = period(since, until)
    no_workbook_for_a_terminal(form, out)
    store, now = open_store(load_settings()), clocks.now()
    try:
        listed = store.answer(
            lambda connection: query.threads(connection, the_programme(connection, programme), first, last, now)
        )
    finally:
        store.close()
    hand_over(_content(listed, form, out), out)


def _content(listed: ThreadList, form: Format, out: Path | None) -> bytes:
    from bot.reports import threads as reports

    if form is Format.JSON:
        return (reports.threads_json(listed) + "\n").encode()
    if form is Format.CSV:
        return reports.threads_csv(listed, excel=out is not None and out.name.endswith(EXCEL_CSV))
    if form is Format.XLSX:
        return reports.threads_workbook(listed)
    return written(out, lambda _: [reports.threads_table(listed), reports.summary(listed)]).encode()
