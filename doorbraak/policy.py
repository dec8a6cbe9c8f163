"""The policy of a fund (docs/rules.md section 2): frozen into each request when it is submitted.

What a setting is called, its unit and its default; what it decides stands in requests/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

CapPeriod = Literal["calendar_year", "lifetime", "rolling_365_days"]
CAP_PERIODS: tuple[CapPeriod, ...] = ("calendar_year", "lifetime", "rolling_365_days")


@dataclass(frozen=True, slots=True)
class Policy:
    """Settings of a fund; money in cents, durations in the unit that the comment names."""

    cap_cents: int = 50000
    cap_period: CapPeriod = "calendar_year"
    min_approvals: int = 3
    min_organisations: int = 2
    external_only: bool = True
    remind_after: int = 8  # working hours
    decide_within: int = 16  # working hours
    lead_within: int = 8  # working hours
    expire_after: int = 14  # days
    urgent_max_cents: int = 25000
    urgent_review_within: int = 16  # working hours
    follow_up_after: int = 21  # days
    receipt_after: int = 14  # days
    purge_after: int = 12  # months

    def to_settings(self) -> dict[str, Any]:
        """Give the settings by name, as they stand in the log."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = tuple(field.name for field in fields(Policy))
_LARGEST_AMOUNT = 10**12
_LONGEST = 10_000


def setting_problem(name: str, value: object) -> str | None:
    """Say what is wrong with one policy setting, or None. Names and units are those of docs/rules.md section 2."""
    known = {field.name: field.default for field in fields(Policy)}
    if name not in known:
        return f"unknown policy setting {name!r}; known are {', '.join(known)}"
    if name == "cap_period":
        return None if value in CAP_PERIODS else f"cap_period must be one of {', '.join(CAP_PERIODS)}, got {value!r}"
    if name == "external_only":
        return None if isinstance(value, bool) else f"external_only must be true or false, got {value!r}"
    if isinstance(value, bool) or not isinstance(value, int):
        return f"{name} must be a whole number, got {value!r}"
    least, largest = (0, _LARGEST_AMOUNT) if name.endswith("_cents") else (1, _LONGEST)
    if not least <= value <= largest:
        return f"{name} must be from {least} to {largest}, got {value}"
    return None


def policy_from(settings: Mapping[str, Any], base: Policy | None = None) -> Policy:
    """Build a policy from settings by name; a setting that is left out stays as in `base` (or its default)."""
    named = {name: settings[name] for name in _NAMES if name in settings}
    return Policy(**named) if base is None else replace(base, **named)
