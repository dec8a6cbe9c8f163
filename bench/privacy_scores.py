"""How good the privacy check is on labelled sentences: recall and precision, and how often clean texts are stopped.

What lives here: reading and counting. What deliberately does not: targets and time (privacy.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from doorbraak.privacy import Find

FOLDER = Path(__file__).parent.parent / "tests" / "doorbraak" / "privacy"
SETS = (
    "privacy_dev.yaml",
    "own_dev.yaml",
    "written_dev.yaml",
    "unseen.yaml",
    "classes_dev.yaml",
    "unseen2.yaml",
    "unseen3.yaml",
    "unseen4.yaml",
    "unseen5.yaml",
    "unseen6.yaml",
    "unseen7.yaml",
    "unseen8.yaml",
    "unseen9.yaml",
    "unseen10.yaml",
    "unseen11.yaml",
)
PROFESSIONAL = "name of a professional"


@dataclass(slots=True)
class Score:
    """Counts over a set. A label counts as found when a find of its kind overlaps it."""

    labels: Counter[str] = field(default_factory=Counter[str])
    found: Counter[str] = field(default_factory=Counter[str])
    finds: Counter[str] = field(default_factory=Counter[str])
    right: Counter[str] = field(default_factory=Counter[str])
    clean: int = 0
    asked: int = 0
    blocked: int = 0
    misses: list[str] = field(default_factory=list[str])

    def recall(self, kind: str) -> float:
        """Give the share of labels that were found."""
        return self.found[kind] / self.labels[kind] if self.labels[kind] else 1.0

    def precision(self, kind: str) -> float:
        """Give the share of finds that stand on a label of that kind."""
        return self.right[kind] / self.finds[kind] if self.finds[kind] else 1.0

    @property
    def share_asked(self) -> float:
        """Give the share of clean texts with a find; a text that may be asked about counts when it is blocked."""
        return self.asked / self.clean if self.clean else 0.0

    @property
    def share_blocked(self) -> float:
        """Give the share of clean texts with a find that blocks."""
        return self.blocked / self.clean if self.clean else 0.0


def rows_of(name: str) -> list[dict[str, Any]]:
    """Read a set of labelled sentences; one that is not there is empty."""
    file = FOLDER / name
    return list(yaml.safe_load(file.read_text(encoding="utf-8"))) if file.exists() else []


def score(rows: Iterable[dict[str, Any]], check: Callable[[str], Sequence[Find]]) -> Score:
    """Check every sentence and count."""
    counts = Score()
    for row in rows:
        finds = check(row["text"])
        right = _count_labels(row, finds, counts)
        for find in finds:
            counts.finds[find.kind] += 1
            counts.right[find.kind] += find in right
        if not row["spans"]:
            _count_clean(row, finds, counts)
    return counts


def _count_labels(row: dict[str, Any], finds: Sequence[Find], counts: Score) -> set[Find]:
    right: set[Find] = set()
    for label in row["spans"]:
        kind = PROFESSIONAL if label.get("professional") else label["kind"]
        hits = [find for find in finds if _is_label(row["text"], label, find)]
        counts.labels[kind] += 1
        counts.found[kind] += bool(hits)
        right.update(hits)
        if not hits:
            counts.misses.append(f"{row['id']} {kind} {label['text']!r}")
    return right


def _is_label(text: str, label: dict[str, Any], find: Find) -> bool:
    if find.kind not in (label["kind"], label.get("or")):
        return False
    wanted, start = label["text"], text.find(label["text"])
    while start >= 0:
        if find.start < start + len(wanted) and start < find.end:
            return True
        start = text.find(wanted, start + 1)
    return False


def _count_clean(row: dict[str, Any], finds: Sequence[Find], counts: Score) -> None:
    blocked = any(find.level == "block" for find in finds)
    asked = blocked or (bool(finds) and not row.get("soft"))
    counts.clean += 1
    counts.asked += asked
    counts.blocked += blocked
    if asked:
        counts.misses.append(f"{row['id']} is clean, but: {[(find.kind, find.text) for find in finds]}")
