"""The order of checks, exactly as docs/rules.md section 3 lists it: for each command, the first that fails refuses.

A test compares ORDER with the table in docs/rules.md. The checks themselves are in checks.py.
"""

from __future__ import annotations

from doorbraak.refusals import Refusal, Refused
from doorbraak.requests import checks
from doorbraak.requests.situation import Situation

Row = tuple[tuple[Refusal, checks.Check], ...]

_R = Refusal
_PERSON = (_R.UNKNOWN_PERSON, checks.unknown_person)
_REVIEWER = (_R.NOT_A_REVIEWER, checks.not_a_reviewer)
_LEAD = (_R.NOT_THE_LEAD, checks.not_the_lead)
_REQUEST = (_R.UNKNOWN_REQUEST, checks.unknown_request)
_OWN = (_R.OWN_REQUEST, checks.own_request)
_RECUSED = (_R.RECUSED, checks.recused)
_POSTER = (_R.NOT_THE_POSTER, checks.not_the_poster)
_DECIDED = (_R.ALREADY_DECIDED, checks.stands(_R.ALREADY_DECIDED))
_STALE = (_R.STALE_REVISION, checks.stale_revision)
_TEXTS: Row = ((_R.TEXT_TOO_LONG, checks.text_too_long), (_R.PRIVATE_DETAILS, checks.private_details))
_REASON = (_R.REASON_REQUIRED, checks.required_text("reason"))
_NOT_GRANTED = (_R.NOT_GRANTED, checks.stands(_R.NOT_GRANTED))

_AS_VOTER = (
    _PERSON,
    _REVIEWER,
    _REQUEST,
    _OWN,
    (_R.OWN_ORGANISATION, checks.own_organisation),
    _RECUSED,
    _DECIDED,
    _STALE,
)
_AS_LEAD = (_PERSON, _LEAD, _REQUEST, _OWN, _RECUSED, _DECIDED)
_WITH_LEAD = (*_AS_LEAD, (_R.NOT_WITH_LEAD, checks.stands(_R.NOT_WITH_LEAD)), _STALE, _REASON)
_GRANT_AMOUNT = (_R.AMOUNT_INVALID, checks.grant_invalid)
_GRANT_LIMITS = ((_R.ABOVE_CAP, checks.grant_above_cap), (_R.ABOVE_BUDGET, checks.grant_above_budget))
_AS_PAYER = (_PERSON, _REQUEST, (_R.NOT_THE_POSTER, checks.not_the_poster_nor_fund), _NOT_GRANTED)
_SETTLED = (_R.ALREADY_SETTLED, checks.stands(_R.ALREADY_SETTLED))
_FILLED_REQUEST = (
    (_R.CLIENT_INVALID, checks.client_invalid),
    (_R.AMOUNT_INVALID, checks.amount_below_one_cent),
    (_R.REASON_REQUIRED, checks.request_texts_required),
    *_TEXTS,
    (_R.ABOVE_CAP, checks.asked_above_cap),
)
_SPENT = ((_R.AMOUNT_INVALID, checks.spent_negative), *_TEXTS, (_R.ABOVE_GRANTED, checks.above_granted))

ORDER: dict[str, Row] = {
    "submit": (
        _PERSON,
        (_R.NOT_A_KOPLOPER, checks.not_a_koploper),
        (_R.UNKNOWN_DISTRICT, checks.unknown_district),
        *_FILLED_REQUEST,
    ),
    "revise": (_PERSON, _REQUEST, _POSTER, _DECIDED, *_FILLED_REQUEST),
    "approve": (*_AS_VOTER, (_R.AMOUNT_INVALID, checks.maximum_invalid), *_TEXTS),
    "object": (*_AS_VOTER, _REASON, *_TEXTS),
    "propose_route": (
        _PERSON,
        _REVIEWER,
        _REQUEST,
        _OWN,
        _RECUSED,
        _DECIDED,
        (_R.REASON_REQUIRED, checks.route_texts_required),
        *_TEXTS,
    ),
    "answer_route": (
        _PERSON,
        _REQUEST,
        _POSTER,
        _DECIDED,
        (_R.UNKNOWN_ROUTE, checks.unknown_route),
        (_R.REASON_REQUIRED, checks.verdict_reason_required),
        *_TEXTS,
    ),
    "recuse": (
        _PERSON,
        (_R.NOT_A_REVIEWER, checks.neither_reviewer_nor_lead),
        _REQUEST,
        _OWN,
        _RECUSED,
        _DECIDED,
        *_TEXTS,
    ),
    "withdraw": (_PERSON, _REQUEST, _POSTER, _DECIDED, *_TEXTS),
    "lead_grant": (*_WITH_LEAD, _GRANT_AMOUNT, *_TEXTS, *_GRANT_LIMITS),
    "lead_decline": (*_WITH_LEAD, *_TEXTS),
    "urgent_grant": (
        *_AS_LEAD,
        (_R.NOT_URGENT, checks.not_urgent),
        _STALE,
        _REASON,
        _GRANT_AMOUNT,
        *_TEXTS,
        (_R.ABOVE_URGENT_MAX, checks.above_urgent_max),
        *_GRANT_LIMITS,
    ),
    "pay": (*_AS_PAYER, _SETTLED, (_R.ALREADY_PAID, checks.stands(_R.ALREADY_PAID)), *_TEXTS),
    "settle": (*_AS_PAYER, _SETTLED, *_SPENT),
    "follow_up": (_PERSON, _REQUEST, _POSTER, _NOT_GRANTED, *_TEXTS),
    "remark": (
        _PERSON,
        (_R.NOT_IN_PROGRAMME, checks.not_in_programme),
        _REQUEST,
        (_R.REASON_REQUIRED, checks.required_text("text")),
        *_TEXTS,
    ),
    "hand_over": (
        _PERSON,
        (_R.NOT_THE_LEAD, checks.neither_lead_nor_admin),
        _REQUEST,
        (_R.NOT_A_KOPLOPER, checks.receiver_is_no_koploper),
        *_TEXTS,
    ),
    "correct": (
        _PERSON,
        (_R.NOT_THE_LEAD, checks.does_not_mind_the_fund),
        _REQUEST,
        _NOT_GRANTED,
        _REASON,
        *_SPENT,
        (_R.ABOVE_CAP, checks.difference_above_cap),
        (_R.ABOVE_BUDGET, checks.difference_above_budget),
    ),
}


def check(situation: Situation) -> None:
    """Refuse the command with the first check that fails, or return. Raises Refused."""
    for code, fails in ORDER[situation.command.name]:
        facts = fails(situation)
        if facts is not None:
            raise Refused(code, facts)
