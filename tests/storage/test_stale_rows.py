"""A row that changed between a look without a lock and the lock: what is written compares with the locked one."""

from __future__ import annotations

import pytest

from bot.text_check import BlockCheck
from doorbraak import events as e
from doorbraak.commands import Command
from doorbraak.requests.state import Request
from doorbraak.use_cases.act import carry_out
from doorbraak.use_cases.frame import record_and_tell
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork
from tests.worlds import World, build_world, open_store

pytestmark = pytest.mark.postgres


def test_what_another_changed_before_the_lock_is_not_taken_for_what_is_stored(
    postgresql_store: Store, postgresql_url: str
) -> None:
    """Somebody withdraws a vote between the look and the lock; the same vote again must be written, not left out."""
    world = build_world(postgresql_store)
    number = world.submit()
    world.done("approve", "a1", number)
    other = open_store(postgresql_url)
    meanwhile = world.command("recuse", "a1", number)
    again = world.command("approve", "a2", number)

    def work(uow: SqlUnitOfWork) -> None:
        seen = uow.request(world.programme, number, lock=False)
        assert seen is not None
        other.run(lambda one: carry_out(one, meanwhile, BlockCheck()))
        (locked,) = uow.open_requests_of(seen.client)
        _vote(uow, world, locked, again)

    try:
        postgresql_store.run(work)
    finally:
        other.close()
    assert world.verified().differences == ()


def _vote(uow: SqlUnitOfWork, world: World, request: Request, command: Command) -> None:
    approved = e.Approved(
        at=command.at,
        by=command.by,
        request=request.id,
        person=command.by,
        organisation="Leger des Heils",
        revision=1,
        max_cents=None,
    )
    record_and_tell(uow, world.programme, uow.circle_of(world.programme), request, [approved])
