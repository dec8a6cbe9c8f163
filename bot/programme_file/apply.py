"""From the bytes of a programme file to a plan, and from the plan to the store: faults at once, all or nothing."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection

from bot.audit import command_line
from bot.problems import BadInput
from bot.programme_file.content import ProgrammeFile
from bot.programme_file.lines import Faults
from bot.programme_file.plan import Plan, make_plan
from bot.programme_file.read import read_programme_file
from bot.programme_file.stored import read_stored
from doorbraak.ids import ProgrammeId
from storage import administer
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork


def plan_file(connection: Connection, content: bytes, programme: str = "") -> Plan:
    """Read a file and compare it with what is stored. Raises BadInput with every fault and its line."""
    faults = Faults()
    file = read_programme_file(content, faults)
    if file is None:
        raise BadInput(list(faults))
    known = _meant(connection, file, programme, faults)
    plan = make_plan(file, read_stored(connection, known, ProgrammeId(_fresh())), faults, _fresh)
    if faults:
        raise BadInput(list(faults))
    return plan


def _meant(connection: Connection, file: ProgrammeFile, asked: str, faults: Faults) -> ProgrammeId | None:
    """Find the programme the file is about: named in the file, by --programme, or the only one there is."""
    if file.name and asked and file.name != asked:
        faults.add(file.lines.get("programme", 1), f"the file is about {file.name!r}, and --programme says {asked!r}")
    name = file.name or asked
    if name or "programme" in file.lines:
        return administer.find_programme(connection, name)
    names = administer.programme_names(connection)
    if len(names) > 1:
        faults.add(1, f"programme is missing, and there are several: {', '.join(names)}")
    return administer.find_programme(connection, names[0]) if names else None


def _fresh() -> str:
    return secrets.token_hex(12)


def apply_file(
    store: Store,
    content: bytes,
    at: datetime,
    programme: str = "",
    shown: list[str] | None = None,
    *,
    note: bool = False,
) -> Plan:
    """Apply a file in one transaction. With `shown` nothing happens when the differences are no longer those.

    With `note` the log says that it was done on the command line.
    """

    def work(uow: SqlUnitOfWork) -> Plan:
        plan = plan_file(uow.connection, content, programme)
        if shown is not None and plan.texts != shown:
            raise BadInput(["somebody else changed the programme meanwhile; run the command again"])
        plan.apply(uow, at)
        if note:
            uow.note(plan.stored.id, command_line("programme_apply", at, facts={"changes": len(plan.changes)}))
        return plan

    return store.run(work)
