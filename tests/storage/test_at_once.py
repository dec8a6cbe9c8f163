"""Sixty-four at once, on both databases: no cap, budget or single grant gives way, and verify finds nothing."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.text_check import BlockCheck
from doorbraak.commands import Command
from doorbraak.outcomes import Outcome
from doorbraak.policy import Policy
from doorbraak.use_cases.act import carry_out
from storage.store import Store
from tests.worlds import PEOPLE, World, asked, build_world, open_store

AT_ONCE = 64


def all_at_once(world: World, commands: list[Command]) -> list[Outcome]:
    """Let every command be sent by a thread of its own, all released at the same moment."""
    gate = Barrier(len(commands))

    def send(command: Command) -> Outcome:
        gate.wait()
        return world.store.run(lambda uow: carry_out(uow, command, BlockCheck()))

    with ThreadPoolExecutor(len(commands)) as threads:
        return list(threads.map(send, commands))


def counted(outcomes: list[Outcome]) -> Counter[str]:
    """Count outcomes by refusal code, or `accepted`."""
    return Counter(outcome.refusal.value if outcome.refusal else "accepted" for outcome in outcomes)


def crowd(store: Store, policy: Policy, budget_cents: int = 1_000_000) -> World:
    """Build a world with sixty-four reviewers, each of an organisation of their own."""
    reviewers = {f"r{number}": (("reviewer",), f"Organisatie {number}") for number in range(AT_ONCE)}
    return build_world(store, policy=policy, budget_cents=budget_cents, people=PEOPLE | reviewers)


def test_of_sixty_four_voters_on_one_request_three_grant_it_once(any_store: Store) -> None:
    """Three votes count, sixty-one come after the end, one grant is in the ledger."""
    world = crowd(any_store, Policy())
    number = world.submit()
    outcomes = all_at_once(world, [world.command("approve", f"r{one}", number) for one in range(AT_ONCE)])
    assert counted(outcomes) == {"accepted": 3, "already_decided": 61}
    assert sum("granted" in outcome.happened for outcome in outcomes) == 1
    assert world.state(number).granted_cents == 17500
    assert world.verified().differences == ()


def test_sixty_four_voters_that_are_not_enough_are_all_counted(any_store: Store) -> None:
    """No vote is lost: all sixty-four stand."""
    world = crowd(any_store, Policy(min_approvals=65))
    number = world.submit()
    outcomes = all_at_once(world, [world.command("approve", f"r{one}", number) for one in range(AT_ONCE)])
    assert counted(outcomes) == {"accepted": 64}
    assert sum(vote.stands for vote in world.state(number).votes) == 64
    assert world.verified().differences == ()


def test_of_sixty_four_submitters_on_one_client_as_many_fit_as_the_cap_holds(any_store: Store) -> None:
    """Five times EUR 100 under a cap of EUR 500, numbered without a gap; the others are above the cap."""
    world = build_world(any_store)
    commands = [world.command("submit", "k1", **asked(amount_cents=10000)) for _ in range(AT_ONCE)]
    outcomes = all_at_once(world, commands)
    assert counted(outcomes) == {"accepted": 5, "above_cap": 59}
    numbers = sorted(outcome.number for outcome in outcomes if outcome.accepted)
    assert numbers == [f"VE-2026-000{one}" for one in range(1, 6)]
    assert world.verified().differences == ()


def test_of_sixty_four_grants_on_a_nearly_empty_fund_as_many_fit_as_it_holds(any_store: Store) -> None:
    """Three times EUR 100 from EUR 350; the others go to the lead, and the fund is never overdrawn."""
    world = build_world(any_store, policy=Policy(min_approvals=1, min_organisations=1), budget_cents=35000)
    numbers = [world.submit(client=f"BOKS-{one}", amount_cents=10000) for one in range(AT_ONCE)]
    outcomes = all_at_once(world, [world.command("approve", "a1", number) for number in numbers])
    happened = Counter(outcome.happened for outcome in outcomes)
    assert happened == {("approved", "granted"): 3, ("approved", "went_to_lead"): 61}
    assert world.verified().differences == ()


def test_everything_about_one_client_at_once_keeps_every_explanation_exact(any_store: Store) -> None:
    """Grants, settlements and new requests of one client cross each other; each balance told is that of its moment."""
    world = build_world(any_store, policy=Policy(min_approvals=1, min_organisations=1, cap_cents=100_000))
    first = [world.submit(amount_cents=2000) for _ in range(16)]
    for number in first:
        world.done("approve", "a1", number)
    second = [world.submit(amount_cents=1000) for _ in range(16)]
    commands = [world.command("settle", "k1", number, spent_cents=500) for number in first]
    commands += [world.command("approve", "a2", number) for number in second]
    commands += [world.command("submit", "k1", **asked(amount_cents=100)) for _ in range(16)]
    commands += [world.command("withdraw", "k1", number) for number in second]
    assert len(commands) == AT_ONCE
    all_at_once(world, commands)
    assert world.verified().differences == ()


def test_two_processes_on_one_database_lose_nothing(any_store: Store, any_url: str) -> None:
    """Two stores on one address, thirty-two requests each at once: all stored, one chain, numbers without a gap."""
    world = build_world(any_store)
    second = open_store(any_url)
    commands = [world.command("submit", "k1", **asked(client=f"BOKS-{one}")) for one in range(AT_ONCE)]

    def send(numbered: tuple[int, Command]) -> Outcome:
        store = second if numbered[0] % 2 else any_store
        return store.run(lambda uow: carry_out(uow, numbered[1], BlockCheck()))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        outcomes = list(threads.map(send, enumerate(commands)))
    second.close()
    assert sorted(outcome.number for outcome in outcomes) == [f"VE-2026-{one:04d}" for one in range(1, AT_ONCE + 1)]
    assert world.verified().differences == ()


@pytest.mark.parametrize("turn", range(3))
def test_one_event_delivered_sixty_four_times_at_once_has_one_effect(any_store: Store, turn: int) -> None:
    """The same key: one takes effect, the others get that first outcome."""
    world = build_world(any_store)
    command = world.command("submit", "k1", key=f"event-{turn}", **asked())
    outcomes = all_at_once(world, [command] * AT_ONCE)
    assert counted(outcomes) == {"accepted": 64}
    assert {outcome.number for outcome in outcomes} == {"VE-2026-0001"}
    assert sum(not outcome.repeated for outcome in outcomes) == 1
    assert world.verified().requests == 1
