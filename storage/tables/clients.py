"""Clients as keyed codes, outside the log, and who looked at which."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Text

from storage.tables.base import table

clients = table(
    "clients",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("client_id", Text, nullable=False, index=True),
    Column("key_id", Text, nullable=False),
    comment="From keyed hash to random client id; outside the log, so that detaching is deleting a row.",
)

looks = table(
    "looks",
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("at", Text, nullable=False),
    comment="At which client codes somebody looked lately without sending; rows go after an hour.",
    in_backup=False,
)
