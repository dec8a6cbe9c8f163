"""What came of a command: codes, numbers and cents, never text. Channels make sentences of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from doorbraak.refusals import Fact, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one command. `happened` names the kinds of events, in order; `facts` carry what words need."""

    command: str
    accepted: bool
    number: str = ""
    refusal: Refusal | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
    happened: tuple[str, ...] = ()
    status: str = ""
    with_lead: bool = False
    revision: int = 0
    granted_cents: int | None = None
    asked_cents: int | None = None
    """What the request asks for, so that a receipt needs nothing else."""
    repeated: bool = False
