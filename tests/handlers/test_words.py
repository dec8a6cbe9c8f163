"""Codes, days, cards, receipts and what leaves the team."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from doorbraak.commands import ANSWERS, COMMANDS, VERDICTS
from doorbraak.events import EVENTS, RequestEvent
from doorbraak.outcomes import Outcome
from doorbraak.overviews import HistoryLine
from doorbraak.people import Role
from doorbraak.requests.state import Money, Review, Status
from doorbraak.themes import ROUTE_CODES, THEMES
from handlers import wording
from tests.handlers.language import longest_sentence, says_je, says_u
from tests.handlers.pages import NOW, a_granted_page, a_page, a_route, a_vote, waits


def test_every_code_of_the_rules_has_a_word() -> None:
    """No theme, route, role, verdict, answer or state is shown as its code."""
    assert all(wording.theme(code)[0].isupper() and wording.theme_short(code)[0].isupper() for code in THEMES)
    assert all("_" not in wording.route_name(code) for code in ROUTE_CODES)
    words = [wording.role(code) for code in Role]
    assert words == ["koploper", "meelezer", "regisseur", "programmamanager", "beheerder"]
    assert [wording.verdict(code) for code in VERDICTS] == [
        "Op tijd, dit gaan we doen",
        "Te laat",
        "Deels",
        "Past niet",
    ]
    assert [wording.answer(code) for code in ANSWERS] == ["Ja", "Een deel", "Nee"]
    assert all(wording.money_state(code) for code in Money)
    assert all(wording.review_state(code) for code in Review)
    assert [wording.status_word(code) for code in Status] == [
        "Open",
        "Toegekend",
        "Opgelost zonder potje",
        "Afgewezen",
        "Ingetrokken",
        "Verlopen",
    ]
    assert wording.status_word("open", True) == "Ligt bij de regisseur"


def test_the_state_of_a_card_is_one_of_six() -> None:
    """The words that stand on a card, with the amount when there is one."""
    said = [wording.state(code, 17500 if code == "granted" else None) for code in Status]
    assert said == ["Open", "Toegekend €\u00a0175,00", "Opgelost", "Afgewezen", "Ingetrokken", "Verlopen"]


def test_moments_are_written_in_the_time_of_amsterdam() -> None:
    """A moment of the server is shown as the clock on the wall says it, also after midnight."""
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert wording.day(late) == "3 maart"
    assert wording.clock(late) == "00:30"
    assert wording.weekday_moment(datetime(2026, 3, 11, 15, 0, tzinfo=UTC)) == "woensdag 11 maart 16:00"
    assert wording.day(date(2025, 3, 3), NOW) == "3 maart 2025"
    assert wording.day(date(2026, 3, 3), NOW) == "3 maart"
    assert wording.month("2026-03") == "maart 2026"
    assert wording.soon(datetime(2026, 3, 10, 9, 0, tzinfo=UTC), NOW) == "morgen om 10:00"


def test_the_words_on_buttons_are_those_people_know() -> None:
    """Handbooks, chat and web use the same words."""
    verbs = [
        "approve",
        "approve_less",
        "propose_route",
        "object",
        "recuse",
        "answer_route",
        "revise",
        "withdraw",
        "lead_grant",
        "lead_decline",
        "pay",
        "settle",
        "remark",
    ]
    said = " · ".join(wording.button(verb) for verb in verbs)
    assert said == (
        "Akkoord · Akkoord, maar minder · Reguliere route · Bezwaar · Ik doe niet mee · Antwoord op route · "
        "Aanpassen · Intrekken · Toekennen · Afwijzen · Betaald · Bon invullen · Vraag of opmerking"
    )
    assert all(command in wording.BUTTONS for command in COMMANDS)


@pytest.mark.parametrize(
    ("name", "command", "label"),
    [
        ("client", "submit", "Dossiernummer"),
        ("district", "submit", "Wijk"),
        ("theme", "submit", "Thema"),
        ("amount", "submit", "Bedrag"),
        ("question", "submit", "Wat is er nodig?"),
        ("if_nothing", "submit", "Wat gebeurt er als we niets doen?"),
        ("tried", "submit", "Wat heb je al geprobeerd?"),
        ("needed_by", "submit", "Voor welke datum?"),
        ("urgent", "submit", "Spoed"),
        ("urgent_reason", "submit", "Waarom kan dit niet wachten?"),
        ("pay_to", "submit", "Aan wie betalen we?"),
        ("route", "propose_route", "Welke route?"),
        ("who", "propose_route", "Wie kan dit regelen?"),
        ("expected_days", "propose_route", "Hoeveel dagen duurt het?"),
        ("verdict", "answer_route", "Is deze route op tijd?"),
        ("reason", "answer_route", "Waarom?"),
        ("amount", "approve", "Hoogstens"),
        ("reason", "object", "Wat is je bezwaar?"),
        ("amount", "settle", "Hoeveel heb je uitgegeven?"),
        ("answer", "follow_up", "Is het opgelost?"),
    ],
)
def test_each_field_has_its_label(name: str, command: str, label: str) -> None:
    """A form asks in the words that people know."""
    assert wording.field(name, command) == label


def test_every_kind_of_event_has_a_line_of_history() -> None:
    """What happened to a request is told in words, whoever did it."""
    about_requests = {kind for kind, event in EVENTS.items() if issubclass(event, RequestEvent)}
    assert wording.history_kinds() == about_requests
    for kind in about_requests:
        text = wording.history_line(HistoryLine(at=NOW, kind=kind, name="Noor", facts={}))
        assert text.startswith("Noor: ")
        assert "None" not in text
    line = HistoryLine(at=NOW, kind="approved", name="Joost", facts={"max_cents": 10000})
    assert wording.history_line(line) == "Joost: akkoord met hoogstens €\u00a0100,00"


@pytest.mark.parametrize(
    "what", ["vote", "vote_again", "review", "answer_route", "lead", "urgent", "settle", "follow_up"]
)
def test_everything_that_can_wait_has_a_line(what: str) -> None:
    """Wat wacht op mij says what to do, and before when."""
    assert what in wording.waiting_kinds()
    text = wording.waiting(waits(what, route_no=1), NOW)
    assert text.startswith("VE-2026-0042 · Fiets, €\u00a0125,50, Overvecht · ")
    assert text.endswith("voor morgen om 14:03")
    assert longest_sentence(text) <= 20


def test_the_open_card_tells_the_same_as_on_every_channel() -> None:
    """The plain text has question, routes, votes, what is missing, and never the word toegekend."""
    page = a_page(
        votes=(a_vote(), a_vote("Anke", "UWV", max_cents=10000)),
        approvals=2,
        routes=(a_route(verdict="too_late", reason="de stage begint maandag"),),
        needed_by=date(2026, 3, 12),
    )
    text = wording.card(page, {})
    assert text.startswith("VE-2026-0042 · Fiets · Overvecht · €\u00a0125,50 · Open\n")
    assert "Uiterlijk nodig: 12 maart · antwoord graag voor woensdag 11 maart 14:03" in text
    assert "1. Bijzondere bijstand, via W&I, 20 dagen — te laat: de stage begint maandag" in text
    assert "Akkoord: 2 van 3 · Joost (Portaal), Anke (UWV, hoogstens €\u00a0100,00) · nog 1 akkoord nodig" in text
    assert "toegekend" not in text.lower()
    assert "versie" not in text


def test_an_ended_card_says_how_it_ended() -> None:
    """State first, no question any more, and the ordinary way for who got nothing."""
    granted = wording.card(a_granted_page(), {})
    assert "Toegekend €\u00a0125,50 · 3 keer akkoord, van 3 organisaties" in granted
    assert "ben je akkoord?" not in granted
    assert "gewone aanvraag" in wording.card(a_page(status="expired"), {})
    declined = wording.card(a_page(status="declined", texts={"decision": "Er is een regeling."}), {})
    assert "Afgewezen: Er is een regeling." in declined
    assert "gewone aanvraag" in declined
    urgent = wording.card(a_granted_page(how="urgent", review="pending"), {})
    assert "Al toegekend met spoed. De groep kijkt achteraf mee." in urgent


def test_a_notification_holds_what_a_screen_reader_needs() -> None:
    """Number, amount, day and time, state and question stand in one line."""
    text = wording.notification(a_page())
    for part in ("VE-2026-0042", "€\u00a0125,50", "woensdag 11 maart 14:03", "open", "Een jongere kan niet op tijd"):
        assert part in text
    assert "\n" not in text


@pytest.mark.parametrize("status", list(Status))
def test_what_is_told_to_the_client_says_u_and_no_jargon(status: Status) -> None:
    """Nothing that reaches a resident says je, klant or potje; without money the ordinary way is named."""
    page = a_page(status=status, granted_cents=12550 if status == "granted" else None)
    text = wording.tell_client(page, {})
    assert says_u(text)
    assert not says_je(text)
    assert "klant" not in text.lower()
    assert "potje" not in text.lower()
    assert longest_sentence(text) <= 20
    if status in ("declined", "expired", "withdrawn", "open"):
        assert "gewone aanvraag" in text


def test_a_route_in_free_words_is_not_named_to_the_client() -> None:
    """Free words may hold a name; a route with a code is named."""
    named = a_page(status="solved_by_route", routes=(a_route(verdict="in_time"),))
    assert "Er is een gewone regeling: bijzondere bijstand. Wij" in wording.tell_client(named, {})
    free = a_page(status="solved_by_route", routes=(a_route(verdict="in_time", code="anders", route="Bel Joost"),))
    assert "Er is een gewone regeling. Wij" in wording.tell_client(free, {})


def test_a_programme_can_say_it_in_its_own_words() -> None:
    """The text for the client is replaceable; the amount is still filled in."""
    own = {"resident_texts": {"granted": "U krijgt {bedrag} van ons."}}
    assert wording.tell_client(a_granted_page(), own) == "U krijgt €\u00a0125,50 van ons."


def test_the_note_for_the_file_names_nobody() -> None:
    """Figures, route and number of organisations; no person, and no free text that may hold one."""
    page = a_granted_page(routes=(a_route(verdict="too_late"), a_route(2, code="anders", route="Bel Joost even")))
    note = wording.copy_for_file(page)
    assert note == (
        "Voorkom Erger VE-2026-0042, 9 maart 2026. Gevraagd €\u00a0125,50, toegekend €\u00a0125,50, thema Fiets. "
        "Gewone route: bijzondere bijstand, te laat; een andere route, nog geen antwoord. Akkoord van 3 organisaties."
    )


_EXPLAINED: dict[str, Any] = {
    "decision": "granted",
    "how": "votes",
    "policy_version": 2,
    "min_approvals": 2,
    "min_organisations": 2,
    "asked_cents": 12550,
    "granted_cents": 10000,
    "cap_cents": 50000,
    "fund_year": 2026,
    "fund_left_cents": 900000,
    "counted": ({"person": "p2", "name": "Joost", "organisation": "Portaal", "max_cents": 10000},),
    "left_out": ({"person": "p3", "name": "Anke", "organisation": "UWV", "why": "own_route"},),
    "routes": ({"route_no": 1, "code": "leergeld", "verdict": "too_late"},),
}


def test_a_decision_is_explained_with_votes_routes_and_limits() -> None:
    """Who counted, who did not and why, which routes there were, and what was left."""
    told = wording.explanation(a_granted_page(explanation=_EXPLAINED))
    assert "Telde mee: Joost (Portaal), tot €\u00a0100,00." in told
    assert "Telde niet mee: Anke (UWV), noemde zelf een route." in told
    assert "Route 1: Leergeld, te laat." in told
    assert "In het potje zat nog €\u00a09.000,00." in told
    assert not any("Voor deze klant" in sentence for sentence in told)
    assert all(longest_sentence(sentence) <= 20 for sentence in told)


def test_an_open_request_is_explained_too() -> None:
    """What is needed, what there is, and what happens by when."""
    told = wording.explanation(a_page(routes=(a_route(),), with_lead=True, with_lead_why="objection"))
    assert "Nu: 0 van 3 akkoord." in told
    assert "Eerst antwoordt de koploper op route 1." in told
    assert "De aanvraag ligt bij de regisseur: er is bezwaar." in told


def _did(command: str, *happened: str, **changes: Any) -> Outcome:
    return Outcome(command=command, accepted=True, number="VE-2026-0042", happened=happened, **changes)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_a_receipt(command: str) -> None:
    """Whoever did something reads in one breath what it did."""
    for page in (None, a_page(), a_granted_page(settled_cents=8995)):
        text = wording.receipt(_did(command, "something", revision=2, granted_cents=12550), page)
        assert text != "Gelukt."
        assert longest_sentence(text) <= 20
        assert not says_u(text)


def test_the_receipt_of_an_approval_tells_what_it_led_to() -> None:
    """The last approval hears the amount; a lower maximum and a second press are said back."""
    mine = a_vote(max_cents=10000, is_mine=True)
    assert wording.receipt(_did("approve", "approved"), a_page(my_vote=a_vote(is_mine=True))) == "Je bent akkoord."
    assert (
        wording.receipt(_did("approve", "approved"), a_page(my_vote=mine))
        == "Je bent akkoord met hoogstens €\u00a0100,00."
    )
    granted = _did("approve", "approved", "granted", granted_cents=10000)
    assert (
        wording.receipt(granted, a_granted_page(granted_cents=10000))
        == "Met jouw akkoord is €\u00a0100,00 toegekend. Gevraagd was €\u00a0125,50."
    )
    assert wording.receipt(_did("approve"), a_page(my_vote=mine)) == "Je was al akkoord om 14:03."


def test_a_route_of_somebody_who_agreed_says_that_the_approval_is_gone() -> None:
    """R5: proposing withdraws the own approval, and the receipt says so."""
    mine = a_vote(stands=False, why_not="own_route", is_mine=True)
    assert (
        wording.receipt(_did("propose_route", "route_proposed"), a_page(my_vote=mine))
        == "Je route staat erbij. Je akkoord telt nu niet meer mee."
    )


@pytest.mark.parametrize(("may_vote", "said"), [(0, "Nu kan niemand"), (1, "Nu kan 1 mens"), (2, "Nu kunnen 2 mensen")])
def test_too_few_voters_are_counted_in_good_dutch(may_vote: int, said: str) -> None:
    """One person, nobody, or several."""
    assert wording.few_voters(may_vote, 3) == f"{said} stemmen, 3 zijn nodig. De regisseur krijgt je aanvraag."
