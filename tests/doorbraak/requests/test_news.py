"""Who is told what: those who can act, nobody of their own acts, and recusals are told to nobody."""

import random

import pytest

from doorbraak import events as e
from doorbraak.ids import PersonId
from doorbraak.news import Message, news
from doorbraak.people import Circle, Role
from doorbraak.policy import Policy
from doorbraak.requests.evolve import evolve
from doorbraak.requests.state import Request
from tests.doorbraak.requests.making import (
    CIRCLE,
    ID,
    MONDAY,
    PEOPLE,
    approved,
    declined,
    granted,
    made,
    objected,
    person,
    route,
    submitted,
    text,
)

Told = set[tuple[str, str | None]]


def told(request: Request | None, *happened: e.Event, circle: Circle = CIRCLE) -> Told:
    """Give (kind, person) of what is told when events happen to a request; a post has no person."""
    return {(message.kind, message.person) for message in messages(request, *happened, circle=circle)}


def messages(request: Request | None, *happened: e.Event, circle: Circle = CIRCLE) -> list[Message]:
    """Give what is told when events happen to a request."""
    steps: list[tuple[Request | None, e.Event, Request]] = []
    for event in happened:
        after = evolve(request, event)
        steps.append((request, event, after))
        request = after
    return news(steps, circle)


def by(key: str) -> PersonId:
    """Give somebody's identifier."""
    return PersonId(key)


OPEN = made(submitted(urgent=False))


def test_a_request_that_becomes_urgent_is_told_to_the_leads() -> None:
    """Marked by a revision, it is for the leads at once, as when it is put so; marked once more it is not."""
    mark = e.Revised(request=ID, at=MONDAY, by=by("k1"), revision=1, urgent=True, urgent_reason=text("why"))
    assert told(OPEN, mark) == {("urgent", "l1"), ("urgent", "l2")}
    assert told(made(submitted()), mark) == set()


def test_a_new_request_is_told_to_those_who_may_vote() -> None:
    """Reviewers of other organisations; an urgent one to the leads too."""
    asked = {("look_along", "a1"), ("look_along", "a2"), ("look_along", "a3")}
    assert told(None, submitted(urgent=False)) == asked
    assert told(None, submitted()) == asked | {("urgent", "l1"), ("urgent", "l2")}


def test_only_reviewers_of_the_district_are_asked() -> None:
    """Districts decide who is asked; no districts is all."""
    circle = Circle(
        [
            person("k1", Role.KOPLOPER),
            person("a1", Role.REVIEWER, districts=frozenset({"Overvecht"})),
            person("a2", Role.REVIEWER, districts=frozenset({"Zuilen"})),
            person("a3", Role.REVIEWER),
        ]
    )
    assert told(None, submitted(urgent=False), circle=circle) == {("look_along", "a1"), ("look_along", "a3")}


def test_who_left_or_has_not_accepted_is_not_told() -> None:
    """No reviewer, no lead: nothing to do."""
    circle = Circle(
        [
            person("k1", Role.KOPLOPER),
            person("a1", Role.REVIEWER, left=True),
            person("a2", Role.REVIEWER, accepted=False),
            person("a3", Role.REVIEWER, linked=False),
            person("l1", Role.LEAD, accepted=False),
            person("m1", Role.MANAGER),
        ]
    )
    assert told(None, submitted(), circle=circle) == set()
    assert told(OPEN, e.WentToLead(request=ID, at=MONDAY, why="time"), circle=circle) == {("no_lead", "m1")}


def test_a_vote_for_is_told_to_nobody() -> None:
    """The card shows it; messages would only nag."""
    assert told(OPEN, approved("a1")) == set()


def test_routes_objections_and_remarks_are_told_to_the_poster() -> None:
    """And the verdict to who proposed the route."""
    assert told(OPEN, route()) == {("route_proposed", "k1")}
    assert told(OPEN, objected("a1")) == {("objected", "k1")}
    remark = e.Remarked(request=ID, at=MONDAY, by=by("a1"), person=by("a1"), text=text("text"))
    assert told(OPEN, remark) == {("remarked", "k1")}
    answer = e.RouteAnswered(request=ID, at=MONDAY, by=by("k1"), route_no=1, verdict="too_late", reason=text("reason"))
    assert told(made(submitted(), route()), answer) == {("route_answered", "a3")}


def test_a_revision_asks_those_again_whose_vote_lapsed() -> None:
    """And nobody when no vote lapses."""
    request = made(submitted(), approved("a1"), objected("a2"))
    changed = e.Revised(request=ID, at=MONDAY, by=by("k1"), revision=2, asked_cents=100)
    assert told(request, changed) == {("look_again", "a1"), ("look_again", "a2")}
    same = e.Revised(request=ID, at=MONDAY, by=by("k1"), revision=1, district="Zuilen")
    assert told(request, same) == set()


def test_what_goes_to_the_lead_is_told_to_all_leads_who_may_decide() -> None:
    """Not to one who recused; when none is left, the manager at once, also when the last one recuses later."""
    to_lead = e.WentToLead(request=ID, at=MONDAY, why="objection")
    assert told(OPEN, to_lead) == {("for_lead", "l1"), ("for_lead", "l2")}
    first = e.Recused(request=ID, at=MONDAY, by=by("l1"), person=by("l1"))
    second = e.Recused(request=ID, at=MONDAY, by=by("l2"), person=by("l2"))
    assert told(made(submitted(), first), to_lead) == {("for_lead", "l2")}
    assert told(made(submitted(), first, to_lead), second) == {("no_lead", "m1")}
    assert told(made(submitted(), first, second), to_lead) == {("no_lead", "m1")}


def test_a_recusal_is_told_to_nobody() -> None:
    """Neither by a message nor in one: it would tell who the client is."""
    recusal = e.Recused(request=ID, at=MONDAY, by=by("a1"), person=by("a1"))
    assert told(OPEN, recusal) == set()
    assert told(made(submitted(), approved("a1")), recusal) == set()


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (granted("votes"), "granted"),
        (granted("lead"), "granted"),
        (declined(), "declined"),
        (e.Withdrawn(request=ID, at=MONDAY, by=by("k1")), "withdrawn"),
    ],
)
def test_a_decision_is_a_message_to_the_poster_and_a_post(event: e.Event, kind: str) -> None:
    """Withdrawing is the poster's own act: a post only."""
    wanted: Told = {(f"post_{kind}", None)}
    assert told(OPEN, event) == wanted | ({(kind, "k1")} if kind != "withdrawn" else set())


def test_the_end_by_time_is_told_to_poster_and_leads() -> None:
    """Nobody did it, so everybody concerned hears it."""
    wanted = {("expired", "k1"), ("post_expired", None), ("expired_lead", "l1"), ("expired_lead", "l2")}
    assert told(OPEN, e.Expired(request=ID, at=MONDAY)) == wanted


def test_a_route_in_time_is_told_once_to_who_proposed_it() -> None:
    """`solved`, and not the verdict as well."""
    answer = e.RouteAnswered(request=ID, at=MONDAY, by=by("k1"), route_no=1, verdict="in_time", reason=None)
    solved = e.SolvedByRoute(request=ID, at=MONDAY, by=by("k1"), route_no=1)
    found = told(made(submitted(), route()), answer, solved)
    assert ("solved", "a3") in found
    assert ("post_solved", None) in found


def test_handing_over_is_told_to_the_new_poster() -> None:
    """And what comes later too."""
    over = e.HandedOver(request=ID, at=MONDAY, by=by("l1"), to=by("k2"))
    assert told(OPEN, over) == {("handed_over", "k2")}
    assert told(made(submitted(), over), granted("lead")) == {("granted", "k2"), ("post_granted", None)}


def test_reminders_go_to_who_can_still_act_once_a_working_day() -> None:
    """Not to who voted; two requests on one day share the key, so that one message goes out."""
    request = made(submitted(urgent=False), approved("a1"), objected("a2"))
    remind = e.Noticed(request=ID, at=MONDAY, what="remind-1-1")
    found = messages(request, remind)
    assert [(message.person, message.once) for message in found] == [("a3", "reminder:a3:2026-03-02")]


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        ("lead_overdue", {("lead_overdue", "m1")}),
        ("urgent_again", {("urgent", "l1"), ("urgent", "l2"), ("urgent_manager", "m1")}),
        ("expires_soon", {("expires_soon", "k1"), ("expires_soon", "l1"), ("expires_soon", "l2")}),
        ("receipt", {("receipt", "k1")}),
        ("receipt_again", {("receipt", "k1")}),
        ("follow_up", {("follow_up", "k1")}),
    ],
)
def test_what_time_asks_goes_to_who_can_answer(what: str, wanted: Told) -> None:
    """Each notice to its own people."""
    assert told(OPEN, e.Noticed(request=ID, at=MONDAY, what=what)) == wanted


KEYS = [one.id for one in PEOPLE]


@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_told_of_an_act_of_their_own(seed: int) -> None:
    """Whoever posts, votes, proposes, decides or hands over: the person who did it gets no message."""
    rng = random.Random(seed)
    poster, other = rng.sample(KEYS, 2)
    somebody = rng.choice([poster, other])
    begun = submitted(poster=by(poster))
    acts: list[e.Event] = [
        route(by=somebody),
        e.Remarked(request=ID, at=MONDAY, by=by(somebody), person=by(somebody), text=text("text")),
        e.HandedOver(request=ID, at=MONDAY, by=by(somebody), to=by(rng.choice(KEYS))),
        e.Revised(request=ID, at=MONDAY, by=by(somebody), revision=2, asked_cents=5),
        e.Withdrawn(request=ID, at=MONDAY, by=by(somebody)),
    ]
    for act in acts:
        assert somebody not in {who for _, who in told(made(begun, approved("a1"), approved("a2")), act)}
    assert poster not in {who for _, who in told(None, begun) if begun.by == poster}


def test_a_message_carries_codes_and_numbers_only() -> None:
    """No text, no name, no organisation: words are made when it goes out."""
    everything = messages(
        None,
        submitted(policy=Policy().to_settings()),
        route(),
        objected("a1"),
        e.WentToLead(request=ID, at=MONDAY, why="time"),
        declined(),
    )
    facts = {name for message in everything for name in message.facts}
    assert facts <= {"route_no", "why", "verdict", "result"}
    assert all(message.number == "VE-2026-0001" for message in everything)
