"""What a database said when it failed, as it may be shown: messages of drivers can quote the row that they refused."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

_ABOUT_THE_SERVER = ("08", "53", "55", "57", "58", "28", "3D", "40")
"""Classes of SQLSTATE about connections, resources, locks and the server; their messages quote no row."""


def told_of(failure: BaseException) -> str:
    """Tell a failure: its type and code; its message too where that is about the server and not about a row."""
    cause = failure.orig if isinstance(failure, DBAPIError) and failure.orig is not None else failure
    state = str(getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or "")
    kind = f"{type(cause).__name__} {state}".strip()
    if _quotes_no_row(cause, state):
        return f"{kind}: {str(cause).strip().partition(chr(10))[0]}"
    return kind


def _quotes_no_row(cause: BaseException, state: str) -> bool:
    if type(cause).__module__ == "sqlite3":  # names tables and columns, and never a value
        return state.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN"))
    if type(cause).__module__.startswith("psycopg"):
        return state.startswith(_ABOUT_THE_SERVER) or (not state and type(cause).__name__ == "OperationalError")
    return False
