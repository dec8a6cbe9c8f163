"""An independent slow model of the rules: what `replay --json` must write, recomputed from a plain list of facts.

To be compared with docs/rules line by line; it shares no code with the real program and knows nothing of bad input.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.model import slow_facts as facts
from tests.model.slow_checks import refusal
from tests.model.slow_facts import Fact, Line, World
from tests.model.slow_time import after_working_hours, days_later, local, moment, written

FIELDS_OF_A_REQUEST = (
    "client", "district", "theme", "amount_cents", "question", "if_nothing",
    "tried", "needed_by", "pay_to", "urgent", "urgent_reason",
)  # fmt: skip


def run(lines: list[Line]) -> dict[str, Any]:
    """Run the lines of a valid scenario file and give the object that `replay --json` writes."""
    world = World()
    answers: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        code = apply(world, line)
        answer = {"line": number, "accepted": code is None}
        answers.append(answer if code is None else answer | {"refusal": code})
    return {
        "lines": answers,
        "requests": {key: report_request(world, key) for key in world.requests},
        "spend_by_theme": report_spend(world),
        "funds": {year: facts.fund(world, int(year)) for year in world.programme.get("budget_cents", {})},
    }


def apply(world: World, line: Line) -> str | None:
    """Let time pass up to one line, then do what it says; give the refusal code, or None when it was accepted."""
    now = moment(line["at"])
    let_time_pass(world, now)
    if line["do"] == "programme":
        world.programme = line
        return None
    if line["do"] == "person":
        world.people[line["key"]] = line
        return None
    if line["do"] == "tick":
        return None
    code = refusal(world, line, now)
    if code is None:
        happen(world, line, now)
    return code


def let_time_pass(world: World, now: datetime) -> None:
    """What is due at or before the moment of a command has happened before it."""
    for key, story in world.requests.items():
        start = facts.submitted_at(world, key)
        if facts.status(world, key) == "open":
            for_lead = after_working_hours(start, world.policy["decide_within"])
            expires = days_later(start, world.policy["expire_after"])
            if for_lead <= now and for_lead < expires and not facts.is_with_lead(world, key):
                story.append({"at": for_lead, "what": "to_lead"})  # R9
            if expires <= now:
                story.append({"at": expires, "what": "expired"})
        if facts.review(world, key) == "pending":
            closes = review_closes(world, key)
            if closes <= now:
                story.append({"at": closes, "what": "review_not_confirmed"})  # R11


def review_closes(world: World, key: str) -> datetime:
    """R11: `urgent_review_within` runs from the urgent grant."""
    grant = facts.find(world, key, "urgently_granted")
    assert grant is not None
    return after_working_hours(grant["at"], world.policy["urgent_review_within"])


def happen(world: World, line: Line, now: datetime) -> None:
    """Add the facts of an accepted command, and those that follow from it."""
    key = line["request"]
    if line["do"] == "submit":
        world.requests[key] = []
    fact = {"at": now, "by": line["by"]} | EFFECTS[line["do"]](world, line)
    world.requests[key].append(fact)
    if line["do"] == "answer_route" and line["verdict"] == "in_time":
        if facts.review(world, key) == "pending":
            world.requests[key].append({"at": now, "what": "review_not_confirmed"})  # R11
        else:
            world.requests[key].append({"at": now, "what": "solved_by_route"})  # R6
    # R7 and R8 are looked at right after each accepted submission, vote, route, answer or recusal of this request.
    if line["do"] in ("submit", "approve", "object", "propose_route", "answer_route", "recuse"):
        look_at_votes(world, key, now)


def said(line: Line) -> Line:
    return {name: line[name] for name in FIELDS_OF_A_REQUEST if name in line}


def revised(world: World, line: Line) -> Fact:
    is_new = facts.is_change(facts.fields(world, line["request"]), said(line))
    return {"what": "revised", "fields": said(line), "is_new_revision": is_new}


def approved(world: World, line: Line) -> Fact:
    asked = facts.fields(world, line["request"])["amount_cents"]
    return {"what": "approved", "max": line.get("max_cents", asked)}  # no maximum counts as the amount asked


EFFECTS: dict[str, Callable[[World, Line], Fact]] = {
    "submit": lambda world, line: {"what": "submitted", "fields": said(line)},
    "revise": revised,
    "approve": approved,
    "object": lambda world, line: {"what": "objected"},
    "propose_route": lambda world, line: {"what": "route_proposed"},
    "answer_route": lambda world, line: {"what": "route_answered", "route_no": line["route_no"]},
    "recuse": lambda world, line: {"what": "recused"},
    "withdraw": lambda world, line: {"what": "withdrawn"},
    "lead_grant": lambda world, line: {"what": "granted", "cents": line["amount_cents"]},
    "lead_decline": lambda world, line: {"what": "declined"},
    "urgent_grant": lambda world, line: {"what": "urgently_granted", "cents": line["amount_cents"]},
    "pay": lambda world, line: {"what": "paid"},
    "settle": lambda world, line: {"what": "settled", "cents": line["spent_cents"]},
    "follow_up": lambda world, line: {"what": "followed_up"},
    "remark": lambda world, line: {"what": "remarked"},
    "hand_over": lambda world, line: {"what": "handed_over", "to": line["to"]},
    "correct": lambda world, line: {"what": "corrected", "cents": line["spent_cents"]},
}


def amount_of_votes(world: World, key: str) -> int | None:
    """R7: the largest A such that the approvals whose maximum is at least A satisfy both minimums, or None."""
    approvals = facts.approvals(world, key)
    for amount in sorted({approval["max"] for approval in approvals}, reverse=True):
        supporters = [approval["by"] for approval in approvals if approval["max"] >= amount]
        organisations = {world.people[person]["organisation"] for person in supporters}
        enough = len(supporters) >= world.policy["min_approvals"]
        if enough and len(organisations) >= world.policy["min_organisations"]:
            return amount
    return None


def look_at_votes(world: World, key: str, now: datetime) -> None:
    """R7 and R8, or the review of R11."""
    if not facts.votes_are_taken(world, key):
        return
    story = world.requests[key]
    amount = amount_of_votes(world, key)
    if facts.open_routes(world, key):
        return  # neither R7 nor any case of R8 holds while a route is open
    if facts.review(world, key) == "pending":
        enough = amount is not None and amount >= (facts.granted_cents(world, key) or 0)
        if enough and not facts.has_objection(world, key):
            story.append({"at": now, "what": "review_confirmed"})
        return
    to_lead = False
    if amount is not None and facts.has_objection(world, key):
        to_lead = True  # R7 holds but for a standing objection
    elif amount is not None and facts.fund(world, local(now).year)["left_cents"] < amount:
        to_lead = True  # R7 holds but for the fund having less left than A
    elif amount is not None:
        story.append({"at": now, "what": "granted", "cents": amount})
        return
    votes = facts.standing_votes(world, key)
    if all(person in votes for person in facts.may_vote(world, key)):
        to_lead = True  # nobody who may vote is left without a standing vote
    if to_lead and not facts.is_with_lead(world, key):
        story.append({"at": now, "what": "to_lead"})


def report_request(world: World, key: str) -> dict[str, Any]:
    decided = facts.decided_at(world, key)
    return {
        "number": number(world, key),
        "status": facts.status(world, key),
        "with_lead": facts.is_with_lead(world, key),
        "money": facts.money(world, key),
        "granted_cents": facts.granted_cents(world, key),
        "settled_cents": facts.settled_cents(world, key),
        "revision": facts.revision(world, key),
        "approvals": len(facts.approvals(world, key)),
        "decided_at": written(decided) if decided else None,
        "review": facts.review(world, key),
    }


def number(world: World, key: str) -> str:
    """Numbers start at 0001 each year of submission; refused submissions take none."""
    year = facts.year_of(facts.submitted_at(world, key))
    same_year = [other for other in world.requests if facts.year_of(facts.submitted_at(world, other)) == year]
    return f"VE-{year}-{same_year.index(key) + 1:04d}"


def report_spend(world: World) -> dict[str, dict[str, dict[str, int]]]:
    """`requests` by the year of submission, the rest by the year of the decision; the theme of the last revision."""
    report: dict[str, dict[str, dict[str, int]]] = {}

    def add(at: datetime, theme: str, column: str, figure: int) -> None:
        if figure != 0:
            columns = ("requests", "granted", "solved_by_route", "declined", "granted_cents", "settled_cents")
            rows = report.setdefault(str(facts.year_of(at)), {})
            rows.setdefault(theme, dict.fromkeys(columns, 0))[column] += figure

    for key in world.requests:
        theme = facts.fields(world, key)["theme"]
        add(facts.submitted_at(world, key), theme, "requests", 1)
        decided, status = facts.decided_at(world, key), facts.status(world, key)
        if decided is not None and status in ("granted", "solved_by_route", "declined"):
            add(decided, theme, status, 1)
            add(decided, theme, "granted_cents", facts.granted_cents(world, key) or 0)
            add(decided, theme, "settled_cents", facts.settled_cents(world, key) or 0)
    return report
