"""Half-done forms about the request of a client: in the export for the client, and gone when the client is erased."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bot.removals import erase_client, retract
from doorbraak.commands import Withdraw
from doorbraak.ids import PersonId
from storage import tables as t
from storage.client_file import client_file
from storage.clients import clients_of
from tests.web.stage import UTRECHT, Stage

NUMBER = "BOKS1001"
WORDS = "De zoon van de bakker kreeg dit."


def half_done(stage: Stage, number: str) -> None:
    """Let Joost begin a remark."""
    viewer = stage.loop.run(stage.desk.viewer(PersonId("joost")))
    stage.loop.run(stage.desk.save_draft(viewer, f"{number}:opmerking", {"text": WORDS}))


def kept(stage: Stage) -> list[str]:
    """Give the words of every half-done form."""
    rows = stage.store.answer(lambda connection: connection.execute(select(t.drafts.c.body)).scalars().all())
    return [stage.store.safe.decrypt(row) for row in rows]


def test_the_export_for_a_client_holds_what_colleagues_began(stage: Stage) -> None:
    """A form about the request carries no code of the client; its number tells."""
    number = stage.visitor("noor").ask()
    half_done(stage, number)
    codes = stage.store.codes.all_of(UTRECHT, NUMBER)
    facts = stage.store.answer(
        lambda connection: client_file(
            connection,
            UTRECHT,
            clients_of(connection, stage.store.codes, UTRECHT, NUMBER),
            codes,
            stage.store.safe,
            stage.clock(),
        )
    )
    assert [draft["values"] for draft in facts["drafts"]] == [{"text": WORDS}]


def test_erasing_takes_it_also_where_the_texts_went_before(stage: Stage, tmp_path: Path) -> None:
    """Nothing is left to remove of the request itself, and the form about it goes all the same."""
    number, noor = stage.visitor("noor").ask(), PersonId("noor")
    stage.loop.run(stage.desk.do(Withdraw(by=noor, at=stage.clock(), seed=stage.desk.seed(), request=number)))
    retract(stage.store, UTRECHT, number, None, "r1", tmp_path, stage.clock())
    half_done(stage, number)
    assert any(WORDS in one for one in kept(stage))
    erase_client(stage.store, UTRECHT, NUMBER, "e1", tmp_path, stage.clock())
    assert not any(WORDS in one for one in kept(stage))
    assert stage.differences() == ()
