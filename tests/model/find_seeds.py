"""Finds the seeds of test_scenarios.py: as few as together reach every refusal and state. Run it by hand."""

from tests.model.test_scenarios import WANTED, reached_by


def find_seeds(below: int) -> tuple[int, ...]:
    """Give seeds that reach everything, each time the one that adds most; names on the way out what none reaches."""
    reached = {seed: set(reached_by(seed)) & WANTED for seed in range(below)}
    missing, found = set[str](WANTED), list[int]()
    while missing:
        best = max(reached, key=lambda seed: len(reached[seed] & missing))
        if not reached[best] & missing:
            raise SystemExit(f"no seed below {below} reaches {sorted(missing)}")
        found.append(best)
        missing -= reached[best]
    return tuple(sorted(found))


if __name__ == "__main__":
    print(find_seeds(160))
