"""Beside the chain: what is tried again and again, and who knocked without being known."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Text, text

from storage.tables.base import table

repeats = table(
    "repeats",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("person_id", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("result", Text, primary_key=True),
    Column("since", Text, nullable=False, index=True),
    Column("last_at", Text, nullable=False),
    Column("times", Integer, nullable=False, server_default=text("0")),
    comment="Refusals that came again within the hour: how often, not yet in the log; rows go into it after an hour.",
)

knocks = table(
    "knocks",
    Column("hour", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("last_at", Text, nullable=False),
    Column("times", Integer, nullable=False),
    comment="Tries to come in that belong to no programme's log, counted by hour and origin; kept a year.",
)
