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


def downgrade() -> None:
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
    pass


def _posted_down() -> None:
    pass


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
    pass


def _audit_down() -> None:
    pass
