"""A progress bar on standard error for work that may take long, when somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

Progress = Callable[[int, int], None]
"""Told how much is done, and how much there is."""


@contextmanager
def watched(title: str) -> Generator[Progress]:
    """Give what to tell progress to; without a terminal nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
