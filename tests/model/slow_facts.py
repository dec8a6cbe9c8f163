"""What is known about a request, recomputed every time from the plain list of what happened to it.

Nothing here decides: who may do what and what follows stands in slow_checks.py and slow_model.py.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.model.slow_time import local

Line = dict[str, Any]
Fact = dict[str, Any]  # {"at": moment, "what": …, and what belongs to it}

DEFAULT_POLICY: dict[str, Any] = {
    "cap_cents": 50000,
    "cap_period": "calendar_year",
    "min_approvals": 3,
    "min_organisations": 2,
    "external_only": True,
    "remind_after": 8,
    "decide_within": 16,
    "lead_within": 8,
    "expire_after": 14,
    "urgent_max_cents": 25000,
    "urgent_review_within": 16,
    "follow_up_after": 21,
    "receipt_after": 14,
    "purge_after": 12,
}
ENDINGS = {
    "granted": "granted",
    "urgently_granted": "granted",
    "solved_by_route": "solved_by_route",
    "declined": "declined",
    "withdrawn": "withdrawn",
    "expired": "expired",
}
MAKE_A_NEW_REVISION = ("amount_cents", "client", "theme", "question", "pay_to")


@dataclass
class World:
    """Everything said so far: the programme line, the person lines, and per accepted request its facts in order."""

    programme: Line = field(default_factory=dict[str, Any])
    people: dict[str, Line] = field(default_factory=dict[str, Line])
    requests: dict[str, list[Fact]] = field(default_factory=dict[str, list[Fact]])

    @property
    def policy(self) -> dict[str, Any]:
        return DEFAULT_POLICY | self.programme.get("policy", {})


def normalised(client: str) -> str:
    """Keep the letters and digits of a file number, in capitals."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", client) if sign.isalnum()).upper()


def find(world: World, key: str, *kinds: str) -> Fact | None:
    """Find the first fact of one of these kinds."""
    for fact in world.requests[key]:
        if fact["what"] in kinds:
            return fact
    return None


def submitted_at(world: World, key: str) -> datetime:
    return world.requests[key][0]["at"]


def fields(world: World, key: str) -> Line:
    """Give the fields as they are after every revision; what was left out is empty."""
    found: Line = {"tried": "", "needed_by": None, "pay_to": "", "urgent": False, "urgent_reason": ""}
    for fact in world.requests[key]:
        if fact["what"] in ("submitted", "revised"):
            found = found | fact["fields"]
    return found


def is_change(before: Line, change: Line) -> bool:
    """Tell whether a change makes a new revision (R12): not the same value again, nor another spelling of a client."""
    for name in MAKE_A_NEW_REVISION:
        if name in change:
            old, new = before[name], change[name]
            if name == "client":
                old, new = normalised(old), normalised(new)
            if old != new:
                return True
    return False


def revision(world: World, key: str) -> int:
    return 1 + len([fact for fact in world.requests[key] if fact["what"] == "revised" and fact["is_new_revision"]])


def poster(world: World, key: str) -> str:
    """R19: the person it was last handed over to, or else who submitted it."""
    found = ""
    for fact in world.requests[key]:
        if fact["what"] == "submitted":
            found = fact["by"]
        if fact["what"] == "handed_over":
            found = fact["to"]
    return found


def status(world: World, key: str) -> str:
    ending = find(world, key, *ENDINGS)
    return ENDINGS[ending["what"]] if ending else "open"


def decided_at(world: World, key: str) -> datetime | None:
    ending = find(world, key, *ENDINGS)
    return ending["at"] if ending else None


def review(world: World, key: str) -> str | None:
    """R11: what became of the ordinary vote after an urgent grant; None when there was no urgent grant."""
    if find(world, key, "urgently_granted") is None:
        return None
    if find(world, key, "review_confirmed"):
        return "confirmed"
    if find(world, key, "review_not_confirmed"):
        return "not_confirmed"
    return "pending"


def votes_are_taken(world: World, key: str) -> bool:
    return status(world, key) == "open" or review(world, key) == "pending"


def is_with_lead(world: World, key: str) -> bool:
    """With the lead it stays until it ends (R8)."""
    return status(world, key) == "open" and find(world, key, "to_lead") is not None


def standing_votes(world: World, key: str) -> dict[str, Fact]:
    """Give the last vote of each person that still stands for the current revision: facts `approved` and `objected`.

    After the vote has closed nothing changes it any more.
    """
    standing: dict[str, Fact] = {}
    for fact in world.requests[key]:
        what = fact["what"]
        if what in ("approved", "objected"):
            standing[fact["by"]] = fact  # R4: the last one counts
        if what == "route_proposed" and fact["by"] in standing and standing[fact["by"]]["what"] == "approved":
            del standing[fact["by"]]  # R5: an objection stays
        if what == "recused":
            standing.pop(fact["by"], None)  # R15
        if what == "handed_over":
            standing.pop(fact["to"], None)  # R19
        if what == "revised" and fact["is_new_revision"]:
            standing = {}  # R12
        if what in ENDINGS and what != "urgently_granted":
            break
        if what in ("review_confirmed", "review_not_confirmed"):
            break
    return standing


def approvals(world: World, key: str) -> list[Fact]:
    return [vote for vote in standing_votes(world, key).values() if vote["what"] == "approved"]


def has_objection(world: World, key: str) -> bool:
    return any(vote["what"] == "objected" for vote in standing_votes(world, key).values())


def open_routes(world: World, key: str) -> list[int]:
    """R6: the numbers, counted from 1, of the routes that nobody answered yet."""
    proposed = [fact for fact in world.requests[key] if fact["what"] == "route_proposed"]
    answered = [fact["route_no"] for fact in world.requests[key] if fact["what"] == "route_answered"]
    return [number for number in range(1, len(proposed) + 1) if number not in answered]


def has_recused(world: World, key: str, person: str) -> bool:
    return any(fact["what"] == "recused" and fact["by"] == person for fact in world.requests[key])


def granted_cents(world: World, key: str) -> int | None:
    grant = find(world, key, "granted", "urgently_granted")
    return grant["cents"] if grant else None


def settled_cents(world: World, key: str) -> int | None:
    """R16 and R20: what was really spent, after the last correction."""
    found = None
    for fact in world.requests[key]:
        if fact["what"] in ("settled", "corrected"):
            found = fact["cents"]
    return found


def money(world: World, key: str) -> str | None:
    if status(world, key) != "granted":
        return None
    if find(world, key, "settled"):
        return "settled"
    return "paid" if find(world, key, "paid") else "reserved"


def has_role(world: World, person: str, *roles: str) -> bool:
    return any(role in world.people[person]["roles"] for role in roles)


def is_reviewer(world: World, person: str) -> bool:
    """R3: somebody with the role manager is no reviewer, whatever other roles there are."""
    return has_role(world, person, "reviewer") and not has_role(world, person, "manager")


def is_own_organisation(world: World, key: str, person: str) -> bool:
    """R3: with `external_only` the poster's organisation does not vote."""
    same = world.people[person]["organisation"] == world.people[poster(world, key)]["organisation"]
    return bool(world.policy["external_only"]) and same


def may_vote(world: World, key: str) -> list[str]:
    """List everybody whom R3 lets vote on this request."""
    return [
        person
        for person in world.people
        if is_reviewer(world, person)
        and person != poster(world, key)
        and not is_own_organisation(world, key, person)
        and not has_recused(world, key, person)
    ]


def held_cents(world: World, key: str) -> int:
    """Give what a request takes of the cap: asked while open, granted and not released after a grant, else nothing."""
    if status(world, key) == "open":
        return fields(world, key)["amount_cents"]
    if status(world, key) == "granted":
        settled = settled_cents(world, key)
        return settled if settled is not None else granted_cents(world, key) or 0
    return 0


def counts_in_period(world: World, key: str, now: datetime, year: int) -> bool:
    """Section 2: `year` is that of submission of the request at hand; with rolling_365_days today is that of `now`."""
    day: date = local(submitted_at(world, key)).date()
    if world.policy["cap_period"] == "lifetime":
        return True
    if world.policy["cap_period"] == "calendar_year":
        return day.year == year
    today = local(now).date()
    return today - timedelta(days=364) <= day <= today


def left_for_client(world: World, client: str, now: datetime, year: int, without: str | None = None) -> int:
    """R2: cap − (granted and not released) − (open requests) in the period, not counting the request `without`."""
    left = world.policy["cap_cents"]
    for key in world.requests:
        same_client = normalised(fields(world, key)["client"]) == normalised(client)
        if key != without and same_client and counts_in_period(world, key, now, year):
            left -= held_cents(world, key)
    return left


def year_of(at: datetime) -> int:
    return local(at).year


def fund(world: World, year: int) -> dict[str, int]:
    """Give the figures of one year; a grant stays in the year in which it was granted. A year that is not set has 0."""
    budget = world.programme["budget_cents"].get(str(year), 0)
    reserved = spent = 0
    for key in world.requests:
        grant = find(world, key, "granted", "urgently_granted")
        if grant is not None and year_of(grant["at"]) == year:
            if money(world, key) == "settled":
                spent += settled_cents(world, key) or 0
            else:
                reserved += grant["cents"]
    left = budget - reserved - spent
    return {"budget_cents": budget, "reserved_cents": reserved, "spent_cents": spent, "left_cents": left}
