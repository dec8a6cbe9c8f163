"""Hold a conversation with a desk in memory: lines in, everything that was said out."""

from __future__ import annotations

import io

from doorbraak.ids import PersonId
from handlers.console import converse
from tests.fakes import FakeDesk
from tests.loops import run


def say(desk: FakeDesk, *lines: str) -> str:
    """Type these lines and give what was answered."""
    out = io.StringIO()
    run(converse(desk, PersonId("noor"), lines, out))
    return out.getvalue()
