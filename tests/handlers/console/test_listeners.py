"""A typed line becomes exactly one command; what is refused can be sent again."""

from __future__ import annotations

from typing import Any

import pytest

from doorbraak import commands as c
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.people import Role
from doorbraak.refusals import Fact, Refusal
from handlers.desk import Unavailable
from tests.fakes import FakeDesk, a_person_line, a_viewer
from tests.handlers.console.conversation import say
from tests.handlers.pages import a_page, a_route, a_vote

NUMBER = "VE-2026-0042"


def _desk(*roles: Role, **changes: Any) -> FakeDesk:
    return FakeDesk(a_viewer(*roles), a_page(**changes))


def _refused(code: Refusal, command: str, **facts: Fact) -> Outcome:
    return Outcome(command=command, accepted=False, number=NUMBER, refusal=code, facts=facts)


def _only(desk: FakeDesk, **expected: Any) -> None:
    assert len(desk.done) == 1
    assert {name: getattr(desk.done[0], name) for name in expected} == expected


@pytest.mark.parametrize(
    ("typed", "command", "expected"),
    [
        (f"akkoord {NUMBER}", c.Approve, {"max_cents": None, "revision": None}),
        (f"akkoord {NUMBER} hoogstens 100,00", c.Approve, {"max_cents": 10000}),
        (f"bezwaar {NUMBER} te duur", c.Object, {"reason": "te duur"}),
        (f"ik doe niet mee {NUMBER}", c.Recuse, {}),
        (
            f"route {NUMBER} bijzondere bijstand; W&I; 20",
            c.ProposeRoute,
            {"route": "bijzondere bijstand", "who": "W&I", "expected_days": 20},
        ),
        (
            f"antwoord {NUMBER} 1 te laat: de stage begint maandag",
            c.AnswerRoute,
            {"route_no": 1, "verdict": "too_late", "reason": "de stage begint maandag"},
        ),
        (f"toekennen {NUMBER} 125,50 het kan niet anders", c.LeadGrant, {"amount_cents": 12550}),
        (f"afwijzen {NUMBER} er is een regeling", c.LeadDecline, {"reason": "er is een regeling"}),
        (f"spoed {NUMBER} € 100,00 vandaag nodig", c.UrgentGrant, {"amount_cents": 10000, "reason": "vandaag nodig"}),
        (f"betaald {NUMBER}", c.Pay, {}),
        (f"bon {NUMBER} 89,95", c.Settle, {"spent_cents": 8995}),
        (f"bon {NUMBER} 0", c.Settle, {"spent_cents": 0}),
        (f"corrigeer {NUMBER} 80,00 verkeerd getypt", c.Correct, {"spent_cents": 8000, "reason": "verkeerd getypt"}),
        (f"opgelost {NUMBER} een deel", c.FollowUp, {"answer": "partly", "text": ""}),
        (f"zeg {NUMBER} Past tweedehands ook?", c.Remark, {"text": "Past tweedehands ook?"}),
        (f"aanpassen {NUMBER} bedrag 100,00", c.Revise, {"amount_cents": 10000, "question": None}),
        (f"aanpassen {NUMBER} thema vervoer", c.Revise, {"theme": "vervoer", "amount_cents": None}),
        (f"aanpassen {NUMBER} datum geen", c.Revise, {"clear_needed_by": True}),
        (f"aanpassen {NUMBER} spoed de stage begint morgen", c.Revise, {"urgent": True}),
    ],
)
def test_one_line_is_one_command(typed: str, command: type[c.Command], expected: dict[str, Any]) -> None:
    """A script needs one line for what a person does with one press."""
    desk = _desk(Role.REVIEWER)
    say(desk, typed)
    _only(desk, request=NUMBER, **expected)
    assert type(desk.done[0]) is command


def test_a_vote_is_about_the_revision_that_was_seen() -> None:
    """Who looked at version 2 votes on version 2, whatever comes in between."""
    desk = _desk(Role.REVIEWER, revision=2)
    say(desk, f"bekijk {NUMBER}", f"akkoord {NUMBER}")
    _only(desk, revision=2)


def test_a_stale_vote_shows_the_request_and_can_be_sent_again() -> None:
    """The card as it is now stands below the refusal; opnieuw votes on that one."""
    desk = _desk(Role.REVIEWER, revision=3)
    desk.outcomes = [_refused(Refusal.STALE_REVISION, "approve", revision=3)]
    answer = say(desk, f"akkoord {NUMBER}", "opnieuw")
    assert "Noor heeft de aanvraag aangepast." in answer
    assert "VE-2026-0042 · Fiets · versie 3 · Overvecht" in answer
    assert [command.revision for command in desk.done] == [None, 3]


def test_a_missing_reason_is_asked_for() -> None:
    """Somebody who types only the verb gets the question of the form."""
    desk = _desk(Role.REVIEWER)
    assert "Wat is je bezwaar?" in say(desk, f"bezwaar {NUMBER}", "te duur")
    _only(desk, reason="te duur")


def test_stop_at_a_question_sends_nothing() -> None:
    """A question can be left without doing anything."""
    desk = _desk(Role.REVIEWER)
    assert "Er is niets verstuurd." in say(desk, f"bezwaar {NUMBER}", "stop")
    assert desk.done == []


def test_a_route_is_asked_in_three_questions_with_the_known_ones_to_pick() -> None:
    """The programme's own routes can be picked by number; who and days come along."""
    known = [{"name": "Noodfonds", "who": "Leergeld", "days": 3}]
    desk = FakeDesk(a_viewer(Role.REVIEWER, routes=known), a_page())
    assert "1. Noodfonds, via Leergeld" in say(desk, f"route {NUMBER}", "1")
    _only(desk, route="Noodfonds", who="Leergeld", expected_days=3)
    desk.done.clear()
    say(desk, f"route {NUMBER}", "bijzondere bijstand", "W&I", "overslaan")
    _only(desk, route="bijzondere bijstand", who="W&I", expected_days=None)


def test_the_only_open_route_needs_no_number() -> None:
    """One route waits: then the verdict is enough, and a missing reason is asked for."""
    desk = _desk(Role.KOPLOPER, routes=(a_route(1, verdict="partly"), a_route(2)))
    assert "Waarom?" in say(desk, f"antwoord {NUMBER} past niet", "geen adres")
    _only(desk, route_no=2, verdict="does_not_fit", reason="geen adres")


def test_withdrawing_asks_once_more() -> None:
    """Only a yes takes a request back."""
    desk = _desk(Role.KOPLOPER)
    assert "Niet ingetrokken." in say(desk, f"intrekken {NUMBER}", "nee")
    assert desk.done == []
    say(desk, f"intrekken {NUMBER}", "ja")
    _only(desk, request=NUMBER)


def test_a_wrong_amount_is_said_back_and_the_rest_is_kept() -> None:
    """Only the amount has to be typed again; the reason is still there."""
    desk = _desk(Role.LEAD)
    answer = say(desk, f"toekennen {NUMBER} 1250.50 het kan niet anders", "opnieuw 125,50")
    assert "We begrijpen 1250.50 niet. Schrijf euro's en centen zo: 125,50." in answer
    _only(desk, amount_cents=12550, reason="het kan niet anders")


def test_a_refused_text_can_be_sent_again_in_other_words() -> None:
    """The privacy refusal shows the words it is about; opnieuw with a text replaces just that field."""
    desk = _desk(Role.REVIEWER)
    desk.outcomes = [_refused(Refusal.PRIVATE_DETAILS, "object", field="reason", kind="phone")]
    answer = say(desk, f"bezwaar {NUMBER} bel 06 12345678", "opnieuw bel het buurtteam")
    assert "Er staat een telefoonnummer in je tekst: 06 12345678." in answer
    assert [command.reason for command in desk.done] == ["bel 06 12345678", "bel het buurtteam"]
    assert desk.done[0].seed != desk.done[1].seed


def test_without_a_store_nothing_is_lost() -> None:
    """The person reads a reference; the same words go out with opnieuw."""
    desk = _desk(Role.REVIEWER)
    desk.outcomes = [Unavailable("a1b2")]
    answer = say(desk, f"zeg {NUMBER} Past tweedehands ook?", "opnieuw")
    assert "Geen verbinding. Je tekst staat er nog." in answer
    assert "a1b2" in answer
    assert [command.text for command in desk.done] == ["Past tweedehands ook?"] * 2


def test_a_change_that_takes_votes_away_says_so() -> None:
    """Who changes the amount reads how many votes lapse."""
    desk = _desk(Role.KOPLOPER, votes=(a_vote(), a_vote("Anke", "UWV")))
    assert "Er waren 2 stemmen. Die tellen nu niet meer mee." in say(desk, f"aanpassen {NUMBER} bedrag 100,00")


def test_handing_over_goes_by_key_or_name() -> None:
    """An unknown key is answered with whom one can choose."""
    desk = _desk(Role.LEAD)
    desk.staff = (a_person_line("k1", "Noor", "koploper"), a_person_line("k2", "Karim", "koploper"))
    assert "Kies uit: Noor (k1) of Karim (k2)." in say(desk, f"overdragen {NUMBER} k9")
    say(desk, f"overdragen {NUMBER} karim")
    _only(desk, to=PersonId("k2"))


def test_a_typing_error_sends_nothing_and_the_conversation_goes_on() -> None:
    """What is not understood is named; the next line works."""
    desk = _desk(Role.REVIEWER)
    answer = say(desk, f"akoord {NUMBER}", "", "# een opmerking voor de lezer", f"akkoord {NUMBER}", "stop")
    assert "Bedoel je “akkoord”?" in answer
    assert answer.endswith("Tot ziens.\n")
    assert len(desk.done) == 1


def test_control_characters_neither_come_in_nor_go_out() -> None:
    """A text cannot steer the terminal of who reads it, and half a character is not stored."""
    desk = _desk(Role.REVIEWER, texts={"question": "Een \x1b[31mrode\x00 fiets."})
    answer = say(desk, f"zeg {NUMBER} fiets\x00\udcff \U0001f6b2\r\n", NUMBER)
    _only(desk, text="fiets \U0001f6b2")
    assert "Een [31mrode fiets." in answer


def test_who_is_not_linked_hears_whom_to_ask() -> None:
    """No viewer, no conversation."""
    assert say(FakeDesk(None), "wacht") == "Je bent nog niet gekoppeld. Vraag je beheerder om een code.\n"
