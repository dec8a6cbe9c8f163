"""A log that is whole but breaks the rules: verify holds the invariants of docs/rules.md section 4 on its own."""

from dataclasses import replace
from typing import Any

import pytest

from doorbraak import events as e
from doorbraak.ids import ClientId
from doorbraak.requests.evolve import evolve
from doorbraak.requests.state import Request
from doorbraak.use_cases.frame import record_and_tell
from storage import administer
from storage.unit_of_work import SqlUnitOfWork
from tests.worlds import MONDAY, World, build_world


def force(world: World, number: str, *happened: Any) -> tuple[str, ...]:
    """Record events that the rules would have refused, past all checks, and give what verify names."""

    def work(uow: SqlUnitOfWork) -> None:
        request = uow.request(world.programme, number)
        assert request is not None
        events = [make(request) for make in happened]
        record_and_tell(uow, world.programme, uow.circle_of(world.programme), request, events)

    world.store.run(work)
    return world.verified().differences


def grant(cents: int, *, fund_left: int, client_left: int, how: str = "lead") -> Any:
    """Make a grant that tells these balances."""
    return lambda request: e.Granted(
        request=request.id,
        at=MONDAY,
        how=how,
        amount_cents=cents,
        fund_year=2026,
        reason=None,
        fund_left_cents=fund_left,
        client_left_cents=client_left,
    )


def revised(asked_cents: int) -> Any:
    """Make a revision of the amount."""
    return lambda request: e.Revised(request=request.id, at=MONDAY, revision=2, asked_cents=asked_cents)


def test_asking_more_than_the_cap_is_named(world: World) -> None:
    """Invariant 1, at the submission and at a revision."""
    found = force(world, world.submit(), revised(50001))
    assert found == ("Utrecht: VE-2026-0001: revised: asked 50001 cents, the client had 50000 left",)


def test_asking_more_than_what_other_requests_left_is_named(world: World) -> None:
    """Open and granted requests of the client count."""
    world.granted(amount_cents=30000)
    found = force(world, world.submit(amount_cents=1), revised(20001))
    assert found == ("Utrecht: VE-2026-0002: revised: asked 20001 cents, the client had 20000 left",)


def test_a_grant_beyond_the_fund_is_named(world: World) -> None:
    """Invariant 2."""
    number = world.submit()
    world.store.run(lambda uow: _budget(uow, world, 100))
    found = force(world, number, grant(17500, fund_left=100, client_left=50000))
    assert found == ("Utrecht: VE-2026-0001: granted 17500 cents, the fund had 100 left",)


def test_a_grant_that_the_votes_do_not_make_is_named(world: World) -> None:
    """Two of three approvals are no grant, whoever wrote it down (R7)."""
    number = world.submit()
    for reviewer in ("a1", "a2"):
        world.done("approve", reviewer, number)
    found = force(world, number, grant(17500, fund_left=1_000_000, client_left=50000, how="votes"))
    assert found == ("Utrecht: VE-2026-0001: granted 17500 cents by votes that do not grant it",)


def test_a_second_grant_is_named(world: World) -> None:
    """Invariant 4: once granted is granted, whatever came between."""
    number = world.granted()
    found = force(world, number, grant(100, fund_left=982500, client_left=50000))
    assert found == ("Utrecht: VE-2026-0001: was granted a second time",)


@pytest.mark.parametrize(
    ("fund_left", "client_left", "named"),
    [
        (999_999, 50_000, "granted: fund_left_cents: stored 999999, recomputed 1000000"),
        (1_000_000, 49_999, "granted: client_left_cents: stored 49999, recomputed 50000"),
    ],
)
def test_a_decision_that_tells_a_wrong_balance_is_named(
    world: World, fund_left: int, client_left: int, named: str
) -> None:
    """The balances in the log are made again from the log before them."""
    found = force(world, world.submit(), grant(100, fund_left=fund_left, client_left=client_left))
    assert found == (f"Utrecht: VE-2026-0001: {named}",)


def test_a_correction_beyond_cap_and_fund_is_named(world: World) -> None:
    """R20: the difference is held against both."""
    number = world.granted()
    world.done("settle", "k1", number, spent_cents=0)
    world.submit(amount_cents=40000)
    world.store.run(lambda uow: _budget(uow, world, 50))
    text = e.Text(world.state(number).texts["question"], "Bon", "")
    found = force(
        world,
        number,
        lambda request: e.Corrected(
            request=request.id, at=MONDAY, spent_cents=17500, reason=replace(text, id="correction")
        ),
    )
    assert found == (
        "Utrecht: VE-2026-0001: corrected by 17500 cents more, the fund had 50 left",
        "Utrecht: VE-2026-0001: corrected by 17500 cents more, the client had 10000 left",
    )


def test_an_event_of_a_request_that_never_began_is_named(world: World) -> None:
    """Verify goes on behind it."""
    number = world.submit()

    def work(uow: SqlUnitOfWork) -> None:
        request = uow.request(world.programme, number)
        assert request is not None
        other = replace(request, id="never")
        paid = e.Paid(request=other.id, at=MONDAY)
        uow.record(world.programme, [(other, paid, None)])

    world.store.run(work)
    found = world.verified().differences
    assert len(found) == 1
    assert "paid cannot follow what happened before" in found[0]


def test_a_lowered_budget_undoes_nothing_and_is_no_difference(world: World) -> None:
    """Invariant 2: what was granted stays granted."""
    world.granted()
    world.store.run(lambda uow: _budget(uow, world, 1))
    assert world.verified().differences == ()


def test_a_frozen_policy_that_never_was_is_named(world: World) -> None:
    """The policy in a submission is the version it names."""
    number = world.submit()

    def work(uow: SqlUnitOfWork) -> None:
        first = uow.request(world.programme, number)
        assert first is not None
        event = _copy_of(first)
        uow.client(world.programme, event.client, number="ANDER1001")
        uow.record(world.programme, [(None, event, evolve(None, event))])
        uow.next_number(world.programme, 2026)

    world.store.run(work)
    assert world.verified().differences == ("Utrecht: VE-2026-0002: policy frozen at submission is not version 1",)


def test_two_programmes_do_not_share_a_cap_or_a_fund(world: World) -> None:
    """The same file number in two programmes is two clients."""
    other = build_world(world.store, name="Zwolle", budget_cents=17500)
    world.granted(amount_cents=50000)
    other.granted(amount_cents=17500)
    assert world.verified().differences == ()


def _budget(uow: SqlUnitOfWork, world: World, cents: int) -> None:
    administer.set_budget(uow, world.programme, 2026, cents, MONDAY)


def _copy_of(request: Request) -> e.Submitted:
    settings = request.policy.to_settings() | {"cap_cents": 99}
    return e.Submitted(
        at=MONDAY,
        by=request.poster,
        request="copy",
        number="VE-2026-0002",
        poster=request.poster,
        organisation=request.organisation,
        client=ClientId("another"),
        district=request.district,
        theme=request.theme,
        asked_cents=50,
        question=e.Text("copy-question", "?", ""),
        if_nothing=e.Text("copy-if-nothing", "-", ""),
        tried=None,
        pay_to=None,
        needed_by=None,
        urgent=False,
        urgent_reason=None,
        policy=settings,
        policy_version=1,
    )
