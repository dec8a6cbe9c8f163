"""Short stories for random scenarios, which reach the corners that single random commands seldom reach."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.model import slow_facts as facts
from tests.model.slow_time import after_working_hours, days_later, local
from tests.model.stage import THEMES, Stage
from tests.model.texts import CLEAN_TEXTS


def ask(stage: Stage, client: str, cents: int, **more: Any) -> str | None:
    """Submit a request with nothing wrong in it; give its key, or None when there is no koploper or it was refused."""
    koplopers = stage.with_role("koploper")
    if not koplopers:
        return None
    key = stage.new_key()
    said = {
        "by": stage.rng.choice(koplopers),
        "request": key,
        "client": client,
        "district": stage.rng.choice(stage.world.programme["districts"]),
        "theme": stage.rng.choice(THEMES[:4]),
        "amount_cents": max(1, min(cents, stage.world.policy["cap_cents"])),
        "question": stage.rng.choice(CLEAN_TEXTS),
        "if_nothing": stage.rng.choice(CLEAN_TEXTS),
    }
    return key if stage.say("submit", **said | more) is None else None


def urgent(stage: Stage) -> dict[str, Any]:
    return {"urgent": True, "urgent_reason": stage.rng.choice(CLEAN_TEXTS)}


def let_all_approve(stage: Stage, key: str, *, with_maximums: bool = False) -> None:
    """Let everybody who may vote approve, until the vote closes."""
    voters = facts.may_vote(stage.world, key)
    stage.rng.shuffle(voters)
    asked = facts.fields(stage.world, key)["amount_cents"]
    for person in voters:
        if facts.votes_are_taken(stage.world, key):
            maximum = {"max_cents": stage.rng.randint(1, asked)} if with_maximums and stage.chance(60) else {}
            stage.say("approve", by=person, request=key, **maximum)
            stage.wait(minutes=stage.rng.choice((0, 1, 7)))


def leads_of(stage: Stage, key: str) -> list[str]:
    """List the leads who may decide."""
    return [
        person
        for person in stage.with_role("lead")
        if person != facts.poster(stage.world, key) and not facts.has_recused(stage.world, key, person)
    ]


def by_lead(stage: Stage, do: str, key: str, **said: Any) -> str | None:
    leads = leads_of(stage, key)
    if not leads:
        return "nobody"
    return stage.say(do, by=stage.rng.choice(leads), request=key, reason=stage.rng.choice(CLEAN_TEXTS), **said)


def play_vote(stage: Stage) -> None:
    """A request that goes through the vote, with lower maximums."""
    key = ask(stage, fresh_client(stage), stage.rng.choice((999, 17500, stage.world.policy["cap_cents"])))
    if key is not None:
        let_all_approve(stage, key, with_maximums=True)


def play_release(stage: Stage) -> None:
    """Settling releases money, somebody else uses it, and correcting finds it gone (R20)."""
    cap, client = stage.world.policy["cap_cents"], fresh_client(stage)
    key = ask(stage, client, cap)
    if key is None:
        return
    let_all_approve(stage, key)
    if facts.money(stage.world, key) != "reserved":
        return
    granted = facts.granted_cents(stage.world, key) or 0
    stage.say("settle", by=facts.poster(stage.world, key), request=key, spent_cents=granted // 5)
    spare = stage.chance(50)  # of the client itself, or of the fund
    left = facts.fund(stage.world, stage.local_year())["left_cents"]
    other = ask(stage, client if spare else fresh_client(stage), cap - granted // 5 if spare else min(cap, left))
    if other is not None:
        let_all_approve(stage, other)
    for cents in (granted, granted // 4, granted // 6):
        by_lead(stage, "correct", key, spent_cents=cents)


def play_whole_fund(stage: Stage) -> None:
    """Requests that together ask more than the fund has: R8 gives the last to the lead, who cannot grant it either."""
    left = facts.fund(stage.world, stage.local_year())["left_cents"]
    cap = stage.world.policy["cap_cents"]
    if not 0 <= left <= 4 * cap:
        return
    keys = [ask(stage, fresh_client(stage), cap, **urgent(stage)) for _ in range(left // cap + 2)]
    for key in keys:
        if key is not None and facts.votes_are_taken(stage.world, key):
            let_all_approve(stage, key)
    for key in keys:
        if key is not None and facts.status(stage.world, key) == "open":
            left = max(0, facts.fund(stage.world, stage.local_year())["left_cents"])
            by_lead(stage, stage.rng.choice(("lead_grant", "urgent_grant")), key, amount_cents=min(left + 1, cap))
            if left > 0 and stage.chance(60):
                by_lead(stage, "lead_grant", key, amount_cents=min(left, cap))


def play_rolling(stage: Stage) -> None:
    """With rolling_365_days an old open request leaves the period, a new one takes the room, the old one is decided."""
    policy = stage.world.policy
    if policy["cap_period"] != "rolling_365_days" or policy["expire_after"] < 370:
        return
    client, cap = fresh_client(stage), policy["cap_cents"]
    key = ask(stage, client, cap, **urgent(stage))
    if key is None:
        return
    start = facts.submitted_at(stage.world, key)
    stage.wait_until(days_later(start, 364))
    stage.wait(minutes=stage.rng.choice((-1, 0, 1)))
    ask(stage, client, 1)  # still above the cap, unless a minute made it the next day
    stage.wait_until(days_later(start, 365))
    ask(stage, client, cap)
    for do, said in (("revise", {"theme": "anders"}), ("urgent_grant", {}), ("lead_grant", {}), ("lead_grant", {})):
        if do == "revise":
            stage.say(do, by=facts.poster(stage.world, key), request=key, **said)
        else:
            by_lead(stage, do, key, amount_cents=stage.rng.choice((1, min(cap, policy["urgent_max_cents"]))))


def play_urgent(stage: Stage) -> None:
    """An urgent grant, the ordinary vote after it, and its last moment."""
    cents = min(stage.world.policy["cap_cents"], stage.world.policy["urgent_max_cents"] + 100)
    key = ask(stage, fresh_client(stage), cents, **urgent(stage))
    if key is None:
        return
    if stage.chance(30):
        for person in facts.may_vote(stage.world, key)[:1]:
            stage.say("object", by=person, request=key, reason=stage.rng.choice(CLEAN_TEXTS))
    granted = min(stage.rng.choice((1, cents // 2, cents)), stage.world.policy["urgent_max_cents"])
    if by_lead(stage, "urgent_grant", key, amount_cents=max(1, granted)) is not None:
        return
    ending = stage.rng.choice(("approve", "approve", "approve", "route", "leave", "deadline", "hand_over", "settle"))
    if ending == "route":
        give_route(stage, key, "in_time")
    if ending == "settle":
        stage.say("settle", by=facts.poster(stage.world, key), request=key, spent_cents=0)
    if ending == "deadline":
        close = after_working_hours(stage.now, stage.world.policy["urgent_review_within"])
        stage.wait_until(close - timedelta(seconds=stage.rng.choice((0, 1))))
    if ending == "hand_over":
        hand_to_voter(stage, key)
    if ending != "leave":
        let_all_approve(stage, key, with_maximums=stage.chance(50))
        for do in ("withdraw", "revise"):
            stage.say(do, by=facts.poster(stage.world, key), request=key)
        by_lead(stage, "lead_decline", key)


def play_route(stage: Stage) -> None:
    """A route holds the vote up; the answer lets it go or ends it."""
    key = ask(stage, fresh_client(stage), 20000)
    if key is None:
        return
    voters = facts.may_vote(stage.world, key)
    if voters:
        stage.say("approve", by=voters[0], request=key)
        give_route(stage, key, stage.rng.choice(("too_late", "partly", "does_not_fit", "in_time")), voters)
        let_all_approve(stage, key)
        stage.say("answer_route", by=facts.poster(stage.world, key), request=key, route_no=1, verdict="in_time")


def give_route(stage: Stage, key: str, verdict: str, approving: list[str] | None = None) -> None:
    voters = facts.may_vote(stage.world, key)
    if not voters:
        return
    stage.say("propose_route", by=voters[0], request=key, route="leergeld", who="het loket", expected_days=20)
    for person in (approving or [])[1:]:
        stage.say("approve", by=person, request=key)
    number = (facts.open_routes(stage.world, key) or [1])[-1]
    reason = stage.rng.choice(CLEAN_TEXTS)
    poster = facts.poster(stage.world, key)
    stage.say("answer_route", by=poster, request=key, route_no=number, verdict=verdict, reason=reason)


def hand_to_voter(stage: Stage, key: str) -> None:
    """Hand over to a koploper who voted, so that the own vote lapses (R19)."""
    votes = facts.standing_votes(stage.world, key)
    koplopers = stage.with_role("koploper")
    voted = [person for person in koplopers if person in votes]
    by = stage.with_role("lead", "admin")
    if by and (voted or koplopers):
        stage.say("hand_over", by=stage.rng.choice(by), request=key, to=stage.rng.choice(voted or koplopers))


def play_hand_over(stage: Stage) -> None:
    key = ask(stage, fresh_client(stage), 15000)
    if key is not None:
        for person in facts.may_vote(stage.world, key)[:2]:
            stage.say("approve", by=person, request=key)
        for person in [person for person in stage.with_role("koploper") if person in facts.may_vote(stage.world, key)]:
            stage.say("approve", by=person, request=key)
        hand_to_voter(stage, key)
        let_all_approve(stage, key)


def play_deadline(stage: Stage) -> None:
    """Commands one second before, at, and after a deadline."""
    key = ask(stage, fresh_client(stage), 10000)
    if key is None:
        return
    policy, start = stage.world.policy, stage.now
    to_lead = after_working_hours(start, policy["decide_within"])
    expires = days_later(start, policy["expire_after"])
    deadline = stage.rng.choice((to_lead, expires))
    for late in (-1, 0, 1):
        stage.wait_until(deadline + timedelta(seconds=late))
        if deadline == to_lead:
            by_lead(stage, "lead_decline", key)
        else:
            for person in stage.voters_waited_for(key)[:1]:
                stage.say("approve", by=person, request=key)


def play_turn_of_year(stage: Stage) -> None:
    """Requests on both sides of midnight: numbers, cap, fund and spend go by the clock of Amsterdam."""
    year = local(stage.now).year
    if local(stage.now).month < 10:
        return
    client, cap = fresh_client(stage), stage.world.policy["cap_cents"]
    stage.wait_until_wall(datetime(year, 12, 31, 23, 59, 59))
    before = ask(stage, client, cap)
    stage.wait(seconds=1)
    after = ask(stage, client, cap)
    for key in (before, after):
        if key is not None:
            let_all_approve(stage, key)
    if before is not None:
        stage.say("revise", by=facts.poster(stage.world, before), request=before, amount_cents=max(1, cap - 1))


def play_out(stage: Stage) -> None:
    """Everybody who may vote recuses or objects: then it is for the lead at once (R8)."""
    key = ask(stage, fresh_client(stage), 10000)
    if key is None:
        return
    reason = stage.rng.choice(CLEAN_TEXTS)
    for person in facts.may_vote(stage.world, key):
        if stage.chance(50):
            stage.say("recuse", by=person, request=key)
        else:
            stage.say("object", by=person, request=key, reason=reason)
    if stage.chance(50):
        by_lead(stage, "lead_decline", key)
    else:
        by_lead(stage, "lead_grant", key, amount_cents=5000)


def fresh_client(stage: Stage) -> str:
    return f"NIEUW-{stage.requests_named:04d}"


PLOTS: tuple[Callable[[Stage], None], ...] = (
    play_vote,
    play_release,
    play_whole_fund,
    play_rolling,
    play_urgent,
    play_route,
    play_hand_over,
    play_deadline,
    play_turn_of_year,
    play_out,
)
