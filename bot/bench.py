"""`doorbraakbot bench`: what is measured lives in bench/."""

from __future__ import annotations

from pathlib import Path


def main(json_file: Path | None = None) -> int:
    """Run the bench; gives 1 when a target was missed."""
    from bench.run import main as measure

    return measure(json_file)
