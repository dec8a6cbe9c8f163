"""A link asked for by mail, and what happens before its turn comes: no link goes to the old mailbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from doorbraak.ids import PersonId
from handlers.mail.letters import Letter
from storage import administer, keyed, sessions
from storage.unit_of_work import SqlUnitOfWork
from tests.web.doors import Letterbox, give_mail, mail_of, send_mail
from tests.web.stage import UTRECHT, Stage, a_stage

ELS, AD = PersonId("els"), PersonId("ad")
Deed = Callable[[SqlUnitOfWork, datetime], None]


def another_address(uow: SqlUnitOfWork, now: datetime) -> None:
    """Give Els another mailbox."""
    known = keyed.find_key(uow.connection, UTRECHT, "els")
    assert known
    administer.set_person(uow, UTRECHT, replace(known, email="els@nieuw.example"), now, AD)


def taken_away(uow: SqlUnitOfWork, now: datetime) -> None:
    """Take the access of Els away."""
    known = keyed.find_key(uow.connection, UTRECHT, "els")
    assert known
    keyed.unlink(uow, UTRECHT, known, now, AD)


def out_everywhere(uow: SqlUnitOfWork, now: datetime) -> None:
    """Let Els sign out everywhere."""
    sessions.end_all(uow.connection, ELS)


@pytest.mark.parametrize("deed", [another_address, taken_away, out_everywhere])
def test_a_link_that_was_taken_back_is_not_sent_behind_a_slow_one(tmp_path: Path, deed: Deed) -> None:
    """Both mails are claimed together; while the first is on its way the door of the second is closed."""
    with a_stage(tmp_path, mail=True) as stage:
        give_mail(stage, "noor", "els")
        for key in ("noor", "els"):
            visitor = stage.visitor()
            visitor.open("/")
            visitor.press("Mail mij een link", {"mail": mail_of(key)})
            stage.clock.go_on(seconds=1)
        box = SlowBox(stage, deed)
        send_mail(stage, box)
        assert [to for to, _ in box.letters] == [mail_of("noor")]


class SlowBox(Letterbox):
    """A server so slow that something happens during the first letter."""

    def __init__(self, stage: Stage, deed: Deed) -> None:
        super().__init__()
        self._stage, self._deed = stage, deed

    def send(self, letter: Letter, to: str, now: datetime) -> None:
        """Keep a letter, after the deed."""
        if not self.letters:
            self._stage.store.run(lambda uow: self._deed(uow, now))
        super().send(letter, to, now)


def test_a_session_that_begins_while_all_are_ended_ends_with_them(stage: Stage) -> None:
    """Between the spending of a link and its session everything of Els is ended: no session, no device is left."""
    link = stage.loop.run(stage.desk.sign_in_link(ELS))
    thief, note = stage.visitor(), stage.desk.note
    thief.open(link)

    async def and_end(person: PersonId, what: str, facts: Mapping[str, Any], **more: str) -> None:
        await note(person, what, facts, **more)
        await stage.desk.end_all_sessions(ELS)

    stage.desk.note = and_end  # the first step after the link was spent
    try:
        thief.press("Inloggen", {"remember": "1"})
    finally:
        stage.desk.note = note
    assert thief.open("/aanvragen").path == "/"
    assert stage.loop.run(stage.desk.devices(ELS, ""))[0] == ()
