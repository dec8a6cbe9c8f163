"""Every message that goes out, from a template of its own (handlers/templates/<kind>.txt.j2).

Who gets which message is doorbraak/news.py; how it travels is a platform's messenger. Here only its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from doorbraak.money import format_euros
from doorbraak.overviews import RequestPage, RouteLine, VoteLine
from handlers.words import codes, dates
from handlers.words.language import DUTCH, spoken
from handlers.words.lists import counted, listed

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
DEFAULT_PAYMENT_NOTE = "Spreek met je regisseur af wie betaalt. Schiet het niet zomaar zelf voor."
_EMPTY: dict[str, Any] = {}
_OR = {DUTCH: "of", "en": "or"}
_DONE = {
    DUTCH: "{number} is al klaar: {how}. Je hoeft niets te doen.",
    "en": "{number} is finished: {how}. You need not do anything.",
}
_PAYMENT_NOTE = {"en": "Agree with your lead who pays. Do not just pay it yourself."}
_FUND = {DUTCH: "potje", "en": "fund"}
_ROUTE = {DUTCH: "een route", "en": "a route"}
_ASKS_VOTERS = frozenset({"look_along", "look_again", "reminder", "route_proposed"})
_ASKS_LEADS = frozenset({"for_lead", "urgent", "urgent_manager", "no_lead", "lead_overdue", "expires_soon"})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words: dict[str, Any] = {
        "euros": format_euros,
        "moment": dates.weekday_moment,
        "theme": codes.theme_short,
        "state": codes.state,
        "verdict": codes.verdict_short,
        "answer": codes.answer,
        "lead_why": codes.lead_why,
        "counted": counted,
        "lower_first": _lower_first,
        "upper_first": _upper_first,
    }
    environment.filters.update(words)
    return environment


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def message(
    kind: str,
    facts: Mapping[str, Any],
    page: RequestPage,
    *,
    now: datetime,
    settings: Mapping[str, Any] | None = None,
    waits: int = 1,
    leads: Sequence[str] = (),
    link: str = "",
) -> str:
    """Write a message of a kind of doorbraak/news.py from the state of this moment.

    `page` is what the receiver may see of the request (of a post: what any reviewer may see); `waits` is how many
    requests wait for the receiver, for a reminder; `leads` the names of the leads; `link` an address to open.
    Raises KeyError for an unknown kind.
    """
    if kind not in message_kinds():
        raise KeyError(kind)
    if _asks_too_late(kind, page):
        how = _lower_first(codes.state(page.status, page.granted_cents))
        return _DONE[spoken()].format(number=page.number, how=how)
    values = _values(facts, page, now, settings or _EMPTY) | {"waits": waits, "leads": listed(leads, _OR[spoken()])}
    text = _environment().get_template(_template(kind)).render(values)
    lines = [re.sub(" +", " ", line).strip(" ") for line in text.strip().splitlines()]
    return "\n".join([*lines, link] if link else lines)


def _template(kind: str) -> str:
    """Give the template of a kind; what everybody reads has one in Dutch only."""
    name = f"{kind}.txt.j2"
    own = f"{spoken()}/{name}"
    return own if spoken() != DUTCH and (TEMPLATES / own).is_file() else name


def _asks_too_late(kind: str, page: RequestPage) -> bool:
    """Claim that a message asks for something that the request does not need any more."""
    if kind in _ASKS_VOTERS:
        return page.status != "open" and page.review != "pending"
    return kind in _ASKS_LEADS and page.status != "open"


def message_kinds() -> frozenset[str]:
    """Give the kinds that have a template."""
    return frozenset(path.name.removesuffix(".txt.j2") for path in TEMPLATES.glob("*.txt.j2"))


def _values(facts: Mapping[str, Any], page: RequestPage, now: datetime, settings: Mapping[str, Any]) -> dict[str, Any]:
    number = facts.get("route_no")
    route = next((one for one in page.routes if one.no == number), None)
    accepted = next((one for one in page.routes if one.verdict == "in_time"), None)
    return {
        "facts": {"route_no": "", "why": "", "result": ""} | dict(facts),
        "page": page,
        "decision": page.texts.get("decision", ""),
        "route": _route_words(route),
        "route_reason": route.reason if route else "",
        "route_verdict": str(facts.get("verdict") or (route.verdict if route else "")),
        "accepted": _route_words(accepted),
        "voters": listed([_person(vote) for vote in page.votes if vote.stands and vote.approves]),
        "objectors": listed([vote.organisation for vote in page.votes if vote.stands and not vote.approves]),
        "decide_soon": dates.soon(page.decide_by, now) if page.decide_by else "",
        "lead_soon": dates.soon(page.lead_by, now) if page.lead_by else "",
        "expires_soon": dates.soon(page.expires_at, now) if page.expires_at else "",
        "payment_note": str(settings.get("payment_note") or _PAYMENT_NOTE.get(spoken(), DEFAULT_PAYMENT_NOTE)),
        "fund": str(settings.get("fund_name") or _FUND[spoken()]),
        # Messages are worded when they are read: the reader may have answered since, and knows what that said.
        "last_remark": next((line.name for line in reversed(page.talk) if not line.is_mine), ""),
    }


def _route_words(route: RouteLine | None) -> str:
    if route is None:
        return _ROUTE[spoken()]
    via = f", via {route.who}" if route.who else ""
    return f"{codes.route_text(route.route, route.code)}{via}"


def _person(vote: VoteLine) -> str:
    return f"{vote.name} ({vote.organisation})"
