"""Alembic migrations: from an empty database to the present tables, one file a release."""
