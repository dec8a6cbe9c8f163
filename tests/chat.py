"""A chat platform in memory: groups with threads, private messages, people who type, edit, delete and press buttons.

It does what a real adapter does: shows what goes out, and hands over to the desk what people do, each event with a key
of its own. It forgets nothing, so tests can look at everything that anybody could read.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.posted import Posted
from handlers.desk import Desk
from handlers.messenger import Notice, Post, Undeliverable
from handlers.wording import thread_answers

PLATFORM = "chat"


@dataclass(slots=True)
class Shown:
    """One message as everybody in its place reads it; `under` is the message that it answers."""

    place: str
    text: str
    under: str = ""
    is_gone: bool = False
    person: PersonId | None = None


@dataclass(slots=True)
class Chat:
    """The platform. `members` says who reads along in each place, by address."""

    desk: Desk
    members: dict[str, int] = field(default_factory=dict[str, int])
    holds_back: bool = False
    """The next message that is typed comes late, after what was done to it."""
    late: Posted | None = None
    shown: dict[str, Shown] = field(default_factory=dict[str, Shown])
    told: dict[PersonId, list[Notice]] = field(default_factory=dict[PersonId, list[Notice]])
    keys: dict[str, str] = field(default_factory=dict[str, str])
    _events: int = 0

    # What goes out: the Messenger of this platform ----------------------------------------------------------------

    async def post(self, place: str, post: Post, *, under: str = "") -> str:
        """Show a card or a post; the same post again is the same message."""
        if place not in self.members:
            raise Undeliverable("no such group")
        if post.key not in self.keys:
            self.keys[post.key] = self._show(Shown(place, _content(post), under))
        return self.keys[post.key]

    async def update(self, place: str, reference: str, post: Post) -> None:
        """Show something else in its place."""
        self.shown[reference].text = _content(post)

    async def tell(self, person: PersonId, notice: Notice) -> str:
        """Tell somebody in private."""
        self.told.setdefault(person, []).append(notice)
        return f"{person}:{len(self.told[person])}"

    async def retract(self, place: str, reference: str, text: str) -> None:
        """Show this text instead, and nothing of before."""
        self.shown[reference].text = text

    async def close(self) -> None:
        """Nothing is open."""

    # What people do: each gives what the desk made of it ------------------------------------------------------------

    async def types(
        self,
        person: PersonId | None,
        place: str,
        number: str,
        text: str,
        *,
        files: int = 0,
        at: datetime | None = None,
    ) -> tuple[str, Outcome]:
        """Type in the thread of a request; gives the reference of the message too."""
        reference = self._show(Shown(place, text, number, person=person))
        posted = Posted(
            reference=reference,
            platform=PLATFORM,
            place=place,
            number=number,
            person=person,
            text=text,
            readers=self.members[place],
            files=files,
            link=f"https://chat.example/{reference}",
            key=self._key(),
            at=at,
        )
        if self.holds_back:
            self.late, self.holds_back = posted, False
            return reference, Outcome(command="posted", accepted=False)
        return reference, await self.desk.posted(posted)

    async def hands_over_late(self) -> Outcome:
        """Hand over the message that was held back."""
        assert self.late is not None
        return await self.desk.posted(self.late)

    async def types_twice(self, person: PersonId, place: str, number: str, text: str) -> list[Outcome]:
        """Type once, while the platform hands the event over two times."""
        posted = self._once(person, place, number, text)
        return [await self.desk.posted(posted), await self.desk.posted(posted)]

    async def types_at_once(self, person: PersonId, place: str, number: str, text: str) -> list[Outcome]:
        """Type once, while the platform hands the event over four times at the same moment."""
        posted = self._once(person, place, number, text)
        return await asyncio.gather(*(self.desk.posted(posted) for _ in range(4)))

    def _once(self, person: PersonId, place: str, number: str, text: str) -> Posted:
        reference = self._show(Shown(place, text, number, person=person))
        return Posted(
            reference=reference,
            platform=PLATFORM,
            place=place,
            number=number,
            person=person,
            text=text,
            readers=self.members[place],
            key=self._key(),
        )

    async def edits(self, reference: str, text: str) -> Outcome:
        """Change an own message."""
        self.shown[reference].text = text
        return await self.desk.posted_edited(self._again(reference, text))

    async def deletes(self, reference: str) -> Outcome:
        """Delete an own message."""
        self.shown[reference].is_gone = True
        return await self.desk.posted_deleted(self._again(reference, ""))

    def _again(self, reference: str, text: str) -> Posted:
        shown = self.shown[reference]
        return Posted(
            reference=reference,
            platform=PLATFORM,
            place=shown.place,
            number=shown.under,
            person=shown.person,
            text=text,
            readers=self.members[shown.place],
            key=self._key(),
        )

    async def presses(self, person: PersonId, word: str, *, reads_it: bool = False) -> Outcome:
        """Press a button under the newest private message that has it; `reads_it` if the platform can read it back."""
        notice = next(one for one in reversed(self.told[person]) if word in self.buttons(one))
        reference = str(notice.facts["reference"])
        text = self.shown[reference].text if reads_it else ""
        answer = self.buttons(notice)[word]
        return await self.desk.posted_answered(reference, person, answer, key=self._key(), text=text)

    @staticmethod
    def buttons(notice: Notice) -> dict[str, str]:
        """Give the buttons under a private message, from word to answer."""
        return (
            {word: answer for answer, word in thread_answers(notice.facts)} if notice.kind == "thread_private" else {}
        )

    def words_to(self, person: PersonId) -> list[str]:
        """Give everything that was told to somebody about threads."""
        return [notice.text for notice in self.told.get(person, []) if notice.kind.startswith("thread_")]

    def _show(self, shown: Shown) -> str:
        reference = f"{PLATFORM}:{len(self.shown) + 1}"
        self.shown[reference] = shown
        return reference

    def _key(self) -> str:
        self._events += 1
        return f"{PLATFORM}:event:{self._events}"


def _content(post: Post) -> str:
    from handlers.wording import card

    return card(post.page, post.settings) if post.page else post.text
