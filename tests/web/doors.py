"""What tests of doors need: mail addresses of people, mail that is kept instead of sent, links out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import event, select, update

from bot.deliver import Delivery
from bot.mail.deliver import MailDelivery
from handlers.mail.letters import Letter
from storage import tables as t
from tests.web.stage import ADDRESS, Stage


def mail_of(key: str) -> str:
    """Give the mail address of somebody."""
    return f"{key}@voorbeeld.example"


def give_mail(stage: Stage, *keys: str, address: str = "") -> None:
    """Give people mail addresses, their own or all the same."""
    for key in keys:
        change = update(t.people).where(t.people.c.id == key).values(email=address or mail_of(key))
        stage.store.run(lambda uow, change=change: uow.connection.execute(change))


def news_of(stage: Stage, key: str) -> str:
    """Deliver what is due and give what somebody reads."""
    stage.loop.run(Delivery(stage.store, {}, now=stage.clock).once())
    return stage.visitor(key).open("/wat-wacht-op-mij").text


@dataclass
class Letterbox:
    """A sender that keeps letters; `trouble` is raised first, one after the other."""

    letters: list[tuple[str, Letter]] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)

    def send(self, letter: Letter, to: str, now: datetime) -> None:
        """Keep a letter."""
        if self.trouble:
            raise self.trouble.pop(0)
        self.letters.append((to, letter))

    def link(self) -> str:
        """Give the address in the newest letter."""
        found = re.search(rf"{ADDRESS}(\S+)", self.letters[-1][1].text)
        assert found, self.letters[-1]
        return found[1]


def send_mail(stage: Stage, box: Letterbox) -> None:
    """Let the loop of mail do what is due now."""
    delivery = MailDelivery(stage.store, box, ADDRESS, now=stage.clock)
    while stage.loop.run(delivery.once()):
        pass


@contextmanager
def statements_of(stage: Stage) -> Iterator[list[str]]:
    """Collect the statements that the database runs meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(stage.store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(stage.store.engine, "before_cursor_execute", note)


def audited(stage: Stage, what: str) -> list[str]:
    """Give the log lines of this kind of deed."""
    bodies = stage.store.answer(lambda connection: connection.execute(select(t.log.c.body)).scalars().all())
    return [body for body in bodies if f'"what":"{what}"' in body]
