"""Spend for programs: JSON as docs and scripts rely on it. Codes and cents, no words."""

from __future__ import annotations

import json
from typing import Any

from doorbraak.overviews import Spend, SpendRow

FIGURES = ("requests", "granted", "solved_by_route", "declined", "asked_cents", "granted_cents", "settled_cents")


def spend_json(spend: Spend) -> str:
    """Write spend as JSON: by, from, to, rows in the order of the overview, and the total."""
    return json.dumps(
        {
            "by": spend.by,
            "from": spend.since.isoformat(),
            "to": spend.until.isoformat(),
            "rows": [{"key": row.key, **_figures(row)} for row in spend.rows],
            "total": _figures(spend.total),
        },
        ensure_ascii=False,
        indent=2,
    )


def _figures(row: SpendRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIGURES}
