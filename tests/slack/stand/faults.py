"""What goes wrong on demand: limits, lost answers, broken and slow ones. Asked for by the test, met by the server."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.slack.stand.clock import StandClock

FOR_EVER = 10**9


@dataclass(eq=False, kw_only=True)
class Fault:
    """One kind of trouble for some calls. `method` and `channel` empty means all of them."""

    kind: str
    """limited, lost (applied, then the line is cut), cut (the line is cut before), broken, slow or refused."""
    method: str = ""
    channel: str = ""
    left: int = FOR_EVER
    until: float = math.inf
    seconds: float = 0
    status: int = 500
    error: str = ""
    more: dict[str, Any] = field(default_factory=dict[str, Any])

    def meets(self, method: str, channel: str, now: float) -> bool:
        """Tell whether this call is hit."""
        wanted = self.method in ("", method) and self.channel in ("", channel)
        return wanted and self.left > 0 and now < self.until


class Faults:
    """The troubles of one stand. The method of an answer to a tap is `response_url`, of a file `upload`."""

    def __init__(self, clock: StandClock) -> None:
        self._clock = clock
        self._all: list[Fault] = []
        self._pace = 0.0
        self._posted: dict[str, float] = defaultdict(float)

    def limit(self, method: str = "", *, channel: str = "", seconds: float) -> None:
        """Answer 429 with Retry-After, for so long by the clock of the stand."""
        self._all.append(Fault(kind="limited", method=method, channel=channel, until=self._clock() + seconds))

    def pace(self, seconds: float) -> None:
        """Answer 429 to whoever posts in a channel within so many seconds after the post before; 0: never."""
        self._pace = seconds

    def lose(self, method: str = "", *, channel: str = "", times: int = 1) -> None:
        """Do what is asked, then cut the line instead of answering."""
        self._all.append(Fault(kind="lost", method=method, channel=channel, left=times))

    def cut(self, method: str = "", *, channel: str = "", times: int = 1) -> None:
        """Cut the line before anything is done."""
        self._all.append(Fault(kind="cut", method=method, channel=channel, left=times))

    def broken(self, method: str = "", *, channel: str = "", times: int = 1, status: int = 500) -> None:
        """Answer 500, with nothing done."""
        self._all.append(Fault(kind="broken", method=method, channel=channel, left=times, status=status))

    def slow(self, method: str = "", *, channel: str = "", seconds: float, times: int = FOR_EVER) -> None:
        """Let so many real seconds pass before the answer."""
        self._all.append(Fault(kind="slow", method=method, channel=channel, left=times, seconds=seconds))

    def refuse(self, error: str, method: str = "", *, channel: str = "", times: int = 1, **more: Any) -> None:
        """Answer with this error code, with nothing done."""
        self._all.append(Fault(kind="refused", method=method, channel=channel, left=times, error=error, more=more))

    def clear(self) -> None:
        """Let everything go well again."""
        self._all.clear()
        self._pace = 0.0

    def met(self, method: str, channel: str) -> list[Fault]:
        """Give the troubles that hit this call and count them as met: at most one of each kind."""
        now = self._clock()
        found: dict[str, Fault] = {}
        for fault in self._all:
            if fault.meets(method, channel, now):
                found.setdefault(fault.kind, fault)
        for fault in found.values():
            fault.left -= 1
        return list(found.values())

    def wait(self, fault: Fault) -> int:
        """Give the whole seconds for Retry-After."""
        return max(1, math.ceil(fault.until - self._clock()))

    def too_fast(self, method: str, channel: str) -> bool:
        """Tell whether a post comes too soon after the one before, and remember it when it does not."""
        if not self._pace or method != "chat.postMessage":
            return False
        now = self._clock()
        if now - self._posted[channel] < self._pace:
            return True
        self._posted[channel] = now
        return False
