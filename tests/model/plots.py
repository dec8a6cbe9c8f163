"""Short stories about votes and deadlines, which reach the corners that single random commands seldom reach."""

from datetime import datetime, timedelta

from tests.model import slow_facts as facts
from tests.model.scenes import ask, by_lead, fresh_client, let_all_approve, urgent
from tests.model.slow_time import after_working_hours, days_later, holidays, local
from tests.model.stage import Stage
from tests.model.texts import CLEAN_TEXTS


def play_vote(stage: Stage) -> None:
    """A request that goes through the vote, with lower maximums."""
    key = ask(stage, fresh_client(stage), stage.rng.choice((999, 17500, stage.world.policy["cap_cents"])))
    if key is not None:
        let_all_approve(stage, key, with_maximums=True)


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
        if stage.chance(70):
            hand_to_voter(stage, key)


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
    """Commands one second before, at, and after a deadline, by preference with a holiday in between."""
    if stage.chance(50):
        wait_until_eve_of_holiday(stage)
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


def wait_until_eve_of_holiday(stage: Stage) -> None:
    """Go to the afternoon before the next day that is a holiday and no Saturday or Sunday, if that is not far."""
    today = local(stage.now).date()
    for ahead in range(1, 50):
        day = today + timedelta(days=ahead)
        if day in holidays(day.year) and day.isoweekday() <= 5:
            eve = day - timedelta(days=1)
            stage.wait_until_wall(datetime(eve.year, eve.month, eve.day, 15, 30))
            return


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


def play_objector(stage: Stage) -> None:
    """Who objected proposes a route too (the objection stays), and may become the poster (then it lapses)."""
    key = ask(stage, fresh_client(stage), 15000)
    voters = facts.may_vote(stage.world, key) if key is not None else []
    if key is None or not voters:
        return
    koplopers = [person for person in voters if facts.has_role(stage.world, person, "koploper")]
    objector = stage.rng.choice(koplopers or voters)
    reason = stage.rng.choice(CLEAN_TEXTS)
    stage.say("object", by=objector, request=key, reason=reason)
    if stage.chance(60):
        stage.say("propose_route", by=objector, request=key, route="u_pas", who="het loket")
        stage.say(
            "answer_route", by=facts.poster(stage.world, key), request=key, route_no=1, verdict="partly", reason=reason
        )
    others = [person for person in voters if person != objector]
    for person in others[:-1] if stage.chance(40) else others:
        stage.say("approve", by=person, request=key)
    if stage.chance(60):
        hand_to_voter(stage, key)
        stage.say("remark", by=objector, request=key, text=reason)


def play_last_voter_out(stage: Stage) -> None:
    """All but one vote, then the last one's organisation becomes the poster's: nothing is looked at until a vote."""
    key = ask(stage, fresh_client(stage), 10000)
    voters = facts.may_vote(stage.world, key) if key is not None else []
    leads = stage.with_role("lead", "admin")
    if key is None or not voters or not leads:
        return
    organisation = stage.world.people[voters[-1]]["organisation"]
    for person in voters[:-1]:
        stage.say("object", by=person, request=key, reason=stage.rng.choice(CLEAN_TEXTS))
    for person in stage.with_role("koploper"):
        if stage.world.people[person]["organisation"] == organisation:
            stage.say("hand_over", by=leads[0], request=key, to=person)
            if stage.chance(40):
                stage.say("remark", by=leads[0], request=key, text=stage.rng.choice(CLEAN_TEXTS))
            else:
                stage.say("revise", by=person, request=key, district=stage.world.programme["districts"][0])
            by_lead(stage, "lead_decline", key)
            break


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
