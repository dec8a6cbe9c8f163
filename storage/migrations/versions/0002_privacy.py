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


def downgrade() -> None:
    _chat_down()
    _audit_down()
    _access_down()
    _posted_down()
    _doors_down()
    _clients_down()


# --- clients and texts: keys, erasing, backup -------------------------------------------------------------------------


def _clients_up() -> None:
    pass


def _clients_down() -> None:
    pass


# --- doors: links, sessions, accounts of an organisation --------------------------------------------------------------


def _doors_up() -> None:
    pass


def _doors_down() -> None:
    pass


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


def _access_up() -> None:
    pass


def _access_down() -> None:
    pass


# --- audit ------------------------------------------------------------------------------------------------------------


def _audit_up() -> None:
    pass


def _audit_down() -> None:
    pass


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
