"""Typed texts on their way into the store: encrypted here, bound to the log by a digest, kept apart from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection

from doorbraak import events as e
from doorbraak.ids import RequestId
from storage import drafts
from storage import vote_path as sql
from storage.secrets import TextSafe


@dataclass(slots=True)
class NewTexts:
    """The texts of one transaction: `rows` are to be stored, their plain words are nowhere any more."""

    safe: TextSafe
    rows: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    purged: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    gone: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

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

    def remove(self, programme: str, number: str, event: e.Event) -> None:
        """Remember what an event takes away, and drop what was typed for that request in this same transaction."""
        if isinstance(event, e.TextsPurged):
            self.purged.append({"programme": programme, "number": number, "request": event.request})
            self.rows = [row for row in self.rows if row["request_id"] != event.request]
        elif isinstance(event, e.RemarkRetracted):
            self.gone.append({"text": event.text})

    def flush(self, connection: Connection) -> None:
        """Write what was typed and take away what goes, also from the chats where the bot posted it."""
        for one in self.purged:  # before what was typed since then is added
            sql.DROP_TEXTS.run(connection, {"request": one["request"]})
            drafts.drop_about(connection, one["programme"], one["number"])
            for statement in (sql.RETRACT_POSTED, sql.RETRACT_CLAIMED):
                statement.run(connection, {"programme": one["programme"], "number": one["number"]})
        if self.rows:
            sql.ADD_TEXTS.run(connection, self.rows)
        for text in self.gone:
            sql.DROP_TEXT.run(connection, text)


@cache
def text_fields(event: type[e.Event]) -> tuple[str, ...]:
    """Give the names of the fields of an event that hold a text."""
    return tuple(name for name, hint in event.__annotations__.items() if str(hint) in ("Text", "Text | None"))
