"""Removing what was typed before its time, with its line in the list beside the backups: erase, and retract.

The line is written inside the transaction, right before its commit: so nothing is removed that a restore would bring
back, and at worst a line stands there of something that is still to be removed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot import audit
from doorbraak.ids import ClientId, ProgrammeId, RequestId
from storage import erased_log, removing
from storage import tables as t
from storage.clients import UnknownClient, clients_of
from storage.erased_log import Removal
from storage.removing import Erased
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger("doorbraakbot.removals")


def erase_client(
    store: Store, programme: ProgrammeId, number: str, erasure: str, folder: Path, now: datetime
) -> Erased:
    """Erase the client of a normalised file number. Raises UnknownClient, and StillOpen with what must end first."""
    codes = store.codes.all_of(programme, number)

    def work(uow: SqlUnitOfWork) -> Erased:
        clients = clients_of(uow.connection, store.codes, programme, number)
        if not clients:
            raise UnknownClient
        requests = removing.what_to_erase(uow, programme, clients, now)
        uow.note(programme, audit.command_line("erase", now, target=clients[0], facts={"erasure": erasure}))
        erased = removing.erase(uow, programme, clients, requests, codes, store.safe, erasure, now)
        ids: dict[str, Any] = {"requests": erased.requests, "clients": erased.clients}
        erased_log.append(folder, erased_log.removal("erased", erasure, programme, now, **ids))
        return erased

    return store.run(work)


def retract(
    store: Store, programme: ProgrammeId, number: str, remark: int | None, erasure: str, folder: Path, now: datetime
) -> int:
    """Remove the texts of a request, or of one remark; gives how many. Raises UnknownRequest, NoSuchRemark."""

    def work(uow: SqlUnitOfWork) -> int:
        if remark is None:
            request, count = removing.retract(uow, programme, number, erasure, now)
            line = erased_log.removal("retracted", erasure, programme, now, requests=(request,))
        else:
            request, text = removing.retract_remark(uow, programme, number, remark, erasure, now)
            line = erased_log.removal("remark", erasure, programme, now, requests=(request,), text=text)
            count = 1
        uow.note(programme, audit.command_line("retract", now, target=number, facts={"texts": count}))
        if count:
            erased_log.append(folder, line)
        return count

    return store.run(work)


def write_down(folder: Path, line: Removal) -> None:
    """Write the line of what somebody took away in a chat. Where that cannot be done it goes all the same."""
    try:
        erased_log.append(folder, line)
    except OSError:
        log.exception("what was removed could not be written down beside the backups; a restore brings it back")


def remove_again(store: Store, lines: Sequence[Removal], now: datetime) -> int:
    """Remove from a restored database what was removed after its backup; gives how many removals that were."""
    known = store.answer(removing.known_removals)
    programmes = store.answer(lambda connection: set(connection.execute(select(t.programmes.c.id)).scalars()))
    missing = [line for line in lines if line.erasure not in known and line.programme in programmes]
    for line in missing:
        store.run(lambda uow, line=line: _again(uow, store, line, now))
    return len(missing)


def _again(uow: SqlUnitOfWork, store: Store, line: Removal, now: datetime) -> None:
    programme = ProgrammeId(line.programme)
    if line.what == "erased":
        clients = [ClientId(one) for one in line.clients]
        requests = [RequestId(one) for one in line.requests]
        removing.erase_again(uow, programme, clients, requests, store.safe, line.erasure, now)
        return
    for request in line.requests:
        removing.retract_again(uow, programme, request, line.text, line.erasure, now)
