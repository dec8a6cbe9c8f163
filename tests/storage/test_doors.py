"""Doors on both databases: codes, links, tries, sessions, mail, accounts; and that a wrong code costs what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from bot.desk import StoreDesk
from doorbraak.ids import PersonId
from handlers.desk.doors import CameIn
from storage import accounts, administer, codes, deliveries, devices, keyed, links, mails, sessions, tries
from storage import tables as t
from storage.store import Store
from storage.tries import EVERYBODY, Limit
from storage.verify import verify
from tests.web.stage import Loop
from tests.worlds import MONDAY, World

QUARTER = timedelta(minutes=15)


@contextmanager
def statements_of(store: Store) -> Iterator[list[str]]:
    """Collect the statements that the database runs meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


def _desk(world: World) -> StoreDesk:
    return StoreDesk(world.store, now=lambda: world.now)


def _issue(world: World, key: str, code: str) -> None:
    world.store.run(lambda uow: codes.issue(uow, world.people[key], code, world.now))


def test_unknown_used_expired_and_left_cost_the_same_statements(any_world: World) -> None:
    """Whoever measures learns nothing about which codes were ever given; a right one begins with the same ones."""
    desk, loop = _desk(any_world), Loop()
    for key, code in (("k2", "USEDUSED"), ("a1", "LEFTLEFT"), ("a2", "RIGHTONE"), ("k1", "EXPIRED1")):
        _issue(any_world, key, code)
    old = update(t.codes).where(t.codes.c.person_id == any_world.people["k1"]).values(expires_at="2026-01-01")
    any_world.store.run(lambda uow: uow.connection.execute(old))
    loop.run(desk.redeem_code("USEDUSED", ("browser", "address")))
    any_world.store.run(lambda uow: administer.leave_person(uow, any_world.people["a1"], any_world.now))

    ran: dict[str, list[str]] = {}
    answers = {}
    for code in ("UNKNOWN1", "USEDUSED", "EXPIRED1", "LEFTLEFT", "RIGHTONE"):
        with statements_of(any_world.store) as ran[code]:
            answers[code] = loop.run(desk.redeem_code(code, ("browser", "address")))
    loop.close()
    wrong = [ran[code] for code in ("UNKNOWN1", "USEDUSED", "EXPIRED1", "LEFTLEFT")]
    assert [answers[code] for code in ran] == [None, None, None, None, CameIn(any_world.people["a2"], 0)]
    assert wrong[0]
    assert all(statements == wrong[0] for statements in wrong)
    work = [one for one in wrong[0] if one.startswith(("INSERT", "UPDATE"))]
    assert [one for one in ran["RIGHTONE"] if one.startswith(("INSERT", "UPDATE"))][: len(work)] == work


def test_a_code_or_link_is_spent_once_however_many_try_at_once(any_world: World) -> None:
    """Two browsers at the same moment: one is in."""
    _issue(any_world, "k1", "ABCDEFGH")
    issue = lambda uow: links.issue(uow, any_world.people["k1"], "t" * 43, how="chat", wants="/", now=any_world.now)  # noqa: E731
    any_world.store.run(issue)
    doors: tuple[Callable[[Any], Any], ...] = (
        lambda uow: codes.redeem(uow.connection, "ABCDEFGH", any_world.now),
        lambda uow: links.redeem(uow, "t" * 43, any_world.now),
    )
    for redeem in doors:
        with ThreadPoolExecutor(8) as pool:
            got = list(pool.map(lambda _, redeem=redeem: any_world.store.run(redeem), range(8)))
        assert len([one for one in got if one is not None]) == 1


def test_tries_are_counted_in_stretches_and_taken_back(any_world: World) -> None:
    """The fourth of three has to wait until the stretch is over; what is taken back leaves room."""
    limit, other = Limit("kind", 3, QUARTER), Limit("wide", 100, QUARTER)
    counted = [(limit, "me"), (other, EVERYBODY)]

    def one_try(minutes: float = 0) -> timedelta | None:
        now = any_world.now + timedelta(minutes=minutes)
        return any_world.store.run(lambda uow: tries.count(uow.connection, counted, now))

    assert [one_try() for _ in range(3)] == [None, None, None]
    assert one_try(4) == timedelta(minutes=11)
    any_world.store.run(lambda uow: tries.uncount(uow.connection, [(limit, "me")], any_world.now))
    any_world.store.run(lambda uow: tries.uncount(uow.connection, [(limit, "me")], any_world.now))
    assert [one_try(), one_try(15)] == [None, None]
    query = select(func.sum(t.tries.c.count)).where(t.tries.c.kind == "wide")
    assert any_world.store.answer(lambda connection: connection.execute(query).scalar()) == 5


def test_a_flood_that_is_refused_fills_no_table(any_world: World) -> None:
    """Once all together are over the limit, each new browser leaves no row behind."""
    everybody, mine = Limit("all", 3, QUARTER), Limit("mine", 10, QUARTER)
    for number in range(20):
        counted = [(mine, f"browser{number}"), (everybody, EVERYBODY)]
        any_world.store.run(lambda uow, counted=counted: tries.count(uow.connection, counted, any_world.now))
    rows = select(func.count()).select_from(t.tries)
    assert any_world.store.answer(lambda connection: connection.execute(rows).scalar()) == 4


def test_tries_at_once_are_all_counted(any_world: World) -> None:
    """No try is lost between two processes, whatever order they come in."""
    counted = [(Limit("kind", 5, QUARTER), "me"), (Limit("all", 1000, QUARTER), EVERYBODY)]
    with ThreadPoolExecutor(8) as pool:
        count = lambda _: any_world.store.run(lambda uow: tries.count(uow.connection, counted, any_world.now))  # noqa: E731
        waits = list(pool.map(count, range(40)))
    assert len([one for one in waits if one is None]) == 5


def test_a_session_is_over_when_ended_alone_or_with_all(any_world: World) -> None:
    """Asked together with who it is, in one statement for the person and one for the programme."""
    store, person, another = any_world.store, any_world.people["k1"], any_world.people["k2"]
    with statements_of(store) as ran:
        assert store.answer(lambda connection: sessions.viewer_of(connection, person, "one", 0))
    assert len([one for one in ran if one.startswith("SELECT")]) == 2
    for _ in range(2):
        store.run(lambda uow: sessions.end_one(uow.connection, "one", any_world.now))
    store.run(lambda uow: devices.remember(uow.connection, person, "secret", any_world.now))

    def seen(token: str, under: int, who: PersonId = person) -> bool:
        return store.answer(lambda connection: sessions.viewer_of(connection, who, token, under)) is not None

    assert [seen("one", 0), seen("two", 0)] == [False, True]
    store.run(lambda uow: sessions.end_all(uow.connection, person))
    assert [seen("two", 0), seen("two", 1), seen("two", 0, another)] == [False, True, True]
    assert store.answer(lambda connection: devices.owner(connection, "secret", any_world.now)) is None


def test_a_mail_is_claimed_by_one_and_again_after_its_lease(any_world: World) -> None:
    """Two processes send no letter twice; one that died leaves it to the other."""
    store, now = any_world.store, any_world.now
    days = [("2026-03-02", now), ("2026-03-03", now + timedelta(days=1))]
    for _ in range(3):
        store.run(lambda uow: mails.book_waiting(uow.connection, any_world.people["a1"], days))

    def claimed(after: float) -> int:
        moment = now + timedelta(seconds=after)
        return len(store.run(lambda uow: mails.claim(uow.connection, moment)))

    assert [claimed(0), claimed(59), claimed(61)] == [1, 0, 1]
    store.run(lambda uow: mails.finish(uow.connection, f"waiting:{any_world.people['a1']}:2026-03-02", now))
    assert claimed(200) == 0
    store.run(lambda uow: mails.book_waiting(uow.connection, any_world.people["a1"], days))
    assert [claimed(300), claimed(86400)] == [0, 1]


def test_an_account_is_one_person_in_each_programme(any_world: World) -> None:
    """Tied is tied; the roles that groups stand for follow them, and the log still adds up."""
    store, person, now = any_world.store, any_world.people["l1"], any_world.now
    for _ in range(2):
        store.run(lambda uow: accounts.tie(uow, person, "https://idp.example", "s", now))
    mine = store.answer(lambda connection: accounts.memberships(connection, "https://idp.example", "s", ""))
    assert [one.person for one in mine] == [person]

    governed = frozenset({"lead", "koploper"})
    has_role = [
        store.run(lambda uow, roles=roles: accounts.take_roles(uow, person, roles, governed, now))
        for roles in (frozenset({"koploper"}), frozenset[str]())
    ]
    assert has_role == [True, False]
    assert store.answer(lambda connection: verify(connection, store.safe)).differences == ()


def test_the_sweep_takes_what_is_past_its_time(any_world: World) -> None:
    """Nothing about signing in stays longer than it is needed."""
    store, person = any_world.store, any_world.people["k1"]

    def leave_traces(uow: Any) -> None:
        links.issue(uow, person, "token", how="chat", wants="", now=MONDAY)
        sessions.end_one(uow.connection, "token", MONDAY)
        tries.count(uow.connection, [(Limit("kind", 1, QUARTER), "me")], MONDAY)
        mails.book_waiting(uow.connection, person, [("2026-03-02", MONDAY)])
        devices.remember(uow.connection, person, "secret", MONDAY)

    store.run(leave_traces)
    store.run(lambda uow: deliveries.sweep(uow.connection, MONDAY + timedelta(days=31)))
    for table in (t.links, t.ended_sessions, t.tries, t.mails, t.devices):
        count = select(func.count()).select_from(table)
        assert store.answer(lambda connection, count=count: connection.execute(count).scalar()) == 0, table.name


@pytest.mark.parametrize("what", [t.links, t.ended_sessions, t.tries, t.mails])
def test_no_table_of_doors_has_a_column_for_an_address(what: Any) -> None:
    """A mail address stands with its person and nowhere else."""
    assert not {"email", "address", "mail", "ip"} & {column.name for column in what.columns}


def test_a_link_in_the_old_mailbox_is_spent_when_the_address_changes(any_world: World) -> None:
    """Whoever can read the old one has nothing to come in with, also not by a mail that still had to go."""
    world, k1 = any_world, any_world.people["k1"]

    def rename(email: str, name: str = "Noor") -> None:
        known = world.store.answer(lambda connection: keyed.find_key(connection, world.programme, "k1"))
        assert known is not None
        after = replace(known, email=email, name=name)
        world.store.run(lambda uow: administer.set_person(uow, world.programme, after, world.now))

    rename("old@voorbeeld.example")
    for token in ("one", "two"):
        world.store.run(lambda uow, token=token: links.issue(uow, k1, token, how="mail", wants="", now=world.now))
    rename("old@voorbeeld.example", "Noor Jansen")
    assert world.store.run(lambda uow: links.redeem(uow, "one", world.now)) is not None
    world.store.run(lambda uow: mails.ask_link(uow.connection, "old@voorbeeld.example", "", ["m1"], world.now))
    rename("new@voorbeeld.example")
    assert world.store.run(lambda uow: links.redeem(uow, "two", world.now)) is None
    assert world.store.run(lambda uow: mails.claim(uow.connection, world.now)) == []


def test_a_form_that_was_held_goes_with_the_sessions_and_a_half_done_one_stays(any_world: World) -> None:
    """Whoever was in with a stolen session may have left one that needs a press only; own work is not lost."""
    desk, loop = _desk(any_world), Loop()
    admin = loop.run(desk.viewer(any_world.people["b1"]))
    assert admin is not None
    loop.run(desk.hold(admin, "/beheer/nieuw", {"name": "Iemand", "role-admin": "1"}))
    loop.run(desk.save_draft(admin, "VE-2026-0001:opmerking", {"text": "Nog niet af."}))
    assert loop.run(desk.held(admin)) is not None
    any_world.store.run(lambda uow: sessions.end_all(uow.connection, any_world.people["b1"]))
    assert loop.run(desk.held(admin)) is None
    assert loop.run(desk.draft(admin, "VE-2026-0001:opmerking")) is not None
