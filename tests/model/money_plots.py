"""Short stories about cap, fund, settling and correcting, for the corners that single commands seldom reach."""

from tests.model import slow_facts as facts
from tests.model.scenes import ask, by_lead, fresh_client, let_all_approve, urgent
from tests.model.slow_time import days_later
from tests.model.stage import Stage


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
            voters = facts.may_vote(stage.world, key)
            is_disputed = len(voters) > 2 and stage.chance(35)
            if is_disputed:
                stage.say("object", by=voters[0], request=key, reason="Dit past niet bij deze vraag.")
            let_all_approve(stage, key, but=[voters[0], voters[-1]] if is_disputed else [])
    for key in keys:
        if key is not None and facts.status(stage.world, key) == "open":
            left = max(0, facts.fund(stage.world, stage.local_year())["left_cents"])
            by_lead(stage, stage.rng.choice(("lead_grant", "urgent_grant")), key, amount_cents=min(left + 1, cap))
            if left > 0 and stage.chance(60):
                by_lead(stage, stage.rng.choice(("lead_grant", "urgent_grant")), key, amount_cents=min(left, cap))


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


def play_old_correction(stage: Stage) -> None:
    """With rolling_365_days a settled request leaves the period; its correction is checked for the difference only."""
    policy = stage.world.policy
    if policy["cap_period"] != "rolling_365_days":
        return
    client, cap = fresh_client(stage), policy["cap_cents"]
    key = ask(stage, client, cap)
    if key is None:
        return
    let_all_approve(stage, key)
    granted = facts.granted_cents(stage.world, key) or 0
    if granted < 10:
        return
    stage.say("settle", by=facts.poster(stage.world, key), request=key, spent_cents=granted // 5)
    stage.wait_until(days_later(facts.submitted_at(stage.world, key), 365))
    ask(stage, client, cap - granted * 2 // 5)
    for cents in (granted, granted // 2):
        by_lead(stage, "correct", key, spent_cents=cents)
