"""The card of a request as plain text: for terminals, notifications and screen readers (docs: screens, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from doorbraak.money import format_euros
from doorbraak.overviews import RequestPage, RouteLine, VoteLine
from handlers.words.codes import lead_why, money_state, route_text, state, theme_short, verdict_short
from handlers.words.dates import day, full_day, weekday_moment
from handlers.words.lists import counted

REMARK_GONE = "Deze opmerking is verwijderd."
"""What stands in the talk for a remark whose words are gone."""


def title(page: RequestPage) -> str:
    """Give the title of a request's page: "VE-2026-0042 · Fiets"."""
    return f"{page.number} · {theme_short(page.theme)}"


def texts_gone(page: RequestPage) -> str:
    """Give what stays of a post when its words went: "VE-2026-0042 · tekst verwijderd op 3 maart 2027"."""
    when = f" op {full_day(page.texts_purged_at)}" if page.texts_purged_at else ""
    return f"{page.number} · tekst verwijderd{when}"


def head(page: RequestPage) -> str:
    """Give the first line of the card, with the state at the end."""
    version = [f"versie {page.revision}"] if page.revision > 1 else []
    urgent = ["Spoed"] if page.urgent else []
    amount, how = format_euros(page.asked_cents), state(page.status, page.granted_cents)
    return " · ".join([title(page), *version, page.district, amount, *urgent, how])


def notification(page: RequestPage) -> str:
    """Give the one line that stands in a notification."""
    if page.status != "open":
        return f"{page.number}, {state(page.status, page.granted_cents)}: {theme_short(page.theme)}, {page.district}."
    by = f" Voor {weekday_moment(page.decide_by)}." if page.decide_by else ""
    facts = f"{theme_short(page.theme)}, {format_euros(page.asked_cents)}, {page.district}."
    question = _one_line(page.texts.get("question", ""))
    return f"Kijk je mee? {facts}{by} {page.number}, open. {question}".strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def card(page: RequestPage, settings: Mapping[str, Any] | None = None, today: date | None = None) -> str:
    """Write the card as plain text; the same content on every channel. It never shows who stepped back."""
    fund = str((settings or {}).get("fund_name") or "potje")
    parts = [_top(page, today), *_texts(page), _routes(page), _votes(page), closing(page, fund)]
    return "\n\n".join(part for part in parts if part)


def _top(page: RequestPage, today: date | None) -> str:
    needed = f"Uiterlijk nodig: {day(page.needed_by, today)}" if page.needed_by else ""
    by = (
        f"antwoord graag voor {weekday_moment(page.decide_by, today)}"
        if page.decide_by and page.status == "open"
        else ""
    )
    times = " · ".join(part for part in (needed, by) if part)
    lines = [head(page), times[:1].upper() + times[1:]]
    if page.with_lead:
        lines.append(f"Ligt bij de regisseur: {lead_why(page.with_lead_why)}")
    return "\n".join(line for line in lines if line)


def _texts(page: RequestPage) -> list[str]:
    if page.texts_purged:
        when = f" op {full_day(page.texts_purged_at)}" if page.texts_purged_at else ""
        return [f"Tekst verwijderd{when}."]
    if page.imported:
        return ["Deze aanvraag komt uit een eerder jaar. Er is geen tekst."]
    rest = [
        f"{label}: {page.texts[name]}"
        for name, label in (
            ("if_nothing", "Als we niets doen"),
            ("tried", "Al geprobeerd"),
            ("urgent_reason", "Waarom spoed"),
            ("pay_to", "Betalen aan"),
        )
        if page.texts.get(name)
    ]
    return [f"Wat is er nodig?\n{page.texts.get('question', '')}".strip(), "\n".join(rest)]


def route_line(route: RouteLine) -> str:
    """Write one route: which, via whom, how many days, and what the poster answered."""
    name = route_text(route.route, route.code)
    parts = [name[:1].upper() + name[1:]]
    if route.who:
        parts.append(f"via {route.who}")
    if route.expected_days is not None:
        parts.append(counted(route.expected_days, "dag", "dagen"))
    reason = f": {route.reason}" if route.reason else ""
    return f"{route.no}. {', '.join(parts)} — {verdict_short(route.verdict)}{reason}"


def _routes(page: RequestPage) -> str:
    if not page.routes:
        return ""
    return "\n".join(["Regulier", *map(route_line, page.routes)])


def vote_words(vote: VoteLine) -> str:
    """Write who voted and up to what: "Joost (Portaal, hoogstens € 100,00)"."""
    most = f", hoogstens {format_euros(vote.max_cents)}" if vote.max_cents is not None else ""
    return f"{vote.name} ({vote.organisation}{most})"


def _votes(page: RequestPage) -> str:
    if page.imported:
        return ""
    approvals = [vote_words(vote) for vote in page.votes if vote.stands and vote.approves]
    line = " · ".join(
        [f"Akkoord: {page.approvals} van {page.min_approvals}", *([", ".join(approvals)] if approvals else [])]
    )
    missing = page.min_approvals - page.approvals
    if page.status == "open" and missing > 0:
        line += f" · nog {missing} akkoord nodig"
    objections = [
        f"Bezwaar: {vote_words(vote)}" + (f": {vote.reason}" if vote.reason else "")
        for vote in page.votes
        if vote.stands and not vote.approves
    ]
    return "\n".join([line, *objections])


def closing(page: RequestPage, fund: str = "potje") -> str:
    """Give the last part of the card: the question while it is open, and else how it ended."""
    if page.status == "open":
        return "Weet jij een gewone route die op tijd is? Zo niet: ben je akkoord?"
    return "\n".join(_ended(page, fund))


def _ended(page: RequestPage, fund: str) -> list[str]:
    if page.status == "granted":
        lines = [_granted_line(page)]
        lines += ["Al toegekend met spoed. De groep kijkt achteraf mee."] if page.review == "pending" else []
        money = money_state(page.money)
        spent = f": {format_euros(page.settled_cents)}" if page.settled_cents is not None else ""
        return [*lines, f"{money}{spent}"]
    if page.status == "solved_by_route":
        route = next((one for one in page.routes if one.verdict == "in_time"), None)
        how = f": {route_text(route.route, route.code)}" if route else ""
        via = f", via {route.who}" if route and route.who else ""
        return [f"Opgelost zonder {fund}{how}{via}."]
    if page.status == "declined":
        reason = f": {page.texts['decision']}" if page.texts.get("decision") else "."
        return [f"Afgewezen{reason}", "De klant kan nog steeds een gewone aanvraag doen."]
    if page.status == "expired":
        return ["Verlopen: niemand heeft op tijd gekozen.", "De klant kan nog steeds een gewone aanvraag doen."]
    return ["Ingetrokken door de koploper."]


def _granted_line(page: RequestPage) -> str:
    line = f"Toegekend {format_euros(page.granted_cents or 0)}"
    if page.how != "votes" or page.imported:
        return line
    organisations = len({vote.organisation for vote in page.votes if vote.stands and vote.approves})
    return f"{line} · {page.approvals} keer akkoord, van {counted(organisations, 'organisatie', 'organisaties')}"
