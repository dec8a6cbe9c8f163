"""The port UnitOfWork, method by method, alike on every database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from doorbraak import events as e
from doorbraak.ids import ClientId, PersonId, ProgrammeId, TextId
from doorbraak.news import Message
from doorbraak.outcomes import Outcome
from doorbraak.policy import Policy
from doorbraak.requests.evolve import evolve
from storage import administer
from storage import tables as t
from storage.codec import from_body
from storage.unit_of_work import SqlUnitOfWork
from tests.contracts.looking import WRITTEN, rows
from tests.worlds import MONDAY, World, build_world, somebody

NOBODY = PersonId("nobody")


# Who ------------------------------------------------------------------------------------------------------------------


def test_standing_gives_person_programme_and_circle(any_world: World) -> None:
    """Roles and organisation as they were set, the policy for new requests, and everybody else."""
    standing = any_world.store.run(lambda uow: uow.standing_of(any_world.people["a1"]))
    assert standing is not None
    assert (standing.person.is_reviewer, standing.person.organisation) == (True, "W&I")
    assert (standing.programme.id, standing.programme.policy) == (any_world.programme, Policy())
    assert standing.programme.districts == ("Overvecht", "Zuilen")
    assert {person.id for person in standing.circle} == set(any_world.people.values())
    assert any_world.store.run(lambda uow: uow.standing_of(NOBODY)) is None


def test_standing_follows_every_change_at_once(any_world: World) -> None:
    """Who leaves, changes role, or gets another policy is seen by the next command."""
    a1 = any_world.people["a1"]
    any_world.store.run(lambda uow: administer.leave_person(uow, a1, MONDAY))
    standing = any_world.store.run(lambda uow: uow.standing_of(a1))
    assert standing is not None
    assert not standing.person.active
    entry = somebody(a1, "a1", ("lead",), "Gemeente")
    any_world.store.run(lambda uow: administer.set_person(uow, any_world.programme, entry, MONDAY))
    policy = Policy(cap_cents=1)
    any_world.store.run(lambda uow: administer.set_policy(uow, any_world.programme, policy, MONDAY))
    standing = any_world.store.run(lambda uow: uow.standing_of(a1))
    assert standing is not None
    assert standing.person.is_lead
    assert (standing.programme.policy, standing.programme.policy_version) == (policy, 2)
    assert any_world.verified().differences == ()


# Requests -------------------------------------------------------------------------------------------------------------


def test_a_request_comes_back_as_it_was_recorded(any_world: World) -> None:
    """Everything a rule looks at survives the way through a row."""
    number = any_world.submit(urgent=True, urgent_reason="Morgen afgesloten.", tried="Gebeld.", pay_to="Winkel")
    any_world.done("approve", "a1", number, max_cents=10000)
    any_world.done("object", "a2", number, reason="Te veel.")
    any_world.done("propose_route", "a3", number, route="leergeld", who="Leergeld", expected_days=5)
    any_world.done("recuse", "l1", number)
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(t.log.c.request_id.is_not(None)).order_by(t.log.c.seq)
    state = None
    for row in any_world.store.answer(lambda connection: connection.execute(query).all()):
        state = evolve(state, _event(row))
    assert any_world.state(number) == state


def _event(row: Any) -> e.Event:
    return from_body(row[0], row[1], row[2])


def test_an_unknown_number_or_one_of_another_programme_is_no_request(any_world: World) -> None:
    """Numbers belong to a programme."""
    other = build_world(any_world.store, name="Zwolle")
    number = any_world.submit()
    assert any_world.store.run(lambda uow: uow.request(any_world.programme, "VE-2026-9999")) is None
    assert any_world.store.run(lambda uow: uow.request(other.programme, number)) is None


def test_a_request_shows_what_was_recorded_earlier_in_the_same_transaction(any_world: World) -> None:
    """Also before anything was written, and among the open requests of its client."""
    number = any_world.submit()

    def work(uow: SqlUnitOfWork) -> None:
        request = uow.request(any_world.programme, number)
        assert request is not None
        ended = e.Withdrawn(at=MONDAY, by=request.poster, request=request.id)
        uow.record(any_world.programme, [(request, ended, evolve(request, ended))])
        again = uow.request(any_world.programme, number)
        assert again is not None
        assert not again.is_open
        assert uow.open_requests_of(request.client) == []

    any_world.store.run(work)


def test_open_requests_of_a_client_are_those_nobody_decided(any_world: World) -> None:
    """Not the ended ones, and not those of another client."""
    first, second = any_world.submit(amount_cents=100), any_world.submit(amount_cents=100)
    any_world.submit(client="BOKS-2002")
    any_world.done("withdraw", "k1", first)
    client = any_world.state(second).client
    found = any_world.store.run(lambda uow: uow.open_requests_of(client))
    assert [request.number for request in found] == [second]


def test_numbers_start_at_one_each_programme_and_year(any_world: World) -> None:
    """One after the other, without a gap when a transaction failed."""
    other = build_world(any_world.store, name="Zwolle")

    def next_of(programme: ProgrammeId, year: int) -> int:
        return any_world.store.run(lambda uow: uow.next_number(programme, year))

    def fails(uow: SqlUnitOfWork) -> None:
        uow.next_number(any_world.programme, 2026)
        raise RuntimeError

    assert [next_of(any_world.programme, 2026) for _ in range(2)] == [1, 2]
    with pytest.raises(RuntimeError):
        any_world.store.run(fails)
    assert next_of(any_world.programme, 2026) == 3
    assert (next_of(any_world.programme, 2027), next_of(other.programme, 2026)) == (1, 1)


# Clients and caps -----------------------------------------------------------------------------------------------------


def test_a_client_is_added_once_and_found_by_number_or_code(any_world: World) -> None:
    """The same number gives the same client; another programme has its own."""
    programme = any_world.programme
    other = build_world(any_world.store, name="Zwolle").programme
    code = any_world.store.codes.newest(programme, "BOKS1001")

    def work(uow: SqlUnitOfWork) -> None:
        assert uow.known_client(programme, number="BOKS1001") is None
        assert uow.client(programme, ClientId("one"), number="BOKS1001") == "one"
        assert uow.client(programme, ClientId("two"), number="BOKS1001") == "one"
        assert uow.client(programme, ClientId("two"), code=code) == "one"
        assert uow.client(other, ClientId("three"), number="BOKS1001") == "three"
        assert uow.known_client(programme, number="BOKS1001") == "one"
        assert uow.known_client(programme, code=code) == "one"
        uow.lock_clients([ClientId("three"), ClientId("one")])

    any_world.store.run(work)
    assert "BOKS" not in str(rows(any_world, t.clients, "code", "client_id", "key_id"))


def test_the_use_of_a_client_is_what_is_asked_granted_or_settled(any_world: World) -> None:
    """Open: asked; granted: granted; settled: spent; ended without a grant: nothing."""
    spent = any_world.granted(amount_cents=10000)
    any_world.done("settle", "k1", spent, spent_cents=4000)
    any_world.granted(amount_cents=2000)
    opened = any_world.submit(amount_cents=300)
    any_world.done("withdraw", "k1", any_world.submit(amount_cents=50))
    state = any_world.state(opened)

    def use(**changed: Any) -> int:
        facts: dict[str, Any] = {"period": "calendar_year", "at": MONDAY, "year": 2026} | changed
        return any_world.store.run(lambda uow: uow.client_use(state.client, **facts))

    assert use() == 6300
    assert use(without=state.id) == 6000
    assert use(year=2025) == 0
    assert use(period="lifetime", year=2025) == 6300
    assert use(period="rolling_365_days", at=MONDAY + timedelta(days=364)) == 6300
    assert use(period="rolling_365_days", at=MONDAY + timedelta(days=365)) == 0
    assert use(period="rolling_365_days", at=MONDAY - timedelta(days=1)) == 0


def test_a_fund_has_left_what_is_neither_reserved_nor_spent(any_world: World) -> None:
    """Each year its own; a year that was never set has nothing; releasing gives back."""

    def left(year: int) -> int:
        return any_world.store.run(lambda uow: uow.fund_left(any_world.programme, year))

    assert (left(2026), left(2027), left(2031)) == (1_000_000, 1_000_000, 0)
    number = any_world.granted()
    assert left(2026) == 982_500
    any_world.done("settle", "k1", number, spent_cents=500)
    assert left(2026) == 999_500
    any_world.store.run(lambda uow: administer.set_budget(uow, any_world.programme, 2026, 400, MONDAY))
    assert left(2026) == -100
    assert any_world.verified().differences == ()


# Texts, messages, log -------------------------------------------------------------------------------------------------


def test_texts_come_back_in_words_and_are_stored_sealed(any_world: World) -> None:
    """One that does not exist is absent; nothing readable lies in the tables."""
    state = any_world.state(any_world.submit(question="Een heel bijzonder bed."))
    wanted = [state.texts["question"], TextId("gone")]
    found = any_world.store.run(lambda uow: uow.texts(wanted))
    assert found == {state.texts["question"]: "Een heel bijzonder bed."}
    stored = [bytes(row[0]) for row in rows(any_world, t.texts, "ciphertext")]
    assert all(b"bijzonder" not in cipher for cipher in stored)
    assert "bijzonder" not in str(rows(any_world, t.log, "body"))


def test_a_message_with_a_once_key_is_kept_a_single_time(any_world: World) -> None:
    """Also when a later transaction tells it again."""
    number = any_world.submit()
    before = len(rows(any_world, t.messages, "id"))
    message = Message(kind="reminder", number=number, due_at=MONDAY, person=any_world.people["a1"], once="a1:monday")
    audit = e.Audited(at=MONDAY, what="test", facts={})
    for _ in range(2):

        def tell(uow: SqlUnitOfWork) -> None:
            uow.record(any_world.programme, [(None, audit, None)])
            uow.tell(any_world.programme, [message, replace(message, once="")])

        any_world.store.run(tell)
    assert len(rows(any_world, t.messages, "id")) == before + 3


def test_what_is_recorded_is_in_log_state_and_ledger_together(any_world: World) -> None:
    """A grant: a line in the log, a line in the ledger with its number, the row, and the explanation."""
    number = any_world.granted()
    granted = [row for row in rows(any_world, t.log, "seq", "kind") if row[1] == "granted"]
    assert rows(any_world, t.ledger, "seq", "kind", "reserved_cents") == [(granted[0][0], "reserve", 17500)]
    assert rows(any_world, t.requests, "number", "status") == [(number, "granted")]
    assert '"decision":"granted"' in rows(any_world, t.requests, "explanation")[0][0]


def test_an_exception_leaves_nothing_behind(any_world: World) -> None:
    """Whatever was recorded, told or remembered before it."""
    number = any_world.submit()
    before = [rows(any_world, table, *keys) for table, keys in WRITTEN]

    def fails(uow: SqlUnitOfWork) -> None:
        request = uow.request(any_world.programme, number)
        assert request is not None
        ended = e.Withdrawn(at=MONDAY, by=request.poster, request=request.id)
        uow.record(any_world.programme, [(request, ended, evolve(request, ended))])
        uow.tell(any_world.programme, [Message(kind="remarked", number=number, due_at=MONDAY, person=request.poster)])
        uow.remember("event", Outcome(command="withdraw", accepted=True), MONDAY)
        uow.client(any_world.programme, ClientId("new"), number="NIEUW1")
        uow.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        any_world.store.run(fails)
    assert [rows(any_world, table, *keys) for table, keys in WRITTEN] == before
    assert any_world.verified().differences == ()
