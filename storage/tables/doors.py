"""Coming in and staying in: codes, devices, half-done forms."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Text

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
    comment="Remembered devices, as digests; deleting a row revokes it.",
    in_backup=False,
)

drafts = table(
    "drafts",
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("saved_at", Text, nullable=False, index=True),
    comment="Half-done forms, encrypted, seen by their writer alone, gone after 7 days.",
)
