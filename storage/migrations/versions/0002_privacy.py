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


def _access_up() -> None:
    pass


def _access_down() -> None:
    pass


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
