"""Requests for tests, made of events alone: in any phase and money state, with people who may or may not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from doorbraak import events as e
from doorbraak.commands import COMMANDS, Command
from doorbraak.ids import ClientId, PersonId, ProgrammeId, RequestId, TextId
from doorbraak.people import Circle, Person, Role
from doorbraak.policy import Policy
from doorbraak.requests.evolve import evolve_all
from doorbraak.requests.situation import Situation
from doorbraak.requests.state import Money, Request
from doorbraak.requests.table import Phase
from doorbraak.working_time import AMSTERDAM

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=AMSTERDAM)
ID = RequestId("request-1")
NUMBER = "VE-2026-0001"
LEFT = 50000


def person(key: str, *roles: Role, organisation: str = "", **facts: Any) -> Person:
    """Make somebody; the organisation is that of the key unless it is named."""
    return Person(PersonId(key), ProgrammeId("p"), frozenset(roles), organisation or f"Organisatie {key}", **facts)


PEOPLE = (
    person("k1", Role.KOPLOPER),
    person("k2", Role.KOPLOPER),
    person("a1", Role.REVIEWER),
    person("a2", Role.REVIEWER),
    person("a3", Role.REVIEWER),
    person("own", Role.REVIEWER, organisation="Organisatie k1"),
    person("l1", Role.LEAD),
    person("l2", Role.LEAD),
    person("m1", Role.MANAGER),
    person("b1", Role.ADMIN),
)
CIRCLE = Circle(PEOPLE)


def text(name: str) -> e.Text:
    """Make a text that was sealed."""
    return e.Text(TextId(name), name, "digest")


def submitted(at: datetime = MONDAY, **changed: Any) -> e.Submitted:
    """Make the first event of a request, changed where the test cares."""
    facts: dict[str, Any] = {
        "number": NUMBER,
        "poster": PersonId("k1"),
        "organisation": "Organisatie k1",
        "client": ClientId("client-1"),
        "district": "Overvecht",
        "theme": "wonen",
        "asked_cents": 17500,
        "question": text("question"),
        "if_nothing": text("if_nothing"),
        "tried": None,
        "pay_to": None,
        "needed_by": None,
        "urgent": True,
        "urgent_reason": text("urgent_reason"),
        "policy": Policy().to_settings(),
        "policy_version": 1,
    }
    return e.Submitted(at=at, by=PersonId("k1"), request=ID, **(facts | changed))


def approved(by: str, at: datetime = MONDAY, max_cents: int | None = None) -> e.Approved:
    """Make a vote for."""
    who = CIRCLE.get(PersonId(by))
    assert who is not None
    return e.Approved(
        request=ID, at=at, by=who.id, person=who.id, organisation=who.organisation, revision=1, max_cents=max_cents
    )


def objected(by: str, at: datetime = MONDAY) -> e.Objected:
    """Make a vote against."""
    who = PersonId(by)
    return e.Objected(request=ID, at=at, by=who, person=who, organisation=by, revision=1, reason=text("reason"))


def route(no: int = 1, by: str = "a3", at: datetime = MONDAY) -> e.RouteProposed:
    """Make a route that waits for its answer."""
    return e.RouteProposed(
        request=ID,
        at=at,
        by=PersonId(by),
        route_no=no,
        person=PersonId(by),
        organisation=by,
        code="leergeld",
        route=text("route"),
        who=text("who"),
        expected_days=None,
    )


def granted(how: str, at: datetime = MONDAY, amount_cents: int = 17500) -> e.Granted:
    """Make a grant by votes, lead or urgent."""
    return e.Granted(
        request=ID,
        at=at,
        by=None if how == "votes" else PersonId("l1"),
        how=how,
        amount_cents=amount_cents,
        fund_year=2026,
        reason=None if how == "votes" else text("reason"),
        fund_left_cents=LEFT,
        client_left_cents=LEFT,
    )


def declined(at: datetime = MONDAY) -> e.Declined:
    """Make the lead's no."""
    return e.Declined(
        request=ID, at=at, by=PersonId("l1"), reason=text("reason"), fund_left_cents=LEFT, client_left_cents=LEFT
    )


def made(*happened: e.Event) -> Request:
    """Give the state after events."""
    state = evolve_all(None, happened)
    assert state is not None
    return state


_TO_PHASE: dict[Phase, tuple[e.Event, ...]] = {
    Phase.OPEN: (),
    Phase.WITH_LEAD: (e.WentToLead(request=ID, at=MONDAY, why="time"),),
    Phase.IN_REVIEW: (granted("urgent"),),
    Phase.GRANTED: (granted("votes"),),
    Phase.SOLVED: (e.SolvedByRoute(request=ID, at=MONDAY, by=PersonId("k1"), route_no=1),),
    Phase.DECLINED: (declined(),),
    Phase.WITHDRAWN: (e.Withdrawn(request=ID, at=MONDAY, by=PersonId("k1")),),
    Phase.EXPIRED: (e.Expired(request=ID, at=MONDAY),),
}
_TO_MONEY: dict[Money | None, tuple[e.Event, ...]] = {
    None: (),
    Money.RESERVED: (),
    Money.PAID: (e.Paid(request=ID, at=MONDAY, by=PersonId("k1")),),
    Money.SETTLED: (e.Settled(request=ID, at=MONDAY, by=PersonId("k1"), spent_cents=9000),),
}


def in_phase(phase: Phase, money: Money | None = None) -> Request:
    """Give a request with one open route in a phase and, when it was granted, a money state."""
    return made(submitted(), route(), *_TO_PHASE[phase], *_TO_MONEY[money])


_FACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "submit": (
        "k1",
        {"district": "Overvecht", "theme": "wonen", "amount_cents": 100, "question": "?", "if_nothing": "-"},
    ),
    "revise": ("k1", {"question": "?", "if_nothing": "-", "urgent_reason": "Vandaag."}),
    "approve": ("a1", {"revision": 1}),
    "object": ("a1", {"revision": 1, "reason": "Nee."}),
    "propose_route": ("a1", {"route": "leergeld", "who": "Leergeld"}),
    "answer_route": ("k1", {"route_no": 1, "verdict": "too_late", "reason": "Te laat."}),
    "recuse": ("a1", {}),
    "withdraw": ("k1", {}),
    "lead_grant": ("l1", {"amount_cents": 100, "reason": "Nodig.", "revision": 1}),
    "lead_decline": ("l1", {"reason": "Nee.", "revision": 1}),
    "urgent_grant": ("l1", {"amount_cents": 100, "reason": "Nodig.", "revision": 1}),
    "pay": ("k1", {}),
    "settle": ("k1", {"spent_cents": 100}),
    "correct": ("m1", {"spent_cents": 100, "reason": "Bon gevonden."}),
    "follow_up": ("k1", {"answer": "yes"}),
    "remark": ("a1", {"text": "Sterkte."}),
    "hand_over": ("l1", {"to": PersonId("k2")}),
}
COMMAND_NAMES = tuple(_FACTS)


def good(do: str, **changed: Any) -> Command:
    """Make a command in which everything that was typed is right, by somebody who may."""
    by, facts = _FACTS[do]
    by = changed.pop("by", by)
    on = {} if do == "submit" else {"request": NUMBER}
    return COMMANDS[do](by=PersonId(by), at=MONDAY, seed=b"0" * 16, **(on | facts | changed))


def situation(command: Command, request: Request | None, *, people: Iterable[Person] = PEOPLE) -> Situation:
    """Give what a command meets: balances with room, the texts it brought, people of the circle."""
    circle = Circle(people)
    texts = {name: value for name in TEXTS if isinstance(value := getattr(command, name, None), str)}
    return Situation(
        command=command,
        person=circle.get(command.by),
        circle=circle,
        policy=Policy(),
        districts=("Overvecht",),
        request=request,
        texts=texts,
        client_left=lambda: LEFT,
        fund_left=lambda: LEFT,
        private_kind=lambda field, value: "phone" if "06-" in value else "",
    )


TEXTS = ("question", "if_nothing", "tried", "urgent_reason", "reason", "text", "route", "who", "pay_to")


def with_policy(request: Request, **settings: Any) -> Request:
    """Give a request with another frozen policy."""
    return replace(request, policy=replace(request.policy, **settings))
