"""A figure with its target, and how several are written down: as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `target` None: measured to be watched, not judged."""

    name: str
    value: float
    target: float | None
    better: Literal["higher", "lower"]
    unit: str = "ratio"

    @property
    def is_met(self) -> bool:
        """Claim that the target was met, or that there is none."""
        if self.target is None:
            return True
        return self.value >= self.target if self.better == "higher" else self.value <= self.target


def machine() -> str:
    """Describe the machine in one line, without its name."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def write_json(figures: Sequence[Figure], file: Path) -> None:
    """Write figures as JSON."""
    found = {"machine": machine(), "figures": [asdict(figure) for figure in figures]}
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def as_table(figures: Sequence[Figure]) -> str:
    """Write figures as lines of text."""
    lines = [f"{'figure':44} {'value':>10} {'target':>10}  "]
    for figure in figures:
        target = "-" if figure.target is None else f"{'≥' if figure.better == 'higher' else '≤'} {figure.target:g}"
        verdict = "" if figure.target is None else ("ok" if figure.is_met else "MISSED")
        lines.append(f"{figure.name:44} {figure.value:>10.3g} {target:>10}  {verdict} {figure.unit}")
    return "\n".join(lines)


def interleaved(rounds: int, first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float]:
    """Measure two things in turn and give the median of each."""
    ones: list[float] = []
    others: list[float] = []
    for turn in range(rounds):
        for measure, kept in ((first, ones), (second, others))[:: 1 if turn % 2 else -1]:
            kept.append(measure())
    return statistics.median(ones), statistics.median(others)


def timed(work: Callable[[], object]) -> float:
    """Give how many seconds a piece of work took."""
    begin = perf_counter()
    work()
    return perf_counter() - begin
