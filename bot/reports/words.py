"""The Dutch words of spend in tables and files: headings, keys, the line above it."""

from __future__ import annotations

from doorbraak.overviews import Spend, SpendRow
from handlers.words import codes, dates

DIMENSIONS = {"theme": "Thema", "district": "Wijk", "month": "Maand", "organisation": "Organisatie"}
COUNTS = {
    "requests": "Aanvragen",
    "granted": "Toegekend",
    "solved_by_route": "Opgelost zonder potje",
    "declined": "Afgewezen",
}
AMOUNTS = {
    "asked_cents": "Gevraagd (€)",
    "granted_cents": "Toegekend (€)",
    "settled_cents": "Uitgegeven (€)",
}
TOTAL = "Totaal"


def key_words(by: str, row: SpendRow) -> str:
    """Give what a row is called: the label of a theme, a month in words, else the key itself."""
    if by == "theme":
        return codes.theme(row.key)
    return dates.month(row.key) if by == "month" else row.key


def title(spend: Spend) -> str:
    """Say what the figures are about: "Uitgegeven per thema, 1 januari t/m 31 december 2021, Overvecht"."""
    same_year = spend.since.year == spend.until.year
    since = dates.day(spend.since) if same_year else dates.full_day(spend.since)
    narrowed = [spend.district, codes.theme(spend.theme) if spend.theme else ""]
    only = "".join(f", {one}" for one in narrowed if one)
    return f"Uitgegeven per {DIMENSIONS[spend.by].lower()}, {since} t/m {dates.full_day(spend.until)}{only}"
