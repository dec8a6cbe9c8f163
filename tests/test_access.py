"""The table of access against the rules and the store: everybody in it sends every command, and meets what it says."""

from __future__ import annotations

from typing import Any

import pytest

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from doorbraak.refusals import Refusal
from doorbraak.requests.order import ORDER
from handlers.access import ABOUT, COMMANDS, MAY, Who, refusal_of
from storage import administer
from tests.worlds import MONDAY, World
from tools.access_page import SUBJECTS, Subject

WHO_AND_PLACE = {
    Refusal.NOT_A_KOPLOPER,
    Refusal.NOT_A_REVIEWER,
    Refusal.NOT_THE_LEAD,
    Refusal.NOT_IN_PROGRAMME,
    Refusal.UNKNOWN_DISTRICT,
    Refusal.OWN_REQUEST,
    Refusal.OWN_ORGANISATION,
    Refusal.RECUSED,
    Refusal.NOT_THE_POSTER,
}
WANTS: dict[str, dict[str, Any]] = {
    "revise": {"amount_cents": 100},
    "object": {"reason": "Dit kan gewoon."},
    "propose_route": {"route": "Leergeld", "who": "Leergeld"},
    "answer_route": {"route_no": 1, "verdict": "too_late", "reason": "Het is morgen."},
    "lead_grant": {"amount_cents": 100, "reason": "Het moet."},
    "lead_decline": {"reason": "Het kan gewoon."},
    "urgent_grant": {"amount_cents": 100, "reason": "Het moet nu."},
    "settle": {"spent_cents": 100},
    "correct": {"spent_cents": 50, "reason": "De bon was lager."},
    "follow_up": {"answer": "yes"},
    "remark": {"text": "Ik kijk mee."},
    "hand_over": {"to": "k2"},
}
"""What each command needs beside the request, so that nothing but who and where can be in the way."""


@pytest.mark.parametrize("command", ORDER)
def test_a_row_asks_what_the_order_of_checks_asks(command: str) -> None:
    """The same refusals about who and where, in the same order; no command without a row."""
    needs = COMMANDS[command]
    says = ([needs.otherwise] if needs.otherwise else []) + list(needs.places)
    order = [code for code, _ in ORDER[command] if code in WHO_AND_PLACE]
    if command == "hand_over":
        order.remove(Refusal.NOT_A_KOPLOPER)  # whom it goes to, not who does it
    assert says == order
    assert set(COMMANDS) == set(ORDER)


def test_everything_that_can_be_asked_is_explained_and_decided() -> None:
    """No word of the table is without its meaning."""
    assert set(ABOUT) == set(MAY) == set(Who)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_everybody_who_sends_every_command_meets_what_the_table_says(world: World, subject: Subject) -> None:
    """Taken where it says yes, else exactly that refusal; what is refused changes nothing."""
    _join(world, subject)
    said = {command: refusal_of(command, subject.person(), subject.place) for command in COMMANDS}
    met = {command: _try(world, subject, command) for command in COMMANDS}
    assert met == said
    assert world.verified().differences == ()


def _join(world: World, subject: Subject) -> None:
    """Let the subject take part, in another programme when the request cannot be found."""
    world.people["subject"] = PersonId("subject")
    person = subject.person()
    if person is None:
        return
    programme = world.programme
    if not subject.place.found:
        programme = ProgrammeId("delft")
        world.store.run(lambda uow: administer.add_programme(uow, programme, "Delft", ["Noord"], Policy(), MONDAY))
    entry = administer.PersonEntry(
        id=person.id,
        key="subject",
        name="Iemand",
        roles=tuple(role.value for role in subject.roles),
        organisation="Buurtteam" if subject.place.own_organisation else "UWV",
        districts=() if subject.place.own_district or not subject.place.found else ("Zuilen",),
        accepted_on=MONDAY.date() if subject.accepted else None,
        linked_at=MONDAY,
    )
    world.store.run(lambda uow: administer.set_person(uow, programme, entry, MONDAY))
    if subject.left:
        world.store.run(lambda uow: administer.leave_person(uow, person.id, MONDAY))


def _try(world: World, subject: Subject, command: str) -> Refusal | None:
    """Send one command about a request that is ready for it; gives the refusal."""
    wants = dict(WANTS.get(command, {}))
    if command == "submit":
        wants = {
            "client": f"SUBJECT-{world.drawn}",
            "district": "Overvecht",
            "theme": "fiets",
            "amount_cents": 100,
            "question": "Een fiets.",
            "if_nothing": "De stage stopt.",
        }
    number = "" if command == "submit" else _ready(world, subject, command)
    return world.do(command, "subject", number, **wants).refusal


def _ready(world: World, subject: Subject, command: str) -> str:
    """Put a request and bring it to where this command is taken."""
    poster = "subject" if subject.place.mine else "k1"
    urgent = {"urgent": True, "urgent_reason": "Het moet vandaag."} if command == "urgent_grant" else {}
    number = world.submit(by=poster, client=f"CLIENT-{world.drawn}", **urgent)
    if subject.place.recused:
        world.done("recuse", "subject", number)
    if command == "answer_route":
        world.done("propose_route", "a1", number, route="Leergeld", who="Leergeld")
    if command in ("lead_grant", "lead_decline"):
        world.pass_time(days=4)
    if command in ("pay", "settle", "follow_up", "correct"):
        for reviewer in ("a1", "a2", "a3"):
            world.done("approve", reviewer, number)
    if command == "correct":
        world.done("settle", poster, number, spent_cents=100)
    return number
