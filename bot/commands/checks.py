"""Commands that look whether something is well: config check, doctor, verify, privacy-check."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.frame import FOUND_SOMETHING, counted, guarded
from bot.problems import BadInput

_LONG_FILE = 500
"""So many texts take longer than a second."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.secrets import TextSafe
    from storage.store import Store


@guarded
def config_check() -> None:
    """Check the settings: every problem at once, and what is not wise."""
    from bot.doctor import settings_remarks
    from bot.settings import KEYS, BadSettings, load_settings

    try:
        settings = load_settings()
        load_settings(needs=() if settings.demo else KEYS)
    except BadSettings as bad:
        raise BadInput(bad.problems) from bad
    remarks = settings_remarks(settings)
    for remark in remarks:
        typer.echo(remark)
    if remarks:
        raise typer.Exit(FOUND_SOMETHING)
    typer.echo("The settings are fine.")


@guarded
def new_key() -> None:
    """Make a key for SECRET_KEY, CLIENT_CODE_KEY or TEXT_KEY."""
    from storage.secrets import new_key as draw

    typer.echo(draw())


@guarded
def doctor() -> None:
    """Look whether all is well, and say what is missing. Settings, database, voters, budget, places, other servers."""
    from bot import clocks
    from bot.doctor import examine
    from bot.outside import examine_outside
    from bot.settings import load_settings

    settings = load_settings()
    findings = examine(settings, clocks.now()) + examine_outside(settings)
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.fine else 'problem'}  {finding.text}")
    if not all(finding.fine for finding in findings):
        raise typer.Exit(FOUND_SOMETHING)


@guarded
def verify(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Recompute all from the log and name each difference."""
    from bot.commands.progress import watched
    from bot.opening import SCENARIO_KEY, open_store
    from bot.settings import load_settings
    from storage.secrets import TextSafe
    from storage.verify import verify as recompute

    settings = load_settings()
    store = open_store(settings)
    try:
        safe = _readable(store, TextSafe([*settings.text_key, SCENARIO_KEY]), given=bool(settings.text_key))
        with watched("verify") as progress:
            report = store.answer(lambda connection: recompute(connection, safe, progress))
    finally:
        store.close()
    if safe is None:
        typer.echo("TEXT_KEY is not set: which texts there are was compared, their words stayed closed.", err=True)
    if as_json:
        facts = {
            "requests": report.requests,
            "log_lines": report.log_lines,
            "differences": list(report.differences),
        }
        typer.echo(json.dumps(facts, ensure_ascii=False))
    else:
        for difference in report.differences:
            typer.echo(difference)
        figures = f"{counted(report.requests, 'request')}, {counted(report.log_lines, 'log line')}"
        typer.echo(f"{figures}: {counted(len(report.differences), 'difference')}.")
    if report.differences:
        raise typer.Exit(FOUND_SOMETHING)


def _readable(store: Store, safe: TextSafe, *, given: bool) -> TextSafe | None:
    """Give what opens texts; None for somebody without TEXT_KEY, who may verify all but their words."""
    from sqlalchemy import select

    from storage import tables as t
    from storage.secrets import KeyMissing

    query = select(t.texts.c.ciphertext).limit(1)
    stored = store.answer(lambda connection: connection.execute(query).scalar())
    try:
        if stored is not None:
            safe.decrypt(stored)
    except KeyMissing:
        return safe if given else None
    return safe


@guarded
def privacy_check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help='Lines such as {"id":1,"text":"…"}; - is standard input.')
    ],
) -> None:
    """Find in each text what could tell who somebody is."""
    from bot.privacy_lists import load_lists
    from doorbraak.privacy import check

    lists = load_lists()
    for identifier, text in _with_progress(_texts(file)):
        finds = [
            {"kind": find.kind, "text": find.text, "start": find.start, "end": find.end, "level": find.level}
            for find in check(text, lists=lists)
        ]
        typer.echo(json.dumps({"id": identifier, "finds": finds}, ensure_ascii=False))


def _with_progress(texts: list[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """Go over the texts; on a terminal that shows no results, show how far a long file is."""
    if len(texts) < _LONG_FILE or sys.stdout.isatty() or not sys.stderr.isatty():
        yield from texts
        return
    with typer.progressbar(texts, label="texts", file=sys.stderr) as bar:
        yield from bar


def _texts(file: Path) -> list[tuple[Any, str]]:
    """Read the lines of the file. Raises BadInput with every line that cannot be used."""
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as failure:
        raise BadInput([f"{file} cannot be read: {failure.strerror}"]) from failure
    texts: list[tuple[Any, str]] = []
    problems: list[str] = []
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            facts: Any = json.loads(raw.decode())
            text: Any = facts["text"]
            identifier = facts["id"]
            json.dumps([text, identifier], ensure_ascii=False).encode()  # half a character can be read, not written
        except (ValueError, KeyError, TypeError, RecursionError):
            text = identifier = None
        if isinstance(text, str):
            texts.append((identifier, text))
        else:
            problems.append(f'{file} line {number}: must be an object such as {{"id":1,"text":"…"}}')
    if problems:
        raise BadInput(problems)
    return texts


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    config = typer.Typer(no_args_is_help=True, help="Settings: check them, or make a key.")
    config.command("check")(config_check)
    config.command("new-key")(new_key)
    app.add_typer(config, name="config")
    app.command()(doctor)
    app.command()(verify)
    app.command("privacy-check")(privacy_check)
