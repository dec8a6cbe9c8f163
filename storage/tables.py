"""The tables, and what each is for. Everything but clients, texts, people's names and drafts follows from `log`.

Moments are UTC text of fixed width, so that they sort and hash the same on every database; money is whole cents.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: Column[object] | Index, comment: str) -> Table:
    return Table(name, metadata, *columns, comment=comment)


marks = _table(
    "marks",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What this database is: a demo or not, since when.",
)

programmes = _table(
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

funds = _table(
    "funds",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("budget_cents", BigInteger),
    Column("reserved_cents", BigInteger, nullable=False, server_default=text("0")),
    Column("spent_cents", BigInteger, nullable=False, server_default=text("0")),
    comment="The fund of one calendar year; reserved and spent are the sums of its ledger lines.",
)

people = _table(
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
    Column("linked_at", Text),
    Column("left_at", Text),
    Index("uq_people_programme_id_key", "programme_id", "key", unique=True),
    comment="Who takes part. Names and addresses live here only, outside the log.",
)

identities = _table(
    "identities",
    Column("platform", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    comment="Chat accounts of people: slack TEAM:USER, telegram number.",
)

places = _table(
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

clients = _table(
    "clients",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("client_id", Text, nullable=False, index=True),
    Column("key_id", Text, nullable=False),
    comment="From keyed hash to random client id; outside the log, so that detaching is deleting a row.",
)

counters = _table(
    "counters",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    comment="The last request number of a programme and year.",
)

requests = _table(
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

texts = _table(
    "texts",
    Column("id", Text, primary_key=True),
    Column("programme_id", Text, nullable=False),
    Column("request_id", Text, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    comment="Typed texts, encrypted; bound to the log by a digest over salt and text. Purging deletes rows.",
)

ledger = _table(
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

log = _table(
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

heads = _table(
    "heads",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    comment="The end of each chain; locked last.",
)

intake = _table(
    "intake",
    Column("key", Text, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("outcome", Text, nullable=False),
    comment="Event ids that had their effect, with codes and numbers of the outcome, never text; kept 3 days.",
)

cards = _table(
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

messages = _table(
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
    Index("ix_messages_person_id_delivered_at", "person_id", "delivered_at"),
    comment="What must be told: codes and numbers; the words are made when it goes out.",
)

_waiting = messages.c.delivered_at.is_(None)
Index("ix_messages_waiting", messages.c.due_at, sqlite_where=_waiting, postgresql_where=_waiting)

codes = _table(
    "codes",
    Column("digest", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text),
    comment="Sign-in and link codes, as digests: one use, 15 minutes.",
)

devices = _table(
    "devices",
    Column("digest", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("expires_at", Text, nullable=False),
    comment="Remembered devices, as digests; deleting a row revokes it.",
)

drafts = _table(
    "drafts",
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("saved_at", Text, nullable=False, index=True),
    comment="Half-done forms, encrypted, seen by their writer alone, gone after 7 days.",
)

looks = _table(
    "looks",
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("at", Text, nullable=False),
    comment="At which client codes somebody looked lately without sending; rows go after an hour.",
)

imports = _table(
    "imports",
    Column("programme_id", Text, ForeignKey("programmes.id"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("at", Text, nullable=False),
    comment="Files of earlier years that were imported: the same file stores nothing twice.",
)
