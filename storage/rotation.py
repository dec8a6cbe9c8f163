"""Changing keys over what is stored: texts and drafts encrypted anew, and who still hangs on an older client key.

Runs beside the bot in small transactions; what is done is done, so it can be stopped and started again at any moment.
A client code cannot be made anew without the number: a client gets its newer code when its number is typed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select, update

from storage import tables as t
from storage.drafts import codes_in
from storage.secrets import ClientCodes, KeyMissing, TextSafe
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork

ENCRYPTED: tuple[tuple[Table, str], ...] = ((t.texts, "ciphertext"), (t.drafts, "body"))
"""Every column that TEXT_KEY encrypts; the first column of each of these tables is its identifier."""
PAGE = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of one encrypted table: rows under an older key, and rows that no key of the settings opens."""

    table: str
    older: int
    unreadable: int


def count_encrypted(connection: Connection) -> int:
    """Count everything that TEXT_KEY encrypts."""
    counts = (connection.execute(select(func.count()).select_from(table)).scalar_one() for table, _ in ENCRYPTED)
    return sum(counts)


def rotate_texts(store: Store, *, dry_run: bool, progress: Progress) -> list[Rotated]:
    """Encrypt anew with the newest key whatever is under an older one; gives what there was of each table."""
    total, done = store.answer(count_encrypted), 0
    results: list[Rotated] = []
    for table, name in ENCRYPTED:
        older, unreadable = 0, 0
        for page in _pages(store, table, name):
            stale = [row for row in page if not store.safe.is_newest(row[1])]
            renewed = _renewed(store.safe, stale)
            older, unreadable = older + len(renewed), unreadable + len(stale) - len(renewed)
            if renewed and not dry_run:
                store.run(_replace(table, name, renewed))
            done += len(page)
            progress(done, total)
        results.append(Rotated(table.name, older, unreadable))
    return results


def _pages(store: Store, table: Table, name: str) -> Iterator[Sequence[Any]]:
    """Give identifier and ciphertext of all rows, a page at a time, each page in a snapshot of its own."""
    key: Column[Any] = table.c.id
    query = select(key, table.c[name]).order_by(key).limit(PAGE)
    page = store.answer(lambda connection: connection.execute(query).all())
    while page:
        yield page
        after = query.where(key > page[-1][0])
        page = store.answer(lambda connection, after=after: connection.execute(after).all())


def _renewed(safe: TextSafe, rows: Sequence[Any]) -> list[tuple[str, bytes, bytes]]:
    """Give identifier, old and new ciphertext of the rows that some key opens."""
    renewed: list[tuple[str, bytes, bytes]] = []
    for identifier, ciphertext in rows:
        try:
            renewed.append((identifier, ciphertext, safe.encrypt(safe.decrypt(ciphertext))))
        except KeyMissing:
            continue
    return renewed


def _replace(table: Table, name: str, renewed: Sequence[tuple[str, bytes, bytes]]) -> Callable[[SqlUnitOfWork], None]:
    """Make the work that writes the new ciphertexts; a row that changed or went meanwhile is left as it is."""

    def work(uow: SqlUnitOfWork) -> None:
        for identifier, old, new in renewed:
            same = (table.c.id == identifier, table.c[name] == old)
            uow.connection.execute(update(table).where(*same).values({name: new}))

    return work


@dataclass(frozen=True, slots=True)
class ClientKey:
    """One key for client codes: `hanging` clients of each programme have no code by a newer key of the settings."""

    key_id: str
    in_settings: bool
    hanging: int


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """How the keys for client codes stand; drafts without a code by the newest key would bring an older one back."""

    keys: tuple[ClientKey, ...]
    drafts: int

    @property
    def lost(self) -> int:
        """Give how many clients no key of the settings leads to: the caps of these are not held."""
        return sum(key.hanging for key in self.keys if not key.in_settings)

    @property
    def can_drop(self) -> bool:
        """Claim that every older key of the settings can go without losing a cap."""
        return self.drafts == 0 and all(not key.hanging for key in self.keys[1:] if key.in_settings)


def client_keys(connection: Connection, codes: ClientCodes, safe: TextSafe) -> ClientKeys:
    """Say for each key of the settings, newest first, and then for each unknown one, who hangs on it."""
    order = codes.key_ids
    by_client: dict[tuple[str, str], set[str]] = {}
    rows = connection.execute(select(t.clients.c.programme_id, t.clients.c.client_id, t.clients.c.key_id))
    for programme, client, key in rows:
        by_client.setdefault((programme, client), set()).add(key)
    unknown = sorted({key for keys in by_client.values() for key in keys} - set(order))
    hanging = dict.fromkeys([*order, *unknown], 0)
    for keys in by_client.values():
        known = [key for key in order if key in keys]
        hanging[known[0] if known else min(keys)] += 1
    found = tuple(ClientKey(key, key in order, count) for key, count in hanging.items())
    return ClientKeys(found, _older_drafts(connection, safe, order[0]))


def _older_drafts(connection: Connection, safe: TextSafe, newest: str) -> int:
    """Count drafts whose client code was made before the newest key was there."""
    count = 0
    for body in connection.execute(select(t.drafts.c.body)).scalars():
        try:
            codes = codes_in(safe, body)
        except KeyMissing:
            continue
        count += bool(codes) and all(one.key_id != newest for one in codes)
    return count


def drop_dead_codes(connection: Connection, codes: ClientCodes) -> int:
    """Throw away codes by keys that are not in the settings any more, of clients that a key of them leads to."""
    living = select(t.clients.c.client_id).where(t.clients.c.key_id.in_(codes.key_ids))
    dead = (t.clients.c.key_id.not_in(codes.key_ids), t.clients.c.client_id.in_(living))
    return connection.execute(t.clients.delete().where(*dead)).rowcount
