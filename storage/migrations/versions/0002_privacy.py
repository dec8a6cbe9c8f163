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
