"""`doorbraakbot verify`: everything stored made again from the log, and each difference named. Nothing is written.

Runs in one snapshot. How the log is read, folded and compared stands in verification/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.secrets import TextSafe
from storage.verification.compare import compare_all, orphans
from storage.verification.differences import Differences
from storage.verification.fold import Fold
from storage.verification.reading import PAGE, read_log

Progress = Callable[[int, int], None]
"""Told now and then how many lines of the log are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found: how much there was, and each difference as one line."""

    requests: int
    log_lines: int
    differences: tuple[str, ...]


def verify(connection: Connection, safe: TextSafe | None, progress: Progress | None = None) -> Report:
    """Recompute every status, tally, explanation, ledger line and total; the connection is inside one snapshot.

    Without `safe` the words of texts stay closed: which are there is compared, whether they are the same is not.
    """
    total = connection.execute(select(func.count()).select_from(t.log)).scalar_one()
    names = {row[0]: row[1] for row in connection.execute(select(t.programmes.c.id, t.programmes.c.name))}
    requests, lines, differences = 0, 0, list[str]()
    for programme, name in sorted(names.items(), key=lambda named: named[1]):
        fold = Fold(Differences(name))
        for seq, event in read_log(connection, programme, fold.found):
            fold.apply(seq, event)
            if progress and (lines + fold.lines) % PAGE == 0:
                progress(lines + fold.lines, total)
        compare_all(connection, programme, safe, fold)
        requests, lines = requests + len(fold.requests), lines + fold.lines
        differences.extend(fold.found.lines)
    if progress:
        progress(total, total)
    for table in (t.log, t.requests, t.ledger, t.texts, t.clients):
        differences.extend(orphans(connection, table, set(names)))
    return Report(requests=requests, log_lines=total, differences=tuple(differences))
