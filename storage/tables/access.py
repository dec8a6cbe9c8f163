"""What people agreed to, and what was accounted for: the confidentiality note, the monthly letters."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Text

from storage.tables.base import table

agreements = table(
    "agreements",
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    Column("digest", Text, nullable=False),
    Column("at", Text, nullable=False),
    comment="Which text of the confidentiality note somebody agreed to in person, last; by its digest.",
)

letters = table(
    "letters",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("month", Text, primary_key=True),
    Column("since_seq", BigInteger, nullable=False),
    Column("until_seq", BigInteger, nullable=False),
    Column("at", Text, nullable=False),
    comment="Which lines of the log the letter of a month accounts for; a month that is here was done, once.",
)
