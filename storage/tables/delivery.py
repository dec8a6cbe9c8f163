"""What came in once and what must go out: event ids, cards, messages."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, literal_column, text

from storage.tables.base import table

intake = table(
    "intake",
    Column("key", Text, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("outcome", Text, nullable=False),
    comment="Event ids that had their effect, with codes and numbers of the outcome, never text; kept 3 days.",
)

cards = table(
    "cards",
    Column("request_id", Text, primary_key=True),
    Column("place_id", Text, ForeignKey("places.id"), primary_key=True),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("ref", Text, nullable=False, server_default=text("''")),
    Column("claimed_until", Text),
    comment="One message per request and place: which version it should show and which it shows.",
)

_late = cards.c.shown < cards.c.wanted
Index("ix_cards_late", cards.c.request_id, sqlite_where=_late, postgresql_where=_late)

KEEP, RETRACT, RETRACTED = 0, 1, 2
"""What `messages.retract` says: the posts of a message stay, must be taken back, were taken back."""

messages = table(
    "messages",
    Column("id", Text, primary_key=True),
    Column("programme_id", Text, nullable=False),
    Column("person_id", Text),
    Column("place_id", Text),
    Column("number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("once", Text, unique=True),
    Column("claimed_until", Text),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("delivered_at", Text),
    Column("read_at", Text),
    # where a platform posted it (JSON by platform), so that it can be taken back; empty when no platform did
    Column("refs", Text, nullable=False, server_default=text("''")),
    Column("retract", Integer, nullable=False, server_default=text("0")),
    Index("ix_messages_person_id_delivered_at", "person_id", "delivered_at"),
    comment="What must be told: codes and numbers; the words are made when it goes out.",
)

_waiting = messages.c.delivered_at.is_(None)
Index("ix_messages_waiting", messages.c.due_at, sqlite_where=_waiting, postgresql_where=_waiting)

# said with the values in them, so that SQLite sees that it can use the indexes below
IS_POSTED = messages.c.refs != literal_column("''")
IS_TO_RETRACT = messages.c.retract == literal_column(str(RETRACT))
Index(
    "ix_messages_posted",
    messages.c.programme_id,
    messages.c.number,
    sqlite_where=IS_POSTED,
    postgresql_where=IS_POSTED,
)
Index("ix_messages_retract", messages.c.id, sqlite_where=IS_TO_RETRACT, postgresql_where=IS_TO_RETRACT)

quiet = table(
    "quiet",
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    Column("begins", Text, nullable=False),
    Column("ends", Text, nullable=False),
    comment="The quiet hours of somebody, as 22:00 and 08:00; nobody without a row has any.",
)

languages = table(
    "languages",
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    Column("language", Text, nullable=False),
    comment="Who chose another language than Dutch for what is told to that person alone.",
)

troubles = table(
    "troubles",
    Column("platform", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("since", Text, nullable=False),
    comment="Places and accounts that a platform refuses, until something arrives there again.",
)
