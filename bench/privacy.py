"""Measure the privacy check: what it finds, how often it is wrong, how quick it is and what memory it takes.

What lives here: the targets, and the measuring. What deliberately does not: counting (privacy_scores.py).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time

from bench.figures import Figure, as_table, machine, write_json
from bench.privacy_scores import PROFESSIONAL, SETS, Score, rows_of, score
from bot.privacy_lists import load_lists
from doorbraak.privacy import Find, check

RECALL = {
    **dict.fromkeys(("bsn", "iban", "phone", "email", "address"), 0.98),
    **dict.fromkeys(("name", "birth_date", "postcode", "filename", "file_number"), 0.95),
    "diagnosis": 0.90,
}
MOST_ASKED, MOST_BLOCKED = 0.10, 0.01
MOST_MILLISECONDS, MOST_HOSTILE_MILLISECONDS, MOST_MEGABYTES, MOST_LOAD_SECONDS = 10, 100, 60, 0.3
LENGTH, LONGEST = 300, 1500
HOSTILE = (
    "Van ",
    "de ",
    "Jan ",
    "van der ",
    "J.",
    "1 ",
    "06 ",
    "nul ",
    "geb 1",
    "a_",
    "dossier 1",
    "É'",
    "Ab-",
    "zaaknummer ",
    "@a",
)
_MEMORY = """
def now():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS:")).split()[1]) / 1024
import json, re, bot
before = now()
from time import process_time
from doorbraak.privacy import check
from bot.privacy_lists import load_lists
begin = process_time()
lists = load_lists()
took = process_time() - begin
for text in json.loads(input()):
    check(text, lists=lists)
print(now() - before, took)
"""


def main() -> int:
    """Print every figure; exit status 1 when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--misses", action="store_true", help="name each label that was missed and each false alarm")
    chosen = parser.parse_args()
    figures: list[Figure] = []
    for name in SETS:
        rows = rows_of(name)
        if rows:
            counts = score(rows, _check)
            figures += quality(name.removesuffix(".yaml"), counts)
            print("\n".join(counts.misses) if chosen.misses else f"{name}: {len(rows)} sentences", file=sys.stderr)
    figures += speed() + weight()
    print(machine())
    print(as_table(figures))
    if chosen.json is not None:
        write_json(figures, chosen.json)
    return 0 if all(figure.is_met for figure in figures) else 1


def _check(text: str) -> tuple[Find, ...]:
    return check(text, lists=load_lists())


def quality(name: str, counts: Score) -> list[Figure]:
    """Give recall and precision for each kind in the set, and how often clean texts were stopped."""
    figures: list[Figure] = []
    for kind in sorted(counts.labels):
        figures.append(
            Figure(f"{name} recall {kind} ({counts.labels[kind]})", counts.recall(kind), RECALL.get(kind), "higher")
        )
        if kind != PROFESSIONAL:
            figures.append(Figure(f"{name} precision {kind}", counts.precision(kind), None, "higher"))
    figures.append(Figure(f"{name} clean asked ({counts.clean})", counts.share_asked, MOST_ASKED, "lower"))
    figures.append(Figure(f"{name} clean blocked ({counts.clean})", counts.share_blocked, MOST_BLOCKED, "lower"))
    return figures


def texts_of_length(length: int) -> list[str]:
    """Give ordinary texts of so many characters, cut from the labelled sentences."""
    whole = " ".join(row["text"] for name in SETS for row in rows_of(name))
    return [whole[start : start + length] for start in range(0, len(whole) - length, length)]


def _milliseconds(text: str) -> float:
    """Give the processor time of one check: what else the machine does is not the check's."""
    begin = process_time()
    _check(text)
    return (process_time() - begin) * 1000


def speed() -> list[Figure]:
    """Time ordinary texts of 300 characters, and the worst of texts made to be slow."""
    _check("begin")
    times = sorted(_milliseconds(text) for text in texts_of_length(LENGTH) for _ in range(5))
    worst = max(_milliseconds((piece * LONGEST)[:LONGEST]) for piece in HOSTILE)
    return [
        Figure("median of 300 characters", statistics.median(times), MOST_MILLISECONDS, "lower", "ms"),
        Figure("p99 of 300 characters", times[len(times) * 99 // 100], None, "lower", "ms"),
        Figure("worst of 1,500 hostile characters", worst, MOST_HOSTILE_MILLISECONDS, "lower", "ms"),
    ]


def weight() -> list[Figure]:
    """Measure a fresh process: memory that the check adds, and how long reading the lists takes."""
    texts = json.dumps(texts_of_length(LENGTH))
    found = [
        subprocess.run(
            [sys.executable, "-c", _MEMORY], input=texts, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    return [
        Figure("memory that it adds", statistics.median(float(one[0]) for one in found), MOST_MEGABYTES, "lower", "MB"),
        Figure("reading the lists", min(float(one[1]) for one in found), MOST_LOAD_SECONDS, "lower", "s"),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
