"""Why a request stands as it does, in sentences: votes, routes, limits. From the page's own figures and explanation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doorbraak.money import format_euros
from doorbraak.overviews import RequestPage
from handlers.words.codes import lead_why, review_state, route_name, verdict_short, vote_out
from handlers.words.dates import weekday_moment
from handlers.words.lists import counted

_HOW = {
    "votes": "Toegekend door de stemmen.",
    "lead": "De regisseur heeft gekozen.",
    "urgent": "De regisseur heeft met spoed toegekend.",
}


def explanation(page: RequestPage) -> list[str]:
    """Give sentences that say why a request stands so: the rules it met, votes, routes, cap and budget."""
    sentences = _decided(page.explanation) if page.explanation else _standing(page)
    said = page.texts.get("decision", "")
    if said:
        sentences.insert(1, f"Waarom: {said}")
    review = review_state(page.review)
    return [*sentences, f"{review}."] if review else sentences


def _standing(page: RequestPage) -> list[str]:
    if page.imported:
        return ["Deze aanvraag komt uit een eerder jaar. De stemmen zijn niet bewaard."]
    ended = {
        "solved_by_route": "De koploper vond een gewone route op tijd. Er is geen geld nodig.",
        "withdrawn": "De koploper heeft de aanvraag ingetrokken.",
        "expired": "Niemand heeft op tijd gekozen. De klant kan nog steeds een gewone aanvraag doen.",
    }.get(page.status)
    return [ended] if ended else [*_open(page), *_lead_sentences(page)]


def _open(page: RequestPage) -> list[str]:
    needed = counted(page.min_approvals, "akkoord", "keer akkoord")
    sentences = [f"Nodig: {needed}, van minstens {counted(page.min_organisations, 'organisatie', 'organisaties')}."]
    sentences.append(f"Nu: {page.approvals} van {page.min_approvals} akkoord.")
    waiting = [route.no for route in page.routes if not route.verdict]
    if waiting:
        sentences.append(f"Eerst antwoordt de koploper op route {', '.join(map(str, waiting))}.")
    if any(vote.stands and not vote.approves for vote in page.votes):
        sentences.append("Er is bezwaar. Dan kiest de regisseur.")
    return sentences


def _lead_sentences(page: RequestPage) -> list[str]:
    if page.with_lead:
        by = f" Graag een keuze voor {weekday_moment(page.lead_by)}." if page.lead_by else ""
        return [f"De aanvraag ligt bij de regisseur: {lead_why(page.with_lead_why)}.{by}"]
    if page.decide_by:
        return [f"Op {weekday_moment(page.decide_by)} gaat de aanvraag naar de regisseur."]
    return []


def _decided(facts: Mapping[str, Any]) -> list[str]:
    granted = facts.get("decision") == "granted"
    first = (
        _HOW.get(str(facts.get("how")), "De regisseur heeft gekozen.") if granted else "De regisseur heeft afgewezen."
    )
    return [
        first,
        f"Regels van dat moment: versie {facts.get('policy_version')}.",
        f"Nodig waren {facts.get('min_approvals')} akkoorden van {facts.get('min_organisations')} organisaties.",
        *_votes(facts),
        *(_route(route) for route in facts.get("routes") or ()),
        *_money(facts),
    ]


def _person(vote: Mapping[str, Any]) -> str:
    return f"{vote.get('name') or 'Iemand'} ({vote.get('organisation')})"


def _votes(facts: Mapping[str, Any]) -> list[str]:
    votes = facts.get("counted") or ()
    told = [f"Telde mee: {_person(vote)}, tot {format_euros(vote['max_cents'])}." for vote in votes]
    out = facts.get("left_out") or ()
    told += [f"Telde niet mee: {_person(vote)}, {vote_out(str(vote.get('why')))}." for vote in out]
    return told or ["Niemand had gestemd."]


def _route(route: Mapping[str, Any]) -> str:
    name, verdict = route_name(str(route.get("code"))), verdict_short(str(route.get("verdict") or ""))
    return f"Route {route.get('route_no')}: {name}, {verdict}."


def _money(facts: Mapping[str, Any]) -> list[str]:
    asked, granted = facts.get("asked_cents"), facts.get("granted_cents")
    told: list[str] = []
    if isinstance(asked, int):
        got = f", toegekend {format_euros(granted)}" if isinstance(granted, int) else ""
        told.append(f"Gevraagd {format_euros(asked)}{got}.")
    if isinstance(facts.get("cap_cents"), int):
        told.append(f"Per klant kan hoogstens {format_euros(facts['cap_cents'])}.")
    if isinstance(facts.get("client_left_cents"), int):
        told.append(f"Voor deze klant was nog {format_euros(facts['client_left_cents'])} over.")
    if isinstance(facts.get("fund_left_cents"), int):
        told.append(f"In het potje zat nog {format_euros(facts['fund_left_cents'])}.")
    return told
