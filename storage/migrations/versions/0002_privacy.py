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
