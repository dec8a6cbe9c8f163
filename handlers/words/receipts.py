"""The private receipt after an accepted command: what it did, and when it matters what comes next."""

from __future__ import annotations

from collections.abc import Callable

from doorbraak.money import format_euros
from doorbraak.outcomes import Outcome
from doorbraak.overviews import RequestPage
from handlers.words.codes import answer, route_name
from handlers.words.dates import clock, weekday_moment
from handlers.words.language import DUTCH, spoken

_Words = Callable[[Outcome, RequestPage | None], str]

_SAY: dict[str, dict[str, str]] = {
    DUTCH: {
        "granted": "Met jouw akkoord is {amount} toegekend.",
        "asked": " Gevraagd was {amount}.",
        "lead": " De aanvraag ligt nu bij de regisseur.",
        "already": "Je was al akkoord om {at}.",
        "approve": "Je bent akkoord{most}.{confirmed}{lead}",
        "most": " met hoogstens {amount}",
        "confirmed": " De groep is het eens met de spoed.",
        "propose_route": "Je route staat erbij.{gone}{lead}",
        "gone": " Je akkoord telt nu niet meer mee.",
        "solved": "Opgelost zonder potje{how}.",
        "answer_granted": "Je antwoord staat erbij. Toegekend: {amount}.",
        "answer": "Je antwoord staat erbij.{lead}",
        "sent": "Je aanvraag {number} is verstuurd.",
        "too_few": " Er kunnen te weinig mensen stemmen. De regisseur krijgt je aanvraag.",
        "by": " Je krijgt antwoord of een regisseur kijkt ernaar: uiterlijk {moment}.",
        "unchanged": "Er is niets veranderd.",
        "revised": "Je aanvraag is aangepast. Dit is nu versie {revision}.",
        "settled": "De bon staat erin{spent}.{back}",
        "back": " {amount} gaat terug naar het potje.",
        "corrected": "Gecorrigeerd.{now}",
        "now": " Uitgegeven is nu {amount}.",
        "thanks": "Dankjewel. Je antwoord: {given}.",
        "thanks_only": "Dankjewel voor je antwoord.",
        "again": " Je kunt later opnieuw antwoorden.",
        "object": "Je bezwaar staat erbij.{lead}",
        "recuse": "Je doet niet mee. Collega's zien dit niet.",
        "withdraw": "Je aanvraag {number} is ingetrokken.",
        "lead_grant": "Je hebt {amount} toegekend voor {number}. De koploper krijgt bericht.",
        "lead_decline": "Je hebt {number} afgewezen. De koploper krijgt bericht.",
        "urgent_grant": "Je hebt {amount} met spoed toegekend. De groep kijkt achteraf mee.",
        "pay": "{number} is betaald. Vul daarna het bedrag van de bon in.",
        "remark": "Je opmerking staat in het gesprek.",
        "hand_over": "{who} is nu de koploper van {number}.",
        "somebody": "Iemand anders",
        "done": "Gelukt.",
    },
    "en": {
        "granted": "With your vote {amount} was granted.",
        "asked": " {amount} had been asked.",
        "lead": " The request is with the lead now.",
        "already": "You had agreed already, at {at}.",
        "approve": "You agree{most}.{confirmed}{lead}",
        "most": ", up to {amount}",
        "confirmed": " The group agrees that it was urgent.",
        "propose_route": "Your route was added.{gone}{lead}",
        "gone": " Your approval no longer counts.",
        "solved": "Solved without the fund{how}.",
        "answer_granted": "Your answer was added. Granted: {amount}.",
        "answer": "Your answer was added.{lead}",
        "sent": "Your request {number} was sent.",
        "too_few": " Too few people can vote. The lead gets your request.",
        "by": " You get an answer, or a lead looks at it: by {moment}.",
        "unchanged": "Nothing was changed.",
        "revised": "Your request was changed. This is version {revision}.",
        "settled": "The receipt was filled in{spent}.{back}",
        "back": " {amount} goes back to the fund.",
        "corrected": "Corrected.{now}",
        "now": " {amount} is what was spent now.",
        "thanks": "Thank you. Your answer: {given}.",
        "thanks_only": "Thank you for your answer.",
        "again": " You can answer again later.",
        "object": "Your objection was added.{lead}",
        "recuse": "You do not take part. Colleagues do not see this.",
        "withdraw": "Your request {number} was withdrawn.",
        "lead_grant": "You granted {amount} for {number}. The koploper is told.",
        "lead_decline": "You declined {number}. The koploper is told.",
        "urgent_grant": "You granted {amount} as urgent. The group looks at it afterwards.",
        "pay": "{number} was paid. Fill in the amount of the receipt afterwards.",
        "remark": "Your remark stands in the talk.",
        "hand_over": "{who} is the koploper of {number} now.",
        "somebody": "Somebody else",
        "done": "Done.",
    },
}


def _say(phrase: str, **facts: object) -> str:
    return _SAY[spoken()][phrase].format(**facts)


def _euros(cents: int | None) -> str:
    return format_euros(cents or 0)


def _granted(outcome: Outcome, page: RequestPage | None) -> str:
    text = _say("granted", amount=_euros(outcome.granted_cents))
    asked = page.asked_cents if page else outcome.asked_cents
    less = asked is not None and outcome.granted_cents is not None and outcome.granted_cents < asked
    return text + _say("asked", amount=_euros(asked)) if asked and less else text


def _lead(outcome: Outcome) -> str:
    return _say("lead") if "went_to_lead" in outcome.happened else ""


def _approve(outcome: Outcome, page: RequestPage | None) -> str:
    if "granted" in outcome.happened:
        return _granted(outcome, page)
    vote = page.my_vote if page else None
    if not outcome.happened and vote:
        return _say("already", at=clock(vote.at))
    most = _say("most", amount=_euros(vote.max_cents)) if vote and vote.max_cents is not None else ""
    confirmed = _say("confirmed") if "review_closed" in outcome.happened else ""
    return _say("approve", most=most, confirmed=confirmed, lead=_lead(outcome))


def _propose(outcome: Outcome, page: RequestPage | None) -> str:
    vote = page.my_vote if page else None
    gone = _say("gone") if vote and vote.why_not == "own_route" else ""
    return _say("propose_route", gone=gone, lead=_lead(outcome))


def _answered(outcome: Outcome, page: RequestPage | None) -> str:
    if "solved_by_route" in outcome.happened:
        # Nothing that was typed: a private answer may end up in a direct message, where taking back does not reach.
        route = next((one for one in page.routes if one.verdict == "in_time"), None) if page else None
        return _say("solved", how=f": {route_name(route.code)}" if route and route.code else "")
    if "granted" in outcome.happened:
        return _say("answer_granted", amount=_euros(outcome.granted_cents))
    return _say("answer", lead=_lead(outcome))


def _submitted(outcome: Outcome, page: RequestPage | None) -> str:
    sent = _say("sent", number=outcome.number)
    if outcome.with_lead:
        return sent + _say("too_few")
    if page is None or page.decide_by is None:
        return sent
    return sent + _say("by", moment=weekday_moment(page.decide_by))


def _revised(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001 - one shape for all
    return _say("revised", revision=outcome.revision) if outcome.happened else _say("unchanged")


def _settled(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
    if page is None or page.settled_cents is None:
        return _say("settled", spent="", back="")
    rest = (page.granted_cents or 0) - page.settled_cents
    back = _say("back", amount=_euros(rest)) if rest > 0 else ""
    return _say("settled", spent=f": {_euros(page.settled_cents)}", back=back)


def _corrected(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
    cents = page.settled_cents if page else None
    return _say("corrected", now=_say("now", amount=_euros(cents)) if cents is not None else "")


def _followed(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
    given = page.follow_up if page else ""
    said = _say("thanks", given=answer(given)) if given else _say("thanks_only")
    return said + _say("again") if given != "yes" else said


def _handed_over(outcome: Outcome, page: RequestPage | None) -> str:
    return _say("hand_over", who=page.poster_name if page else _say("somebody"), number=outcome.number)


def _plain(phrase: str) -> _Words:
    def say(outcome: Outcome, page: RequestPage | None) -> str:  # noqa: ARG001
        return _say(phrase, amount=_euros(outcome.granted_cents), number=outcome.number, lead=_lead(outcome))

    return say


_PLAIN = "object recuse withdraw lead_grant lead_decline urgent_grant pay remark".split()
_RECEIPTS: dict[str, _Words] = {
    "submit": _submitted,
    "revise": _revised,
    "approve": _approve,
    "propose_route": _propose,
    "answer_route": _answered,
    "settle": _settled,
    "correct": _corrected,
    "follow_up": _followed,
    "hand_over": _handed_over,
    **{command: _plain(command) for command in _PLAIN},
}


def receipt(outcome: Outcome, page: RequestPage | None = None) -> str:
    """Say what an accepted command did; `page` is the request as it stands after it."""
    words = _RECEIPTS.get(outcome.command)
    return words(outcome, page) if words else _say("done")
