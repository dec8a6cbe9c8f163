"""Clients as an admin handles them: joined, corrected, let go of; caps hold before and after, and so does the chain."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.text_check import BlockCheck
from doorbraak.ids import ClientId
from doorbraak.policy import Policy
from doorbraak.refusals import Refusal
from doorbraak.use_cases.act import carry_out
from doorbraak.working_time import AMSTERDAM
from storage import detaching
from storage import tables as t
from storage.clients import CorrectedNumber, Joined, UnknownClient, UnknownRequest, correct_client, join_clients
from storage.store import Store
from tests.worlds import World, asked, build_world


def join(world: World, *numbers: str) -> Joined:
    """Let numbers be one client."""
    fresh = ClientId(f"fresh-{world.drawn}")
    return world.store.run(lambda uow: join_clients(uow, world.programme, numbers, fresh, world.now))


def correct(world: World, number: str, right: str) -> CorrectedNumber:
    """Put a request under another file number."""
    fresh = ClientId(f"fresh-{world.drawn}")
    return world.store.run(lambda uow: correct_client(uow, world.programme, number, right, fresh, world.now))


def let_go(world: World) -> int:
    """Let go of clients that nobody needs, as the clock does."""
    unneeded = world.store.answer(lambda connection: detaching.find_unneeded(connection, world.now))
    return sum(world.store.run(work) for work in detaching.in_parts(unneeded, world.now))


def clients(world: World) -> set[str]:
    """Give the clients that are known by a code."""
    return set(world.store.answer(lambda connection: connection.execute(select(t.clients.c.client_id)).scalars().all()))


def kinds(world: World) -> list[str]:
    """Give the kinds of the log in order."""
    query = select(t.log.c.kind).order_by(t.log.c.seq)
    return list(world.store.answer(lambda connection: connection.execute(query).scalars().all()))


# Joining --------------------------------------------------------------------------------------------------------------


def test_two_numbers_that_are_one_person_count_together(any_world: World) -> None:
    """What both asked stands, also above the cap; the next question is refused, under either number."""
    world = any_world
    first = world.granted(client="BOKS-1001", amount_cents=30000)
    second = world.submit(client="SOCI-2002", amount_cents=30000)
    joined = join(world, "BOKS1001", "SOCI2002")
    assert joined == Joined(2, 60000, 50000)
    assert world.state(first).client == world.state(second).client
    assert (world.state(first).granted_cents, world.state(second).is_open) == (30000, True)
    for number in ("BOKS-1001", "SOCI-2002"):
        refused = world.do("submit", "k1", **asked(client=number, amount_cents=100))
        assert (refused.refusal, refused.facts["left_cents"]) == (Refusal.ABOVE_CAP, 0)
    for reviewer in ("a1", "a2", "a3"):
        world.done("approve", reviewer, second)
    assert world.verified().differences == ()


def test_a_number_that_was_never_used_joins_as_well_and_joining_again_changes_nothing(any_world: World) -> None:
    """Its first request counts along; the log has one line for it."""
    world = any_world
    world.submit(client="BOKS-1001", amount_cents=40000)
    assert join(world, "SOCI2002", "BOKS1001").clients == 2
    assert join(world, "SOCI2002", "BOKS1001") == Joined(1, 40000, 50000)
    assert world.do("submit", "k1", **asked(client="SOCI-2002", amount_cents=20000)).refusal is Refusal.ABOVE_CAP
    assert kinds(world).count("clients_joined") == 1
    assert world.verified().differences == ()


def test_two_unknown_numbers_are_not_joined(world: World) -> None:
    """A typing mistake stores nothing."""
    with pytest.raises(UnknownClient):
        join(world, "BOKS1001", "SOCI2002")
    assert clients(world) == set()


# Correcting -----------------------------------------------------------------------------------------------------------


def test_a_request_under_a_wrong_number_moves_to_the_right_client(any_world: World) -> None:
    """Also after its end; votes stay, the wrong number is let go of, and the cap of the right one counts it."""
    world = any_world
    wrong = world.granted(client="BOKS-1001", amount_cents=30000)
    world.submit(client="BOKS-2002", amount_cents=40000)
    assert correct(world, wrong, "BOKS2002") == CorrectedNumber(changed=True, above_cap_cents=20000)
    state = world.state(wrong)
    assert (state.granted_cents, len(state.votes), state.revision) == (30000, 3, 1)
    assert clients(world) == {state.client}
    assert kinds(world)[-2:] == ["client_corrected", "clients_detached"]
    assert world.submit(client="BOKS-1001", amount_cents=50000)
    assert world.do("submit", "k1", **asked(client="BOKS-2002", amount_cents=1)).refusal is Refusal.ABOVE_CAP
    assert world.verified().differences == ()


def test_a_correction_to_a_number_nobody_used_or_to_the_same_one(any_world: World) -> None:
    """A new client is added; the same number changes nothing; an unknown request is named as such."""
    world = any_world
    number, other = world.submit(client="BOKS-1001"), world.submit(client="BOKS-1001", amount_cents=100)
    assert correct(world, number, "BOKS3003") == CorrectedNumber(changed=True)
    assert correct(world, number, "BOKS3003") == CorrectedNumber(changed=False)
    assert clients(world) == {world.state(number).client, world.state(other).client}
    with pytest.raises(UnknownRequest):
        correct(world, "VE-2026-9999", "BOKS3003")
    assert world.verified().differences == ()


# Letting go -----------------------------------------------------------------------------------------------------------


def day(*when: int) -> datetime:
    """Give a moment on the clock of Amsterdam."""
    return datetime(*when, tzinfo=AMSTERDAM)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "last", "gone"),
    [
        ("calendar_year", day(2026, 12, 31, 23, 59), day(2027, 1, 1, 0, 0)),
        ("rolling_365_days", day(2027, 3, 1, 23, 59), day(2027, 3, 2, 0, 0)),
    ],
)
def test_a_client_goes_on_the_first_day_on_which_no_cap_counts_it(
    any_store: Store, period: Any, last: datetime, gone: datetime
) -> None:
    """Then the same number is a new client; the figures stay, and verify finds nothing."""
    world = build_world(any_store, policy=Policy(cap_period=period, purge_after=1))
    number = world.granted(amount_cents=50000)
    world.done("settle", "k1", number, spent_cents=50000)
    for world.now in (last, gone):
        world.clock()
        assert let_go(world) == int(world.now == gone)
    assert clients(world) == set()
    fresh = world.submit(amount_cents=50000)
    assert world.state(fresh).client != world.state(number).client
    assert world.verified().differences == ()


def test_a_client_with_a_lifetime_cap_stays(any_store: Store) -> None:
    """Whatever the policy became afterwards: it was frozen into the request."""
    world = build_world(any_store, policy=Policy(cap_period="lifetime", purge_after=1))
    number = world.granted(amount_cents=50000)
    world.done("settle", "k1", number, spent_cents=50000)
    world.set_policy(Policy())
    world.pass_time(days=4000)
    world.clock()
    assert let_go(world) == 0
    assert len(clients(world)) == 1


def test_a_client_stays_while_texts_or_money_of_it_are_unfinished(any_world: World) -> None:
    """The year is over and nothing is settled; a year after the receipt the texts go, and the client with them."""
    world = any_world
    number = world.granted()
    world.now = day(2027, 2, 1, 9)
    world.clock()
    assert let_go(world) == 0
    world.done("settle", "k1", number, spent_cents=17500)
    assert let_go(world) == 0
    world.pass_time(days=366)
    world.clock()
    assert let_go(world) == 1
    assert world.verified().differences == ()


def test_a_settled_amount_of_a_client_that_is_gone_can_still_be_corrected(any_store: Store) -> None:
    """R20 knows no year: the cap of that year is looked at by the client the request keeps."""
    world = build_world(any_store, policy=Policy(purge_after=1))
    number, other = world.granted(amount_cents=30000), world.granted(amount_cents=20000)
    for one, spent in ((number, 10000), (other, 20000)):
        world.done("settle", "k1", one, spent_cents=spent)
    world.now = day(2027, 1, 1)
    world.clock()
    assert let_go(world) == 1
    world.done("correct", "l1", number, spent_cents=30000, reason="De bon was hoger.")
    assert world.verified().differences == ()


# Races ----------------------------------------------------------------------------------------------------------------


@pytest.mark.postgres
def test_a_client_that_is_let_go_of_between_finding_and_locking_is_found_anew(postgresql_store: Store) -> None:
    """The request is put again from the start, for a client that has a code."""
    world = build_world(postgresql_store)
    world.submit()
    tries: list[int] = []

    def slow(uow: Any) -> str:
        tries.append(1)
        found = uow.known_client(world.programme, number="BOKS1001")
        if len(tries) == 1:
            correct(world, "VE-2026-0001", "BOKS2002")  # lets go of BOKS-1001, in a transaction of its own
        client = found or uow.client(world.programme, ClientId("fresh"), number="BOKS1001")
        uow.lock_clients([client])
        uow.clients.must_be_there(client)
        return str(client)

    assert postgresql_store.run(slow) == "fresh"
    assert len(tries) == 2


@pytest.mark.postgres
def test_joining_waits_for_a_vote_and_a_vote_for_joining(postgresql_store: Store) -> None:
    """Many of both at once: nothing is lost, and verify finds nothing."""
    world = build_world(postgresql_store)
    numbers = [world.submit(client=f"BOKS-10{one:02d}", amount_cents=100) for one in range(8)]
    futures = []
    for one, number in enumerate(numbers):
        voted = world.command("approve", "a1", number)
        futures.append(
            postgresql_store.submit(lambda uow, voted=voted: carry_out(uow, voted, BlockCheck()), seconds=None)
        )
        pair = ("BOKS1000", f"BOKS10{one:02d}")
        work = lambda uow, pair=pair: join_clients(uow, world.programme, pair, ClientId("x"), world.now)  # noqa: E731
        futures.append(postgresql_store.submit(work, seconds=None))
    for future in futures:
        future.result(timeout=30)
    assert len(clients(world)) == 1
    assert all(len(world.state(number).votes) == 1 for number in numbers)
    assert world.verified().differences == ()
