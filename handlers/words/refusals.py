"""Refusals as sentences: what happened, to what, and one next step (docs/rules.md section 3, R21).

One entry a code; where a command needs other words it has its own entry. Facts come with the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from doorbraak.money import format_euros
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Refusal
from handlers.words import labels, refusals_en
from handlers.words.codes import state, verdict_short
from handlers.words.dates import clock, day
from handlers.words.language import DUTCH, spoken
from handlers.words.lists import listed
from handlers.words.private import private_details
from handlers.words.told import Told, Words


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal in words, and the field of the form that it is about (None: about no field)."""

    text: str
    field: str | None = None


_ORDINARY = labels.ORDINARY_POSSIBLE


def _not_a_koploper(told: Told) -> str:
    district = f"In {told.fact('district')}" if told.fact("district") else "Hier"
    if len(told.koplopers) > 1:
        who = f"{district} zijn dat {listed(told.koplopers)}. Vraag een van hen."
    elif told.koplopers:
        who = f"{district} is dat {told.koplopers[0]}. Vraag het daar."
    else:
        who = "Vraag je beheerder wie koploper is."
    return f"Alleen koplopers doen een aanvraag. {who} {_ORDINARY}"


def _above_cap(told: Told) -> str:
    if not told.tells_what_is_left:
        return (
            "Dat kan niet: dit is meer dan er voor deze klant nog over is. Je vulde in een uur meer dan tien nummers "
            "in. Daarom zeggen we nu niet hoeveel. De regisseur weet het. Probeer het over een uur opnieuw, of doe "
            "een gewone aanvraag; dat kan altijd."
        )
    less = "Vraag minder, of doe" if told.left else "Doe"
    return (
        f"Dat kan niet: voor deze klant is dit jaar nog {told.euros('left_cents')} over. "
        f"{less} een gewone aanvraag; dat kan altijd. Loopt er al een aanvraag? Kijk in het dossier."
    )


def _lead_above_cap(told: Told) -> str:
    next_step = "Ken hoogstens dat bedrag toe." if told.left else "Wijs de aanvraag af, met je reden."
    return f"Dat kan niet: voor deze klant is dit jaar nog {told.euros('left_cents')} over. {next_step} {_ORDINARY}"


def _above_budget(told: Told) -> str:
    next_step = "Ken hoogstens dat bedrag toe." if told.left else "Vraag de beheerder naar het budget."
    return f"Dat kan niet: in het potje zit nog {told.euros('left_cents')}. {next_step} {_ORDINARY}"


def _correct_above(told: Told) -> str:
    if not told.tells_what_is_left:
        return f"Dat kan niet: dit is meer dan er nog over is. Vul een lager bedrag in. {_ORDINARY}"
    return f"Dat kan niet: er is nog {told.euros('left_cents')} over. Vul een lager bedrag in. {_ORDINARY}"


def _already_decided(told: Told) -> str:
    how = state(str(told.fact("status") or ""), told.granted_cents)
    ended = f"{told.number} is al klaar: {how[:1].lower()}{how[1:]}." if how else f"{told.number} is al klaar."
    return f"{ended} {_AFTER_THE_END.get(told.outcome.command, 'Kijk op de aanvraag hoe het afliep.')}{_kept(told)}"


_AFTER_THE_END = {
    "approve": "Je stem telt niet meer.",
    "object": "Je stem telt niet meer.",
    "propose_route": "Zet je route als opmerking in het gesprek.",
    "answer_route": "Je antwoord is niet meer nodig.",
    "recuse": "Je hoeft niets te doen.",
    "revise": "Aanpassen kan niet meer. Doe een nieuwe aanvraag.",
    "withdraw": "Intrekken kan niet meer. Bel de regisseur als het toch moet.",
    "lead_grant": "Je hoeft niets te doen.",
    "lead_decline": "Je hoeft niets te doen.",
    "urgent_grant": "Je hoeft niets te doen.",
}


def _kept(told: Told) -> str:
    return " Je opmerking staat in het gesprek." if told.fact("kept_as_remark") else ""


def _unknown_route(told: Told) -> str:
    number, moment = told.fact("route_no"), told.answered_at
    if moment:
        given, when = verdict_short(str(told.fact("verdict"))), f"op {day(moment)} om {clock(moment)}"
        return f"Route {number} heeft al een antwoord: {given}, {when}. Je hoeft niets te doen."
    return f"{told.number} heeft geen route {number}. Kijk op de aanvraag welke routes er zijn."


def _amount_invalid(told: Told) -> str:
    most = told.fact("most_cents")
    if isinstance(most, int):
        return f"{told.euros('amount_cents')} kan niet. Vul een bedrag in van € 0,01 tot {format_euros(most)}."
    return f"{told.euros('amount_cents')} kan niet. Vul minstens € 0,01 in."


def _text_too_long(told: Told) -> str:
    much = f"{told.fact('length')} tekens; er passen er {told.fact('limit')}"
    return f"Je tekst bij “{told.field_label}” is te lang: {much}. Maak hem korter. Je tekst staat er nog."


def _private(told: Told) -> str:
    return private_details(str(told.fact("kind") or ""), told.typed)


def _same(text: str) -> Words:
    return lambda told: text.format(number=told.number, poster=told.poster)


_R = Refusal
WORDS: dict[Refusal, Words] = {
    _R.UNKNOWN_PERSON: _same("Je bent nog niet gekoppeld. Vraag je beheerder om een code."),
    _R.NOT_A_KOPLOPER: _not_a_koploper,
    _R.UNKNOWN_DISTRICT: lambda told: (
        f"In {told.fact('district') or 'deze wijk'} kun jij geen aanvraag doen. "
        f"Kies een van je eigen wijken. {_ORDINARY}"
    ),
    _R.CLIENT_INVALID: _same("Dit lijkt geen dossiernummer. Voorbeeld: BOKS-1001. Geen nummer? Kies Geen dossier."),
    _R.AMOUNT_INVALID: _amount_invalid,
    _R.REASON_REQUIRED: lambda told: f"“{told.field_label}” is nog leeg. Vul dat in en probeer het opnieuw.",
    _R.TEXT_TOO_LONG: _text_too_long,
    _R.PRIVATE_DETAILS: _private,
    _R.ABOVE_CAP: _above_cap,
    _R.NOT_A_REVIEWER: _same("Alleen meelezers stemmen over {number}. Wil je iets zeggen? Dat kan in het gesprek."),
    _R.UNKNOWN_REQUEST: _same("We vinden {number} niet. Kijk of het nummer klopt, bijvoorbeeld VE-2026-0042."),
    _R.OWN_REQUEST: _same("Je eigen aanvraag kun je niet beoordelen. Wacht op je collega's."),
    _R.OWN_ORGANISATION: _same(
        "Je werkt bij dezelfde organisatie als de koploper. Daarom stem je hier niet. Weet je een route? Geef die door."
    ),
    _R.RECUSED: _same("Je doet niet mee aan {number}. Je hoeft niets te doen."),
    _R.ALREADY_DECIDED: _already_decided,
    _R.STALE_REVISION: _same("{poster} heeft de aanvraag aangepast. Je stem telt nog niet. Kijk en stem opnieuw."),
    _R.NOT_THE_POSTER: _same("Alleen de koploper van {number} kan dit. Vraag het in het gesprek."),
    _R.UNKNOWN_ROUTE: _unknown_route,
    _R.NOT_THE_LEAD: _same("Alleen een regisseur kan dit. Vraag het je regisseur."),
    _R.NOT_WITH_LEAD: _same("{number} ligt nog bij de meelezers. Je kunt kiezen zodra de aanvraag bij jou ligt."),
    _R.ABOVE_BUDGET: _above_budget,
    _R.NOT_URGENT: _same("{number} heeft geen spoed. Wacht op de meelezers, of vraag de koploper om Spoed."),
    _R.ABOVE_URGENT_MAX: lambda told: (
        f"Met spoed kun je hoogstens {told.euros('most_cents')} toekennen. Vul een lager bedrag in. {_ORDINARY}"
    ),
    _R.NOT_GRANTED: _same("Voor {number} is geen geld toegekend. Kijk op de aanvraag hoe het staat."),
    _R.ALREADY_PAID: _same("{number} is al betaald. Vul het bedrag van de bon in."),
    _R.ALREADY_SETTLED: _same("De bon van {number} is al ingevuld. Klopt het bedrag niet? Vraag je regisseur."),
    _R.ABOVE_GRANTED: lambda told: (
        f"Je kunt hoogstens {told.euros('most_cents')} invullen. Was het duurder? Vraag de rest opnieuw aan."
    ),
    _R.NOT_IN_PROGRAMME: _same("Je hoort niet bij het gesprek van {number}. Vraag het de koploper zelf."),
}
WORDS_OF: dict[tuple[str, Refusal], Words] = {
    ("hand_over", _R.NOT_A_KOPLOPER): _same("Overdragen kan alleen aan een koploper. Kies iemand anders."),
    ("hand_over", _R.NOT_THE_LEAD): _same("Alleen een regisseur of beheerder kan overdragen. Vraag het daar."),
    ("propose_route", _R.NOT_A_REVIEWER): _same("Alleen meelezers geven een route door. Zeg het in het gesprek."),
    ("propose_route", _R.OWN_REQUEST): _same("Dit is je eigen aanvraag. Is de route op tijd? Trek de aanvraag dan in."),
    ("recuse", _R.NOT_A_REVIEWER): _same("Alleen meelezers en regisseurs kunnen dit kiezen. Je hoeft niets te doen."),
    ("recuse", _R.OWN_REQUEST): _same("Dit is je eigen aanvraag. Je kunt hem wel intrekken."),
    ("recuse", _R.RECUSED): _same("Je deed al niet mee aan {number}. Je hoeft niets te doen."),
    ("lead_grant", _R.OWN_REQUEST): _same("Je kiest niet over je eigen aanvraag. Vraag een andere regisseur."),
    ("lead_decline", _R.OWN_REQUEST): _same("Je kiest niet over je eigen aanvraag. Vraag een andere regisseur."),
    ("urgent_grant", _R.OWN_REQUEST): _same("Je kiest niet over je eigen aanvraag. Vraag een andere regisseur."),
    ("lead_grant", _R.STALE_REVISION): _same("{poster} heeft de aanvraag aangepast. Kijk opnieuw en kies dan."),
    ("lead_decline", _R.STALE_REVISION): _same("{poster} heeft de aanvraag aangepast. Kijk opnieuw en kies dan."),
    ("urgent_grant", _R.STALE_REVISION): _same("{poster} heeft de aanvraag aangepast. Kijk opnieuw en kies dan."),
    ("lead_grant", _R.ABOVE_CAP): _lead_above_cap,
    ("urgent_grant", _R.ABOVE_CAP): _lead_above_cap,
    ("correct", _R.ABOVE_CAP): _correct_above,
    ("correct", _R.ABOVE_BUDGET): _correct_above,
    ("correct", _R.NOT_THE_LEAD): _same(
        "Alleen een regisseur, programmamanager of beheerder corrigeert. Vraag het daar."
    ),
    ("correct", _R.NOT_GRANTED): _same("Voor {number} is nog geen bon ingevuld. Vul eerst de bon in."),
    ("correct", _R.AMOUNT_INVALID): _same("Vul een bedrag in van € 0,00 of meer."),
    ("settle", _R.AMOUNT_INVALID): _same("Vul een bedrag in van € 0,00 of meer. Ging het niet door? Vul 0 in."),
    ("settle", _R.NOT_THE_POSTER): _same("Alleen de koploper of de regisseur vult de bon van {number} in."),
    ("pay", _R.NOT_THE_POSTER): _same("Alleen de koploper of de regisseur meldt de betaling van {number}."),
    ("pay", _R.ALREADY_SETTLED): _same("{number} is al betaald en de bon is ingevuld. Je hoeft niets te doen."),
    ("answer_route", _R.NOT_THE_POSTER): _same("Alleen de koploper van {number} antwoordt op een route."),
    ("follow_up", _R.NOT_GRANTED): _same("{number} is niet toegekend of opgelost. Je hoeft hier niets te antwoorden."),
}
_AMOUNT_CODES = frozenset({_R.AMOUNT_INVALID, _R.ABOVE_CAP, _R.ABOVE_BUDGET, _R.ABOVE_URGENT_MAX, _R.ABOVE_GRANTED})
_TEXT_CODES = frozenset({_R.REASON_REQUIRED, _R.TEXT_TOO_LONG, _R.PRIVATE_DETAILS})
_FIELD_OF = {_R.CLIENT_INVALID: "client", _R.UNKNOWN_DISTRICT: "district"}


def _field_of(outcome: Outcome, code: Refusal) -> str | None:
    if code in _AMOUNT_CODES:
        return "amount"
    if code in _TEXT_CODES:
        return str(outcome.facts.get("field") or "") or None
    if code is _R.NOT_A_KOPLOPER and outcome.command == "hand_over":
        return "to"
    return _FIELD_OF.get(code)


def refusal(
    outcome: Outcome,
    *,
    typed: str = "",
    koplopers: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
) -> Said:
    """Say a refusal, in the language that is spoken.

    `typed`: the words found by the privacy check; `koplopers`: names of those of the district; `names["poster"]`: the
    name of the koploper of this request.
    """
    code = outcome.refusal
    if code is None:
        raise ValueError("this outcome is no refusal")
    every, of_command = (WORDS, WORDS_OF) if spoken() == DUTCH else (refusals_en.WORDS, refusals_en.WORDS_OF)
    words = of_command.get((outcome.command, code)) or every[code]
    told = Told(outcome, typed, koplopers, names or {})
    return Said(words(told), _field_of(outcome, code))
