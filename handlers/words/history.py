"""The history of a request, one line an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from doorbraak.money import format_euros
from doorbraak.overviews import HistoryLine
from handlers.words.codes import answer, lead_why, route_name, state, verdict_short

_Facts = Mapping[str, Any]


def _euros(facts: _Facts, name: str) -> str:
    value = facts.get(name)
    return format_euros(value) if isinstance(value, int) else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _approved(facts: _Facts) -> str:
    most = _euros(facts, "max_cents")
    return f"akkoord met hoogstens {most}" if most else "akkoord"


def _route(facts: _Facts) -> str:
    code = facts.get("code")
    return _joined("noemde route", str(facts.get("route_no", ""))) + (f": {route_name(str(code))}" if code else "")


def _answered(facts: _Facts) -> str:
    return f"antwoordde op route {facts.get('route_no', '')}: {verdict_short(str(facts.get('verdict', '')))}"


def _revised(facts: _Facts) -> str:
    amount = _euros(facts, "asked_cents")
    version = f"versie {facts['revision']}" if facts.get("revision") else ""
    details = ", ".join(part for part in (version, f"nu {amount}" if amount else "") if part)
    return "paste de aanvraag aan" + (f" ({details})" if details else "")


def _granted(facts: _Facts) -> str:
    how = {"lead": "door de regisseur", "urgent": "met spoed"}.get(str(facts.get("how", "")), "")
    return _joined("toegekend:", _euros(facts, "amount_cents"), how)


def _noticed(facts: _Facts) -> str:
    what = str(facts.get("what", ""))
    if what.startswith("remind"):
        return "meelezers kregen een herinnering"
    return _NOTICES.get(what, "er ging een bericht uit")


_NOTICES = {
    "lead_overdue": "de programmamanager kreeg bericht: niemand koos op tijd",
    "urgent_again": "de regisseur kreeg de spoed nog een keer",
    "expires_soon": "bericht: de aanvraag verloopt bijna",
    "receipt": "bericht: vul de bon in",
    "receipt_again": "bericht: vul de bon in",
    "follow_up": "vraag: is het opgelost?",
}


def _imported(facts: _Facts) -> str:
    status = str(facts.get("status", ""))
    cents = facts.get("granted_cents")
    return _joined("overgenomen uit een eerder jaar:", state(status, cents if isinstance(cents, int) else None).lower())


_LINES: dict[str, Callable[[_Facts], str]] = {
    "submitted": lambda facts: _joined("deed de aanvraag", _euros(facts, "asked_cents")),
    "revised": _revised,
    "approved": _approved,
    "objected": lambda facts: "maakte bezwaar",  # noqa: ARG005
    "route_proposed": _route,
    "route_answered": _answered,
    "recused": lambda facts: "doet niet mee",  # noqa: ARG005
    "went_to_lead": lambda facts: f"naar de regisseur: {lead_why(str(facts.get('why', '')))}",
    "granted": _granted,
    "declined": lambda facts: "afgewezen door de regisseur",  # noqa: ARG005
    "solved_by_route": lambda facts: f"opgelost zonder potje, met route {facts.get('route_no', '')}",
    "withdrawn": lambda facts: "trok de aanvraag in",  # noqa: ARG005
    "expired": lambda facts: "verlopen: niemand heeft op tijd gekozen",  # noqa: ARG005
    "review_closed": lambda facts: (
        "de groep is het eens met de spoed"
        if facts.get("result") == "confirmed"
        else "de groep heeft de spoed niet bevestigd"
    ),
    "paid": lambda facts: "betaald",  # noqa: ARG005
    "settled": lambda facts: _joined("bon ingevuld:", _euros(facts, "spent_cents")),
    "corrected": lambda facts: _joined("bedrag gecorrigeerd:", _euros(facts, "spent_cents")),
    "followed_up": lambda facts: f"opgelost? {answer(str(facts.get('answer', '')))}",
    "remarked": lambda facts: "zei iets in het gesprek",  # noqa: ARG005
    "handed_over": lambda facts: _joined("droeg de aanvraag over", _to(facts)),
    "noticed": _noticed,
    "texts_purged": lambda facts: "de teksten zijn verwijderd",  # noqa: ARG005
    "remark_retracted": lambda facts: "een opmerking is verwijderd",  # noqa: ARG005
    "client_corrected": lambda facts: "het dossiernummer is hersteld",  # noqa: ARG005
    "imported": _imported,
}


def _to(facts: _Facts) -> str:
    name = facts.get("to") or ""
    return f"aan {name}" if name else ""


def history_line(line: HistoryLine) -> str:
    """Write one line of the history, without its moment: "Noor: akkoord met hoogstens € 100,00"."""
    words = _LINES.get(line.kind)
    text = words(line.facts) if words else line.kind.replace("_", " ")
    return f"{line.name}: {text}" if line.name else text[:1].upper() + text[1:]


def history_kinds() -> frozenset[str]:
    """Give the kinds of events that have words of their own."""
    return frozenset(_LINES)
