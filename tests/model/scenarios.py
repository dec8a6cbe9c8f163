"""Random scenario files (docs/rules section 8): valid input, mostly plausible, in the end every rule and refusal.

The first moment, policy and people stand in beginnings.py, the clock in waiting.py, longer stories in plots.py and
money_plots.py.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.model import beginnings, money_plots, plots
from tests.model import slow_facts as facts
from tests.model.slow_facts import Line
from tests.model.slow_time import local
from tests.model.stage import NOBODY, THEMES, Stage, StageIsFull
from tests.model.texts import CLIENTS, INVALID_CLIENTS
from tests.model.waiting import pass_time

ROUTES = ("bijzondere_bijstand", "leergeld", "u_pas", "netwerk")
VERDICTS = ("in_time", "too_late", "too_late", "partly", "does_not_fit", "does_not_fit")


def random_scenario(rng: random.Random, length: int) -> list[Line]:
    """Make a valid scenario: a programme line, its people, and then exactly `length` commands."""
    start = beginnings.first_moment(rng)
    stage = Stage(rng, start, length)
    stage.open_with(beginnings.programme(rng, local(start).year), beginnings.people(rng))
    try:
        while True:
            pass_time(stage)
            if stage.chance(9):
                rng.choice(PLOTS)(stage)
            elif not stage.live() and stage.chance(60):
                submit(stage)
            else:
                rng.choices(list(COMMANDS), list(COMMANDS.values()))[0](stage)
    except StageIsFull:
        return stage.lines


def write(lines: list[Line], path: Path) -> None:
    """Write a scenario as JSON lines."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def coverage(lines: list[Line], result: dict[str, Any]) -> Counter[str]:
    """Count what a scenario reached: `refusal:CODE`, `COMMAND:CODE`, `COMMAND:accepted` and the states at the end."""
    reached: Counter[str] = Counter()
    for line, answer in zip(lines, result["lines"], strict=True):
        reached[f"{line['do']}:{answer.get('refusal', 'accepted')}"] += 1
        if not answer["accepted"]:
            reached[f"refusal:{answer['refusal']}"] += 1
    for request in result["requests"].values():
        for name in ("status", "with_lead", "money", "review"):
            reached[f"{name}:{request[name]}"] += 1
        if request["revision"] > 1:
            reached["revision:later"] += 1
    return reached


# The commands


def typed_fields(stage: Stage) -> Line:
    """Fill in a whole request, now and then wrongly."""
    rng = stage.rng
    client = rng.choice(INVALID_CLIENTS) if stage.chance(3) else rng.choice(rng.choice(CLIENTS))
    found: Line = {
        "client": client if stage.chance(70) else f"Zaak {rng.randint(100, 130)}",
        "district": rng.choice(stage.world.programme["districts"]),
        "theme": rng.choice(THEMES),
        "amount_cents": amount(stage, client),
        "question": stage.text(1500, blank=2),
        "if_nothing": stage.text(600, blank=2),
    }
    if stage.chance(40):
        found["tried"] = stage.text(600, blank=10)
    if stage.chance(30):
        found["pay_to"] = stage.text(150, blank=5)
    if stage.chance(25):
        found["needed_by"] = (local(stage.now) + timedelta(days=rng.randint(0, 30))).date().isoformat()
    if stage.chance(40):
        found["urgent"] = stage.chance(80)
        if stage.chance(94):
            found["urgent_reason"] = stage.text(600, blank=3)
    return found


def amount(stage: Stage, client: str) -> int:
    """Choose an amount: ordinary, an edge of the cap, or what no cap allows."""
    cap = stage.world.policy["cap_cents"]
    left = facts.left_for_client(stage.world, client, stage.now, stage.local_year())
    small = stage.rng.randint(1, max(1, cap // 4))
    if stage.chance(3):
        return stage.rng.choice((0, -1))
    return stage.rng.choice((1, small, small, small, cap // 2 or 1, cap, cap + 1, max(1, left), max(1, left + 1)))


def submit(stage: Stage) -> None:
    by = stage.person(stage.with_role("koploper"))
    stage.say("submit", by=by, request=stage.new_key(), **typed_fields(stage))


def revise(stage: Stage) -> None:
    key = stage.request(stage.still_open())
    typed = typed_fields(stage)
    changed = {name: typed[name] for name in stage.rng.sample(list(typed), stage.rng.choice((0, 1, 1, 1, 2, 3)))}
    if key in stage.world.requests and stage.chance(35):
        present = facts.fields(stage.world, key)
        changed = {name: present[name] for name in changed if name in present and present[name] is not None}
        same_client = [row for row in CLIENTS if present["client"] in row]
        if same_client and stage.chance(40):
            changed["client"] = stage.rng.choice(same_client[0])
    stage.say("revise", by=stage.person(stage.poster(key)), request=key, **changed)


def voter(stage: Stage, key: str) -> str:
    """Choose who votes: mostly who is waited for, now and then the poster or somebody who recused."""
    if key in stage.world.requests and stage.chance(7):
        recused = [person for person in stage.world.people if facts.has_recused(stage.world, key, person)]
        return stage.rng.choice(recused + stage.poster(key))
    return stage.person(stage.voters_waited_for(key))


def approve(stage: Stage) -> None:
    key = stage.request(stage.live())
    by = voter(stage, key)
    maximum: Line = {}
    if stage.chance(25) and key in stage.world.requests:
        maximum = {"max_cents": stage.up_to(facts.fields(stage.world, key)["amount_cents"])}
    stage.say("approve", by=by, request=key, **stage.maybe_revision(key), **maximum)


def object_(stage: Stage) -> None:
    key = stage.request(stage.live())
    by = voter(stage, key)
    stage.say("object", by=by, request=key, **stage.maybe_revision(key), **stage.reason())


def propose_route(stage: Stage) -> None:
    key = stage.request(stage.live())
    voted = list(facts.standing_votes(stage.world, key)) if key in stage.world.requests else []
    by = stage.rng.choice(voted) if voted and stage.chance(25) else voter(stage, key)
    if stage.chance(15):
        by = stage.person(stage.with_role("reviewer"))
    route = stage.rng.choice(ROUTES) if stage.chance(70) else stage.text(150, blank=5)
    said: Line = {"route": route, "who": stage.text(150, blank=3)}
    if stage.chance(3):
        del said[stage.rng.choice(("route", "who"))]
    if stage.chance(60):
        said["expected_days"] = stage.rng.randint(1, 60)
    stage.say("propose_route", by=by, request=key, **said)


def answer_route(stage: Stage) -> None:
    key = stage.request([key for key in stage.live() if facts.open_routes(stage.world, key)] or stage.live())
    is_open = facts.open_routes(stage.world, key) if key in stage.world.requests else []
    route_no = stage.rng.choice(is_open) if is_open and stage.chance(95) else stage.rng.randint(1, 3)
    verdict = stage.rng.choice(VERDICTS)
    reason = stage.reason() if verdict != "in_time" or stage.chance(20) else {}
    by = stage.person(stage.poster(key))
    stage.say("answer_route", by=by, request=key, route_no=route_no, verdict=verdict, **reason)


def recuse(stage: Stage) -> None:
    key = stage.request(stage.live())
    stage.say("recuse", by=stage.person(stage.with_role("reviewer", "lead")), request=key)


def withdraw(stage: Stage) -> None:
    key = stage.request(stage.still_open())
    stage.say("withdraw", by=stage.person(stage.poster(key)), request=key)


def lead_decides(stage: Stage, do: str, likely: list[str]) -> None:
    key = stage.request(likely or stage.live())
    asked = facts.fields(stage.world, key)["amount_cents"] if key in stage.world.requests else 1000
    said = stage.maybe_revision(key) | stage.reason()
    if do == "lead_grant":
        said["amount_cents"] = stage.up_to(asked)
    if do == "urgent_grant":
        said["amount_cents"] = stage.up_to(min(asked, stage.world.policy["urgent_max_cents"]))
    stage.say(do, by=stage.person(stage.with_role("lead")), request=key, **said)


def with_lead(stage: Stage) -> list[str]:
    return [key for key in stage.world.requests if facts.is_with_lead(stage.world, key)]


def lead_grant(stage: Stage) -> None:
    lead_decides(stage, "lead_grant", with_lead(stage))


def lead_decline(stage: Stage) -> None:
    lead_decides(stage, "lead_decline", with_lead(stage))


def urgent_grant(stage: Stage) -> None:
    lead_decides(stage, "urgent_grant", [key for key in stage.still_open() if facts.fields(stage.world, key)["urgent"]])


def who_records(stage: Stage, key: str) -> str:
    return stage.person(stage.poster(key) * 3 + stage.with_role("lead", "manager", "admin"))


def pay(stage: Stage) -> None:
    key = stage.request(stage.with_money("reserved") or stage.with_money("paid", "settled"))
    stage.say("pay", by=who_records(stage, key), request=key)


def cents_of_grant(stage: Stage, key: str) -> int:
    granted = facts.granted_cents(stage.world, key) if key in stage.world.requests else None
    return stage.rng.choice((0, stage.up_to(granted or 1000), stage.up_to(granted or 1000)))


def settle(stage: Stage) -> None:
    key = stage.request(stage.with_money("reserved", "paid") or stage.with_money("settled"))
    stage.say("settle", by=who_records(stage, key), request=key, spent_cents=cents_of_grant(stage, key))


def correct(stage: Stage) -> None:
    key = stage.request(stage.with_money("settled"))
    by = stage.person(stage.with_role("lead", "manager", "admin"))
    stage.say("correct", by=by, request=key, spent_cents=cents_of_grant(stage, key), **stage.reason())


def follow_up(stage: Stage) -> None:
    key = stage.request([key for key in stage.world.requests if facts.status(stage.world, key) != "open"])
    answer = stage.rng.choice(("yes", "partly", "no"))
    stage.say("follow_up", by=stage.person(stage.poster(key)), request=key, answer=answer)


def remark(stage: Stage) -> None:
    key = stage.request(list(stage.world.requests))
    by = stage.rng.choice([*stage.world.people, NOBODY])
    stage.say("remark", by=by, request=key, text=stage.text(600, blank=8))


def hand_over(stage: Stage) -> None:
    key = stage.request(list(stage.world.requests))
    by = stage.person(stage.with_role("lead", "admin"))
    stage.say("hand_over", by=by, request=key, to=stage.person(stage.with_role("koploper")))


def tick(stage: Stage) -> None:
    stage.say("tick")


COMMANDS: dict[Callable[[Stage], None], float] = {
    submit: 12,
    approve: 24,
    object_: 5,
    propose_route: 6,
    answer_route: 8,
    recuse: 3,
    revise: 7,
    withdraw: 1,
    lead_grant: 5,
    lead_decline: 2.5,
    urgent_grant: 7,
    pay: 3.5,
    settle: 4.5,
    follow_up: 2,
    remark: 3,
    hand_over: 3,
    correct: 4,
    tick: 2,
}

PLOTS: tuple[Callable[[Stage], None], ...] = (
    plots.play_vote,
    plots.play_urgent,
    plots.play_urgent,
    plots.play_route,
    plots.play_hand_over,
    plots.play_objector,
    plots.play_last_voter_out,
    plots.play_deadline,
    plots.play_deadline,
    plots.play_turn_of_year,
    plots.play_out,
    money_plots.play_release,
    money_plots.play_whole_fund,
    money_plots.play_rolling,
    money_plots.play_old_correction,
)
