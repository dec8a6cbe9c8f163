"""Engines: what a failing statement may tell."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from storage import tables as t
from storage.engine import make_engine


def test_a_failing_statement_does_not_tell_what_it_held(any_url: str) -> None:
    """The error goes to the log; names, codes and addresses in its values do not."""
    engine = make_engine(any_url)
    person = {"id": "p1", "programme_id": "nowhere", "key": "noor", "name": "Noor Bakker", "email": "", "roles": "[]"}

    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(insert(t.people).values(**person, organisation="Buurtteam", districts="[]"))
    engine.dispose()

    assert "Noor Bakker" not in str(failed.value)
