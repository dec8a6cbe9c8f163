"""`export --audit`: every line of the log as six fields, to be checked. The command itself stands in export.py."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from bot.commands.frame import counted, the_programme
from bot.problems import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from doorbraak.ids import ProgrammeId
    from storage.audit_trail import TrailLine, Wanted
    from storage.store import Store


class TrailForm(StrEnum):
    """In which form the audit comes out."""

    JSONL = "jsonl"
    CSV = "csv"


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_audit(
    since: str, until: str, form: TrailForm, *, programme: str, names: bool, recusals: bool, out: Path | None
) -> None:
    """Write the audit of a programme to a file or standard output, line by line. Raises BadInput."""
    from bot import audit, clocks
    from bot.opening import open_store
    from bot.settings import load_settings

    wanted = _wanted(since, until, recusals=recusals)
    store = open_store(load_settings())
    try:
        identifier = store.answer(lambda connection: the_programme(connection, programme))
        facts = {"form": str(form), "since": since, "until": until, "names": names, "recusals": recusals}
        audit.note(store, identifier, "export_audit", clocks.now(), target="log", facts=facts)
        with _opened(out) as (stream, show):
            written = _write(store, identifier, wanted, _writer(stream, form, names=names), show, names=names)
    finally:
        store.close()
    if out is not None:
        typer.echo(f"Written: {out}, {counted(written, 'line')}", err=True)


def _wanted(since: str, until: str, *, recusals: bool) -> Wanted:
    from doorbraak.working_time import AMSTERDAM
    from storage.audit_trail import Wanted

    problems: list[str] = []
    first, last = _day("--from", since, problems), _day("--to", until, problems)
    if first and last and first > last:
        problems.append(f"--from {first} is after --to {last}")
    if problems:
        raise BadInput(problems)
    begin = datetime.combine(first, time(), AMSTERDAM) if first else None
    end = datetime.combine(last + timedelta(days=1), time(), AMSTERDAM) if last else None
    return Wanted(since=begin, until=end, recusals=recusals)


def _day(option: str, typed: str, problems: list[str]) -> date | None:
    if not typed:
        return None
    try:
        if len(typed) == len("2026-01-01"):
            day = date.fromisoformat(typed)
            if day < date.max:
                return day
    except ValueError:
        pass
    problems.append(f"{option} must be a day such as 2026-01-01, got {typed[:40]!r}")
    return None


Write = Callable[["TrailLine", str], None]
Show = Callable[[int, int], None]


def _write(store: Store, programme: ProgrammeId, wanted: Wanted, write: Write, show: Show, *, names: bool) -> int:
    """Write everything from one snapshot; gives how many lines that were."""
    from storage import audit_trail as trail

    def lines(connection: Connection) -> Iterator[TrailLine | None]:
        yield from trail.read_trail(connection, programme, wanted)
        yield from trail.read_knocks(connection, wanted)

    def question(connection: Connection) -> int:
        total = trail.count_lines(connection, programme)
        known = trail.names_of(connection, programme) if names else {}
        written = 0
        for number, line in enumerate(lines(connection), start=1):
            if line is not None:
                write(line, known.get(line.who, ""))
                written += 1
            if number % trail.PAGE == 0 or number >= total:
                show(min(number, total), total)
        return written

    return store.answer(question)


def _writer(stream: TextIO, form: TrailForm, *, names: bool) -> Write:
    from storage.audit_trail import TrailLine

    extra = ["name"] if names else []
    if form is TrailForm.JSONL:

        def as_json(line: TrailLine, name: str) -> None:
            facts = asdict(line) | ({"name": name} if names else {})
            stream.write(json.dumps(facts, ensure_ascii=False) + "\n")

        return as_json
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([*TrailLine.__dataclass_fields__, *extra])

    def as_row(line: TrailLine, name: str) -> None:
        cells = ["" if value is None else str(value) for value in asdict(line).values()]
        table.writerow([_disarmed(cell) for cell in (cells + [name] if names else cells)])

    return as_row


def _disarmed(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


@contextmanager
def _opened(out: Path | None) -> Generator[tuple[TextIO, Show]]:
    """Open where it goes, readable by this account alone, and show progress when somebody watches."""
    if out is None:
        with _progress() as show:
            yield sys.stdout, show
        sys.stdout.flush()
        return
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.touch(mode=0o600)
        with beside.open("w", encoding="utf-8", newline="") as stream, _progress() as show:
            yield stream, show
        beside.replace(out)
    except OSError as failure:
        raise BadInput([f"{out} cannot be written: {failure.strerror}"]) from failure
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _progress() -> Generator[Show]:
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("export", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
