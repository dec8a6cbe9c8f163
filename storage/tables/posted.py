"""What was typed where others already read it, and words that are no name. No table here holds a text."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, text

from storage.tables.base import table

known_words = table(
    "known_words",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("key_id", Text, nullable=False),
    Column("at", Text, nullable=False),
    comment="Words that a writer called no name, as keyed digests: not asked about again in the programme.",
)

posted = table(
    "posted",
    Column("reference", Text, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("programme_id", Text, ForeignKey("programmes.id"), nullable=False),
    Column("request_id", Text),
    Column("number", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("person_id", Text),
    Column("readers", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("answer", Text, nullable=False, server_default=text("''")),
    Column("ended_at", Text),
    Column("ended_how", Text, nullable=False, server_default=text("''")),
    Column("due_at", Text),
    Column("told_at", Text),
    Column("remark", Text, nullable=False, server_default=text("''")),
    Index("ix_posted_list", "programme_id", "seen_at"),
    comment="Messages in a thread: what kind of detail stood there, from when, how long, for how many. Never the text.",
)

_waiting = posted.c.due_at.is_not(None)
Index("ix_posted_due", posted.c.due_at, sqlite_where=_waiting, postgresql_where=_waiting)
