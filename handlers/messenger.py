"""What every platform can do with what goes out: post a card, bring it up to date, tell a person, take a text back.

Protocol only. When something goes out, and how often it is tried, is decided in bot/deliver.py; the words are made in
wording.py. What a platform can tell by leaving it in the inbox (the web) does just that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from doorbraak.ids import PersonId
from doorbraak.overviews import RequestPage


class TryLater(Exception):
    """The platform takes nothing now; try again after `wait` (None: as the sender likes)."""

    def __init__(self, why: str, wait: timedelta | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class Undeliverable(Exception):
    """This can never arrive: the person blocked the bot, the channel is gone. `why` is for the log and `doctor`.

    `gone`: what should be changed is not there any more; the place itself is fine.
    """

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.gone = gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something for a place that everybody there reads.

    With `page` it is the card of that request, as any reviewer may see it; without, only `text`. `text` is always the
    whole content in plain words. `key` stays the same when the same post is tried again.
    """

    number: str
    text: str
    key: str
    page: RequestPage | None = None
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    programme: str = ""
    again: bool = False
    """It may have been posted before by an attempt whose end nobody saw: look before posting."""
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something for one person. `kind` is that of doorbraak/news.py; `page` is what that person may see now."""

    kind: str
    number: str
    text: str
    key: str
    page: RequestPage | None = None
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    programme: str = ""
    again: bool = False


class Parked(Exception):
    """The platform said something that nobody foresaw: not tried again by itself, and somebody has to look."""

    def __init__(self, why: str, platform: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.platform = platform


CARD_TELLS = "card_tells"
"""A messenger may have this: the kinds of notices that nobody needs in person where a card of the request stands."""


class Messenger(Protocol):
    """One platform, as far as sending goes. What did not work is raised: TryLater, Undeliverable or Parked."""

    async def post(self, place: str, post: Post, *, under: str = "") -> str:
        """Post in a place (a channel, a group) and give the reference of the message.

        `under` is the reference of a card: then it belongs to the talk below that card.
        """
        ...

    async def update(self, place: str, reference: str, post: Post) -> None:
        """Make a message that was posted before show this instead; the same content again does no harm."""
        ...

    async def tell(self, person: PersonId, notice: Notice) -> str:
        """Tell one person in private; never in a place where others read along.

        Gives the reference by which `retract` finds the message again; empty when the platform keeps no such thing.
        """
        ...

    async def retract(self, place: str, reference: str, text: str) -> None:
        """Replace a message by `text` and take its buttons away, so that nothing of the old content stays.

        `place` is empty for a message to one person: its reference says where it is.
        """
        ...

    async def close(self) -> None:
        """Let go of what is open to the platform: nothing is sent any more."""
        ...
