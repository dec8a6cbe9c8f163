"""Which buttons somebody gets on a request: the checks of order.py about who and where, without what is filled in."""

from __future__ import annotations

from doorbraak.commands import Recuse
from doorbraak.overviews import MayDo
from doorbraak.people import Circle, Person
from doorbraak.policy import Policy
from doorbraak.refusals import Refusal
from doorbraak.requests.order import ORDER
from doorbraak.requests.situation import Situation
from doorbraak.requests.state import Request
from doorbraak.requests.table import refusal_in

_WHO_AND_PLACE = frozenset(
    {
        Refusal.UNKNOWN_PERSON,
        Refusal.NOT_A_REVIEWER,
        Refusal.NOT_THE_LEAD,
        Refusal.NOT_IN_PROGRAMME,
        Refusal.OWN_REQUEST,
        Refusal.OWN_ORGANISATION,
        Refusal.RECUSED,
        Refusal.NOT_THE_POSTER,
        Refusal.NOT_URGENT,
    }
)
_ON_REQUEST = tuple(name for name in ORDER if name != "submit")


def may_do(person: Person, request: Request, circle: Circle) -> MayDo:
    """Tell what a person may do with a request now; an imported one is only to be read."""
    if request.imported:
        return MayDo()
    asks = Recuse(by=person.id, at=request.submitted_at, seed=b"", request=request.number)
    situation = Situation(command=asks, person=person, circle=circle, policy=Policy(), request=request)
    allowed = {name: _may(name, situation, request) for name in _ON_REQUEST}
    allowed["answer_route"] = allowed["answer_route"] and any(route.is_open for route in request.routes)
    return MayDo(**allowed)


def _may(command: str, situation: Situation, request: Request) -> bool:
    if refusal_in(command, request) is not None:
        return False
    return all(check(situation) is None for code, check in ORDER[command] if code in _WHO_AND_PLACE)
