"""Programmes, their people and places, funds and counters."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Text, text

from storage.tables.base import table

marks = table(
    "marks",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What this database is: a demo or not, since when.",
)

programmes = table(
    "programmes",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("districts", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("policy_version", Integer, nullable=False),
    Column("people_version", Integer, nullable=False),
    Column("settings", Text, nullable=False),
    comment="One City Deal programme; `people_version` goes up when anybody or anything a rule looks at changes.",
)

funds = table(
    "funds",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("budget_cents", BigInteger),
    Column("reserved_cents", BigInteger, nullable=False, server_default=text("0")),
    Column("spent_cents", BigInteger, nullable=False, server_default=text("0")),
    comment="The fund of one calendar year; reserved and spent are the sums of its ledger lines.",
)

people = table(
    "people",
    Column("id", Text, primary_key=True),
    Column("programme_id", Text, ForeignKey("programmes.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False, server_default=text("''")),
    Column("roles", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("districts", Text, nullable=False),
    Column("accepted_on", Text),
    Column("accepted_by", Text),
    Column("linked_at", Text),
    Column("left_at", Text),
    Column("sessions", Integer, nullable=False, server_default=text("0")),
    Index("uq_people_programme_id_key", "programme_id", "key", unique=True),
    comment="Who takes part. Names and addresses live here only, outside the log.",
)

identities = table(
    "identities",
    Column("platform", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True, index=True),
    comment="Chat accounts of people: slack TEAM:USER, telegram number; one person for each programme.",
)

places = table(
    "places",
    Column("id", Text, primary_key=True),
    Column("programme_id", Text, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("districts", Text, nullable=False),
    Column("purposes", Text, nullable=False),
    Index("uq_places_platform_address", "platform", "address", unique=True),
    comment="Channels and groups where cards are shown.",
)

counters = table(
    "counters",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    comment="The last request number of a programme and year.",
)

imports = table(
    "imports",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("at", Text, nullable=False),
    comment="Files of earlier years that were imported: the same file stores nothing twice.",
)
