"""What the admin is warned about (docs/rules.md section 2): too few who may vote, no budget for next year,
a chat that takes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from doorbraak.ids import ProgrammeId
from doorbraak.overviews import Viewer
from doorbraak.people import Circle
from doorbraak.policy import Policy
from doorbraak.requests.ballot import is_enough, voters_for
from doorbraak.working_time import local_date
from storage import troubles
from storage.overviews.reading import members
from storage.overviews.spend import funds

_DECEMBER = 12


def warnings(connection: Connection, viewer: Viewer, now: datetime) -> tuple[str, ...]:
    """Give the codes of the warnings that hold now."""
    circle = members(connection, viewer.programme_id).circle
    found: list[str] = []
    if has_too_few_voters(circle, viewer.policy):
        found.append("too_few_voters")
    if misses_next_budget(connection, viewer.programme_id, now):
        found.append("budget_missing")
    if troubles.known(connection, viewer.programme_id):
        found.append("place_refused")
    return tuple(found)


def has_too_few_voters(circle: Circle, policy: Policy) -> bool:
    """Claim that fewer people or organisations may vote than the policy asks, for a poster of any organisation."""
    posters = {person.organisation for person in circle if person.is_koploper} or {""}
    return any(not is_enough(voters_for(poster, policy, circle), policy) for poster in posters)


def misses_next_budget(connection: Connection, programme: ProgrammeId, now: datetime) -> bool:
    """Claim that it is December and next year has no budget."""
    today = local_date(now)
    if today.month < _DECEMBER:
        return False
    set_years = {fund.year for fund in funds(connection, programme) if fund.budget_cents is not None}
    return today.year + 1 not in set_years
