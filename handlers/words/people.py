"""What is said about people: to an admin who changes them, and to who hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from doorbraak.team import BY_ACCOUNT
from handlers.words.codes import role
from handlers.words.lists import listed

_FAULTS = {
    "name_required": "Vul een naam in.",
    "name_too_long": "Deze naam is te lang. Gebruik hoogstens 80 tekens.",
    "roles_required": "Kies ten minste één rol.",
    "organisation_unknown": "Kies een organisatie uit de lijst. Een nieuwe zet je in het programmabestand.",
    "district_unknown": "Deze wijk is er niet (meer). Kies opnieuw.",
    "email_invalid": "Dit lijkt geen mailadres. Schrijf het zo: noor@example.org.",
    "accepted_later": "Deze dag moet nog komen. Vul een dag in die al is geweest.",
    "last_manager": (
        "Dit is de enige programmamanager. Maak eerst iemand anders programmamanager, en laat die inloggen. "
        "Is een apparaat kwijt? Geef dan een code: daarmee kan deze persoon zelf overal uitloggen."
    ),
    "last_admin": "Dit is de laatste beheerder. Maak eerst iemand anders beheerder, en laat die inloggen.",
    "unknown_member": "Deze persoon doet niet (meer) mee.",
    "not_a_koploper": "Overdragen kan alleen aan een andere koploper die al eens inlogde. Er is niets veranderd.",
}

MANAGER_DOES_NOT_VOTE = "Een programmamanager stemt niet mee, ook niet als meelezer."
NEEDS_NOTE = "Een meelezer of regisseur ziet pas iets na akkoord met de geheimhouding."


_WELCOME = {
    "koploper": "Je bent koploper. Heeft een klant nu iets nodig? Typ /voorkomerger: zes vragen, één minuut.",
    "reviewer": (
        "Je bent meelezer: je kijkt mee vanuit {organisation}. Weet je een gewone route? Zeg het. "
        "Zo niet: akkoord of bezwaar. Verwacht ongeveer één vraag per maand."
    ),
    "lead": "Je bent regisseur. Wat vastloopt komt bij jou: je krijgt bericht.",
    "manager": "Je bent programmamanager. Typ /doorbraak uitgaven per thema dit jaar.",
}


def welcome(roles: Iterable[str], organisation: str) -> str:
    """Say to who just came in by chat what each role does there."""
    said = [_WELCOME[role].format(organisation=organisation) for role in _WELCOME if role in set(roles)]
    return "\n".join(said)


def member_fault(code: str) -> str:
    """Say what is wrong with what an admin filled in."""
    return _FAULTS[code]


def roles_of(codes: str | Sequence[str]) -> str:
    """Write roles inside a sentence: "koploper en meelezer"; "geen rol" without any."""
    names = [role(code) for code in (codes.split() if isinstance(codes, str) else codes)]
    return listed(names) or "geen rol"


def member_saved(name: str, roles: Sequence[str], *, accepted: bool) -> str:
    """Say that somebody was stored, and what the roles do not do (R3)."""
    said = [f"{name} is bewaard."]
    if "manager" in roles and "reviewer" in roles:
        said.append(f"Let op: {name} is ook programmamanager. {MANAGER_DOES_NOT_VOTE}")
    elif not accepted and ("reviewer" in roles or "lead" in roles):
        said.append(NEEDS_NOTE)
    return " ".join(said)


def member_left(name: str, handed_over: Sequence[str], left_open: Sequence[str], to: str) -> str:
    """Say that somebody left, and what became of what was open."""
    if handed_over:
        return f"{name} doet niet meer mee. Overgedragen aan {to}: {listed(handed_over)}."
    if left_open:
        return f"{name} doet niet meer mee. Nog over te dragen: {listed(left_open)}."
    return f"{name} doet niet meer mee."


def _own_roles(facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    who = name(str(facts["person"])) or "Een beheerder"
    return (
        f"{who} is beheerder en veranderde de eigen rol. Eerst: {roles_of(str(facts['before']))}. "
        f"Nu: {roles_of(str(facts['after']))}. Klopt dat niet? Bel {who}."
    )


def _role_given(facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    who, by = name(str(facts["person"])) or "Iemand", name(str(facts["by"])) or "Een beheerder"
    new = [code for code in str(facts["after"]).split() if code not in str(facts["before"]).split()]
    if facts["by"] == BY_ACCOUNT:
        by = "Het account van jullie organisatie"
    can = {
        "lead": "mag nu zonder de groep toekennen of afwijzen",
        "admin": "mag nu mensen toevoegen en rollen geven",
        "manager": "leest nu uitgaven en verantwoording",
    }
    does = " en ".join(can[code] for code in new if code in can)
    call = "je beheerder" if facts["by"] == BY_ACCOUNT else by
    return f"{by} maakte {who} {roles_of(new)}. {who} {does}. Klopt dat niet? Bel {call}."


def _code_given(facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    by = name(str(facts["by"])) or "Een beheerder"
    return (
        f"{by} maakte een inlogcode voor jou. Vroeg je daar niet om? "
        f"Kies Overal uitloggen bij Mijn gegevens. Bel dan {by} en je programmamanager."
    )


def _mail_changed(facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    by = name(str(facts["by"])) or "Een beheerder"
    if facts.get("first"):
        return (
            f"{by} vulde een mailadres voor je in. Wie die mailbox leest, kan als jij inloggen. "
            f"Kijk bij Mijn gegevens of het klopt. Klopt het niet? Bel dan {by} en je programmamanager."
        )
    return (
        f"{by} veranderde jouw mailadres. Inloggen met een link per mail gaat nu via het nieuwe adres. "
        f"Je bent overal uitgelogd. Vroeg je hier niet om? Bel dan {by} en je programmamanager."
    )


def _role_taken(facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    who, by = name(str(facts["person"])) or "Iemand", name(str(facts["by"])) or "Een beheerder"
    gone = [code for code in str(facts["before"]).split() if code not in str(facts["after"]).split()]
    now = roles_of(str(facts["after"]))
    if facts.get("own"):
        return f"{by} nam jouw rol weg: {roles_of(gone)}. Je bent nu {now}. Klopt dat niet? Bel {by}."
    return f"{by} nam de rol van {who} weg: {roles_of(gone)}. {who} is nu {now}. Klopt dat niet? Bel {who}."


def _access_changed(facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    who, by = name(str(facts["person"])) or "Iemand", name(str(facts["by"])) or "Een beheerder"
    told = {
        "code": f"{by} maakte een inlogcode voor {who}. De toegang van {who} was eerder weggenomen.",
        "mail": f"{by} vulde een ander mailadres in voor {who}. Wie die mailbox leest, kan inloggen als {who}.",
        "unlinked": f"{by} nam de toegang van {who} weg. {who} heeft een nieuwe code nodig om weer in te loggen.",
        "left": f"{by} liet weten dat {who} niet meer meedoet.",
    }
    return (
        f"{told[str(facts['what'])]} Weet {who} daar niet van? Bel dan de andere beheerder of de privacyfunctionaris."
    )


_WITHOUT_REQUEST: dict[str, Callable[[Mapping[str, Any], Callable[[str], str]], str]] = {
    "own_roles": _own_roles,
    "role_given": _role_given,
    "code_given": _code_given,
    "mail_changed": _mail_changed,
    "role_taken": _role_taken,
    "access_changed": _access_changed,
}


def about_people(kind: str, facts: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """Write a message that is about people and no request; empty when it is of another kind. `name` knows ids."""
    write = _WITHOUT_REQUEST.get(kind)
    return write(facts, name) if write else ""
