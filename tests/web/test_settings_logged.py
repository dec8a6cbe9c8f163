"""A programme file that changes settings leaves a line that says which; their words stay out of it."""

from __future__ import annotations

from sqlalchemy import select

from bot.programme_file.apply import apply_file
from storage import tables as t
from tests.web.stage import Stage


def test_which_settings_a_file_changed_stands_in_the_log(stage: Stage) -> None:
    """Names only; a file that changes nothing writes no line."""
    for _ in range(2):
        apply_file(stage.store, b"programme: Utrecht\nlink_by_email: true\n", stage.clock(), note=True)
    query = select(t.log.c.body).where(t.log.c.body.contains('"settings_set"'))
    lines = stage.store.answer(lambda connection: connection.execute(query).scalars().all())
    assert len(lines) == 1
    assert '"settings":["link_by_email"]' in lines[0]
    assert stage.differences() == ()
