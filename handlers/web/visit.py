"""One request of one person: who it is, what was typed, and how to answer. Pages get this and nothing else."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any, TypedDict

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from doorbraak.ids import PersonId
from doorbraak.overviews import Viewer
from handlers.desk import Desk
from handlers.web.house import House
from handlers.web.menu import menu_of
from handlers.web.sessions import Session
from handlers.web.typed import Problems, Typed, read_form

SAY_SECONDS = 120


class Stamp(TypedDict):
    """What every command carries."""

    by: PersonId
    at: Any
    seed: bytes
    key: str
    pressed: bool


class NotFound(Exception):
    """There is no such page, or this person may not know that there is."""


@dataclass(slots=True)
class Visit:
    """A request with everything a page needs to answer it."""

    request: Request
    house: House
    session: Session
    typed: Typed = field(default_factory=Typed)
    known: Viewer | None = None
    says: str = ""

    @property
    def desk(self) -> Desk:
        """Give the door to everything that is stored."""
        return self.house.desk

    @property
    def viewer(self) -> Viewer:
        """Give who looks; pages without sign-in never ask."""
        if self.known is None:
            raise LookupError("this page is for who is signed in")
        return self.known

    @property
    def query(self) -> Typed:
        """Give what stands behind the question mark of the address."""
        return read_form(self.request.query_params)

    def path(self, name: str) -> str:
        """Give a part of the address."""
        return str(self.request.path_params.get(name, ""))

    def stamp(self, once: str = "") -> Stamp:
        """Give who, when and the key that makes two submits one: of one form, or of what `once` names."""
        once = once or self._form_sent() or secrets.token_hex(12)
        person = self.viewer.id
        return Stamp(by=person, at=self.desk.now(), seed=self.desk.seed(), key=f"web:{person}:{once}", pressed=True)

    def _form_sent(self) -> str:
        """Name this form with what is in it; empty when it has no key.

        The key alone will not do: a browser may go back to a form as it was, and what is then changed and sent would
        get the answer to the first try, and be lost.
        """
        if not self.typed.get("once"):
            return ""
        sent = sorted((name, text) for name, text in self.typed.values.items() if text and name != "csrf_token")
        return self.digest(self.request.url.path, sent)

    def digest(self, *what: object) -> str:
        """Name what was typed without telling it: keyed, because a key is stored and texts can be guessed."""
        return hmac.new(self.house.settings.secret_keys[0].encode(), repr(what).encode(), "sha256").hexdigest()

    def page(self, template: str, title: str, *, status: int = 200, **more: Any) -> Response:
        """Answer with a page; what had to be said after the last press is said once."""
        say = self.house.cookies.get(self.request, "say")
        shown = {
            "title": title,
            "path": self.request.url.path,
            "viewer": self.known,
            "menu": menu_of(self.known),
            "demo": self.house.settings.demo,
            "theme_css_url": self.house.settings.theme_css_url,
            "csrf": self.session.csrf,
            "once": secrets.token_hex(12),
            "now": self.desk.now(),
            "say": self.says or str(say.get("text", "")),
            "say_kind": "" if self.says else str(say.get("kind", "")),
            "problems": Problems(),
            "fields": (),
            "typed": Typed(),
            **more,
        }
        response = HTMLResponse(self.house.templates.get_template(template).render(shown), status)
        if say:
            self.house.cookies.drop(response, "say")
        return response

    def go(self, address: str, say: str = "", kind: str = "") -> Response:
        """Answer with another address; `say` stands above that page, once."""
        response = RedirectResponse(address, status_code=303)
        if say:
            self.house.cookies.put(response, "say", {"text": say[:900], "kind": kind}, SAY_SECONDS)
        return response
