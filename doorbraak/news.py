"""Who is told what after something happened: the one place that says so (docs/rules.md sections 2 and 3).

A message carries codes and numbers; its words are made when it goes out, from the state of that moment. Nobody is
told of what they did themselves, and recusals are told to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.people import Circle, Person
from doorbraak.refusals import Fact
from doorbraak.requests.ballot import leads_who_may_decide, still_to_vote
from doorbraak.requests.state import Request
from doorbraak.working_time import local_date, next_working_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to tell one person, or (person None) to post under the cards of a request.

    `kind` names the template; `once` makes a message with the same key go out a single time.
    """

    kind: str
    number: str
    due_at: datetime
    person: PersonId | None = None
    facts: dict[str, Fact] = field(default_factory=dict[str, Fact])
    once: str = ""


def news(happened: Sequence[tuple[Request | None, e.Event, Request]], circle: Circle) -> list[Message]:
    """Give what must be told, from events with the state before and after each."""
    messages: list[Message] = []
    for before, event, after in happened:
        teller = _TELL.get(event.kind)
        if teller:
            messages.extend(teller(before, event, after, circle))
    return messages


def _to(
    people: Iterable[Person | PersonId], kind: str, request: Request, at: datetime, by: PersonId | None, **facts: Fact
) -> list[Message]:
    addressed = (person if isinstance(person, str) else person.id for person in people)
    return [
        Message(kind=kind, number=request.number, due_at=at, person=person, facts=facts)
        for person in addressed
        if person and person != by
    ]


def _post(kind: str, request: Request, at: datetime) -> list[Message]:
    return [Message(kind=kind, number=request.number, due_at=at)]


def _asked(request: Request, circle: Circle) -> list[Person]:
    return [person for person in still_to_vote(request, circle) if person.serves(request.district)]


def _submitted(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    asked = _to(_asked(after, circle), "look_along", after, event.at, event.by)
    urgent = _to(leads_who_may_decide(after, circle), "urgent", after, event.at, event.by) if event.urgent else []
    return asked + urgent


def _revised(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:
    if before is None:
        return []
    became_urgent = after.urgent and not before.urgent
    urgent = _to(leads_who_may_decide(after, circle), "urgent", after, event.at, event.by) if became_urgent else []
    voters = [vote.person for vote in before.votes if vote.stands] if before.revision != after.revision else []
    return _to(voters, "look_again", after, event.at, event.by) + urgent


def _route_proposed(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    return _to([after.poster], "route_proposed", after, event.at, event.by, route_no=event.route_no)


def _route_answered(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    if event.verdict == "in_time" and not after.is_open:
        return []
    proposer = next(route.by for route in after.routes if route.no == event.route_no)
    return _to([proposer], "route_answered", after, event.at, event.by, route_no=event.route_no, verdict=event.verdict)


def _objected(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    return _to([after.poster], "objected", after, event.at, event.by)


def _recused(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    return _nobody_to_decide(after, event.at, circle) if after.with_lead else []


def _went_to_lead(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    told = _to(leads_who_may_decide(after, circle), "for_lead", after, event.at, None, why=event.why)
    return told + _nobody_to_decide(after, event.at, circle)


def _nobody_to_decide(request: Request, at: datetime, circle: Circle) -> list[Message]:
    if leads_who_may_decide(request, circle):
        return []
    return _to(circle.managers, "no_lead", request, at, None)


def _decided(kind: str) -> Callable[[Request | None, Any, Request, Circle], list[Message]]:
    def tell(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
        return _to([after.poster], kind, after, event.at, event.by) + _post(f"post_{kind}", after, event.at)

    return tell


def _solved(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    proposer = next(route.by for route in after.routes if route.no == event.route_no)
    told = _to([proposer], "solved", after, event.at, event.by, route_no=event.route_no)
    return told + _post("post_solved", after, event.at)


def _expired(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:
    leads = _to(circle.leads, "expired_lead", after, event.at, after.poster)
    return _decided("expired")(before, event, after, circle) + leads


def _review_closed(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    told = [after.poster, *(lead.id for lead in circle.leads if lead.id != after.poster)]
    return _to(told, "review_closed", after, event.at, event.by, result=str(event.result))


def _remarked(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    return _to([after.poster], "remarked", after, event.at, event.by)


def _handed_over(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    return _to([after.poster], "handed_over", after, event.at, event.by)


def _texts_purged(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    return _to([after.poster], "texts_retracted", after, event.at, event.by) if after.is_open else []


def _noticed(before: Request | None, event: Any, after: Request, circle: Circle) -> list[Message]:  # noqa: ARG001
    what: str = event.what
    if what.startswith("remind-"):
        return _reminders(after, event.at, circle)
    if what == "lead_overdue":
        return _to(circle.managers, "lead_overdue", after, event.at, None)
    if what == "urgent_again":
        told = _to(leads_who_may_decide(after, circle), "urgent", after, event.at, None)
        return told + _to(circle.managers, "urgent_manager", after, event.at, None)
    if what == "expires_soon":
        told_too = [after.poster, *(lead.id for lead in leads_who_may_decide(after, circle))]
        return _to(told_too, "expires_soon", after, event.at, None)
    kind = "receipt" if what.startswith("receipt") else what
    return _to([after.poster], kind, after, event.at, None)


def too_many_looks(person: PersonId, circle: Circle, at: datetime) -> list[Message]:
    """Tell the leads that somebody looked at many clients without sending, once an hour (docs/rules.md section 7)."""
    hour = at.strftime("%Y-%m-%dT%H")
    return [
        Message(
            kind="too_many_looks",
            number="",
            due_at=at,
            person=lead.id,
            facts={"person": person},
            once=f"looks:{person}:{lead.id}:{hour}",
        )
        for lead in circle.leads
    ]


def _reminders(request: Request, at: datetime, circle: Circle) -> list[Message]:
    """Remind who can still act: in working time, at most one message a person and working day."""
    moment = next_working_moment(at)
    day = local_date(moment).isoformat()
    return [
        Message(
            kind="reminder",
            number=request.number,
            due_at=moment,
            person=person.id,
            once=f"reminder:{person.id}:{day}",
        )
        for person in _asked(request, circle)
    ]


_TELL: dict[str, Callable[[Request | None, Any, Request, Circle], list[Message]]] = {
    "submitted": _submitted,
    "revised": _revised,
    "route_proposed": _route_proposed,
    "route_answered": _route_answered,
    "objected": _objected,
    "recused": _recused,
    "went_to_lead": _went_to_lead,
    "granted": _decided("granted"),
    "declined": _decided("declined"),
    "withdrawn": lambda before, event, after, circle: _post("post_withdrawn", after, event.at),  # noqa: ARG005
    "solved_by_route": _solved,
    "expired": _expired,
    "review_closed": _review_closed,
    "remarked": _remarked,
    "handed_over": _handed_over,
    "noticed": _noticed,
    "texts_purged": _texts_purged,
}
