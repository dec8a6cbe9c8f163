"""What every event has, and the text that goes along with some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from doorbraak.ids import PersonId, RequestId, TextId


@dataclass(frozen=True, slots=True)
class Text:
    """One typed text. `value` is None when it was read back from the log; `digest` is empty until it was sealed."""

    id: TextId
    value: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a moment; `by` is empty when time did it.

    `origin` says from where: `cli`, `console`, or a channel with a keyed digest of the address, such as `web:3f9a2c10`
    (docs/adr/0018). The store puts it in; it is empty for what time did, and in lines from before it was kept.
    """

    kind: ClassVar[str] = ""
    at: datetime
    by: PersonId | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent(Event):
    """Something that happened to one request."""

    request: RequestId
