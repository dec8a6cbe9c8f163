"""The one set of tables, and how each is made: with a name, its columns and a sentence that says what it is for."""

from __future__ import annotations

from sqlalchemy import Column, Index, MetaData, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *columns: Column[object] | Index, comment: str, in_backup: bool = True) -> Table:
    """Make a table of the set. What lets somebody in, or lasts an hour, stays out of backups: `in_backup` False."""
    return Table(name, metadata, *columns, comment=comment, info={"in_backup": in_backup})
