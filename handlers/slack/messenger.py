"""Slack, as far as sending goes: cards, posts below them, direct messages. Each goes out once.

A post carries the key of its row in Slack's message metadata. When an answer got lost we look whether the post is there
before it is tried again. When something goes out is decided in bot/deliver.py.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol, cast

from doorbraak.ids import PersonId
from handlers.messenger import Notice, Parked, Post, TryLater, Undeliverable
from handlers.slack import errors
from handlers.slack.client import SlackClient, SlackSaidNo, Uncertain
from handlers.slack.errors import Kind
from handlers.slack.parse import PLATFORM
from handlers.slack.render import Message, render_card, render_gone, render_notice, render_post

EVENT_TYPE = "doorbraakbot_post"
_LOOKS = (0.3, 1.0, 3.0)
"""Seconds to wait before each look after a lost answer: within 10 seconds it is known."""
_PAGES = 5
_A_PAGE = 200
_ALARM_AGAIN = timedelta(minutes=15)
_LOOK_AGAIN = timedelta(seconds=10)
_A_SECOND = 1.0


class Refusals(Protocol):
    """Where it is noted which channels and accounts Slack refuses."""

    async def known(self) -> set[str]:
        """Give the addresses that are noted."""
        ...

    async def note(self, address: str, code: str) -> None:
        """Note what Slack says; an empty code takes the note away."""
        ...


class SlackMessenger:
    """Messenger over Slack's Web API. `accounts` gives the TEAM:USER addresses of a person."""

    card_tells: frozenset[str] = frozenset({"look_along"})

    def __init__(
        self,
        client: SlackClient,
        accounts: Callable[[PersonId], Awaitable[Sequence[str]]],
        refusals: Refusals,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._accounts = accounts
        self._refusals = refusals
        self._pause = _A_SECOND
        self._looks: tuple[float, ...] = _LOOKS
        self._clock = clock
        self._next: dict[str, float] = {}
        self._direct: dict[str, str] = {}
        self._refused: set[str] | None = None

    def hurry(self) -> None:
        """Leave no time between two posts in a channel and look at once after a lost answer, as a stand-in can take."""
        self._pause, self._looks = 0.0, (0.0,)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()

    async def post(self, place: str, post: Post, *, under: str = "") -> str:
        """Post in a channel, or under a card there, and give where the message is."""
        message = _shown(post)
        team, _, channel = place.partition(":")
        ts = await self._send(place, team, channel, message, post.key, under=under, again=post.again)
        await self._works(place)
        return ts

    async def update(self, place: str, reference: str, post: Post) -> None:
        """Make a message show this instead."""
        await self._change(place, reference, _shown(post), post.key)

    async def retract(self, place: str, reference: str, text: str) -> None:
        """Replace a message by a text, without buttons. A direct message says itself where it is, for each account."""
        if place:
            await self._change(place, reference, render_gone(text), "")
            return
        for one in reference.split():
            direct, _, ts = one.rpartition(":")
            await self._change(direct, ts, render_gone(text), "")

    async def tell(self, person: PersonId, notice: Notice) -> str:
        """Tell somebody in a direct message, with the buttons of this notice; gives where, for each account."""
        message = render_notice(notice.kind, notice.text, notice.page, notice.facts, notice.programme)
        never: list[Undeliverable] = []
        where: list[str] = []
        accounts = await self._accounts(person)
        for address in accounts:
            try:
                where.append(await self._tell(address, message, notice))
            except Undeliverable as one:
                never.append(one)
        if never and len(never) == len(accounts):
            raise never[0]
        return " ".join(where)

    async def _tell(self, address: str, message: Message, notice: Notice) -> str:
        team, _, user = address.partition(":")
        channel = await self._direct_channel(address, team, user)
        ts = await self._send(address, team, channel, message, notice.key, again=notice.again)
        await self._works(address)
        return f"{team}:{channel}:{ts}"

    # Sending ----------------------------------------------------------------------------------------------------------

    async def _send(
        self, address: str, team: str, channel: str, message: Message, key: str, *, under: str = "", again: bool
    ) -> str:
        self._keep_pace(channel)
        if again and (found := await self._find(address, team, channel, key, under)):
            return found
        where: dict[str, Any] = {"channel": channel, "thread_ts": under or None}
        sent = where | _loud(message) | {"metadata": _metadata(key)}
        self._next[channel] = self._clock() + self._pause
        try:
            posted = await self._call("chat.postMessage", address, team, sent)
        except Uncertain:
            found = await self._find_soon(address, team, channel, key, under)
            if not found:
                raise TryLater("the answer was lost", _LOOK_AGAIN) from None
            return found
        return str(posted.get("ts", ""))

    def _keep_pace(self, channel: str) -> None:
        """Post at most one a second in a channel. Raises TryLater with what is left of it."""
        left = self._next.get(channel, 0.0) - self._clock()
        if left > 0:
            raise TryLater("one a second", timedelta(seconds=left))

    async def _change(self, place: str, reference: str, message: Message, key: str) -> None:
        team, _, channel = place.partition(":")
        sent = {"channel": channel, "ts": reference, **message, "metadata": _metadata(key) if key else None}
        try:
            await self._call("chat.update", place, team, sent)
        except Uncertain:
            raise TryLater("the answer was lost", _LOOK_AGAIN) from None
        await self._works(place)

    async def _call(self, method: str, address: str, team: str, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Call, and turn what Slack says into what the sender knows. Raises Uncertain too."""
        try:
            return await self._client.call(method, team, **sent)
        except SlackSaidNo as no:
            if errors.kind_of(no.code) is not Kind.FIX:
                raise await self._meaning(no, address) from no
            without = "metadata" if "metadata" in no.code else "blocks"
        plain = {name: value for name, value in sent.items() if name != without}
        try:
            return await self._client.call(method, team, **plain)
        except SlackSaidNo as no:
            raise await self._meaning(no, address) from no

    async def _meaning(self, no: SlackSaidNo, address: str) -> Exception:
        kind = errors.kind_of(no.code)
        if kind is Kind.WAIT:
            return TryLater(no.code, timedelta(seconds=no.wait or 30))
        if kind is Kind.RETRY:
            return TryLater(no.code)
        if kind in (Kind.ALARM, Kind.PARK, Kind.FIX):
            await self._note(address, no.code)
            return TryLater(no.code, _ALARM_AGAIN) if kind is Kind.ALARM else Parked(no.code, PLATFORM)
        if no.code not in errors.GONE:
            await self._note(address, no.code)
        return Undeliverable(no.code, gone=no.code == "message_not_found")

    # Finding our own posts --------------------------------------------------------------------------------------------

    async def _find_soon(self, address: str, team: str, channel: str, key: str, under: str) -> str:
        """Look a few times within ten seconds for a post whose answer was lost."""
        for wait in self._looks:
            await asyncio.sleep(wait)
            try:
                found = await self._find(address, team, channel, key, under)
            except TryLater:
                continue
            if found:
                return found
        return ""

    async def _find(self, address: str, team: str, channel: str, key: str, under: str) -> str:
        """Look for our own post by its key, and for nothing else; empty when it is not there."""
        method = "conversations.replies" if under else "conversations.history"
        asked: dict[str, Any] = {"channel": channel, "limit": _A_PAGE, "include_all_metadata": True}
        asked |= {"ts": under} if under else {}
        for _ in range(_PAGES):
            try:
                page = await self._client.call(method, team, **asked)
            except Uncertain:
                raise TryLater("could not look", _LOOK_AGAIN) from None
            except SlackSaidNo as no:
                raise await self._meaning(no, address) from no
            found = next((_text(one, "ts") for one in _list(page, "messages") if _key_of(one) == key), "")
            cursor = _text(_facts(page, "response_metadata"), "next_cursor")
            if found or not cursor:
                return found
            asked["cursor"] = cursor
        return ""

    async def _direct_channel(self, address: str, team: str, user: str) -> str:
        if address not in self._direct:
            try:
                opened = await self._call("conversations.open", address, team, {"users": user})
            except Uncertain:
                raise TryLater("the answer was lost", _LOOK_AGAIN) from None
            self._direct[address] = _text(_facts(opened, "channel"), "id")
        return self._direct[address]

    # What Slack refuses -----------------------------------------------------------------------------------------------

    async def _note(self, address: str, code: str) -> None:
        self._refused = await self._refusals.known() if self._refused is None else self._refused
        self._refused.add(address)
        self._direct.pop(address, None)
        await self._refusals.note(address, code)

    async def _works(self, address: str) -> None:
        self._refused = await self._refusals.known() if self._refused is None else self._refused
        if address in self._refused:
            self._refused.discard(address)
            await self._refusals.note(address, "")


def _shown(post: Post) -> Message:
    if post.page is None:
        return render_post(post.text)
    return render_card(post.page, post.settings, post.today, post.programme)


def _metadata(key: str) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


def _key_of(message: Mapping[str, Any]) -> str:
    return _text(_facts(_facts(message, "metadata"), "event_payload"), "key")


def _facts(answer: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found: object = answer.get(name)
    return cast(Mapping[str, Any], found) if isinstance(found, Mapping) else {}


def _list(answer: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found: object = answer.get(name)
    return cast(Sequence[Mapping[str, Any]], found) if isinstance(found, list) else ()


def _text(answer: Mapping[str, Any], name: str) -> str:
    return str(answer.get(name) or "")


def _loud(message: Message) -> dict[str, Any]:
    return {**message, "unfurl_links": False, "unfurl_media": False}
