"""Erasing a client, retracting a text: the words go everywhere, figures and the chain stay, the list knows ids only."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, select

from bot import removals
from bot.desk import StoreDesk
from doorbraak.refusals import Refusal
from storage import erased_log
from storage import tables as t
from storage.clients import UnknownClient, UnknownRequest
from storage.erased_log import BrokenLine
from storage.overviews.reading import viewer
from storage.removing import Erased, NoSuchRemark, StillOpen
from storage.unit_of_work import SqlUnitOfWork
from tests.loops import run
from tests.storage.test_clients import clients, join, kinds
from tests.storage.test_purge import texts_of
from tests.worlds import World, asked, build_world


def erase(world: World, number: str, folder: Path, erasure: str = "erasure-1") -> Erased:
    """Erase a client by a normalised number."""
    return removals.erase_client(world.store, world.programme, number, erasure, folder, world.now)


def retract(world: World, number: str, folder: Path, remark: int | None = None) -> int:
    """Retract the texts of a request, or one remark."""
    return removals.retract(world.store, world.programme, number, remark, f"retraction-{remark}", folder, world.now)


def save_draft(world: World, number: str) -> None:
    """Begin a form with a file number."""
    koploper = world.store.answer(lambda connection: viewer(connection, world.people["k1"]))
    assert koploper is not None
    desk = StoreDesk(world.store, now=lambda: world.now)
    run(desk.save_draft(koploper, "request", {"question": "Een bed."}, client_number=number))


def keep_form(world: World, key: str, kind: str) -> None:
    """Keep a half-done form of somebody."""
    who = world.store.answer(lambda connection: viewer(connection, world.people[key]))
    assert who is not None
    run(StoreDesk(world.store, now=lambda: world.now).save_draft(who, kind, {"question": "Een bed."}))


def kept_kinds(world: World) -> list[str]:
    """Give the kinds of all half-done forms of everybody."""
    query = select(t.drafts.c.kind).order_by(t.drafts.c.kind)
    return list(world.store.answer(lambda connection: connection.execute(query).scalars().all()))


def test_after_erasing_nothing_leads_to_the_client_and_the_figures_stay(any_world: World, tmp_path: Path) -> None:
    """Texts, code and drafts with that code go; another client keeps its own; the same number is new afterwards."""
    world = any_world
    number, other = world.granted(amount_cents=50000), world.granted(client="BOKS-2002")
    world.done("settle", "k1", number, spent_cents=41000)
    world.done("remark", "k1", number, text="Het bed staat er.")
    save_draft(world, "boks 1001")
    save_draft(world, "boks 2002")
    erased = erase(world, "BOKS1001", tmp_path)
    assert (erased.texts, erased.drafts, len(erased.requests)) == (3, 1, 1)
    assert (texts_of(world, number), texts_of(world, other)) == (0, 2)
    assert (world.state(number).settled_cents, len(world.state(number).votes)) == (41000, 3)
    assert clients(world) == {world.state(other).client}
    drafts = world.store.answer(lambda connection: connection.execute(select(t.drafts.c.id)).all())
    assert len(drafts) == 1
    assert kinds(world)[-2:] == ["texts_purged", "client_erased"]
    assert world.submit(amount_cents=50000)
    assert world.verified().differences == ()


def test_half_done_forms_of_a_request_go_with_its_texts(any_world: World, tmp_path: Path) -> None:
    """A form to change it begins with its texts, whoever opened it; one of another request or programme stays."""
    world, elsewhere = any_world, build_world(any_world.store, name="Zwolle")
    number, other = world.granted(amount_cents=100), world.submit(client="BOKS-2002")
    for one, key, kind in [
        (world, "k1", f"{number}:aanpassen"),
        (world, "a1", f"{number}:bezwaar"),
        (world, "k1", f"{other}:aanpassen"),
        (world, "a1", f"{other}:bezwaar"),
        (elsewhere, "k1", f"{number}:aanpassen"),
    ]:
        keep_form(one, key, kind)
    assert erase(world, "BOKS1001", tmp_path).texts == 2
    assert kept_kinds(world) == [f"{number}:aanpassen", f"{other}:aanpassen", f"{other}:bezwaar"]
    retract(world, other, tmp_path)
    assert kept_kinds(world) == [f"{number}:aanpassen"]


def test_the_list_beside_the_backups_holds_ids_and_nothing_that_tells_who(world: World, tmp_path: Path) -> None:
    """Readable by its owner only; a changed line is noticed; the number and its code are not in it."""
    number = world.granted()
    request, client = world.state(number).id, world.state(number).client
    erase(world, "BOKS1001", tmp_path)
    file = tmp_path / erased_log.NAME
    written = file.read_text()
    assert "1001" not in written
    assert world.store.codes.newest(world.programme, "BOKS1001") not in written
    assert file.stat().st_mode & 0o777 == 0o600
    (line,) = erased_log.read(file)
    assert (line.what, line.clients, line.requests) == ("erased", (client,), (request,))
    file.write_text(written.replace(request, "another"))
    with pytest.raises(BrokenLine, match="line 1"):
        erased_log.read(file)


def test_a_client_that_was_joined_is_erased_under_both_ids(any_world: World, tmp_path: Path) -> None:
    """An older backup knows the two apart, so the list names both."""
    world = any_world
    first, second = world.granted(amount_cents=100), world.granted(client="SOCI-2002", amount_cents=100)
    before = {world.state(first).client, world.state(second).client}
    join(world, "SOCI2002", "BOKS1001")
    erased = erase(world, "BOKS1001", tmp_path)
    assert set(erased.clients) == before
    assert clients(world) == set()
    assert (texts_of(world, first), texts_of(world, second)) == (0, 0)
    assert world.verified().differences == ()


def test_a_client_whose_request_is_being_decided_is_not_erased(any_world: World, tmp_path: Path) -> None:
    """All of them are named, nothing is erased, and the list says nothing; after withdrawing it goes."""
    world = any_world
    first, second = world.submit(amount_cents=100), world.submit(amount_cents=100)
    with pytest.raises(StillOpen) as refused:
        erase(world, "BOKS1001", tmp_path)
    assert refused.value.numbers == [first, second]
    assert texts_of(world, first) == 2
    assert not (tmp_path / erased_log.NAME).exists()
    for number in (first, second):
        world.done("withdraw", "k1", number)
    assert erase(world, "BOKS1001", tmp_path).texts == 4
    assert world.verified().differences == ()


def test_a_number_that_nothing_is_stored_under_is_said_to_be_unknown(world: World, tmp_path: Path) -> None:
    """A typing mistake must not look like an erasure."""
    with pytest.raises(UnknownClient):
        erase(world, "BOKS9999", tmp_path)


def test_an_open_request_that_is_retracted_stays_open_and_can_be_typed_again(any_world: World, tmp_path: Path) -> None:
    """The words go at once and the koploper hears it; a new text is a new version, and is asked about anew."""
    world = any_world
    number = world.submit()
    world.done("approve", "a1", number)
    assert retract(world, number, tmp_path) == 2
    assert texts_of(world, number) == 0
    assert world.state(number).is_open
    told = select(t.messages.c.person_id).where(t.messages.c.kind == "texts_retracted")
    assert world.store.answer(lambda connection: connection.execute(told).scalars().all()) == [world.people["k1"]]
    assert world.do("revise", "k1", number, amount_cents=100).refusal is Refusal.REASON_REQUIRED
    typed = {name: asked()[name] for name in ("question", "if_nothing")}
    assert world.done("revise", "k1", number, **typed).revision == 2
    assert (texts_of(world, number), [vote.lapsed for vote in world.state(number).votes]) == (2, ["revised"])
    assert world.verified().differences == ()


def test_one_remark_is_retracted_and_the_rest_stays(any_world: World, tmp_path: Path) -> None:
    """Counted as the talk shows it; one that is gone or never was is named as such."""
    world = any_world
    number = world.submit()
    for words in ("Weten we dit zeker?", "Haar broer weet het."):
        world.done("remark", "a1", number, text=words)
    assert retract(world, number, tmp_path, remark=2) == 1
    assert texts_of(world, number) == 3
    for wrong in (2, 3):
        with pytest.raises(NoSuchRemark):
            retract(world, number, tmp_path, remark=wrong)
    with pytest.raises(UnknownRequest):
        retract(world, "VE-2026-9999", tmp_path)
    assert len(erased_log.read(tmp_path / erased_log.NAME)) == 1
    assert world.verified().differences == ()


def test_a_text_that_should_be_gone_and_a_client_that_has_no_code_are_named(world: World, tmp_path: Path) -> None:
    """Verify compares texts and codes with what the log says was removed."""
    number = world.granted()
    other = world.submit(client="BOKS-2002")
    request, kept = world.state(number).id, world.state(other).client
    text = _rows(world, select(t.texts).where(t.texts.c.request_id == request))[0]
    code = _rows(world, select(t.clients).where(t.clients.c.client_id == world.state(number).client))[0]
    erase(world, "BOKS1001", tmp_path)

    def tamper(uow: SqlUnitOfWork) -> None:
        uow.connection.execute(t.texts.insert().values(text))
        uow.connection.execute(t.clients.insert().values(code))
        uow.connection.execute(t.clients.delete().where(t.clients.c.client_id == kept))

    world.store.run(tamper)
    found = " ".join(world.verified().differences)
    assert "should be gone: the texts were purged" in found
    assert "still has a code, and should be gone" in found
    assert "has no code, so its number would be a new client" in found


def _rows(world: World, query: Select[Any]) -> list[dict[str, Any]]:
    found = world.store.answer(lambda connection: connection.execute(query).mappings().all())
    return [dict(row) for row in found]


def test_no_line_of_the_log_tells_a_number_or_a_code(any_world: World, tmp_path: Path) -> None:
    """Joining, erasing and retracting leave random ids only."""
    world = any_world
    world.granted(amount_cents=100)
    world.granted(client="SOCI-2002", amount_cents=100)
    join(world, "BOKS1001", "SOCI2002")
    erase(world, "SOCI2002", tmp_path)
    log = world.store.answer(lambda connection: connection.execute(select(t.log.c.body)).scalars().all())
    everything = json.dumps(log)
    for number in ("BOKS1001", "SOCI2002"):
        assert number[4:] not in everything.replace("VE-2026-0001", "").replace("VE-2026-0002", "")
        assert world.store.codes.newest(world.programme, number) not in everything
