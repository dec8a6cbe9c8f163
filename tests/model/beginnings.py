"""How a random scenario begins: its first moment, policy, fund and people. What happens next stands in scenarios.py."""

import random
from datetime import datetime
from typing import Any

from tests.model.slow_facts import DEFAULT_POLICY, Line
from tests.model.slow_time import from_wall

ORGANISATIONS = ("Buurtteam", "Kredietbank", "Werk en Inkomen", "Woningcorporatie", "Schuldhulp")

# Ordinary days, days before the clock changes, before Easter, in May, at the end of the year, before a leap day.
FIRST_DAYS = (
    (2026, 3, 2), (2026, 3, 2), (2026, 6, 11), (2026, 3, 27), (2026, 10, 22), (2026, 4, 1), (2025, 4, 29),
    (2026, 12, 17), (2026, 12, 30), (2027, 4, 23), (2028, 2, 25), (2026, 5, 12), (2025, 12, 22), (2025, 4, 28),
)  # fmt: skip


def first_moment(rng: random.Random) -> datetime:
    year, month, day = rng.choice(FIRST_DAYS)
    hour, minute = rng.choice(((9, 0), (9, 0), (10, 17), (16, 59), (17, 0), (2, 30), (23, 45)))
    return from_wall(datetime(year, month, day, hour, minute))


def programme(rng: random.Random, year: int) -> Line:
    return {
        "do": "programme",
        "name": "Utrecht",
        "districts": rng.choice((["Overvecht", "Zuilen"], ["Ondiep"])),
        "policy": policy(rng),
        "budget_cents": budgets(rng, year),
    }


def budgets(rng: random.Random, year: int) -> dict[str, int]:
    """Set some years: full, nearly empty, nothing, or not at all."""
    some = (0, 1, 20000, 60000, 60000, 130000, 1000000, 1000000, 1000000)
    found = {str(year): rng.choice(some)} if rng.random() < 0.95 else {}
    for other in (year - 1, year + 1, year + 2):
        if rng.random() < 0.55:
            found[str(other)] = rng.choice(some)
    return found


def policy(rng: random.Random) -> dict[str, Any]:
    """Choose the default policy, one with a few settings changed, or one with every setting given."""
    choices: dict[str, tuple[Any, ...]] = {
        "cap_cents": (50000, 50000, 30000, 1000, 3),
        "cap_period": ("calendar_year", "lifetime", "rolling_365_days"),
        "min_approvals": (1, 1, 2, 2, 3, 4),
        "min_organisations": (1, 1, 2, 2, 3),
        "external_only": (True, False),
        "remind_after": (1, 8, 24),
        "decide_within": (1, 2, 8, 16, 40, 100),
        "lead_within": (1, 8),
        "expire_after": (1, 2, 7, 14, 14, 14, 30, 400),
        "urgent_max_cents": (25000, 10000, 50000, 1),
        "urgent_review_within": (1, 2, 16, 80),
        "follow_up_after": (1, 21),
        "receipt_after": (1, 14),
        "purge_after": (1, 12, 24),
    }
    style = rng.choice(("default", "few", "small", "small", "all", "rolling"))
    if style == "default":
        return {}
    if style == "rolling":
        return {
            "cap_period": "rolling_365_days",
            "expire_after": 400,
            "min_approvals": rng.choice((1, 2)),
            "min_organisations": 1,
        }
    if style == "small":
        return {
            "min_approvals": rng.choice((1, 2)),
            "min_organisations": rng.choice((1, 2)),
            "cap_period": rng.choice(choices["cap_period"]),
            "external_only": rng.choice((True, False)),
        }
    names = list(DEFAULT_POLICY) if style == "all" else rng.sample(list(DEFAULT_POLICY), rng.randint(1, 5))
    return {name: rng.choice(choices[name]) for name in names}


def people(rng: random.Random) -> list[Line]:
    """Bring together a usual team and some people with several roles; sometimes hardly anybody."""
    if rng.random() < 0.06:
        teams = [["koploper"], rng.choice((["koploper", "lead"], ["reviewer", "manager"], ["admin"]))]
    else:
        teams = [["koploper"], ["koploper"], ["lead"], ["manager"], ["admin"]]
        teams += [["reviewer"]] * rng.randint(1, 5)
        combined = (
            ["reviewer", "koploper"],
            ["reviewer", "koploper"],
            ["manager", "reviewer"],
            ["lead", "reviewer"],
            ["lead", "koploper"],
            ["lead", "manager"],
            ["manager", "lead", "reviewer"],
            ["admin", "reviewer"],
            ["koploper", "reviewer", "lead", "manager", "admin"],
        )
        teams += [rng.choice(combined) for _ in range(rng.randint(0, 4))]
    named: list[Line] = []
    for number, roles in enumerate(teams, start=1):
        organisation = "Buurtteam" if roles == ["koploper"] and rng.random() < 0.8 else rng.choice(ORGANISATIONS)
        named.append({"do": "person", "key": f"p{number}", "roles": list(roles), "organisation": organisation})
    return named
