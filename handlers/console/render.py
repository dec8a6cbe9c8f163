"""What somebody sees in the terminal: plain lines and tables, made of read models. No questions to the desk here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from doorbraak.overviews import (
    CheckStep,
    NewsItem,
    RequestLine,
    RequestList,
    RequestPage,
    Viewer,
    WaitingItem,
)
from doorbraak.working_time import local_date
from handlers import wording
from handlers.spend.answer import columns

_MAY: dict[str, str] = {
    "propose_route": "route {number}",
    "approve": "akkoord {number}  (of: akkoord {number} hoogstens 100,00)",
    "object": "bezwaar {number} je bezwaar",
    "recuse": "ik doe niet mee {number}",
    "answer_route": "antwoord {number} 1 te laat: de reden",
    "revise": "aanpassen {number} bedrag 100,00",
    "withdraw": "intrekken {number}",
    "urgent_grant": "spoed {number} 100,00 de reden",
    "lead_grant": "toekennen {number} 100,00 de reden",
    "lead_decline": "afwijzen {number} de reden",
    "pay": "betaald {number}",
    "settle": "bon {number} 89,95",
    "correct": "corrigeer {number} 89,95 de reden",
    "follow_up": "opgelost {number} ja, een deel of nee",
    "remark": "zeg {number} je vraag of opmerking",
    "hand_over": "overdragen {number} SLEUTEL",
}


def render_request(page: RequestPage, settings: Mapping[str, Any], now: datetime) -> str:
    """Show one request: card, talk, votes, why it stands so, history, and what this person can do."""
    history = [f"{wording.day_clock(one.at, now)} {wording.history_line(one)}" for one in page.history]
    parts = [
        wording.card(page, settings, local_date(now)),
        _part("Gesprek", _talk(page)),
        _part("Stemmen", _votes(page)),
        _part("Waarom staat het zo", wording.explanation(page)),
        _part("Geschiedenis", history),
        _part("Wat kun je doen", what_may(page)),
    ]
    return "\n\n".join(part for part in parts if part)


def _part(title: str, lines: Sequence[str]) -> str:
    indented = (f"  {line}".replace("\n", "\n  ") for line in lines)
    return "\n".join([title, *indented]) if lines else ""


def _talk(page: RequestPage) -> list[str]:
    return [f"{line.name} ({line.organisation}): {line.text or wording.REMARK_GONE}" for line in page.talk]


def _votes(page: RequestPage) -> list[str]:
    lines: list[str] = []
    for vote in page.votes:
        what = "akkoord" if vote.approves else "bezwaar"
        why_not = "" if vote.stands else f" (telt niet mee: {wording.vote_out(vote.why_not)})"
        lines.append(f"{wording.vote_words(vote)}: {what}{why_not}")
    if page.status == "open" and page.waits_for:
        lines.append(f"Nog niet gestemd: {wording.listed([one.name for one in page.waits_for])}")
    if page.recused_names:
        lines.append(f"Doet niet mee (alleen voor regisseurs): {wording.listed(page.recused_names)}")
    return lines


def what_may(page: RequestPage) -> list[str]:
    """Give what this person can type about a request now."""
    can = [words.format(number=page.number) for name, words in _MAY.items() if getattr(page.may, name)]
    if page.is_mine:
        can += [f"klant {page.number}", f"dossier {page.number}"]
    return can


def render_waiting(items: Sequence[WaitingItem], news: Sequence[NewsItem], viewer: Viewer, now: datetime) -> str:
    """Show what waits for somebody, and the news that was not read yet."""
    unread = [item for item in news if not item.read]
    told = [f"{wording.day_clock(item.at, now)} {item.text or item.number}" for item in unread]
    waits = [wording.waiting(item, now) for item in items] or [_nothing(viewer)]
    return "\n\n".join(part for part in (_part("Wat wacht op mij", waits), _part("Nieuws", told)) if part)


def _nothing(viewer: Viewer) -> str:
    if viewer.person.is_koploper:
        return "Niets wacht op jou. Typ aanvraag voor een nieuwe aanvraag."
    return "Niets wacht op jou. Je krijgt bericht als iemand je nodig heeft."


def render_list(found: RequestList, title: str) -> str:
    """Show requests in a table, newest first, and how many there are."""
    if not found.lines:
        return f"{title}\n  Geen aanvragen gevonden."
    rows = [_row(line) for line in found.lines]
    more = found.total - len(found.lines)
    rest = [f"… en nog {more}. Zoek preciezer, bijvoorbeeld: zoek fiets 2026"] if more > 0 else []
    return _part(title, [*columns(rows, frozenset({3})), *rest])


def _row(line: RequestLine) -> list[str]:
    amount = line.granted_cents if line.granted_cents is not None else line.asked_cents
    status = wording.status_word(line.status, line.with_lead)
    return [
        line.number,
        wording.theme_short(line.theme),
        line.district,
        wording.format_euros(amount),
        f"{status}, spoed" if line.urgent and line.status == "open" else status,
        wording.full_day(line.submitted_at),
    ]


def render_check(values: Mapping[str, str], amount_cents: int, step: CheckStep, now: datetime) -> str:
    """Show the check step of a new request; of the file number only the last two characters."""
    lines = [
        f"Klopt dit? Je vraagt {wording.format_euros(amount_cents)}.",
        f"Thema: {wording.theme_short(values.get('theme', ''))}. Wijk: {values.get('district', '')}.",
        f"Dossiernummer eindigt op {step.client_tail}.",
        f"Wat is er nodig? {values.get('question', '')}",
        f"Als we niets doen: {values.get('if_nothing', '')}",
        *_optional(values),
        f"Na deze aanvraag is er voor deze klant dit jaar nog {wording.format_euros(max(step.after_cents, 0))}.",
        f"Je krijgt antwoord of een regisseur kijkt ernaar: uiterlijk {wording.weekday_moment(step.decide_by, now)}.",
        "Vertel de klant dat je dit voorlegt, zonder naam.",
    ]
    return "\n".join([*lines, *_warnings(values, amount_cents, step)])


def render_added(values: Mapping[str, str], amount_cents: int, step: CheckStep) -> list[str]:
    """Show what was added at the check step, and what follows from it."""
    return [*_optional(values), *_warnings(values, amount_cents, step)]


def _optional(values: Mapping[str, str]) -> list[str]:
    labels = (
        ("tried", "Al geprobeerd"),
        ("needed_by", "Nodig voor"),
        ("urgent_reason", "Spoed"),
        ("pay_to", "Betalen aan"),
    )
    shown = dict(values)
    if values.get("needed_by"):
        shown["needed_by"] = wording.full_day(date.fromisoformat(values["needed_by"]))
    return [f"{label}: {shown[name]}" for name, label in labels if values.get(name)]


def _warnings(values: Mapping[str, str], amount_cents: int, step: CheckStep) -> list[str]:
    lines: list[str] = []
    try:
        soon = date.fromisoformat(values.get("needed_by", "")) < local_date(step.decide_by)
    except ValueError:
        soon = False
    if soon and not values.get("urgent"):
        lines.append("Je hebt het eerder nodig. Wil je Spoed aanzetten? Typ: spoed, met de reden.")
    if step.may_vote < step.min_approvals:
        lines.append(wording.few_voters(step.may_vote, step.min_approvals))
    if step.fund_left_cents < amount_cents:
        left = wording.format_euros(max(step.fund_left_cents, 0))
        lines.append(f"In het potje zit nog {left}. De regisseur kan niet meer toekennen dan dat.")
    return lines
