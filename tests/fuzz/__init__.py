"""Anything at all, thrown at everything that takes something. `make fuzz` throws far more of it than `make test`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
"""How many examples each test takes; 0 means the few that `make test` has time for, the same ones every time."""


def thorough(few: int) -> Any:
    """Give the settings of a fuzz test that takes `few` examples in a hurry."""
    return settings(
        max_examples=EXAMPLES or few,
        derandomize=not EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
