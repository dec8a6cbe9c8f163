"""What a held form would do, in words: whoever presses after signing in again sees what was typed, and for whom.

Somebody else may have filled the form in at a screen that was left alone. What lives here: names of fields and what
stands in them. What deliberately does not: holding and sending (sign_in_again.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from doorbraak.people import Role
from handlers import wording as words

_MEMBERS = "/beheer/mensen/"
_WORDS = {
    "name": "Naam",
    "organisation": "Organisatie",
    "email": "Mailadres",
    "accepted_on": "Akkoord met geheimhouding op",
    "to": "Neemt het werk over",
    "period": "Periode",
    "since": "Vanaf",
    "until": "Tot en met",
    "district": "Wijk",
    "theme": "Thema",
    "kind": "Soort",
    "by": "Per",
}
_ROLE, _DISTRICT = "role-", "district-"
_DEEDS = {
    "excel": "Download Excel",
    "csv": "Download CSV",
    "code": "Geef een code",
    "ontkoppelen": "Apparaten en accounts wegnemen",
    "vertrek": "Deze persoon gaat weg",
    "nieuw": "Toevoegen",
}


def word_of(path: str) -> str:
    """Give the word on the button that sends a held form: the one it was sent with, as far as that is known."""
    if _is_a_change(path):
        return "Bewaren"
    return _DEEDS.get(path.rpartition("/")[2], "Ga verder")


def shown(path: str, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give the facts of a held form as (label, words), every field that has something in it among them."""
    facts = [("Over wie", path.removeprefix(_MEMBERS).partition("/")[0])] if path.startswith(_MEMBERS) else []
    facts += [(_WORDS.get(name, name), _said(name, text)) for name, text in fields.items() if _is_said(name, text)]
    if _is_a_change(path) or any(name.startswith(_ROLE) for name in fields):
        facts.append(("Rollen", words.roles_of([role.value for role in Role if fields.get(f"{_ROLE}{role.value}")])))
    is_change = _is_a_change(path)
    if is_change and not fields.get("email", "").strip():
        facts.append((_WORDS["email"], "geen"))
    districts = [name.removeprefix(_DISTRICT) for name, text in fields.items() if name.startswith(_DISTRICT) and text]
    return facts + ([("Wijken", ", ".join(districts) or "alle wijken")] if districts or is_change else [])


def _is_a_change(path: str) -> bool:
    return path.startswith(_MEMBERS) and "/" not in path.removeprefix(_MEMBERS)


def _is_said(name: str, text: str) -> bool:
    return bool(text.strip()) and not name.startswith((_ROLE, _DISTRICT))


def _said(name: str, text: str) -> str:
    return words.theme(text) if name == "theme" else text
