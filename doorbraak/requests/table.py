"""The state machine of a request, whole, as two tables: what is taken in which phase, and which event leads where.

Everything that asks "may this now?" reads it here; the picture in docs/request-states.md is made from it.
"""

from __future__ import annotations

from enum import StrEnum

from doorbraak.refusals import Refusal
from doorbraak.requests.state import Money, Request, Review, Status


class Phase(StrEnum):
    """Where a request stands, as far as votes and decisions are concerned."""

    OPEN = "open"
    WITH_LEAD = "with_lead"
    IN_REVIEW = "in_review"
    GRANTED = "granted"
    SOLVED = "solved_by_route"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def phase_of(request: Request) -> Phase:
    """Tell in which phase a request is."""
    if request.is_open:
        return Phase.WITH_LEAD if request.with_lead else Phase.OPEN
    if request.status is Status.GRANTED and request.review is Review.PENDING:
        return Phase.IN_REVIEW
    return Phase(request.status.value)


_P = Phase
_LIVE = (_P.OPEN, _P.WITH_LEAD)
_VOTING = (*_LIVE, _P.IN_REVIEW)
_EVERY = tuple(Phase)


def _row(taken: tuple[Phase, ...], otherwise: Refusal, **special: Refusal) -> dict[Phase, Refusal | None]:
    row: dict[Phase, Refusal | None] = {phase: None if phase in taken else otherwise for phase in Phase}
    return row | {Phase(name): refusal for name, refusal in special.items()}


_DECIDED = Refusal.ALREADY_DECIDED

TAKEN: dict[str, dict[Phase, Refusal | None]] = {
    "approve": _row(_VOTING, _DECIDED),
    "object": _row(_VOTING, _DECIDED),
    "propose_route": _row(_VOTING, _DECIDED),
    "answer_route": _row(_VOTING, _DECIDED),
    "recuse": _row(_VOTING, _DECIDED),
    "revise": _row(_LIVE, _DECIDED),
    "withdraw": _row(_LIVE, _DECIDED),
    "lead_grant": _row((_P.WITH_LEAD,), _DECIDED, open=Refusal.NOT_WITH_LEAD),
    "lead_decline": _row((_P.WITH_LEAD,), _DECIDED, open=Refusal.NOT_WITH_LEAD),
    "urgent_grant": _row(_LIVE, _DECIDED),
    "follow_up": _row((_P.IN_REVIEW, _P.GRANTED, _P.SOLVED), Refusal.NOT_GRANTED),
    "remark": _row(_EVERY, _DECIDED),
    "hand_over": _row(_EVERY, _DECIDED),
}
"""For each command about a vote or decision: in which phase it is taken (None) or what refuses it."""

MONEY_TAKEN: dict[str, dict[Money | None, Refusal | None]] = {
    "pay": {
        None: Refusal.NOT_GRANTED,
        Money.RESERVED: None,
        Money.PAID: Refusal.ALREADY_PAID,
        Money.SETTLED: Refusal.ALREADY_SETTLED,
    },
    "settle": {
        None: Refusal.NOT_GRANTED,
        Money.RESERVED: None,
        Money.PAID: None,
        Money.SETTLED: Refusal.ALREADY_SETTLED,
    },
    "correct": {
        None: Refusal.NOT_GRANTED,
        Money.RESERVED: Refusal.NOT_GRANTED,
        Money.PAID: Refusal.NOT_GRANTED,
        Money.SETTLED: None,
    },
}
"""For each command about money: in which money state it is taken (None) or what refuses it."""

TRANSITIONS: frozenset[tuple[Phase | None, str, Phase]] = frozenset(
    {
        (None, "submitted", _P.OPEN),
        (_P.OPEN, "went_to_lead", _P.WITH_LEAD),
        (_P.IN_REVIEW, "review_closed", _P.GRANTED),
        *((phase, "granted", _P.GRANTED) for phase in _LIVE),
        *((phase, "granted", _P.IN_REVIEW) for phase in _LIVE),
        *((phase, "solved_by_route", _P.SOLVED) for phase in _LIVE),
        *((phase, "withdrawn", _P.WITHDRAWN) for phase in _LIVE),
        *((phase, "expired", _P.EXPIRED) for phase in _LIVE),
        (_P.WITH_LEAD, "declined", _P.DECLINED),
        *((None, "imported", phase) for phase in (_P.GRANTED, _P.SOLVED, _P.DECLINED, _P.WITHDRAWN)),
    }
)
"""Every change of phase there is, by the event that makes it. Whatever is not here leaves the phase as it was."""

MONEY_TRANSITIONS: frozenset[tuple[Money | None, str, Money]] = frozenset(
    {
        (None, "granted", Money.RESERVED),
        (Money.RESERVED, "paid", Money.PAID),
        (Money.RESERVED, "settled", Money.SETTLED),
        (Money.PAID, "settled", Money.SETTLED),
        (Money.SETTLED, "corrected", Money.SETTLED),
        (None, "imported", Money.RESERVED),
        (None, "imported", Money.SETTLED),
    }
)


def refusal_in(command: str, request: Request) -> Refusal | None:
    """Look up what refuses a command where the request stands now, or None when it is taken."""
    if command in MONEY_TAKEN:
        return MONEY_TAKEN[command][request.money]
    return TAKEN[command][phase_of(request)]
