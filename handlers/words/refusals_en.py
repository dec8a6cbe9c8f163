"""Refusals as English sentences, for who chose English: what happened, to what, and one next step.

What lives here: the same entries as in refusals.py, which a test compares. What deliberately does not: refusals
inside a form; forms are Dutch (language.py).
"""

from __future__ import annotations

from doorbraak.money import format_euros
from doorbraak.refusals import Refusal
from handlers.words.codes import state, verdict_short
from handlers.words.dates import clock, day
from handlers.words.lists import listed
from handlers.words.told import Told, Words

_ORDINARY = "An ordinary application is always possible."


def _not_a_koploper(told: Told) -> str:
    district = f"in {told.fact('district')}" if told.fact("district") else "here"
    if told.koplopers:
        who = f"Ask {listed(told.koplopers, 'or')}, koploper {district}."
    else:
        who = "Ask your admin who is koploper."
    return f"Only a koploper can put a request. {who} {_ORDINARY}"


def _above_cap(told: Told) -> str:
    if not told.tells_what_is_left:
        return (
            "Not possible: this is more than is left for this client. You filled in more than ten numbers within an "
            "hour, so we do not say how much. The lead has been told. Try again in an hour, or make an ordinary "
            "application; that is always possible."
        )
    less = "Ask for less, or make" if told.left else "Make"
    return (
        f"Not possible: {told.euros('left_cents')} is left for this client this year. {less} an ordinary "
        "application; that is always possible. Is there another request already? Look in the file."
    )


def _lead_above_cap(told: Told) -> str:
    then = "Grant that amount at most." if told.left else "Decline the request, with your reason."
    return f"Not possible: {told.euros('left_cents')} is left for this client this year. {then} {_ORDINARY}"


def _above_budget(told: Told) -> str:
    then = "Grant that amount at most." if told.left else "Ask the admin about the budget."
    return f"Not possible: the fund has {told.euros('left_cents')} left. {then} {_ORDINARY}"


def _correct_above(told: Told) -> str:
    left = f"{told.euros('left_cents')} is left" if told.tells_what_is_left else "this is more than is left"
    return f"Not possible: {left}. Fill in a lower amount. {_ORDINARY}"


def _already_decided(told: Told) -> str:
    how = state(str(told.fact("status") or ""), told.granted_cents)
    ended = f"{told.number} is finished: {how[:1].lower()}{how[1:]}." if how else f"{told.number} is finished."
    kept = " Your remark stands in the talk." if told.fact("kept_as_remark") else ""
    return f"{ended} {_AFTER_THE_END.get(told.outcome.command, 'See the request for how it ended.')}{kept}"


_AFTER_THE_END = {
    "approve": "Your vote no longer counts.",
    "object": "Your vote no longer counts.",
    "propose_route": "Put your route in the talk as a remark.",
    "answer_route": "Your answer is not needed any more.",
    "recuse": "You need not do anything.",
    "revise": "It cannot be changed any more. Put a new request.",
    "withdraw": "It cannot be withdrawn any more. Call the lead if it has to be.",
    "lead_grant": "You need not do anything.",
    "lead_decline": "You need not do anything.",
    "urgent_grant": "You need not do anything.",
}


def _unknown_route(told: Told) -> str:
    number, moment = told.fact("route_no"), told.answered_at
    if moment:
        given = verdict_short(str(told.fact("verdict")))
        return f"Route {number} has an answer already: {given}, {day(moment)} at {clock(moment)}. Nothing to do."
    return f"{told.number} has no route {number}. See the request for its routes."


def _amount_invalid(told: Told) -> str:
    most = told.fact("most_cents")
    if isinstance(most, int):
        return f"{told.euros('amount_cents')} is not possible. Fill in {format_euros(1)} to {format_euros(most)}."
    return f"{told.euros('amount_cents')} is not possible. Fill in {format_euros(1)} at least."


def _text_too_long(told: Told) -> str:
    much = f"{told.fact('length')} characters; {told.fact('limit')} fit"
    return f"Your text at “{told.field_label}” is too long: {much}. Make it shorter. Your text is still there."


def _private(told: Told) -> str:
    where = f" ({told.typed})" if told.typed else ""
    return f"Something in your text tells who somebody is{where}. Take it out and send it again."


def _same(text: str) -> Words:
    return lambda told: text.format(number=told.number, poster=told.poster)


_R = Refusal
WORDS: dict[Refusal, Words] = {
    _R.UNKNOWN_PERSON: _same("You are not linked yet. Ask your admin for a code."),
    _R.NOT_A_KOPLOPER: _not_a_koploper,
    _R.UNKNOWN_DISTRICT: lambda told: (
        f"You cannot put a request in {told.fact('district') or 'this district'}. "
        f"Choose one of your own districts. {_ORDINARY}"
    ),
    _R.CLIENT_INVALID: _same(
        "This does not look like a file number. Example: BOKS-1001. No number? Choose Geen dossier."
    ),
    _R.AMOUNT_INVALID: _amount_invalid,
    _R.REASON_REQUIRED: lambda told: f"“{told.field_label}” is empty. Fill it in and try again.",
    _R.TEXT_TOO_LONG: _text_too_long,
    _R.PRIVATE_DETAILS: _private,
    _R.ABOVE_CAP: _above_cap,
    _R.NOT_A_REVIEWER: _same("Only reviewers vote on {number}. Something to say? You can do so in the talk."),
    _R.UNKNOWN_REQUEST: _same("We do not find {number}. See whether the number is right, for instance VE-2026-0042."),
    _R.OWN_REQUEST: _same("You cannot judge your own request. Wait for your colleagues."),
    _R.OWN_ORGANISATION: _same(
        "You work at the same organisation as the koploper, so you do not vote here. Do you know a route? Propose it."
    ),
    _R.RECUSED: _same("You do not take part in {number}. You need not do anything."),
    _R.ALREADY_DECIDED: _already_decided,
    _R.STALE_REVISION: _same("{poster} changed the request. Your vote does not count yet. Look, and vote again."),
    _R.NOT_THE_POSTER: _same("Only the koploper of {number} can do this. Ask in the talk."),
    _R.UNKNOWN_ROUTE: _unknown_route,
    _R.NOT_THE_LEAD: _same("Only a lead can do this. Ask your lead."),
    _R.NOT_WITH_LEAD: _same("{number} is with the reviewers still. You can decide once it is with you."),
    _R.ABOVE_BUDGET: _above_budget,
    _R.NOT_URGENT: _same("{number} is not urgent. Wait for the reviewers, or ask the koploper for Spoed."),
    _R.ABOVE_URGENT_MAX: lambda told: (
        f"As urgent you can grant {told.euros('most_cents')} at most. Fill in a lower amount. {_ORDINARY}"
    ),
    _R.NOT_GRANTED: _same("No money was granted for {number}. See the request for how it stands."),
    _R.ALREADY_PAID: _same("{number} was paid already. Fill in the amount of the receipt."),
    _R.ALREADY_SETTLED: _same("The receipt of {number} was filled in already. Is it wrong? Ask your lead."),
    _R.ABOVE_GRANTED: lambda told: (
        f"You can fill in {told.euros('most_cents')} at most. Did it cost more? Put a request for the rest."
    ),
    _R.NOT_IN_PROGRAMME: _same("You do not belong to the talk of {number}. Ask the koploper."),
}
_NOT_YOUR_OWN = _same("You do not decide on your own request. Ask another lead.")
_LOOK_AGAIN = _same("{poster} changed the request. Look again, and then decide.")
WORDS_OF: dict[tuple[str, Refusal], Words] = {
    ("hand_over", _R.NOT_A_KOPLOPER): _same("You can hand over to a koploper only. Choose somebody else."),
    ("hand_over", _R.NOT_THE_LEAD): _same("Only a lead or an admin can hand over. Ask one of them."),
    ("propose_route", _R.NOT_A_REVIEWER): _same("Only reviewers propose a route. Say it in the talk."),
    ("propose_route", _R.OWN_REQUEST): _same("This is your own request. Is the route in time? Then withdraw it."),
    ("recuse", _R.NOT_A_REVIEWER): _same("Only reviewers and leads can choose this. You need not do anything."),
    ("recuse", _R.OWN_REQUEST): _same("This is your own request. You can withdraw it."),
    ("recuse", _R.RECUSED): _same("You did not take part in {number} already. You need not do anything."),
    ("lead_grant", _R.OWN_REQUEST): _NOT_YOUR_OWN,
    ("lead_decline", _R.OWN_REQUEST): _NOT_YOUR_OWN,
    ("urgent_grant", _R.OWN_REQUEST): _NOT_YOUR_OWN,
    ("lead_grant", _R.STALE_REVISION): _LOOK_AGAIN,
    ("lead_decline", _R.STALE_REVISION): _LOOK_AGAIN,
    ("urgent_grant", _R.STALE_REVISION): _LOOK_AGAIN,
    ("lead_grant", _R.ABOVE_CAP): _lead_above_cap,
    ("urgent_grant", _R.ABOVE_CAP): _lead_above_cap,
    ("correct", _R.ABOVE_CAP): _correct_above,
    ("correct", _R.ABOVE_BUDGET): _correct_above,
    ("correct", _R.NOT_THE_LEAD): _same("Only a lead, a manager or an admin corrects. Ask one of them."),
    ("correct", _R.NOT_GRANTED): _same("No receipt was filled in for {number} yet. Fill that in first."),
    ("correct", _R.AMOUNT_INVALID): _same(f"Fill in an amount of {format_euros(0)} or more."),
    ("settle", _R.AMOUNT_INVALID): _same(
        f"Fill in an amount of {format_euros(0)} or more. Did it not go on? Fill in 0."
    ),
    ("settle", _R.NOT_THE_POSTER): _same("Only the koploper or the lead fills in the receipt of {number}."),
    ("pay", _R.NOT_THE_POSTER): _same("Only the koploper or the lead says that {number} was paid."),
    ("pay", _R.ALREADY_SETTLED): _same("{number} was paid and the receipt was filled in. You need not do anything."),
    ("answer_route", _R.NOT_THE_POSTER): _same("Only the koploper of {number} answers a route."),
    ("follow_up", _R.NOT_GRANTED): _same("{number} was not granted or solved. There is nothing to answer here."),
}
