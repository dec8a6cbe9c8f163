"""Pieces of which the longer stories in random scenarios are made: ask, let everybody approve, let a lead decide."""

from collections.abc import Sequence
from typing import Any

from tests.model import slow_facts as facts
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


def let_all_approve(stage: Stage, key: str, *, with_maximums: bool = False, but: Sequence[str] = ()) -> None:
    """Let everybody who may vote approve, `but` some, until the vote closes."""
    voters = [person for person in facts.may_vote(stage.world, key) if person not in but]
    stage.rng.shuffle(voters)
    if stage.chance(40):
        voters.sort(key=lambda person: not facts.has_role(stage.world, person, "koploper"))
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


def fresh_client(stage: Stage) -> str:
    return f"NIEUW-{stage.requests_named:04d}"
