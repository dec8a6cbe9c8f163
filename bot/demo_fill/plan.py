"""From stories with relative times to one list of things to do, each with its moment, in order of time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.demo_fill.moments import days_before, working_after, working_before
from bot.demo_fill.read import DemoRequest
from bot.demo_fill.refused import DemoRefused
from doorbraak.working_time import local_date


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to do: which, for which request, by whom, when (UTC), with its seed."""

    request: str
    number: int
    do: str
    by: str
    at: datetime
    facts: Mapping[str, Any]

    @property
    def seed(self) -> bytes:
        """Give the seed of this step: the same in every demo."""
        return hashlib.sha256(f"demo:{self.request}:{self.number}".encode()).digest()


def plan_steps(requests: Iterable[DemoRequest], now: datetime) -> list[Planned]:
    """Plan all steps of all requests. Raises DemoRefused for one that would happen after `now`."""
    steps = [step for request in requests for step in _of(request, now)]
    late = next((step for step in steps if step.at > now), None)
    if late:
        raise DemoRefused(late.request, f"step {late.number} ({late.do})", "in_the_future")
    return sorted(steps, key=lambda step: step.at)


def _of(request: DemoRequest, now: datetime) -> list[Planned]:
    start = _submitted_at(request, now)
    facts = dict(request.facts)
    if request.needed_in_days is not None:
        facts["needed_by"] = local_date(start) + timedelta(days=request.needed_in_days)
    steps = [Planned(request.id, 0, "submit", request.by, start.astimezone(UTC), facts)]
    for number, step in enumerate(request.story, 1):
        at = working_after(start, step.after_minutes).astimezone(UTC)
        steps.append(Planned(request.id, number, step.do, step.by, at, step.facts))
    return steps


def _submitted_at(request: DemoRequest, now: datetime) -> datetime:
    if request.days_ago is None:
        return working_before(now, request.minutes_ago)
    return days_before(now, request.days_ago, request.clock_time)
