"""Dutch words of single codes: themes, roles, verdicts, routes, states. Whole sentences live beside this file."""

from __future__ import annotations

from doorbraak.money import format_euros
from handlers.words.language import spoken

_THEMES: dict[str, tuple[str, str]] = {
    "wonen": ("Wonen en inrichting", "Wonen"),
    "verhuizing": ("Verhuizing", "Verhuizing"),
    "energie": ("Energie en water", "Energie"),
    "schulden": ("Schulden en achterstanden", "Schulden"),
    "inkomen": ("Inkomen en uitkering", "Inkomen"),
    "leges": ("Leges en documenten", "Leges"),
    "vervoer": ("Vervoer", "Vervoer"),
    "fiets": ("Fiets", "Fiets"),
    "studiekosten": ("Studie en school", "Studie"),
    "werk": ("Werk", "Werk"),
    "kinderopvang": ("Kinderopvang", "Kinderopvang"),
    "gezondheid": ("Gezondheid en tanden", "Gezondheid"),
    "gezin": ("Gezin en mantelzorg", "Gezin"),
    "anders": ("Anders", "Anders"),
}
_ROLES = {
    "koploper": "koploper",
    "reviewer": "meelezer",
    "lead": "regisseur",
    "manager": "programmamanager",
    "admin": "beheerder",
}
_VERDICTS: dict[str, tuple[str, str]] = {
    "in_time": ("Op tijd, dit gaan we doen", "op tijd"),
    "too_late": ("Te laat", "te laat"),
    "partly": ("Deels", "deels"),
    "does_not_fit": ("Past niet", "past niet"),
}
_ROUTES = {
    "bijzondere_bijstand": "bijzondere bijstand",
    "u_pas": "U-pas",
    "inkomenstoeslag": "inkomenstoeslag",
    "mbo_studentenfonds": "mbo-studentenfonds",
    "leergeld": "Leergeld",
    "schuldhulp_spoed": "schuldhulp met spoed",
    "driegesprek_schulden": "driegesprek over schulden",
    "voorschot": "voorschot",
    "coulance_schuldeiser": "coulance van de schuldeiser",
    "netwerk": "eigen netwerk",
    "anders": "andere route",
    "onbekend": "route onbekend",
}
_ANSWERS = {"yes": "Ja", "partly": "Een deel", "no": "Nee"}
_MONEY = {"reserved": "Nog niet betaald", "paid": "Betaald", "settled": "Bon ingevuld"}
_REVIEWS = {
    "pending": "De groep kijkt achteraf mee",
    "confirmed": "De groep is het eens met de spoed",
    "not_confirmed": "De groep heeft de spoed niet bevestigd",
}
_STATUS = {
    "open": "Open",
    "granted": "Toegekend",
    "solved_by_route": "Opgelost zonder potje",
    "declined": "Afgewezen",
    "withdrawn": "Ingetrokken",
    "expired": "Verlopen",
}
_LEAD_WHY = {
    "objection": "er is bezwaar",
    "budget": "er zit te weinig in het potje",
    "everybody_voted": "er kan niemand meer stemmen",
    "time": "de tijd om te stemmen is om",
}
_VOTE_OUT = {
    "objection": "bezwaar",
    "below_amount": "akkoord met een lager bedrag",
    "revised": "de aanvraag is daarna aangepast",
    "own_route": "noemde zelf een route",
    "recused": "doet niet mee",
    "poster": "is nu zelf de koploper van deze aanvraag",
    "replaced": "stemde daarna anders",
    "changed": "stemde daarna anders",
}


_ENGLISH: dict[str, dict[str, str]] = {
    "theme": {
        "wonen": "Housing",
        "verhuizing": "Moving house",
        "energie": "Energy",
        "schulden": "Debts",
        "inkomen": "Income",
        "leges": "Fees and documents",
        "vervoer": "Transport",
        "fiets": "Bicycle",
        "studiekosten": "Study",
        "werk": "Work",
        "kinderopvang": "Childcare",
        "gezondheid": "Health",
        "gezin": "Family",
        "anders": "Other",
    },
    "verdict": {
        "in_time": "in time",
        "too_late": "too late",
        "partly": "partly",
        "does_not_fit": "does not fit",
        "none": "no answer yet",
    },
    "answer": {"yes": "yes", "partly": "partly", "no": "no"},
    "status": {
        "open": "Open",
        "granted": "Granted",
        "solved_by_route": "Solved",
        "declined": "Declined",
        "withdrawn": "Withdrawn",
        "expired": "Expired",
        "with_lead": "With the lead",
    },
    "lead_why": {
        "objection": "there is an objection",
        "budget": "there is too little in the fund",
        "everybody_voted": "nobody else can vote",
        "time": "the time to vote is over",
    },
}


def _english(kind: str, code: str) -> str | None:
    """Give the English word of a code while English is spoken."""
    return _ENGLISH[kind].get(code) if spoken() == "en" else None


def theme(code: str) -> str:
    """Give the full label of a theme: `wonen` is "Wonen en inrichting"."""
    return _THEMES.get(code, (code.capitalize(), ""))[0]


def theme_short(code: str) -> str:
    """Give the short label of a theme, for titles and cards: `wonen` is "Wonen"."""
    return _english("theme", code) or _THEMES.get(code, ("", code.capitalize()))[1]


def role(code: str) -> str:
    """Give the Dutch word of a role, as on the buttons of the demo."""
    return _ROLES.get(code, code)


def verdict(code: str) -> str:
    """Give the verdict on a route as it stands on a button."""
    return _VERDICTS.get(code, (code, ""))[0]


def verdict_short(code: str) -> str:
    """Give the verdict on a route inside a sentence; "nog geen antwoord" while there is none."""
    return _english("verdict", code or "none") or _VERDICTS.get(code, ("", code or "nog geen antwoord"))[1]


def route_name(code: str) -> str:
    """Give the name of a route code inside a sentence."""
    return _ROUTES.get(code, code.replace("_", " "))


def route_text(route: str, code: str) -> str:
    """Give a route as people read it: what was typed, or the name of its code when that was typed or purged."""
    typed = route.strip()
    return route_name(code) if not typed or typed == code else typed


def answer(code: str) -> str:
    """Give an answer to "is het opgelost?"."""
    return _english("answer", code) or _ANSWERS.get(code, code)


def money_state(code: str | None) -> str:
    """Give how the money of a granted request stands; empty when nothing was granted."""
    return _MONEY.get(code or "", "")


def review_state(code: str | None) -> str:
    """Give how the look afterwards at an urgent grant stands; empty when there is none."""
    return _REVIEWS.get(code or "", "")


def lead_why(code: str) -> str:
    """Give why a request lies with the lead, as the end of "Waarom: …"."""
    return _english("lead_why", code) or _LEAD_WHY.get(code, code)


def vote_out(code: str) -> str:
    """Give why a vote does not count."""
    return _VOTE_OUT.get(code, code.replace("_", " "))


def status_word(status: str, with_lead: bool = False) -> str:
    """Give how a request stands, in a list or filter (`with_lead` is a filter value of its own)."""
    if status == "with_lead" or (with_lead and status == "open"):
        return _english("status", "with_lead") or "Ligt bij de regisseur"
    return _english("status", status) or _STATUS.get(status, status)


def state(status: str, granted_cents: int | None = None) -> str:
    """Give the state on a card: Open, Toegekend € 175,00, Opgelost, Afgewezen, Ingetrokken or Verlopen."""
    if status == "granted" and granted_cents is not None:
        return f"{_english('status', status) or 'Toegekend'} {format_euros(granted_cents)}"
    if english := _english("status", status):
        return english
    return "Opgelost" if status == "solved_by_route" else _STATUS.get(status, status)
