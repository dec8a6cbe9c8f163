"""The tables, and what each is for. Everything but clients, texts, people's names and drafts follows from `log`.

Moments are UTC text of fixed width, so that they sort and hash the same on every database; money is whole cents.
One file per subject; the rest of the store says `tables as t`.
"""

from __future__ import annotations

from storage.tables.base import metadata
from storage.tables.clients import clients, looks
from storage.tables.delivery import cards, intake, messages, troubles
from storage.tables.doors import codes, devices, drafts
from storage.tables.posted import known_words, posted
from storage.tables.programmes import counters, funds, identities, imports, marks, people, places, programmes
from storage.tables.requests import heads, ledger, log, requests, texts

__all__ = [
    "cards",
    "clients",
    "codes",
    "counters",
    "devices",
    "drafts",
    "funds",
    "heads",
    "identities",
    "imports",
    "intake",
    "known_words",
    "ledger",
    "log",
    "looks",
    "marks",
    "messages",
    "metadata",
    "people",
    "places",
    "posted",
    "programmes",
    "requests",
    "texts",
    "troubles",
]
