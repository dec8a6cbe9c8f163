"""What pages, lists and delivery ask, on every database alike."""

from __future__ import annotations

from datetime import timedelta

from doorbraak.ids import PersonId
from doorbraak.overviews import Draft, RequestFilter, SpendFilter, Viewer
from doorbraak.working_time import local_date
from storage import administer, codes, deliveries, devices, drafts, looks
from storage.overviews import news, people, reading, requests, spend_extra, warnings
from storage.overviews import request_page as page_query
from storage.overviews import spend as spend_query
from tests.worlds import World


def _viewer(world: World, key: str) -> Viewer:
    found = world.store.answer(lambda connection: reading.viewer(connection, world.people[key]))
    assert found is not None
    return found


def _waits(world: World, key: str) -> list[tuple[str, str]]:
    viewer = _viewer(world, key)
    items = world.store.answer(lambda connection: requests.waiting(connection, viewer, world.now))
    return [(item.what, item.line.number) for item in items]


def _listed(world: World, key: str, **wanted: object) -> list[str]:
    viewer = _viewer(world, key)
    narrowed = RequestFilter(**wanted)  # type: ignore[arg-type]
    found = world.store.answer(lambda connection: requests.requests(connection, viewer, narrowed, world.now))
    assert found.total >= len(found.lines)
    return [line.number for line in found.lines]


def test_lists_are_narrowed_and_newest_first(any_world: World) -> None:
    """By status, theme, number, period and poster; a page holds so many."""
    world = any_world
    first = world.granted(client="BOKS-1001", theme="wonen")
    world.pass_time(days=1)
    second = world.submit(client="BOKS-1002", theme="fiets")
    assert _listed(world, "a1") == [second, first]
    assert _listed(world, "a1", status="granted") == [first]
    assert _listed(world, "a1", theme="fiets") == [second]
    assert _listed(world, "a1", number=first) == [first]
    assert _listed(world, "a1", since=local_date(world.now)) == [second]
    assert _listed(world, "a1", until=local_date(world.now) - timedelta(days=1)) == [first]
    assert _listed(world, "k2", mine=True) == []
    assert _listed(world, "a1", per_page=1, page=2) == [first]
    world.pass_time(days=3)
    assert _listed(world, "l1", status="with_lead") == []  # nobody came by yet to write it down
    world.clock()
    assert _listed(world, "l1", status="with_lead") == [second]


def test_what_waits_follows_the_rules_also_before_the_clock_came_by(any_world: World) -> None:
    """A vote for reviewers, a route and a receipt for the poster, the lead after the deadline."""
    world = any_world
    number = world.submit()
    assert ("vote", number) in _waits(world, "a1")
    assert ("vote", number) not in _waits(world, "a4")
    world.done("propose_route", "a1", number, route="leergeld", who="Leergeld")
    assert _waits(world, "k1") == [("answer_route", number)]
    world.done("answer_route", "k1", number, route_no=1, verdict="too_late", reason="De stage begint maandag.")
    world.pass_time(days=3)
    assert _waits(world, "l1") == [("lead", number)]
    world.done("lead_grant", "l1", number, amount_cents=5000, reason="Dit helpt.")
    assert _waits(world, "k1") == [("settle", number)]


def test_a_page_shows_words_votes_and_why_and_hides_recusals(any_world: World) -> None:
    """The same page for two readers: only the lead sees who stepped back."""
    world = any_world
    number = world.submit()
    world.done("approve", "a1", number)
    world.done("recuse", "a1", number)
    world.done("object", "a2", number, reason="Dit kan ook tweedehands.")
    world.done("remark", "a3", number, text="Kan het met de U-pas?")
    pages = {
        key: world.store.answer(
            lambda connection, key=key: page_query.request_page(
                connection, _viewer(world, key), number, world.now, world.store.safe
            )
        )
        for key in ("a3", "l1")
    }
    seen, lead = pages["a3"], pages["l1"]
    assert seen is not None
    assert lead is not None
    assert [vote.reason for vote in seen.votes] == ["Dit kan ook tweedehands."]
    assert [line.kind for line in seen.history] == ["submitted", "objected"]
    assert [line.text for line in seen.talk] == ["Kan het met de U-pas?"]
    assert seen.recused_names == ()
    assert len(lead.votes) == 2
    assert len(lead.recused_names) == 1
    viewer = _viewer(world, "a3")
    version = world.store.answer(lambda connection: page_query.request_version(connection, viewer, number))
    assert version == seen.version == lead.version


def test_figures_beside_the_table_count_what_was_asked_for(any_world: World) -> None:
    """Solved, confirmed, unsettled, the mean time and the fund of the year."""
    world = any_world
    number = world.granted(client="BOKS-1001")
    solved = world.submit(client="BOKS-1002")
    world.done("propose_route", "a1", solved, route="u_pas", who="W&I")
    world.pass_time(hours=1)
    world.done("answer_route", "k1", solved, route_no=1, verdict="in_time")
    world.done("follow_up", "k1", solved, answer="yes")
    wanted = spend_query.whole_year(2026)
    extra = world.store.answer(lambda connection: spend_extra.spend_extra(connection, world.programme, wanted))
    granted = world.state(number).granted_cents
    assert (extra.solved_without_money, extra.solved_confirmed) == (1, 1)
    assert (extra.unsettled, extra.unsettled_cents) == (1, granted)
    assert extra.mean_working_hours == 0.5
    assert extra.within_two_days == 1.0
    assert extra.left_cents == (extra.budget_cents or 0) - (granted or 0)
    assert extra.years == (2026,)
    by_month = SpendFilter(since=wanted.since, until=wanted.until, by="month", district="Overvecht")
    rows = world.store.answer(lambda connection: spend_query.spend(connection, world.programme, by_month)).rows
    assert [row.key for row in rows] == ["2026-03"]


def test_messages_and_cards_are_claimed_by_one_and_finished(any_world: World) -> None:
    """What one process claimed another does not get; what was delivered is news."""
    world = any_world
    world.store.run(
        lambda uow: administer.set_place(
            uow, world.programme, "place", platform="console", address="a", districts=[], purposes=["requests"]
        )
    )
    number = world.submit()
    claimed = world.store.run(lambda uow: deliveries.claim_messages(uow.connection, world.now))
    assert number in {message.number for message in claimed}
    assert world.store.run(lambda uow: deliveries.claim_messages(uow.connection, world.now)) == []
    done = [message.id for message in claimed]
    world.store.run(lambda uow: deliveries.finish_messages(uow.connection, {one: {} for one in done}, world.now))
    told = world.store.answer(lambda connection: news.news(connection, world.people["a1"], world.now))
    assert [item.kind for item in told] == ["look_along"]
    assert world.store.run(lambda uow: news.mark_read(uow.connection, world.people["a1"], world.now)) == 1

    cards = world.store.run(lambda uow: deliveries.claim_cards(uow.connection, world.now))
    assert [card.number for card in cards] == [number]
    assert world.store.run(lambda uow: deliveries.claim_cards(uow.connection, world.now)) == []
    world.store.run(lambda uow: deliveries.show_card(uow.connection, cards[0], "ref"))
    world.done("approve", "a1", number)
    (late,) = world.store.run(lambda uow: deliveries.claim_cards(uow.connection, world.now))
    assert (late.ref, late.shown < late.wanted) == ("ref", True)
    world.store.run(lambda uow: deliveries.release_card(uow.connection, late, world.now))
    world.store.run(lambda uow: deliveries.sweep(uow.connection, world.now + timedelta(days=30)))


def test_signing_in_devices_drafts_and_looks_are_remembered(any_world: World) -> None:
    """What belongs to one person: a code of one use, a device, a half-done form, looks at clients."""
    world, store = any_world, any_world.store
    who = world.people["k1"]
    store.run(lambda uow: codes.issue(uow, who, "ABCD2345", world.now))
    assert store.run(lambda uow: codes.redeem(uow.connection, "ABCD2345", world.now)) == who
    assert store.run(lambda uow: codes.redeem(uow.connection, "ABCD2345", world.now)) is None
    store.run(lambda uow: devices.remember(uow.connection, who, "secret", world.now))
    assert store.answer(lambda connection: devices.owner(connection, "secret", world.now)) == (who, True)
    late = world.now + timedelta(days=31)
    assert store.answer(lambda connection: devices.owner(connection, "secret", late)) is None
    assert store.run(lambda uow: devices.forget(uow.connection, who)) == 1

    draft = Draft(id="d", kind="request", values={"a": "b"}, client_code="c", client_tail="01", saved_at=world.now)
    store.run(lambda uow: drafts.save(uow.connection, store.safe, who, draft))
    read = store.answer(lambda connection: drafts.read(connection, store.safe, who, "request", world.now))
    assert read is not None
    assert read.values == {"a": "b"}
    other = PersonId(world.people["k2"])
    assert store.answer(lambda connection: drafts.read(connection, store.safe, other, "request", world.now)) is None

    looked = [store.run(lambda uow, n=n: looks.look(uow.connection, who, str(n), world.now)) for n in range(11)]
    assert looked == [True] * 10 + [False]


def test_people_and_warnings_are_listed(any_world: World) -> None:
    """Everybody by name; nothing to warn about in March."""
    world = any_world
    listed = world.store.answer(lambda connection: people.people(connection, world.programme))
    assert {line.key for line in listed} == set(world.people)
    viewer = _viewer(world, "b1")
    assert world.store.answer(lambda connection: warnings.warnings(connection, viewer, world.now)) == ()


def test_who_stepped_back_still_stands_among_those_who_did_not_vote(any_world: World) -> None:
    """Being gone from that list would tell colleagues who stepped back; the lead's list is the real one."""
    world = any_world
    number = world.submit()
    world.done("recuse", "a1", number)
    lists = {
        key: world.store.answer(
            lambda connection, key=key: page_query.request_page(
                connection, _viewer(world, key), number, world.now, world.store.safe
            )
        )
        for key in ("a2", "l1")
    }
    assert lists["a2"] is not None
    assert lists["l1"] is not None
    assert "a1" in {line.key for line in lists["a2"].waits_for}
    assert "a1" not in {line.key for line in lists["l1"].waits_for}
