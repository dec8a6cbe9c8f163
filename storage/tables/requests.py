"""Requests and what they follow from: the chained log, the ledger, the texts apart."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Text, text

from storage.tables.base import table

requests = table(
    "requests",
    Column("id", Text, primary_key=True),
    Column("programme_id", Text, ForeignKey("programmes.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("poster_id", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("asked_cents", BigInteger, nullable=False),
    Column("urgent", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("with_lead", Integer, nullable=False),
    Column("money", Text),
    Column("review", Text),
    Column("granted_cents", BigInteger),
    Column("settled_cents", BigInteger),
    Column("fund_year", Integer),
    Column("follow_up", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("approvals", Integer, nullable=False),
    Column("submitted_at", Text, nullable=False),
    Column("submitted_on", Text, nullable=False),
    Column("decided_at", Text),
    Column("decided_on", Text),
    Column("answer_minutes", Integer),
    Column("next_due_at", Text),
    Column("version", Integer, nullable=False),
    Column("ballot", Text, nullable=False),
    Column("explanation", Text),
    Index("uq_requests_programme_id_number", "programme_id", "number", unique=True),
    Index("ix_requests_client_id", "client_id"),
    Index("ix_requests_next_due_at", "next_due_at"),
    Index("ix_requests_live", "programme_id", "status", "review"),
    Index("ix_requests_poster", "programme_id", "poster_id", "submitted_at"),
    Index("ix_requests_newest", "programme_id", "submitted_at"),
    Index(
        "ix_requests_submitted_spend",
        "programme_id",
        "submitted_on",
        "theme",
        "district",
        "organisation",
        "asked_cents",
    ),
    Index(
        "ix_requests_decided_spend",
        "programme_id",
        "decided_on",
        "theme",
        "district",
        "organisation",
        "status",
        "granted_cents",
        "settled_cents",
        "answer_minutes",
    ),
    comment="The state of each request: columns that queries need, and the whole of it in `ballot`.",
)

texts = table(
    "texts",
    Column("id", Text, primary_key=True),
    Column("programme_id", Text, nullable=False),
    Column("request_id", Text, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    comment="Typed texts, encrypted; bound to the log by a digest over salt and text. Purging deletes rows.",
)

ledger = table(
    "ledger",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("request_id", Text, nullable=False, index=True),
    Column("fund_year", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reserved_cents", BigInteger, nullable=False),
    Column("spent_cents", BigInteger, nullable=False),
    Column("at", Text, nullable=False),
    comment="What was reserved and spent, append-only; `seq` is the log line that wrote it.",
)

log = table(
    "log",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("v", Integer, nullable=False),
    Column("request_id", Text, index=True),
    Column("body", Text, nullable=False),
    Column("hash", Text, nullable=False),
    comment="Everything that happened, chained per programme: hash = SHA-256(previous hash, body).",
)

accounted = text("kind IN ('person_set', 'policy_set', 'budget_set', 'granted', 'declined')")
"""What managers read about; a question has to say it in these very words, or SQLite does not take the index."""
Index("ix_log_accounted", log.c.programme_id, log.c.seq, sqlite_where=accounted, postgresql_where=accounted)

heads = table(
    "heads",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    comment="The end of each chain; locked last.",
)
