"""The private receipt after an accepted command: what it did, and when it matters what comes next."""

from __future__ import annotations

from collections.abc import Callable

from doorbraak.money import format_euros
from doorbraak.outcomes import Outcome
from doorbraak.overviews import RequestPage
from handlers.words.codes import answer, route_text
from handlers.words.dates import clock, weekday_moment

_Words = Callable[[Outcome, RequestPage | None], str]


def _granted(outcome: Outcome, page: RequestPage | None) -> str:
    text = f"Met jouw akkoord is {format_euros(outcome.granted_cents or 0)} toegekend."
    asked = page.asked_cents if page else outcome.asked_cents
    less = asked is not None and outcome.granted_cents is not None and outcome.granted_cents < asked
    return f"{text} Gevraagd was {format_euros(asked)}." if asked and less else text


def _lead(outcome: Outcome) -> str:
    return " De aanvraag ligt nu bij de regisseur." if "went_to_lead" in outcome.happened else ""


def _approve(outcome: Outcome, page: RequestPage | None) -> str:
    if "granted" in outcome.happened:
        return _granted(outcome, page)
    vote = page.my_vote if page else None
    if not outcome.happened and vote:
        return f"Je was al akkoord om {clock(vote.at)}."
    most = f" met hoogstens {format_euros(vote.max_cents)}" if vote and vote.max_cents is not None else ""
    confirmed = " De groep is het eens met de spoed." if "review_closed" in outcome.happened else ""
    return f"Je bent akkoord{most}.{confirmed}{_lead(outcome)}"


def _propose(outcome: Outcome, page: RequestPage | None) -> str:
    vote = page.my_vote if page else None
    gone = " Je akkoord telt nu niet meer mee." if vote and vote.why_not == "own_route" else ""
    return f"Je route staat erbij.{gone}{_lead(outcome)}"


def _answered(outcome: Outcome, page: RequestPage | None) -> str:
    if "solved_by_route" in outcome.happened:
        route = next((one for one in page.routes if one.verdict == "in_time"), None) if page else None
        how = f": {route_text(route.route, route.code)}" if route else ""
        via = f", via {route.who}" if route and route.who else ""
        return f"Opgelost zonder potje{how}{via}."
    if "granted" in outcome.happened:
        return f"Je antwoord staat erbij. Toegekend: {format_euros(outcome.granted_cents or 0)}."
    return f"Je antwoord staat erbij.{_lead(outcome)}"


def _submitted(outcome: Outcome, page: RequestPage | None) -> str:
    sent = f"Je aanvraag {outcome.number} is verstuurd."
    if outcome.with_lead:
        return f"{sent} Er kunnen te weinig mensen stemmen. De regisseur krijgt je aanvraag."
    if page is None or page.decide_by is None:
        return sent
    by = weekday_moment(page.decide_by)
    return f"{sent} Je krijgt antwoord of een regisseur kijkt ernaar: uiterlijk {by}."


def _revised(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001 - one shape for all
    if not outcome.happened:
        return "Er is niets veranderd."
    return f"Je aanvraag is aangepast. Dit is nu versie {outcome.revision}."


def _settled(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
    if page is None or page.settled_cents is None:
        return "De bon staat erin."
    rest = (page.granted_cents or 0) - page.settled_cents
    back = f" {format_euros(rest)} gaat terug naar het potje." if rest > 0 else ""
    return f"De bon staat erin: {format_euros(page.settled_cents)}.{back}"


def _corrected(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
    cents = page.settled_cents if page else None
    return f"Gecorrigeerd. Uitgegeven is nu {format_euros(cents)}." if cents is not None else "Gecorrigeerd."


def _followed(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
    given = page.follow_up if page else ""
    said = f"Dankjewel. Je antwoord: {answer(given)}." if given else "Dankjewel voor je antwoord."
    return f"{said} Je kunt later opnieuw antwoorden." if given != "yes" else said


def _amount(words: str) -> _Words:
    def say(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
        return words.format(amount=format_euros(outcome.granted_cents or 0), number=outcome.number)

    return say


_RECEIPTS: dict[str, _Words] = {
    "submit": _submitted,
    "revise": _revised,
    "approve": _approve,
    "object": lambda outcome, page: f"Je bezwaar staat erbij.{_lead(outcome)}",  # noqa: ARG005
    "propose_route": _propose,
    "answer_route": _answered,
    "recuse": lambda outcome, page: "Je doet niet mee. Collega's zien dit niet.",  # noqa: ARG005
    "withdraw": lambda outcome, page: f"Je aanvraag {outcome.number} is ingetrokken.",  # noqa: ARG005
    "lead_grant": _amount("Je hebt {amount} toegekend voor {number}. De koploper krijgt bericht."),
    "lead_decline": _amount("Je hebt {number} afgewezen. De koploper krijgt bericht."),
    "urgent_grant": _amount("Je hebt {amount} met spoed toegekend. De groep kijkt achteraf mee."),
    "pay": _amount("{number} is betaald. Vul daarna het bedrag van de bon in."),
    "settle": _settled,
    "correct": _corrected,
    "follow_up": _followed,
    "remark": lambda outcome, page: "Je opmerking staat in het gesprek.",  # noqa: ARG005
    "hand_over": lambda outcome, page: (
        f"{page.poster_name if page else 'Iemand anders'} is nu de koploper van {outcome.number}."
    ),
}


def receipt(outcome: Outcome, page: RequestPage | None = None) -> str:
    """Say what an accepted command did; `page` is the request as it stands after it."""
    words = _RECEIPTS.get(outcome.command)
    return words(outcome, page) if words else "Gelukt."
