"""Outcomes of event ids as they are stored: codes, numbers and cents, never text."""

from __future__ import annotations

import json
from typing import Any

from doorbraak.outcomes import Outcome
from doorbraak.refusals import Refusal
from storage.codec import canonical


def outcome_to_text(outcome: Outcome) -> str:
    """Write an outcome."""
    return canonical(
        {
            "command": outcome.command,
            "accepted": outcome.accepted,
            "number": outcome.number,
            "refusal": outcome.refusal.value if outcome.refusal else None,
            "facts": dict(outcome.facts),
            "happened": list(outcome.happened),
            "status": outcome.status,
            "with_lead": outcome.with_lead,
            "revision": outcome.revision,
            "granted_cents": outcome.granted_cents,
            "asked_cents": outcome.asked_cents,
        }
    )


def outcome_from_text(stored: str) -> Outcome:
    """Read a stored outcome."""
    facts: dict[str, Any] = json.loads(stored)
    refusal = facts.pop("refusal")
    happened = tuple(facts.pop("happened"))
    return Outcome(refusal=Refusal(refusal) if refusal else None, happened=happened, **facts)
