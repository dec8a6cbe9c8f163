"""What is due has happened before a command, also when the clock was down; of the whole client where its cap counts."""

from doorbraak.policy import Policy
from doorbraak.refusals import Refusal
from doorbraak.requests.state import Status
from storage.store import Store
from tests.worlds import World, asked, build_world


def test_a_vote_at_the_deadline_is_too_late(any_world: World) -> None:
    """The request ends at its deadline, in the transaction of the vote that finds it."""
    number = any_world.submit()
    any_world.pass_time(days=14)
    assert any_world.do("approve", "a1", number).refusal is Refusal.ALREADY_DECIDED
    assert any_world.state(number).status is Status.EXPIRED
    assert any_world.verified().differences == ()


def test_an_expired_request_leaves_its_money_to_the_next(any_world: World) -> None:
    """The cap is full until the deadline, and free at it."""
    any_world.submit(amount_cents=50000)
    any_world.pass_time(days=13)
    assert any_world.do("submit", "k1", **asked(amount_cents=1)).refusal is Refusal.ABOVE_CAP
    any_world.pass_time(days=1)
    any_world.submit(amount_cents=50000)
    assert any_world.verified().differences == ()


def test_an_expired_request_leaves_its_money_to_a_correction(any_world: World) -> None:
    """R20 holds the difference against the cap as it is now: an open request of the client counts, an ended one not."""
    number = any_world.granted(amount_cents=50000)
    any_world.done("settle", "k1", number, spent_cents=10000)
    second = any_world.submit(amount_cents=40000)
    correction = {"spent_cents": 50000, "reason": "De bon was hoger."}
    assert any_world.do("correct", "m1", number, **correction).refusal is Refusal.ABOVE_CAP
    any_world.pass_time(days=14)
    assert any_world.do("correct", "m1", number, **correction).accepted
    assert any_world.state(second).status is Status.EXPIRED
    assert any_world.verified().differences == ()


def test_an_expired_request_leaves_its_money_to_the_lead(any_store: Store) -> None:
    """A later request, put under a higher cap, no longer stands in the way of a grant once it has ended."""
    world = build_world(any_store, policy=Policy(expire_after=30))
    first = world.submit(amount_cents=50000)
    policy = Policy(cap_cents=100_000, expire_after=5)
    world.set_policy(policy)
    world.submit(amount_cents=50000)
    world.pass_time(days=3)
    grant = {"amount_cents": 50000, "reason": "Nodig."}
    assert world.do("lead_grant", "l1", first, **grant).refusal is Refusal.ABOVE_CAP
    world.pass_time(days=2)
    assert world.do("lead_grant", "l1", first, **grant).accepted
    assert world.verified().differences == ()
