"""Lines in the log for what somebody did or read on the command line: which command, about what, by which account.

There is no person of a programme behind a command line; the account of the machine stands in the facts of the line.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from doorbraak import events as e
from storage import noting

if TYPE_CHECKING:
    from doorbraak.ids import PersonId, ProgrammeId
    from storage.store import Store
    from storage.unit_of_work import SqlUnitOfWork


def account() -> str:
    """Give the account that runs this process, or its number."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in a container
        return "unknown"


def command_line(
    what: str,
    at: datetime,
    *,
    target: str = "",
    by: PersonId | None = None,
    facts: Mapping[str, Any] | None = None,
) -> e.Audited:
    """Make the line of a command. `facts` hold codes, counts and days: never a name or a text."""
    told = {"account": account(), **(facts or {})}
    return e.Audited(at=at, by=by, what=what, target=target or None, result=noting.DONE, facts=told)


def note(
    store: Store,
    programme: ProgrammeId,
    what: str,
    at: datetime,
    *,
    target: str = "",
    by: PersonId | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Log a command of the command line in a transaction of its own."""
    line = command_line(what, at, target=target, by=by, facts=facts)

    def work(uow: SqlUnitOfWork) -> None:
        uow.note(programme, line)

    store.run(work)


def note_everywhere(store: Store, what: str, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """Log a command that is about every programme, in the log of each."""
    from storage import administer

    for name in store.answer(administer.programme_names):
        programme = store.answer(lambda connection, name=name: administer.find_programme(connection, name))
        if programme is not None:
            note(store, programme, what, at, facts=facts)
