"""Reading the example data of bot/data: the programme, and each request with its story. Plain values, no dates yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from importlib import resources
from typing import Any

import yaml

from bot.demo_fill.moments import parse_duration

_DESCRIBES = ("id", "from", "fidelity", "amount", "submitted", "by", "story", "needed_in_days")
"""What a request of the file says beside the fields of `submit`."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody did, so many working minutes after the submission."""

    after_minutes: int
    by: str
    do: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """A request of the demo. It was submitted either `days_ago` at `clock_time`, or `minutes_ago` in working time."""

    id: str
    by: str
    facts: Mapping[str, Any]
    story: tuple[Step, ...]
    days_ago: int | None
    clock_time: time
    minutes_ago: int
    needed_in_days: int | None


def data_bytes(name: str) -> bytes:
    """Give a file of bot/data."""
    return resources.files("bot").joinpath("data", name).read_bytes()


def read_programme() -> dict[str, Any]:
    """Read the programme of the demo."""
    return _load("demo_programme.yaml")


def read_requests() -> tuple[DemoRequest, ...]:
    """Read the requests of the demo, in the order of the file."""
    return tuple(_request(row) for row in _load("demo.yaml")["requests"])


def _load(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times as fast, where it is built in
    return yaml.load(data_bytes(name), Loader=loader)  # noqa: S506 - both are safe loaders


def _request(row: Mapping[str, Any]) -> DemoRequest:
    submitted = row["submitted"]
    return DemoRequest(
        id=row["id"],
        by=row["by"],
        facts={name: value for name, value in row.items() if name not in _DESCRIBES},
        story=tuple(_step(step) for step in row["story"]),
        days_ago=submitted.get("days_ago"),
        clock_time=time.fromisoformat(submitted.get("at", "09:00")),
        minutes_ago=parse_duration(submitted["ago"]) if "ago" in submitted else 0,
        needed_in_days=row.get("needed_in_days"),
    )


def _step(row: Mapping[str, Any]) -> Step:
    facts = {name: value for name, value in row.items() if name not in ("after", "by", "do")}
    return Step(parse_duration(row["after"]), row["by"], row["do"], facts)
