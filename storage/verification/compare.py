"""Comparing the stored rows of one programme with what its log tells: each column that differs is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from doorbraak.requests.state import Request
from storage import tables as t
from storage.codec import canonical
from storage.moments import to_text
from storage.rows import request_to_row
from storage.secrets import KeyMissing, TextSafe, digest_of
from storage.verification.fold import Bound, Fold
from storage.verification.reading import Row, rows_of


def compare_all(connection: Connection, programme: str, safe: TextSafe | None, fold: Fold) -> None:
    """Compare everything that is stored of a programme; without `safe` all but the words of texts."""
    _programme(connection, programme, fold)
    _people(connection, programme, fold)
    _requests(connection, programme, fold)
    _counters(connection, programme, fold)
    _ledger(connection, programme, fold)
    _funds(connection, programme, fold)
    _clients(connection, programme, fold)
    _texts(connection, programme, safe, fold)


def _programme(connection: Connection, programme: str, fold: Fold) -> None:
    row = connection.execute(select(t.programmes).where(t.programmes.c.id == programme)).mappings().first()
    if row is None or fold.programme is None:
        fold.found.add("programme", "is missing" if row is None else "is not in the log")
        return
    policy = fold.policies.get(fold.policy_version)
    fold.found.compare("programme", "name", row["name"], fold.programme.name)
    fold.found.compare("programme", "districts", row["districts"], canonical(list(fold.programme.districts)))
    fold.found.compare("programme", "policy_version", row["policy_version"], fold.policy_version)
    fold.found.compare_json("programme", "policy", row["policy"], canonical(policy.to_settings()) if policy else None)


def _people(connection: Connection, programme: str, fold: Fold) -> None:
    waiting = dict(fold.people)
    for row in rows_of(connection, t.people, programme, "id"):
        about = f"person {row['id']}"
        told = waiting.pop(row["id"], None)
        if told is None:
            fold.found.add(about, "is not in the log")
            continue
        fold.found.compare(about, "roles", row["roles"], canonical(sorted(told.roles)))
        fold.found.compare(about, "organisation", row["organisation"], told.organisation)
        fold.found.compare(about, "districts", row["districts"], canonical(sorted(told.districts)))
        fold.found.compare(about, "accepted", row["accepted_on"] is not None, told.accepted)
        fold.found.compare(about, "linked", row["linked_at"] is not None, told.linked)
        fold.found.compare(about, "left", row["left_at"] is not None, told.left)
    for person in waiting:
        fold.found.add(f"person {person}", "is missing")


def _requests(connection: Connection, programme: str, fold: Fold) -> None:
    waiting = set(fold.requests)
    for row in rows_of(connection, t.requests, programme, "id"):
        state = fold.requests.get(row["id"])
        if state is None:
            fold.found.add(row["number"], "is not in the log")
            continue
        waiting.discard(state.id)
        try:
            _request(row, state, programme, fold)
        except (ValueError, TypeError, LookupError, AttributeError) as failure:
            fold.found.add(state.number, f"what the log tells cannot be made a row ({type(failure).__name__})")
    for identifier in sorted(waiting):
        fold.found.add(fold.requests[identifier].number, "request is missing")


def _request(row: Row, state: Request, programme: str, fold: Fold) -> None:
    recomputed = request_to_row(state, programme, fold.explanations.get(state.id))
    for name in ("ballot", "explanation"):
        fold.found.compare_json(state.number, name, row[name], recomputed.pop(name))
    fold.found.compare_all(state.number, row, recomputed)


def _counters(connection: Connection, programme: str, fold: Fold) -> None:
    last: dict[int, int] = {}
    for number in fold.numbers:
        parts = number.split("-")
        if len(parts) != 3 or not (parts[1].isdecimal() and parts[2].isdecimal()):
            fold.found.add(repr(number), "is no request number")
            continue
        last[int(parts[1])] = max(last.get(int(parts[1]), 0), int(parts[2]))
    stored = {row["year"]: row["last"] for row in rows_of(connection, t.counters, programme, "year")}
    for year in sorted(last.keys() | stored.keys()):
        fold.found.compare("last request number", f"of {year}", stored.get(year), last.get(year))


_LEDGER_COLUMNS = ("request_id", "fund_year", "kind", "reserved_cents", "spent_cents", "at")


def _ledger(connection: Connection, programme: str, fold: Fold) -> None:
    waiting = {(seq, number): line for seq, number, line in fold.ledger}
    for row in rows_of(connection, t.ledger, programme, "seq", "line"):
        line = waiting.pop((row["seq"], row["line"]), None)
        if line is None:
            fold.found.add(_number(fold, row["request_id"]), f"{_ledger_name(row)} is not in the log")
            continue
        values = (line.request, line.fund_year, line.kind, line.reserved_cents, line.spent_cents, to_text(line.at))
        for name, value in zip(_LEDGER_COLUMNS, values, strict=True):
            fold.found.compare(_number(fold, line.request), f"{_ledger_name(row)}, {name}", row[name], value)
    for (seq, number), line in waiting.items():
        about = _ledger_name({"seq": seq, "line": number})
        fold.found.add(_number(fold, line.request), f"{about} ({line.kind}) is missing")


def _ledger_name(row: Mapping[Any, Any]) -> str:
    return f"ledger line {row['seq']}/{row['line']}"


def _number(fold: Fold, request: str) -> str:
    state = fold.requests.get(request)
    return state.number if state else f"request {request}"


def _funds(connection: Connection, programme: str, fold: Fold) -> None:
    sums = _ledger_sums(connection, programme)
    stored = {row["year"]: row for row in rows_of(connection, t.funds, programme, "year")}
    for year in sorted(stored.keys() | fold.funds.by_year.keys()):
        about, row, fund = f"fund of {year}", stored.get(year), fold.funds.by_year.get(year)
        if row is None or fund is None:
            fold.found.add(about, "is missing" if row is None else "is not in the log")
            continue
        values = {"budget_cents": fund.budget_cents, "reserved_cents": fund.reserved_cents}
        fold.found.compare_all(about, row, {**values, "spent_cents": fund.spent_cents})
        reserved, spent = sums.get(year, (0, 0))
        fold.found.compare(about, "reserved_cents, sum of the ledger", row["reserved_cents"], reserved)
        fold.found.compare(about, "spent_cents, sum of the ledger", row["spent_cents"], spent)


def _ledger_sums(connection: Connection, programme: str) -> dict[int, tuple[int, int]]:
    sums: dict[int, tuple[int, int]] = {}
    for row in rows_of(connection, t.ledger, programme, "seq", "line"):
        reserved, spent = sums.get(row["fund_year"], (0, 0))
        sums[row["fund_year"]] = (reserved + row["reserved_cents"], spent + row["spent_cents"])
    return sums


def _clients(connection: Connection, programme: str, fold: Fold) -> None:
    stored = {str(row["client_id"]) for row in rows_of(connection, t.clients, programme, "code")}
    fold.clients.compare(stored, fold.found)


def _texts(connection: Connection, programme: str, safe: TextSafe | None, fold: Fold) -> None:
    waiting = dict(fold.texts)
    for row in rows_of(connection, t.texts, programme, "id"):
        bound = waiting.pop(row["id"], None)
        if bound is None:
            fold.found.add(_number(fold, row["request_id"]), f"text {row['id']} is not in the log")
        else:
            _text(row, bound, safe, fold)
    for identifier, bound in waiting.items():
        if not fold.should_be_gone(bound):
            fold.found.add(_number(fold, bound.request), f"text {identifier} ({bound.field}) is missing")


def _text(row: Row, bound: Bound, safe: TextSafe | None, fold: Fold) -> None:
    about, name = _number(fold, bound.request), f"text {row['id']} ({bound.field})"
    fold.found.compare(about, f"{name}: request_id", row["request_id"], bound.request)
    if fold.should_be_gone(bound):
        fold.found.add(about, f"{name} should be gone: the texts were purged")
    if safe is None:
        return
    try:
        digest = digest_of(bytes(row["salt"]), safe.decrypt(row["ciphertext"]))
    except KeyMissing:
        fold.found.add(about, f"{name} cannot be read with the keys of the settings")
        return
    if digest != bound.digest:
        fold.found.add(about, f"{name}: digest in log line {bound.seq} {bound.digest}, recomputed {digest}")


def orphans(connection: Connection, table: Table, programmes: set[str]) -> list[str]:
    """Name the programmes that rows of a table name but that do not exist."""
    named = connection.execute(select(table.c.programme_id).distinct()).scalars()
    return sorted(f"{table.name}: rows of unknown programme {one!r}" for one in named if one not in programmes)
