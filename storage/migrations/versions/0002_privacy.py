"""Privacy and security: what comes beside requests, one pair of functions per subject"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _clients_up()
    _doors_up()
    _posted_up()
    _access_up()
    _audit_up()
    _chat_up()
    _quiet_up()


def downgrade() -> None:
    _quiet_down()
    _chat_down()
    _audit_down()
    _access_down()
    _posted_down()
    _doors_down()
    _clients_down()


# --- clients and texts: keys, erasing, backup -------------------------------------------------------------------------


def _clients_up() -> None:
    with op.batch_alter_table("messages") as batch:
        batch.add_column(sa.Column("refs", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch.add_column(sa.Column("retract", sa.Integer(), server_default=sa.text("0"), nullable=False))
    posted, to_retract = sa.text("refs != ''"), sa.text("retract = 1")
    op.create_index(
        "ix_messages_posted", "messages", ["programme_id", "number"], sqlite_where=posted, postgresql_where=posted
    )
    op.create_index("ix_messages_retract", "messages", ["id"], sqlite_where=to_retract, postgresql_where=to_retract)


def _clients_down() -> None:
    op.drop_index("ix_messages_retract", table_name="messages")
    op.drop_index("ix_messages_posted", table_name="messages")
    with op.batch_alter_table("messages") as batch:
        batch.drop_column("retract")
        batch.drop_column("refs")


# --- doors: links, sessions, accounts of an organisation --------------------------------------------------------------


def _doors_up() -> None:
    op.add_column("people", sa.Column("sessions", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("devices", sa.Column("since", sa.Text(), nullable=True))
    op.add_column("devices", sa.Column("used_on", sa.Text(), nullable=True))
    op.create_table(
        "links",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_links_person_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_links")),
        comment="Sign-in links from chat and by mail, as digests: one use, 10 minutes; `wants` is where to go then.",
    )
    op.create_index(op.f("ix_links_person_id"), "links", ["person_id"])
    op.create_table(
        "ended_sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_ended_sessions")),
        comment="Sessions that somebody signed out of, as digests; rows go when the session would be over by itself.",
    )
    op.create_index(op.f("ix_ended_sessions_at"), "ended_sessions", ["at"])
    op.create_table(
        "tries",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "who", "since", name=op.f("pk_tries")),
        comment="How often a door was tried in a stretch of time, by a keyed digest of who tried; rows go after hours.",
    )
    _mails_up()


def _mails_up() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("claimed_until", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mails_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        comment="Mail to send: to whom and why, never what. Words and link are made when it goes.",
    )
    op.create_index(op.f("ix_mails_person_id"), "mails", ["person_id"])
    waiting = sa.text("done_at IS NULL")
    op.create_index("ix_mails_to_send", "mails", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)


def _doors_down() -> None:
    for table in ("mails", "tries", "ended_sessions", "links"):
        op.drop_table(table)
    for table, column in (("devices", "used_on"), ("devices", "since"), ("people", "sessions")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)


# --- what was typed: answers to the check, and what stood in a thread -------------------------------------------------


def _posted_up() -> None:
    op.create_table(
        "known_words",
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_known_words_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("programme_id", "digest", name=op.f("pk_known_words")),
        comment="Words that a writer called no name, as keyed digests: not asked about again in the programme.",
    )
    op.create_table(
        "posted",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("ended_how", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=True),
        sa.Column("told_at", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_posted_programme_id_programmes")),
        sa.PrimaryKeyConstraint("reference", "turn", name=op.f("pk_posted")),
        comment="Messages in a thread: what kind of detail stood there, from when, how long, for how many. "
        "Never the text.",
    )
    waits = sa.text("due_at IS NOT NULL")
    op.create_index("ix_posted_due", "posted", ["due_at"], sqlite_where=waits, postgresql_where=waits)
    op.create_index("ix_posted_list", "posted", ["programme_id", "seen_at"])


def _posted_down() -> None:
    op.drop_table("posted")
    op.drop_table("known_words")


# --- access: the confidentiality note, who may what -------------------------------------------------------------------


_ACCOUNTED = "kind IN ('person_set', 'policy_set', 'budget_set', 'granted', 'declined')"


def _access_up() -> None:
    op.add_column("people", sa.Column("accepted_by", sa.Text()))
    op.create_table(
        "agreements",
        sa.Column("person_id", sa.Text(), sa.ForeignKey("people.id", name="fk_agreements_person_id"), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_agreements"),
        comment="Which text of the confidentiality note somebody agreed to in person, last; by its digest.",
    )
    op.create_table(
        "letters",
        sa.Column(
            "programme_id", sa.Text(), sa.ForeignKey("programmes.id", name="fk_letters_programme_id"), nullable=False
        ),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("since_seq", sa.BigInteger(), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "month", name="pk_letters"),
        comment="Which lines of the log the letter of a month accounts for; a month that is here was done, once.",
    )
    op.create_index(
        "ix_log_accounted",
        "log",
        ["programme_id", "seq"],
        sqlite_where=sa.text(_ACCOUNTED),
        postgresql_where=sa.text(_ACCOUNTED),
    )


def _access_down() -> None:
    op.drop_index("ix_log_accounted", table_name="log")
    op.drop_table("letters")
    op.drop_table("agreements")
    op.drop_column("people", "accepted_by")


# --- audit ------------------------------------------------------------------------------------------------------------


def _audit_up() -> None:
    op.create_table(
        "repeats",
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_repeats_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "person_id", "what", "target", "result", name=op.f("pk_repeats")),
        comment="Refusals that came again within the hour: how often, not yet in the log; rows go into it after an hour.",  # noqa: E501
    )
    op.create_index(op.f("ix_repeats_since"), "repeats", ["since"], unique=False)
    op.create_table(
        "knocks",
        sa.Column("hour", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "what", "origin", name=op.f("pk_knocks")),
        comment="Tries to come in that belong to no programme's log, counted by hour and origin; kept a year.",
    )


def _audit_down() -> None:
    op.drop_table("knocks")
    op.drop_table("repeats")


# --- chat: one account in several programmes, places that refuse ------------------------------------------------------


def _chat_up() -> None:
    _identities(("platform", "address", "person_id"), "one person for each programme.")
    op.create_table(
        "troubles",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "address", name=op.f("pk_troubles")),
        comment="Places and accounts that a platform refuses, until something arrives there again.",
    )


def _chat_down() -> None:
    op.drop_table("troubles")
    op.execute(
        "DELETE FROM identities WHERE EXISTS (SELECT 1 FROM identities AS other WHERE"
        " other.platform = identities.platform AND other.address = identities.address"
        " AND other.person_id < identities.person_id)"
    )
    _identities(("platform", "address"), "one person.")


def _identities(key: tuple[str, ...], what: str) -> None:
    """Make the table anew with this primary key, and keep its rows."""
    op.drop_index(op.f("ix_identities_person_id"), "identities")
    op.rename_table("identities", "identities_before")
    if op.get_bind().dialect.name == "postgresql":  # there the name of a key is taken as long as its table lives
        op.execute("ALTER TABLE identities_before RENAME CONSTRAINT pk_identities TO pk_identities_before")
    op.create_table(
        "identities",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_identities_person_id")),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_identities")),
        comment=f"Chat accounts of people: slack TEAM:USER, telegram number; {what}",
    )
    op.execute(
        "INSERT INTO identities (platform, address, person_id)"
        " SELECT platform, address, person_id FROM identities_before"
    )
    op.drop_table("identities_before")
    op.create_index(op.f("ix_identities_person_id"), "identities", ["person_id"])


# --- quiet hours, language --------------------------------------------------------------------------------------------


def _quiet_up() -> None:
    op.create_table(
        "quiet",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_quiet_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_quiet")),
        comment="The quiet hours of somebody, as 22:00 and 08:00; nobody without a row has any.",
    )
    op.create_table(
        "languages",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_languages_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_languages")),
        comment="Who chose another language than Dutch for what is told to that person alone.",
    )


def _quiet_down() -> None:
    op.drop_table("languages")
    op.drop_table("quiet")
