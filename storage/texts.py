"""Typed texts on their way into the store: encrypted here, bound to the log by a digest, kept apart from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from doorbraak import events as e
from doorbraak.ids import RequestId
from storage.secrets import TextSafe


@dataclass(slots=True)
class NewTexts:
    """The texts of one transaction: `rows` are to be stored, their plain words are nowhere any more."""

    safe: TextSafe
    rows: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def seal(self, programme: str, event: e.Event) -> e.Event:
        """Encrypt the texts of an event and give the event with their digests."""
        if not isinstance(event, e.RequestEvent):
            return event
        texts = {name: getattr(event, name) for name in text_fields(type(event))}
        sealed = {name: self._keep(programme, event.request, text) for name, text in texts.items() if text is not None}
        return replace(event, **sealed) if sealed else event

    def _keep(self, programme: str, request: RequestId, text: e.Text) -> e.Text:
        kept = self.safe.seal(text.value or "")
        self.rows.append(
            {
                "id": text.id,
                "programme_id": programme,
                "request_id": request,
                "salt": kept.salt,
                "ciphertext": kept.ciphertext,
            }
        )
        return replace(text, digest=kept.digest)

    def forget(self, request: RequestId) -> None:
        """Drop what was to be stored for a request: its texts were purged in the same transaction."""
        self.rows = [row for row in self.rows if row["request_id"] != request]


@cache
def text_fields(event: type[e.Event]) -> tuple[str, ...]:
    """Give the names of the fields of an event that hold a text."""
    return tuple(name for name, hint in event.__annotations__.items() if str(hint).startswith("Text"))
