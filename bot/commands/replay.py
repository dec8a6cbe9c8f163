"""`replay`: a scenario file through the real use cases, and what came of it as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import guarded, with_database
from bot.problems import BadInput

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.store import Store

_LONG = 200
"""From so many lines on a progress bar is worth its place."""


@guarded
def replay(
    file: Annotated[Path, typer.Argument(help="A scenario file, one JSON object per line.", metavar="FILE")],
    out: Annotated[Path, typer.Option("--json", metavar="OUT", help="Where the result is written.")],
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="Run it here, in place of a fresh database.")
    ] = "",
) -> None:
    """Run a scenario file and write what came of it. It has its own clock."""
    import json

    from bot.scenario.read import BadScenario, read_scenario
    from bot.scenario.run import ProgrammeTaken, run_scenario

    content = _read(file)
    try:
        lines = read_scenario(content)
    except BadScenario as bad:
        raise BadInput([f"{file}: {problem}" for problem in bad.problems]) from bad
    _can_write(out)
    with _store(database) as store, _progress(len(lines)) as progress:
        try:
            result = run_scenario(store, lines, content, progress)
        except ProgrammeTaken as taken:
            problem = f"the database has a programme {str(taken)!r} with requests in it; take an empty database"
            raise BadInput([problem]) from taken
    write_whole(out, (json.dumps(result, ensure_ascii=False, indent=2) + "\n").encode())


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as failure:
        raise BadInput([f"{file} cannot be read: {failure.strerror}"]) from failure


def _can_write(out: Path) -> None:
    """Find out before the work whether the result can be written."""
    if not out.parent.is_dir():
        raise BadInput([f"there is no folder {out.parent} to write {out.name} in"])
    if out.is_dir():
        raise BadInput([f"{out} is a folder; name a file"])


def write_whole(out: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file so that nobody ever sees half of it. What is no ordinary file is written as it is."""
    if out.exists() and not out.is_file():
        out.write_bytes(content)
        return
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.unlink(missing_ok=True)
        beside.touch(mode)
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as failure:
        beside.unlink(missing_ok=True)
        raise BadInput([f"{out} cannot be written: {failure.strerror}"]) from failure


@contextmanager
def _store(database: str) -> Generator[Store]:
    """Open the database of `--database`, or a fresh one that is thrown away afterwards."""
    import tempfile
    from dataclasses import replace

    from bot.opening import open_store

    settings = _settings()
    if database:
        store = open_store(with_database(settings, database), migrate=True)
        try:
            yield store
        finally:
            store.close()
        return
    with tempfile.TemporaryDirectory(prefix="doorbraakbot-replay-") as folder:
        fresh = replace(settings, database_url=f"sqlite:///{folder}/replay.db", text_key=(), client_code_key=())
        store = open_store(fresh, migrate=True, synchronous="OFF")
        try:
            yield store
        finally:
            store.close()


def _settings() -> Settings:
    from bot.settings import load_settings

    return load_settings()


@contextmanager
def _progress(lines: int) -> Generator[Callable[[int], None]]:
    """Show a progress bar on standard error when somebody watches a long file."""
    if lines < _LONG or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("replay", total=lines)
        yield lambda done: bar.update(task, completed=done)


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(replay)
