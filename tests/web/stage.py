"""A small programme over a real store, and people who visit its pages as a browser without script would."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from starlette.responses import Response

from bot.desk import StoreDesk
from doorbraak.commands import Submit
from doorbraak.ids import PersonId
from doorbraak.money import parse_euros
from handlers.identity import IdentityProvider
from handlers.web.app import WebSettings, create_app
from handlers.web.sessions import Cookies, new_session
from storage import administer, codes, due, posted
from storage.store import Store
from storage.verify import verify
from tests.names import look_with_names
from tests.web.forms import Form, Page
from tests.web.people_of_stage import PEOPLE, SETTINGS, START, fill, filled_database
from tests.web.staff import UTRECHT, Staff

__all__ = [
    "ADDRESS",
    "FILLED",
    "PEOPLE",
    "SETTINGS",
    "START",
    "UTRECHT",
    "Clock",
    "Loop",
    "Stage",
    "Visitor",
    "a_stage",
]

ADDRESS = "http://127.0.0.1:8321"
FILLED = {
    "client": "BOKS-1001",
    "district": "Overvecht",
    "theme": "fiets",
    "amount": "125,50",
    "question": "Een jongere kan niet op tijd op zijn stage zijn. Een tweedehands fiets helpt.",
    "if_nothing": "De stage stopt.",
    "tried": "",
    "needed_by": "",
    "pay_to": "",
    "urgent_reason": "",
}


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **time: float) -> None:
        """Let time pass, as timedelta counts it."""
        self.at += timedelta(**time)


def _runs_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class Loop:
    """An event loop of the stage alone. A test that drives a browser has one running already: then it runs aside."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()

    def run(self, asked: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine and wait for what it gives."""
        if not _runs_a_loop():
            return self._loop.run_until_complete(asked)
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(self._loop.run_until_complete, asked).result()

    def close(self) -> None:
        """Let go of the loop."""
        self._loop.close()


class Stage(Staff):
    """The programme Utrecht with its people, a desk and the application over it.

    `database` is the address of another database with all tables and nothing in it; without one it is SQLite.
    """

    def __init__(
        self, folder: Path, provider: IdentityProvider | None = None, *, database: str = "", **settings: Any
    ) -> None:
        self.clock = Clock()
        self.provider = provider
        self.loop = Loop()
        self._codes = 0
        self._file = folder / "web.db"
        self.settings = replace(WebSettings(public_url=ADDRESS, secret_keys=("first-key", "older-key")), **settings)
        filled, self._keys = filled_database()
        self.address = database or f"sqlite:///{self._file}"
        if not database:
            shutil.copy(filled, self._file)
        self._open()
        if database:
            self.store.run(fill)

    def _open(self) -> None:
        self.store = Store(self.address, text_keys=self._keys, client_keys=self._keys, synchronous="OFF")
        self.desk = StoreDesk(self.store, now=self.clock, is_demo=self.settings.demo, look=look_with_names)
        self.app = create_app(self.desk, self.settings, self.provider)

    def restart(self) -> None:
        """End the process and start it again: only what is stored goes on."""
        self.store.close()
        self._open()

    def another_process(self) -> Stage:
        """Give a second process over the same database: what is kept in memory only is not there."""
        other = copy(self)
        other._open()
        return other

    def leave(self, key: str) -> None:
        """Let somebody leave the programme."""
        self.store.run(lambda uow: administer.leave_person(uow, PersonId(key), self.clock()))

    def tick(self) -> None:
        """Let the clock do what is due now."""
        now = self.clock()
        while waiting := self.store.answer(lambda connection: due.find_due(connection, now)):
            for one in waiting:
                self.store.run(due.apply_one(one, now))
        for reference in self.store.answer(lambda connection: posted.find_due(connection, now)):
            self.store.run(posted.apply_one(reference, now))

    def differences(self) -> tuple[str, ...]:
        """Recompute everything from the log and name what differs."""
        return self.store.answer(lambda connection: verify(connection, self.store.safe)).differences

    def close(self) -> None:
        """Let go of the store and the event loop."""
        self.store.close()
        self.loop.close()

    def visitor(self, key: str = "") -> Visitor:
        """Give a browser, signed in already as this person if one is named (signing in itself: Visitor.sign_in)."""
        visitor = Visitor(self)
        if key:
            visitor.bring_session(key)
        return visitor

    def code(self, key: str) -> str:
        """Give a fresh sign-in code for somebody."""
        self._codes += 1
        code = f"CODE{self._codes:04d}"
        self.store.run(lambda uow: codes.issue(uow, PersonId(key), code, self.clock()))
        return code


class Visitor:
    """A browser without script: follows links, fills forms, keeps cookies."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await stage.app(scope, receive, send)  # the one that runs now: a restart makes another

        transport = httpx.ASGITransport(app, client=("127.0.0.1", 40000))
        self.http = httpx.AsyncClient(transport=transport, base_url=stage.settings.public_url)
        self.page = Page("", "", 0, {})
        self.key = ""

    def open(self, address: str, *, headers: dict[str, str] | None = None, follow: bool = True) -> Page:
        """Go to an address."""
        return self._arrived(self.http.get(address, headers=headers or {}, follow_redirects=follow))

    def send(self, form: Form, values: dict[str, str] | None = None, *, follow: bool = True, **headers: str) -> Page:
        """Send a form of the page with these values filled in."""
        sent = {**form.values, **(values or {})}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._arrived(self.http.post(form.action, data=sent, headers=named, follow_redirects=follow))

    def press(self, word: str, values: dict[str, str] | None = None) -> Page:
        """Press the button with this word, on the page where we are."""
        form = self.page.form_with(word)
        return self.send(form, {**form.button_values(word), **(values or {})})

    def sign_in(self, key: str) -> Page:
        """Sign in with a code."""
        self.key = key
        self.open("/")
        return self.press("Inloggen", {"code": self.stage.code(key)})

    def bring_session(self, key: str) -> None:
        """Have the session of somebody who signed in just now."""
        viewer = self.stage.loop.run(self.stage.desk.viewer(PersonId(key)))
        session = new_session(self.stage.clock(), key, began_under=viewer.sessions if viewer else 0)
        cookies, response = Cookies(self.stage.settings), Response()
        cookies.put_session(response, session)
        name, value = response.headers["set-cookie"].split(";")[0].split("=", 1)
        self.key = key
        self.http.cookies.set(name, value, domain=urlsplit(self.stage.settings.public_url).hostname or "")

    def fill_in(self, **changes: str) -> str:
        """Put a request through the form and its check step, and give its number."""
        self.open("/nieuwe-aanvraag")
        self.press("Verder", FILLED | changes)
        assert self.page.title == "Klopt dit?", self.page.problems
        self.press("Versturen")
        return self.page.h1.split(" · ")[0]

    def ask(self, **changes: str) -> str:
        """Have put a request, as through the form, and stand on its page; gives its number."""
        filled, desk = FILLED | changes, self.stage.desk
        needed_by = filled.pop("needed_by")
        command = Submit(
            by=PersonId(self.key),
            at=desk.now(),
            seed=desk.seed(),
            client=filled.pop("client"),
            amount_cents=parse_euros(filled.pop("amount")),
            needed_by=date.fromisoformat(needed_by) if needed_by else None,
            urgent=bool(filled.pop("urgent", "")),
            **filled,
        )
        outcome = self.stage.loop.run(desk.do(command))
        assert outcome.accepted, outcome
        self.open(f"/aanvragen/{outcome.number}")
        return outcome.number

    def _arrived(self, asked: Coroutine[Any, Any, httpx.Response]) -> Page:
        response = self.stage.loop.run(asked)
        self.page = Page(str(response.url), response.text, response.status_code, dict(response.headers))
        return self.page


@contextmanager
def a_stage(folder: Path, provider: IdentityProvider | None = None, **settings: Any) -> Iterator[Stage]:
    """Give a stage and close its store afterwards."""
    stage = Stage(folder, provider, **settings)
    try:
        yield stage
    finally:
        stage.close()
