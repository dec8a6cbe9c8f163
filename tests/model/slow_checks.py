"""The table "Order of checks" of docs/rules section 3, line by line: for each command its refusals, in that order.

Each function yields (refusal code, does it apply); the first that applies is the refusal. What an accepted command does
stands in slow_model.py.
"""

from collections.abc import Callable
from datetime import datetime

from tests.model import slow_facts as facts
from tests.model.slow_facts import Line, World
from tests.model.slow_texts import Checks, is_blank, is_invalid_client, texts
from tests.model.slow_time import local


def refusal(world: World, line: Line, now: datetime) -> str | None:
    """Give the code with which a command is refused, or None when it is accepted."""
    for code, applies in CHECKS[line["do"]](world, line, now):
        if applies:
            return code
    return None


def who(world: World, line: Line) -> Checks:
    yield "unknown_person", line["by"] not in world.people


def which(world: World, line: Line) -> Checks:
    yield "unknown_request", line["request"] not in world.requests


def is_poster(world: World, line: Line) -> bool:
    return line["by"] == facts.poster(world, line["request"])


def is_stale(world: World, line: Line) -> bool:
    """R4: it names another revision than the current one; left out is the current one."""
    current = facts.revision(world, line["request"])
    return line.get("revision", current) != current


def fields_of_request(new: Line) -> Checks:
    """`new` is the request as it would become."""
    yield "client_invalid", is_invalid_client(new["client"])
    yield "amount_invalid", new["amount_cents"] < 1
    blank = is_blank(new["question"]) or is_blank(new["if_nothing"])
    yield "reason_required", blank or (new.get("urgent", False) and is_blank(new.get("urgent_reason")))


def submit(world: World, line: Line, now: datetime) -> Checks:
    yield from who(world, line)
    yield "not_a_koploper", not facts.has_role(world, line["by"], "koploper")
    yield "unknown_district", line["district"] not in world.programme["districts"]  # bad input in a scenario
    yield from fields_of_request(line)
    yield from texts(line)
    left = facts.left_for_client(world, line["client"], now, local(now).year)
    yield "above_cap", line["amount_cents"] > left


def revise(world: World, line: Line, now: datetime) -> Checks:
    key = line["request"]
    yield from who(world, line)
    yield from which(world, line)
    yield "not_the_poster", not is_poster(world, line)
    yield "already_decided", facts.status(world, key) != "open"
    new = facts.fields(world, key) | line
    yield from fields_of_request(new)
    yield from texts(line)
    year = facts.year_of(facts.submitted_at(world, key))
    yield "above_cap", new["amount_cents"] > facts.left_for_client(world, new["client"], now, year, without=key)


def vote(world: World, line: Line) -> Checks:
    key, person = line["request"], line["by"]
    yield from who(world, line)
    yield "not_a_reviewer", not facts.is_reviewer(world, person)
    yield from which(world, line)
    yield "own_request", is_poster(world, line)
    yield "own_organisation", facts.is_own_organisation(world, key, person)
    yield "recused", facts.has_recused(world, key, person)
    yield "already_decided", not facts.votes_are_taken(world, key)
    yield "stale_revision", is_stale(world, line)


def approve(world: World, line: Line, now: datetime) -> Checks:
    yield from vote(world, line)
    asked = facts.fields(world, line["request"])["amount_cents"]
    yield "amount_invalid", not 1 <= line.get("max_cents", asked) <= asked


def object_(world: World, line: Line, now: datetime) -> Checks:
    yield from vote(world, line)
    yield "reason_required", is_blank(line.get("reason"))
    yield from texts(line)


def propose_route(world: World, line: Line, now: datetime) -> Checks:
    key, person = line["request"], line["by"]
    yield from who(world, line)
    yield "not_a_reviewer", not facts.is_reviewer(world, person)
    yield from which(world, line)
    yield "own_request", is_poster(world, line)
    yield "recused", facts.has_recused(world, key, person)
    yield "already_decided", not facts.votes_are_taken(world, key)
    yield "reason_required", is_blank(line.get("route")) or is_blank(line.get("who"))
    yield from texts(line)


def answer_route(world: World, line: Line, now: datetime) -> Checks:
    key = line["request"]
    yield from who(world, line)
    yield from which(world, line)
    yield "not_the_poster", not is_poster(world, line)
    yield "already_decided", not facts.votes_are_taken(world, key)
    yield "unknown_route", line["route_no"] not in facts.open_routes(world, key)
    yield "reason_required", line["verdict"] != "in_time" and is_blank(line.get("reason"))
    yield from texts(line)


def recuse(world: World, line: Line, now: datetime) -> Checks:
    key, person = line["request"], line["by"]
    yield from who(world, line)
    yield "not_a_reviewer", not (facts.is_reviewer(world, person) or facts.has_role(world, person, "lead"))
    yield from which(world, line)
    yield "own_request", is_poster(world, line)
    yield "recused", facts.has_recused(world, key, person)
    yield "already_decided", not facts.votes_are_taken(world, key)


def withdraw(world: World, line: Line, now: datetime) -> Checks:
    yield from who(world, line)
    yield from which(world, line)
    yield "not_the_poster", not is_poster(world, line)
    yield "already_decided", facts.status(world, line["request"]) != "open"


def lead(world: World, line: Line) -> Checks:
    key, person = line["request"], line["by"]
    yield from who(world, line)
    yield "not_the_lead", not facts.has_role(world, person, "lead")
    yield from which(world, line)
    yield "own_request", is_poster(world, line)
    yield "recused", facts.has_recused(world, key, person)
    yield "already_decided", facts.status(world, key) != "open"


def lead_decline(world: World, line: Line, now: datetime) -> Checks:
    yield from lead(world, line)
    yield "not_with_lead", not facts.is_with_lead(world, line["request"])
    yield "stale_revision", is_stale(world, line)
    yield "reason_required", is_blank(line.get("reason"))
    yield from texts(line)


def grant_amount(world: World, line: Line) -> Checks:
    asked = facts.fields(world, line["request"])["amount_cents"]
    yield "amount_invalid", not 1 <= line["amount_cents"] <= asked


def cap_and_budget(world: World, line: Line, now: datetime) -> Checks:
    key, cents = line["request"], line["amount_cents"]
    client = facts.fields(world, key)["client"]
    year = facts.year_of(facts.submitted_at(world, key))
    yield "above_cap", cents > facts.left_for_client(world, client, now, year, without=key)
    yield "above_budget", cents > facts.fund(world, local(now).year)["left_cents"]


def lead_grant(world: World, line: Line, now: datetime) -> Checks:
    yield from lead(world, line)
    yield "not_with_lead", not facts.is_with_lead(world, line["request"])
    yield "stale_revision", is_stale(world, line)
    yield "reason_required", is_blank(line.get("reason"))
    yield from grant_amount(world, line)
    yield from texts(line)
    yield from cap_and_budget(world, line, now)


def urgent_grant(world: World, line: Line, now: datetime) -> Checks:
    yield from lead(world, line)
    yield "not_urgent", not facts.fields(world, line["request"])["urgent"]
    yield "stale_revision", is_stale(world, line)
    yield "reason_required", is_blank(line.get("reason"))
    yield from grant_amount(world, line)
    yield from texts(line)
    yield "above_urgent_max", line["amount_cents"] > world.policy["urgent_max_cents"]
    yield from cap_and_budget(world, line, now)


def pay_or_settle(world: World, line: Line) -> Checks:
    yield from who(world, line)
    yield from which(world, line)
    may_record = is_poster(world, line) or facts.has_role(world, line["by"], "lead", "manager", "admin")
    yield "not_the_poster", not may_record
    yield "not_granted", facts.status(world, line["request"]) != "granted"
    yield "already_settled", facts.money(world, line["request"]) == "settled"


def pay(world: World, line: Line, now: datetime) -> Checks:
    yield from pay_or_settle(world, line)
    yield "already_paid", facts.money(world, line["request"]) == "paid"


def settle(world: World, line: Line, now: datetime) -> Checks:
    yield from pay_or_settle(world, line)
    yield "amount_invalid", line["spent_cents"] < 0
    yield "above_granted", line["spent_cents"] > (facts.granted_cents(world, line["request"]) or 0)


def follow_up(world: World, line: Line, now: datetime) -> Checks:
    yield from who(world, line)
    yield from which(world, line)
    yield "not_the_poster", not is_poster(world, line)
    yield "not_granted", facts.status(world, line["request"]) not in ("granted", "solved_by_route")


def remark(world: World, line: Line, now: datetime) -> Checks:
    key, person = line["request"], line["by"]
    yield from who(world, line)
    is_my_own = key in world.requests and is_poster(world, line)
    takes_part = facts.has_role(world, person, "reviewer", "lead", "manager", "admin")
    yield "not_in_programme", not (is_my_own or takes_part)
    yield from which(world, line)
    yield "reason_required", is_blank(line["text"])
    yield from texts(line)


def hand_over(world: World, line: Line, now: datetime) -> Checks:
    yield from who(world, line)
    yield "not_the_lead", not facts.has_role(world, line["by"], "lead", "admin")
    yield from which(world, line)
    is_koploper = line["to"] in world.people and facts.has_role(world, line["to"], "koploper")
    yield "not_a_koploper", not is_koploper


def correct(world: World, line: Line, now: datetime) -> Checks:
    key, cents = line["request"], line["spent_cents"]
    yield from who(world, line)
    yield "not_the_lead", not facts.has_role(world, line["by"], "lead", "manager", "admin")
    yield from which(world, line)
    yield "not_granted", facts.money(world, key) != "settled"
    yield "reason_required", is_blank(line.get("reason"))
    yield "amount_invalid", cents < 0
    yield from texts(line)
    yield "above_granted", cents > (facts.granted_cents(world, key) or 0)
    more = cents - (facts.settled_cents(world, key) or 0)  # R20: cap and budget are checked for the difference
    client = facts.fields(world, key)["client"]
    year = facts.year_of(facts.submitted_at(world, key))
    yield "above_cap", more > 0 and more > facts.left_for_client(world, client, now, year)
    grant = facts.find(world, key, "granted", "urgently_granted")
    assert grant is not None
    yield "above_budget", more > 0 and more > facts.fund(world, facts.year_of(grant["at"]))["left_cents"]


CHECKS: dict[str, Callable[[World, Line, datetime], Checks]] = {
    "submit": submit,
    "revise": revise,
    "approve": approve,
    "object": object_,
    "propose_route": propose_route,
    "answer_route": answer_route,
    "recuse": recuse,
    "withdraw": withdraw,
    "lead_grant": lead_grant,
    "lead_decline": lead_decline,
    "urgent_grant": urgent_grant,
    "pay": pay,
    "settle": settle,
    "follow_up": follow_up,
    "remark": remark,
    "hand_over": hand_over,
    "correct": correct,
}
