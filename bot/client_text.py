"""What is kept about one client as a text to read: Dutch, u, for who asked for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from handlers import wording

_TEXTS = {
    "question": "Wat er nodig was",
    "if_nothing": "Wat er gebeurt als er niets gebeurt",
    "tried": "Wat er al was geprobeerd",
    "urgent_reason": "Waarom er haast was",
    "pay_to": "Aan wie wordt betaald",
    "decision": "De reden van de regisseur",
}


def client_text(facts: Mapping[str, Any]) -> str:
    """Write what `storage/client_file.py` gives."""
    lines = [f"Wat wij over u bewaren, op {_day(facts['made_at'])}", ""]
    if not facts["requests"]:
        lines += ["Er zijn geen aanvragen.", ""]
    for request in facts["requests"]:
        lines += [*_request(request), ""]
    for draft in facts["drafts"]:
        lines += [f"Een formulier dat nog niet is verstuurd, bewaard op {_day(draft['saved_at'])}"]
        lines += [f"  {value}" for value in draft["values"].values() if value] + [""]
    if facts["looked_at"]:
        days = ", ".join(dict.fromkeys(_day(at) for at in facts["looked_at"]))
        lines += [f"Wanneer iemand keek hoeveel geld er nog was: {days}", ""]
    return "\n".join(lines)


def _day(moment: str) -> str:
    return wording.full_day(datetime.fromisoformat(moment))


def _request(request: Mapping[str, Any]) -> Iterator[str]:
    yield f"Aanvraag {request['number']}, {_day(request['submitted_at'])}, gedaan door {request['organisation']}"
    asked, granted, spent = (request[f"{name}_cents"] for name in ("asked", "granted", "settled"))
    yield f"  Thema: {wording.theme(request['theme'])}. Wijk: {request['district']}."
    yield f"  Gevraagd: {wording.format_euros(asked)}."
    yield f"  Hoe het afliep: {wording.state(request['status'], granted)}." + (
        f" Op {_day(request['decided_at'])}." if request["decided_at"] else ""
    )
    if spent is not None:
        yield f"  Uitgegeven: {wording.format_euros(spent)}."
    if request["texts_removed_at"]:
        yield f"  Tekst verwijderd op {_day(request['texts_removed_at'])}."
    for name, text in request["texts"].items():
        yield f"  {_TEXTS.get(name, name)}: {text}"
    yield from (f"  {line}" for line in _said(request))


def _said(request: Mapping[str, Any]) -> Iterator[str]:
    for vote in request["votes"]:
        what = "akkoord" if vote["approves"] else "bezwaar"
        most = f", hoogstens {wording.format_euros(vote['max_cents'])}" if vote["max_cents"] is not None else ""
        reason = f": {vote['reason']}" if vote["reason"] else ""
        yield f"{_day(vote['at'])}, {vote['organisation']}: {what}{most}{reason}"
    for route in request["routes"]:
        name = wording.route_text(route["route"] or "", route["code"])
        who = f", via {route['who']}" if route["who"] else ""
        verdict = f": {wording.verdict_short(route['verdict'])}" if route["verdict"] else ""
        reason = f" ({route['reason']})" if route["reason"] else ""
        yield f"{_day(route['at'])}, {route['organisation']} noemde een gewone regeling: {name}{who}{verdict}{reason}"
    for remark in request["talk"]:
        yield f"{_day(remark['at'])}, {remark['organisation']}: {remark['text'] or wording.REMARK_GONE}"
