"""From a message row to words: for the web's news and for whatever platform delivers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from doorbraak.ids import PersonId
from doorbraak.overviews import RequestPage, Viewer
from doorbraak.people import Role
from handlers import wording
from handlers.access import MAY, Who
from storage import tables as t
from storage.overviews.accountability import account
from storage.overviews.reading import Members, members, sees_everything, viewer
from storage.overviews.request_page import request_page
from storage.overviews.requests import waiting
from storage.posted import is_open
from storage.secrets import TextSafe

_FOR_LEADS = ("too_many_looks", "thread_stays")
"""About a colleague, or where a personal detail stands: not for whoever is no lead or manager any more."""
_VOTES = ("vote", "vote_again", "review")


@dataclass(slots=True)
class Teller:
    """Make words for one receiver in one snapshot; pages are built once for each request."""

    connection: Connection
    reader: Viewer
    safe: TextSafe
    now: datetime
    _pages: dict[str, RequestPage | None] = field(default_factory=dict[str, RequestPage | None])
    _members: list[Members] = field(default_factory=list[Members])

    def page(self, number: str) -> RequestPage | None:
        """Give the page of a request as the receiver may see it, or None."""
        if number not in self._pages:
            self._pages[number] = request_page(self.connection, self.reader, number, self.now, self.safe)
        return self._pages[number]

    def text(self, kind: str, number: str, facts: Mapping[str, Any], link: str = "") -> str:
        """Write a message; the empty string when its request can no longer be seen by the receiver.

        About a request it is in the language of the receiver.
        """
        if kind in _FOR_LEADS and not MAY[Who.FUND](self.reader.person):
            return ""
        if kind == "too_many_looks":
            return wording.too_many_looks(self._everybody().name(str(facts.get("person", ""))))
        if kind in wording.thread_kinds():
            still = is_open(self.connection, str(facts.get("reference", "")))
            return wording.thread_message(kind, number, facts, is_open=still)
        if kind == "monthly_letter":
            return self._letter(str(facts.get("month", "")))
        told = wording.about_people(kind, facts, self._name)
        if told:
            return told
        waiting_now = self._waiting() if kind == "reminder" else [number]
        if not waiting_now:
            return ""  # it was done before the reminder came
        page = self.page(number if number in waiting_now else waiting_now[0])
        if page is None:
            return ""
        leads = [self._everybody().name(lead.id) for lead in self._everybody().circle.leads]
        settings, waits = self.reader.settings, len(waiting_now)
        with wording.speaking(self.reader.language):
            return wording.message(
                kind, facts, page, now=self.now, settings=settings, waits=waits, leads=leads, link=link
            )

    def _letter(self, month: str) -> str:
        """Write the letter of a month; the empty string for whoever may not read it any more."""
        if not MAY[Who.ACCOUNTS](self.reader.person):
            return ""
        found = account(self.connection, self.reader.programme_id, month)
        return wording.letter(found) if found else ""

    def _name(self, person: str) -> str:
        return self._everybody().name(person)

    def _everybody(self) -> Members:
        if not self._members:
            self._members.append(members(self.connection, self.reader.programme_id))
        return self._members[0]

    def _waiting(self) -> list[str]:
        items = waiting(self.connection, self.reader, self.now)
        return [item.line.number for item in items if item.what in _VOTES]


def teller_for(connection: Connection, person: PersonId, safe: TextSafe, now: datetime) -> Teller | None:
    """Give who makes words for a person, or None when that person left."""
    reader = viewer(connection, person)
    return Teller(connection, reader, safe, now) if reader else None


def public_reader(connection: Connection, programme: str) -> Viewer | None:
    """Give a reader who sees what any reviewer may see, and no more: for what everybody in a place reads."""
    query = select(t.people.c.id, t.people.c.roles).where(
        t.people.c.programme_id == programme, t.people.c.linked_at.is_not(None), t.people.c.left_at.is_(None)
    )
    for identifier, roles in connection.execute(query):
        if '"reviewer"' in roles and '"lead"' not in roles:
            found = viewer(connection, PersonId(identifier))
            if found and sees_everything(found) and Role.LEAD not in found.person.roles:
                return replace(found, language="")  # everybody reads it
    return None


Told = Callable[[str, str, Mapping[str, Any]], str]
