"""One conversation: what was said, what is asked, and what was typed but not yet taken.

A refused or failed command is kept whole, so `opnieuw` sends it again and `opnieuw TEKST` with that one field mended.
"""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator, Iterable
from dataclasses import fields, replace
from typing import Any, TextIO

from doorbraak import commands as c
from doorbraak.asking import Answers
from doorbraak.commands import Command, OnRequest
from doorbraak.outcomes import Outcome
from doorbraak.overviews import PersonLine, RequestPage, Viewer
from doorbraak.refusals import Refusal
from handlers import wording
from handlers.console.asking import settled
from handlers.console.parse import parse_amount
from handlers.desk import Desk, Unavailable

_AMOUNTS = ("amount_cents", "max_cents", "spent_cents")
_CLEAR_LINE = "\x1b[1A\x1b[2K"


class Ended(Exception):
    """The lines are over, also in the middle of a question; what was filled in is in the draft."""


class Stopped(Exception):
    """Somebody typed `stop` at a question; nothing was sent."""


class Left(Exception):
    """Whoever talks is not (or no longer) linked: the conversation is over, also in the middle of a question."""


class Talk:
    """A conversation with one person. Lines come from anywhere; everything said goes to one stream."""

    def __init__(self, desk: Desk, viewer: Viewer, lines: AsyncIterator[str] | Iterable[str], out: TextIO) -> None:
        self.desk = desk
        self.viewer = viewer
        self.seen: dict[str, int] = {}
        """Which revision of a request this person has seen last: a vote is about that one."""
        self.kept: Command | None = None
        self.kept_field: str | None = None
        self._lines = lines if isinstance(lines, AsyncIterator) else iter(lines)
        self._out = out

    # Saying and asking

    def say(self, *texts: str) -> None:
        """Print texts, each on lines of its own."""
        for text in texts:
            print(_printable(text), file=self._out, flush=True)

    async def line(self) -> str:
        """Give the next line without its end. Raises Ended when there is none."""
        try:
            line = await anext(self._lines) if isinstance(self._lines, AsyncIterator) else next(self._lines)
        except (StopIteration, StopAsyncIteration):
            raise Ended from None
        return _printable(line.rstrip("\r\n").strip("\ufeff"))

    async def ask(self, question: str) -> str:
        """Ask something and give what was typed. Raises Ended, Stopped when that was `stop`, and Left."""
        self.say(question)
        typed = (await self.line()).strip()
        if typed.lower() == "stop":
            raise Stopped
        await self.look_who()
        return typed

    async def look_who(self) -> None:
        """Look anew who this is and what that person may, as before every line. Raises Left."""
        viewer = await self.desk.viewer(self.viewer.id)
        if viewer is None:
            raise Left
        self.viewer = viewer

    def wipe_typed(self) -> bool:
        """Take the line that was just typed off a terminal; claims whether it could."""
        if not self._out.isatty():
            return False
        self._out.write(_CLEAR_LINE)
        self._out.flush()
        return True

    # Looking and doing

    def base(self) -> dict[str, Any]:
        """Give what every command needs: who, when, and fresh random bytes."""
        return {"by": self.viewer.id, "at": self.desk.now(), "seed": self.desk.seed()}

    async def page(self, number: str) -> RequestPage | None:
        """Give a request as this person may see it, and remember which revision that was."""
        page = await self.desk.request(self.viewer, number) if number else None
        if page:
            self.seen[page.number] = page.revision
        return page

    async def the_page(self, number: str) -> RequestPage | None:
        """Give a request, or say that it cannot be found."""
        page = await self.page(number)
        if page is None:
            self.say(f"We vinden {number} niet. Typ mijn of zoek om te zien welke aanvragen er zijn.")
        return page

    async def koplopers(self) -> list[PersonLine]:
        """Give the koplopers of the programme who are still there."""
        people = await self.desk.people(self.viewer)
        return [one for one in people if "koploper" in one.roles and not one.left and one.linked]

    def keep(self, command: Command, field: str | None) -> None:
        """Keep a command that was not taken, and which field of it has to change."""
        self.kept, self.kept_field = command, field

    async def do(self, command: Command, answers: Answers = ()) -> Outcome | None:
        """Ask about its texts, carry a command out and say what came of it; None when the store was not there.

        `answers` is what was said about them before. Raises Stopped, and then the command is kept.
        """
        self.keep(command, None)
        try:
            command = await settled(self, command, answers)
            outcome = await self.desk.do(command)
        except Unavailable as gone:
            self.keep(command, None)
            self.say(f"Geen verbinding. Je tekst staat er nog. Typ: opnieuw. (Referentie: {gone.reference})")
            return None
        if outcome.accepted:
            self.kept = None
            self.say(wording.receipt(outcome, await self.page(outcome.number)))
        else:
            await self._refuse(command, outcome)
        return outcome

    async def _refuse(self, command: Command, outcome: Outcome) -> None:
        said = wording.refusal(
            outcome,
            typed=self._found_words(command, outcome),
            koplopers=await self._koplopers_of(outcome),
            names=await self._names(outcome),
        )
        self.keep(command, said.field)
        self.say(said.text)
        if isinstance(command, OnRequest) and said.field:
            self.say("Wat je typte, is er nog. Typ: opnieuw, met daarachter wat anders moet.")
        if outcome.refusal is Refusal.STALE_REVISION:
            page = await self.page(outcome.number)
            self.say("", wording.card(page, self.viewer.settings) if page else "", "", "Nog steeds zo? Typ: opnieuw")

    def _found_words(self, command: Command, outcome: Outcome) -> str:
        text = getattr(command, str(outcome.facts.get("field") or ""), None)
        if outcome.refusal is not Refusal.PRIVATE_DETAILS or not isinstance(text, str):
            return ""
        found = [words for kind, words in self.desk.private_finds(text) if kind == outcome.facts.get("kind")]
        return found[0] if found else ""

    async def _koplopers_of(self, outcome: Outcome) -> list[str]:
        district = outcome.facts.get("district")
        if outcome.refusal is not Refusal.NOT_A_KOPLOPER or not district:
            return []
        return [one.name for one in await self.koplopers() if not one.districts or district in one.districts]

    async def _names(self, outcome: Outcome) -> dict[str, str]:
        if outcome.refusal is not Refusal.STALE_REVISION:
            return {}
        page = await self.desk.request(self.viewer, outcome.number)
        return {"poster": page.poster_name} if page else {}

    async def again(self, typed: str) -> None:
        """Send the kept command again, with one field mended when something was typed. Raises NotUnderstood."""
        command = self.kept
        if command is None:
            self.say("Er staat niets klaar om opnieuw te versturen. Typ help om te zien wat er kan.")
            return
        if typed:
            command = mended(command, self.kept_field, typed)
        if isinstance(command, c.Approve | c.Object | c.LeadGrant | c.LeadDecline | c.UrgentGrant):
            command = replace(command, revision=self.seen.get(command.request))
        await self.do(replace(command, at=self.desk.now(), seed=self.desk.seed()))


def _printable(text: str) -> str:
    """Take out what could steer a terminal or cannot be stored: control characters and halves of a character."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs"))


def mended(command: Command, field: str | None, typed: str) -> Command:
    """Give a command with one field changed to what was typed. Raises NotUnderstood."""
    names = {one.name for one in fields(command)}
    if field == "amount" or field is None:
        for name in _AMOUNTS:
            if name in names:
                return replace(command, **{name: parse_amount(typed)})
    wanted = field if field in names else next((name for name in ("reason", "text") if name in names), None)
    return replace(command, **{wanted: typed}) if wanted else command
