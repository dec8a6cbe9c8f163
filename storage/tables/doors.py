"""Coming in and staying in: codes, links, devices, ended sessions, what was tried, mail to send, half-done forms."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text, text

from storage.tables.base import table

codes = table(
    "codes",
    Column("digest", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text),
    comment="Sign-in and link codes, as digests: one use, 15 minutes.",
    in_backup=False,
)

devices = table(
    "devices",
    Column("digest", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("expires_at", Text, nullable=False),
    Column("since", Text),
    Column("used_on", Text),
    comment="Remembered devices, as digests; deleting a row revokes it.",
    in_backup=False,
)

links = table(
    "links",
    Column("digest", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("how", Text, nullable=False),
    Column("wants", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text),
    comment="Sign-in links from chat and by mail, as digests: one use, 10 minutes; `wants` is where to go then.",
    in_backup=False,
)

ended_sessions = table(
    "ended_sessions",
    Column("digest", Text, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    comment="Sessions that somebody signed out of, as digests; rows go when the session would be over by itself.",
    in_backup=False,
)

tries = table(
    "tries",
    Column("kind", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("since", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    comment="How often a door was tried in a stretch of time, by a keyed digest of who tried; rows go after hours.",
    in_backup=False,
)

mails = table(
    "mails",
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), index=True),
    Column("kind", Text, nullable=False),
    Column("wants", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("claimed_until", Text),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("done_at", Text),
    comment="Mail to send: to whom and why, never what. Words and link are made when it goes.",
    in_backup=False,
)

_to_send = mails.c.done_at.is_(None)
Index("ix_mails_to_send", mails.c.due_at, sqlite_where=_to_send, postgresql_where=_to_send)

drafts = table(
    "drafts",
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("saved_at", Text, nullable=False, index=True),
    comment="Half-done forms, encrypted, seen by their writer alone, gone after 7 days.",
)
