"""Privacy and security: what comes beside requests, one pair of functions per subject"""

from __future__ import annotations

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
    pass


def _audit_down() -> None:
    pass
