"""What happened, kept to look at afterwards: every call of the bot, all that was ever shown, all that was not right."""

from __future__ import annotations

import copy
import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(eq=False, kw_only=True)
class Call:
    """One request of the bot. `applied` says whether it had an effect; `answer` is empty when the line was cut."""

    method: str
    args: Json
    token: str
    at: float
    status: int = 0
    answer: Json | None = None
    applied: bool = False

    @property
    def channel(self) -> str:
        """Give the channel it is about, if it names one."""
        return str(self.args.get("channel") or self.args.get("channel_id") or "")

    @property
    def error(self) -> str:
        """Give the error code it got."""
        return str((self.answer or {}).get("error", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something that came on a screen: a message, an ephemeral, a modal or a home, as the bot sent it."""

    kind: str
    where: str
    content: Json


class Record:
    """Everything that happened to one stand. `violations` must be empty at the end of a test."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.shown: list[Shown] = []
        self.violations: list[str] = []
        self.told: dict[str, list[str]] = defaultdict(list)
        """User id to what came to that person alone, in order: ephemerals, direct messages, modals, trouble."""
        self.changed = threading.Condition()

    def show(self, kind: str, where: str, content: Json) -> None:
        """Keep what came on a screen."""
        self.shown.append(Shown(kind=kind, where=where, content=copy.deepcopy(content)))

    def tell(self, user: str, text: str) -> None:
        """Keep what came to one person."""
        self.told[user].append(text)
        self.notify()

    def blame(self, what: str) -> None:
        """Keep what the bot did that it should not."""
        self.violations.append(what)

    def notify(self) -> None:
        """Wake whoever waits for something to happen."""
        with self.changed:
            self.changed.notify_all()
