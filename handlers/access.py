"""Who may do what: every command, every address, every word of the console, in one table (docs/access.md shows it).

Addresses and words of the console take what they ask from here. What a command asks is decided by the order of checks
(doorbraak/requests/order.py); COMMANDS says it in a row, and tests hold the two together. Data, and how to read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from doorbraak.people import Person
from doorbraak.refusals import Refusal


class Who(StrEnum):
    """What an address, a word or a command asks of somebody."""

    ANYBODY = "anybody"
    LINKED = "linked"
    KOPLOPER = "koploper"
    REVIEWER = "reviewer"
    JUDGES = "judges"
    LEAD = "lead"
    LEAD_OR_ADMIN = "lead_or_admin"
    FUND = "fund"
    TALKS = "talks"
    ACCOUNTS = "accounts"
    ADMIN = "admin"


MAY: Mapping[Who, Callable[[Person], bool]] = {
    Who.ANYBODY: lambda _: True,
    Who.LINKED: lambda person: person.active,
    Who.KOPLOPER: lambda person: person.is_koploper,
    Who.REVIEWER: lambda person: person.is_reviewer,
    Who.JUDGES: lambda person: person.is_reviewer or person.is_lead,
    Who.LEAD: lambda person: person.is_lead,
    Who.LEAD_OR_ADMIN: lambda person: person.is_lead or person.is_admin,
    Who.FUND: lambda person: person.minds_the_fund,
    Who.TALKS: lambda person: person.is_reviewer or person.minds_the_fund,
    Who.ACCOUNTS: lambda person: person.is_manager or person.is_admin,
    Who.ADMIN: lambda person: person.is_admin,
}

ABOUT: Mapping[Who, str] = {
    Who.ANYBODY: "everybody, also without signing in",
    Who.LINKED: "whoever is linked and has not left",
    Who.KOPLOPER: "koploper",
    Who.REVIEWER: "reviewer who accepted the note and is no manager",
    Who.JUDGES: "reviewer or lead who accepted the note",
    Who.LEAD: "lead who accepted the note",
    Who.LEAD_OR_ADMIN: "lead who accepted the note, or admin",
    Who.FUND: "lead who accepted the note, manager or admin",
    Who.TALKS: "reviewer or lead who accepted the note, manager or admin",
    Who.ACCOUNTS: "manager or admin",
    Who.ADMIN: "admin",
}


# Commands about requests ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needs:
    """What a command asks: a role (else `otherwise`), and a place in the request (else one of `places`).

    `poster_too`: the poster may without the role. `role_too`: the role may without being the poster.
    """

    who: Who
    otherwise: Refusal | None = None
    places: tuple[Refusal, ...] = ()
    poster_too: bool = False
    role_too: Who | None = None


_VOTES = Needs(Who.REVIEWER, Refusal.NOT_A_REVIEWER, (Refusal.OWN_REQUEST, Refusal.OWN_ORGANISATION, Refusal.RECUSED))
_DECIDES = Needs(Who.LEAD, Refusal.NOT_THE_LEAD, (Refusal.OWN_REQUEST, Refusal.RECUSED))
_POSTER = Needs(Who.LINKED, None, (Refusal.NOT_THE_POSTER,))
_PAYS = Needs(Who.LINKED, None, (Refusal.NOT_THE_POSTER,), role_too=Who.FUND)

COMMANDS: Mapping[str, Needs] = {
    "submit": Needs(Who.KOPLOPER, Refusal.NOT_A_KOPLOPER, (Refusal.UNKNOWN_DISTRICT,)),
    "revise": _POSTER,
    "approve": _VOTES,
    "object": _VOTES,
    "propose_route": Needs(Who.REVIEWER, Refusal.NOT_A_REVIEWER, (Refusal.OWN_REQUEST, Refusal.RECUSED)),
    "answer_route": _POSTER,
    "recuse": Needs(Who.JUDGES, Refusal.NOT_A_REVIEWER, (Refusal.OWN_REQUEST, Refusal.RECUSED)),
    "withdraw": _POSTER,
    "lead_grant": _DECIDES,
    "lead_decline": _DECIDES,
    "urgent_grant": _DECIDES,
    "pay": _PAYS,
    "settle": _PAYS,
    "follow_up": _POSTER,
    "remark": Needs(Who.TALKS, Refusal.NOT_IN_PROGRAMME, poster_too=True),
    "hand_over": Needs(Who.LEAD_OR_ADMIN, Refusal.NOT_THE_LEAD),
    "correct": Needs(Who.FUND, Refusal.NOT_THE_LEAD),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody stands to a request; `found` is false for one of another programme."""

    found: bool = True
    mine: bool = False
    own_organisation: bool = False
    recused: bool = False
    own_district: bool = True


def refusal_of(command: str, person: Person | None, place: Place) -> Refusal | None:
    """Give the refusal that somebody meets for who it is and where it stands; None when these two are in order."""
    needs = COMMANDS[command]
    if person is None or not person.active:
        return Refusal.UNKNOWN_PERSON
    is_poster = place.found and place.mine
    if not MAY[needs.who](person) and not (needs.poster_too and is_poster):
        return needs.otherwise
    if not place.found and command != "submit":
        return Refusal.UNKNOWN_REQUEST
    return next((refusal for refusal in needs.places if _stands_in_the_way(refusal, needs, person, place)), None)


def _stands_in_the_way(refusal: Refusal, needs: Needs, person: Person, place: Place) -> bool:
    if refusal is Refusal.NOT_THE_POSTER:
        return not place.mine and not (needs.role_too is not None and MAY[needs.role_too](person))
    return {
        Refusal.OWN_REQUEST: place.mine,
        Refusal.OWN_ORGANISATION: place.own_organisation,
        Refusal.RECUSED: place.recused,
        Refusal.UNKNOWN_DISTRICT: not place.own_district,
    }[refusal]


# Addresses of the web -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """One address: who may come there, and what it is. `before_note`: also open to who must accept the note first."""

    who: Who
    about: str
    before_note: bool = False


_NEW = "/nieuwe-aanvraag"
_REQUEST = "/aanvragen/{number}"
_MEMBER = "/beheer/mensen/{key}"

PAGES: Mapping[tuple[str, str], Address] = {
    ("GET", "/livez"): Address(Who.ANYBODY, "the process lives"),
    ("GET", "/readyz"): Address(Who.ANYBODY, "taps can be stored"),
    ("GET", "/metrics"): Address(Who.ANYBODY, "figures without content, on the loopback or with `METRICS_TOKEN`"),
    ("GET", "/.well-known/security.txt"): Address(Who.ANYBODY, "where to report a hole"),
    ("GET", "/static"): Address(Who.ANYBODY, "style, script and icon"),
    ("GET", "/"): Address(Who.ANYBODY, "sign in; in the demo one button per person"),
    ("POST", "/inloggen"): Address(Who.ANYBODY, "sign in with a code"),
    ("POST", "/demo"): Address(Who.ANYBODY, "sign in as a person of the demo, in the demo only"),
    ("POST", "/uitloggen"): Address(Who.ANYBODY, "sign out"),
    ("POST", "/inloggen/mail"): Address(Who.ANYBODY, "have a sign-in link mailed; the same answer to everybody"),
    ("GET", "/inloggen/gevraagd"): Address(Who.ANYBODY, "look into your mail"),
    ("GET", "/inloggen/link"): Address(Who.ANYBODY, "a button: looking spends nothing"),
    ("POST", "/inloggen/link"): Address(Who.ANYBODY, "spend a link from chat or mail"),
    ("POST", "/inloggen/organisatie"): Address(Who.ANYBODY, "to the identity provider of the organisation"),
    ("GET", "/inloggen/terug"): Address(Who.ANYBODY, "back from it"),
    ("POST", "/inloggen/kies"): Address(Who.ANYBODY, "choose one of the own programmes"),
    ("GET", "/opnieuw-inloggen"): Address(Who.LINKED, "sign in once more", before_note=True),
    ("GET", "/opnieuw-inloggen/verder"): Address(Who.LINKED, "go on with what was held", before_note=True),
    ("GET", "/geheimhouding"): Address(Who.LINKED, "the confidentiality note", before_note=True),
    ("POST", "/geheimhouding"): Address(Who.LINKED, "agree to it", before_note=True),
    ("GET", "/mijn-gegevens"): Address(Who.LINKED, "who you are here", before_note=True),
    ("POST", "/mijn-gegevens/stille-uren"): Address(Who.LINKED, "when nobody reminds you", before_note=True),
    ("POST", "/mijn-gegevens/taal"): Address(Who.LINKED, "in which language you are told things", before_note=True),
    ("POST", "/mijn-gegevens/apparaten"): Address(Who.LINKED, "forget remembered devices", before_note=True),
    ("POST", "/mijn-gegevens/apparaat"): Address(Who.LINKED, "forget one device", before_note=True),
    ("POST", "/mijn-gegevens/overal-uitloggen"): Address(Who.LINKED, "end every session", before_note=True),
    ("GET", "/wat-wacht-op-mij"): Address(Who.LINKED, "what waits, and news"),
    ("POST", "/wat-wacht-op-mij/gelezen"): Address(Who.LINKED, "mark the own news as read"),
    ("GET", _NEW): Address(Who.KOPLOPER, "the form"),
    ("POST", _NEW): Address(Who.KOPLOPER, "keep it, look at what is left for the client, go on"),
    ("POST", f"{_NEW}/concept"): Address(Who.KOPLOPER, "keep the own draft"),
    ("POST", f"{_NEW}/geen-dossier"): Address(Who.KOPLOPER, "a code for a client without a file"),
    ("POST", f"{_NEW}/opnieuw"): Address(Who.KOPLOPER, "throw the own draft away"),
    ("GET", f"{_NEW}/vragen/{{draft}}"): Address(Who.KOPLOPER, "what is asked about the texts of an own draft"),
    ("POST", f"{_NEW}/vragen/{{draft}}"): Address(Who.KOPLOPER, "one answer"),
    ("GET", f"{_NEW}/controle/{{draft}}"): Address(Who.KOPLOPER, "the check step of an own draft"),
    ("POST", f"{_NEW}/controle/{{draft}}/versturen"): Address(Who.KOPLOPER, "send it"),
    ("GET", "/mijn-aanvragen"): Address(Who.KOPLOPER, "own requests"),
    ("GET", "/aanvragen"): Address(Who.LINKED, "find requests among those one may see"),
    ("POST", "/aanvragen/zoeken"): Address(Who.LINKED, "the search form: what was typed stands in no address"),
    ("GET", _REQUEST): Address(Who.LINKED, "a request one may see"),
    ("GET", f"{_REQUEST}/versie"): Address(Who.LINKED, "its version, for an open page"),
    ("GET", f"{_REQUEST}/delen"): Address(Who.LINKED, "its parts, for an open page"),
    ("GET", f"{_REQUEST}/zeg-tegen-de-klant"): Address(Who.LINKED, "what to tell the client, without names"),
    ("GET", f"{_REQUEST}/kopieer-voor-dossier"): Address(Who.LINKED, "a note for the file, without names"),
    ("GET", f"{_REQUEST}/{{action}}"): Address(Who.LINKED, "the form behind a button that one has there"),
    ("POST", f"{_REQUEST}/{{action}}"): Address(Who.LINKED, "a press; the command decides"),
    ("GET", f"{_REQUEST}/{{action}}/vragen"): Address(Who.LINKED, "what is asked about the own text"),
    ("POST", f"{_REQUEST}/{{action}}/vragen"): Address(Who.LINKED, "one answer"),
    ("POST", f"{_REQUEST}/{{action}}/over"): Address(Who.LEAD, "what is left for the client, when deciding; logged"),
    ("GET", "/uitgaven"): Address(Who.FUND, "what was spent"),
    ("POST", "/uitgaven/excel"): Address(Who.FUND, "download it, signed in just now; logged"),
    ("POST", "/uitgaven/csv"): Address(Who.FUND, "download it, signed in just now; logged"),
    ("GET", "/verantwoording"): Address(Who.ACCOUNTS, "who is new, what a lead decided alone, what was set otherwise"),
    ("GET", "/beheer"): Address(Who.ADMIN, "who takes part"),
    ("GET", "/beheer/nieuw"): Address(Who.ADMIN, "the form to add somebody"),
    ("POST", "/beheer/nieuw"): Address(Who.ADMIN, "add somebody; logged"),
    ("GET", _MEMBER): Address(Who.ADMIN, "somebody of the programme"),
    ("POST", _MEMBER): Address(Who.ADMIN, "change roles, organisation, districts; logged"),
    ("POST", f"{_MEMBER}/code"): Address(Who.ADMIN, "give a sign-in code, shown once; logged"),
    ("POST", f"{_MEMBER}/ontkoppelen"): Address(Who.ADMIN, "take what somebody comes in by, just signed in; logged"),
    ("GET", f"{_MEMBER}/vertrek"): Address(Who.ADMIN, "what is open of somebody who leaves"),
    ("POST", f"{_MEMBER}/vertrek"): Address(Who.ADMIN, "let somebody leave, signed in just now; logged"),
}


# Words of the console -------------------------------------------------------------------------------------------------

CONSOLE: Mapping[str, Who] = {
    **dict.fromkeys(("help", "waiting", "look", "find", "tell_client", "copy_for_file", "again", "read"), Who.LINKED),
    "submit": Who.KOPLOPER,
    "mine": Who.KOPLOPER,
    "spend": Who.FUND,
    "account": Who.ACCOUNTS,
    **{command: Who.LINKED for command in COMMANDS if command != "submit"},
}
"""Who may use a word. Words of commands are open to whoever is linked: the command decides."""
