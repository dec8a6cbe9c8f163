"""Rows of `clients`: from the codes of one file number to one random client id, also while keys are being changed.

A typed number is stored under a code by every key of the settings, so that a process that has only some of them finds
the same client. What a draft carries is a `CodeSet`: the same codes with the names of their keys, as one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from doorbraak.ids import ClientId, ProgrammeId
from storage import vote_path as sql
from storage.secrets import ClientCode, ClientCodes, codes_from_text


class LostRace(Exception):
    """What was found was changed by somebody else before it was locked; the whole transaction is tried again."""


@dataclass(slots=True)
class ClientRows:
    """The clients of one transaction."""

    connection: Connection
    codes: ClientCodes
    rowless: set[ClientId]

    def codes_of(self, programme: ProgrammeId, number: str, code: str | None) -> list[ClientCode]:
        """Give every code of a normalised number, or those that a draft carried, the newest key first."""
        if code is None:
            return self.codes.all_of(programme, number)
        return codes_from_text(code, unnamed=self.codes.oldest_key_id)

    def find(self, programme: ProgrammeId, codes: Sequence[ClientCode]) -> ClientId | None:
        """Find a client, by the newest key that knows it; codes by keys it was not known under are added."""
        for one in codes:
            found = self._by_code(programme, one)
            if found is not None:
                self._add(programme, [other for other in codes if other != one], found)
                return found
        return None

    def find_or_add(self, programme: ProgrammeId, codes: Sequence[ClientCode], fresh: ClientId) -> ClientId:
        """Find a client or add it as `fresh`. Of two that add the same number at once both get the first one's id."""
        found = self.find(programme, codes)
        if found is not None:
            return found
        self._add(programme, reversed(codes), fresh)
        stored = {self._by_code(programme, one) or fresh for one in codes}
        others = sorted(stored - {fresh})
        if not others:
            return fresh
        sql.MOVE_CLIENT.run(self.connection, {"programme": programme, "b_client": fresh, "client_id": others[0]})
        return others[0]

    def lock(self, clients: Iterable[ClientId]) -> None:
        """Lock client rows, in order of identifier. SQLite has one writer and needs none."""
        if self.connection.dialect.name == "sqlite":
            return
        for client in sorted(clients):
            if not sql.LOCK_CLIENT.run(self.connection, {"client": client}).all():
                self.rowless.add(client)

    def must_be_there(self, client: ClientId) -> None:
        """See that a client to whom a request is given was not joined or let go of meanwhile. Raises LostRace."""
        if client in self.rowless:
            raise LostRace(client)

    def _by_code(self, programme: ProgrammeId, code: ClientCode) -> ClientId | None:
        row = sql.FIND_CLIENT.run(self.connection, {"programme": programme, "code": code.code}).first()
        return ClientId(row[0]) if row else None

    def _add(self, programme: ProgrammeId, codes: Iterable[ClientCode], client: ClientId) -> None:
        for one in codes:
            row = {"programme_id": programme, "code": one.code, "client_id": client, "key_id": one.key_id}
            sql.ADD_CLIENT.run(self.connection, row)
