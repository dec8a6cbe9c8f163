"""Engines: what a failing statement may tell, and how long a server that is not there is waited for."""

import socket
import time
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from storage import tables as t
from storage.engine import CONNECT_SECONDS, make_engine


def test_a_failing_statement_does_not_tell_what_it_held(any_url: str) -> None:
    """The error goes to the log; names, codes and addresses in its values do not."""
    engine = make_engine(any_url)
    person = {"id": "p1", "programme_id": "nowhere", "key": "noor", "name": "Noor Bakker", "email": "", "roles": "[]"}

    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(insert(t.people).values(**person, organisation="Buurtteam", districts="[]"))
    engine.dispose()

    assert "Noor Bakker" not in str(failed.value)


def test_a_server_that_never_answers_is_given_up_soon() -> None:
    """Something takes the connection and says nothing: a few seconds later the failure is there to be told."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = make_engine(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none")
        began = time.monotonic()
        with pytest.raises(DBAPIError):
            engine.connect()
        assert time.monotonic() - began < 3 * CONNECT_SECONDS


def test_what_is_removed_is_overwritten(tmp_path: Path) -> None:
    """Some builds of SQLite leave removed rows in the file; ours may not, whatever it was built with."""
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA secure_delete")).scalar_one() == 1
    engine.dispose()
