"""The tables, and what each is for. Everything but clients, texts, people's names and drafts follows from `log`.

Moments are UTC text of fixed width, so that they sort and hash the same on every database; money is whole cents.
One file per subject; the rest of the store says `tables as t`.
"""

from __future__ import annotations

from storage.tables.access import agreements, letters
from storage.tables.audit import knocks, repeats
from storage.tables.base import metadata
from storage.tables.clients import clients, looks
from storage.tables.delivery import cards, intake, languages, messages, quiet, troubles
from storage.tables.doors import codes, devices, drafts, ended_sessions, links, mails, tries
from storage.tables.posted import known_words, posted
from storage.tables.programmes import counters, funds, identities, imports, marks, people, places, programmes
from storage.tables.requests import accounted, heads, ledger, log, requests, texts

__all__ = [
    "accounted",
    "agreements",
    "cards",
    "clients",
    "codes",
    "counters",
    "devices",
    "drafts",
    "ended_sessions",
    "funds",
    "heads",
    "identities",
    "imports",
    "intake",
    "known_words",
    "knocks",
    "languages",
    "ledger",
    "letters",
    "links",
    "log",
    "looks",
    "mails",
    "marks",
    "messages",
    "metadata",
    "people",
    "places",
    "posted",
    "programmes",
    "quiet",
    "repeats",
    "requests",
    "texts",
    "tries",
    "troubles",
]
