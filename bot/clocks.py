"""Where the time and fresh randomness of the running bot come from; everything else gets them handed over."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


def now() -> datetime:
    """Give the present moment, in UTC."""
    return datetime.now(UTC)


def seed() -> bytes:
    """Give 32 fresh random bytes."""
    return os.urandom(32)
