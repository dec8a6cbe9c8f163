"""What somebody can look at in a terminal, and how questions about money are read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from doorbraak.ids import PersonId
from doorbraak.overviews import Account, CheckStep, MayDo, NewsItem, RequestFilter
from doorbraak.people import Role
from handlers.console.looking import find_filter
from handlers.console.messenger import ConsoleMessenger
from handlers.console.parse import NotUnderstood
from handlers.console.render import render_check
from handlers.messenger import Messenger, Notice, Post
from tests.fakes import NOW, FakeDesk, a_viewer
from tests.handlers.console.conversation import say
from tests.handlers.pages import a_granted_page, a_line, a_page, a_remark, a_route, a_vote, waits
from tests.loops import run

_VIEWER = a_viewer(Role.MANAGER)


def test_a_request_is_shown_with_talk_votes_reasons_and_what_can_be_done() -> None:
    """One screen holds everything, and ends with what this person can type."""
    page = a_page(
        votes=(a_vote(), a_vote("Anke", "UWV", stands=False, why_not="own_route")),
        approvals=1,
        routes=(a_route(),),
        talk=(a_remark(),),
        may=MayDo(approve=True, remark=True),
    )
    answer = say(FakeDesk(a_viewer(Role.REVIEWER), page), "VE-2026-0042")
    for part in (
        "Gesprek\n  Anke (UWV): Past een tweedehands fiets ook?",
        "Anke (UWV): akkoord (telt niet mee: noemde zelf een route)",
        "Waarom staat het zo\n  Nodig: 3 keer akkoord, van minstens 2 organisaties.",
        "Wat kun je doen\n  akkoord VE-2026-0042",
    ):
        assert part in answer
    assert "toekennen VE" not in answer


def test_recusals_are_shown_only_when_the_page_has_them() -> None:
    """The page of a lead has the names; nobody else's has."""
    page = a_page(recused_names=("Bram",))
    assert "Doet niet mee (alleen voor regisseurs): Bram" in say(FakeDesk(a_viewer(Role.LEAD), page), "VE-2026-0042")
    assert "Doet niet mee" not in say(FakeDesk(a_viewer(Role.REVIEWER), a_page()), "VE-2026-0042")


def test_an_unknown_number_has_a_next_step() -> None:
    """A request that is not there, or not for this person, is said alike."""
    assert "We vinden VE-2026-0009 niet." in say(FakeDesk(a_viewer(Role.REVIEWER)), "bekijk VE-2026-0009")


def test_wacht_lists_what_waits_and_the_news_once() -> None:
    """News that was shown is read."""
    desk = FakeDesk(a_viewer(Role.REVIEWER))
    desk.waits = (waits("vote"),)
    item = NewsItem(id="n1", kind="granted", number="VE-2026-0042", at=NOW, facts={}, text="Toegekend.", read=False)
    desk.told = (item, replace(item, id="n2", text="Oud nieuws.", read=True))
    answer = say(desk, "wacht", "wacht")
    assert "VE-2026-0042 · Fiets, €\u00a0125,50, Overvecht · Kijk je mee?" in answer
    assert answer.count("Toegekend.") == 1
    assert "Oud nieuws." not in answer


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (Role.KOPLOPER, "Niets wacht op jou. Typ aanvraag voor een nieuwe aanvraag."),
        (Role.REVIEWER, "Niets wacht op jou. Je krijgt bericht als iemand je nodig heeft."),
    ],
)
def test_nothing_waits_is_said_by_role(role: Role, text: str) -> None:
    """An empty list is no dead end."""
    assert text in say(FakeDesk(a_viewer(role)), "wacht")


def test_own_requests_and_searches_are_lists_with_numbers() -> None:
    """Mijn narrows to the own ones; zoek reads words; a number opens the request."""
    desk = FakeDesk(a_viewer(Role.KOPLOPER), a_page())
    desk.found = (a_line(with_lead=True), a_line(number="VE-2026-0041", status="granted", granted_cents=10000))
    answer = say(desk, "mijn", "zoek fiets overvecht 2026 toegekend", "zoek 'VE-2026-0042'")
    assert "VE-2026-0042  Fiets  Overvecht  €\u00a0125,50  Ligt bij de regisseur" in answer
    assert "€\u00a0100,00  Toegekend" in answer
    assert "Wat is er nodig?" in answer
    assert desk.filters == [
        RequestFilter(mine=True),
        RequestFilter(
            theme="fiets",
            district="Overvecht",
            status="granted",
            since=date(2026, 1, 1),
            until=date(2026, 12, 31),
        ),
    ]


def test_a_search_word_that_means_nothing_is_named() -> None:
    """Texts are not searched, and the answer says so."""
    with pytest.raises(NotUnderstood, match="Teksten doorzoeken we niet"):
        find_filter("wasmachine", _VIEWER)


def test_spend_is_for_who_minds_the_fund() -> None:
    """A koploper hears whom to ask; the manager gets a table."""
    koploper = FakeDesk(a_viewer(Role.KOPLOPER))
    assert "Vraag het een van hen." in say(koploper, "uitgaven")
    assert koploper.spends == []
    answer = say(FakeDesk(a_viewer(Role.MANAGER)), "uitgaven per thema")
    assert "Uitgegeven per thema, 1 januari t/m 9 maart 2026, alle wijken" in answer
    assert "Er is in deze periode niets gevraagd." in answer


def test_a_question_about_money_that_is_not_understood_is_given_back_mended() -> None:
    """What to type instead stands below, whole."""
    answer = say(FakeDesk(a_viewer(Role.MANAGER)), "uitgaven per tema 2025")
    assert "Ik snap *tema* niet. Bedoel je *thema*?" in answer
    assert "Typ dan: uitgaven per thema 2025" in answer


def test_texts_to_copy_come_alone() -> None:
    """What to tell the client, and the note for the file."""
    answer = say(FakeDesk(a_viewer(Role.KOPLOPER), a_granted_page()), "klant VE-2026-0042", "dossier VE-2026-0042")
    assert "Zeg tegen de klant\nWij kunnen dit voor u betalen: €\u00a0125,50." in answer
    assert "Kopieer voor dossier\nVoorkom Erger VE-2026-0042, 9 maart 2026." in answer


def test_help_shows_what_a_role_can_type() -> None:
    """A reviewer reads about voting, not about granting."""
    answer = say(FakeDesk(a_viewer(Role.REVIEWER)), "help")
    assert "Als meelezer" in answer
    assert "toekennen" not in answer


def test_the_check_step_warns_when_voters_or_money_are_short() -> None:
    """Said beforehand: too few can vote, the fund is nearly empty, the date is before the answer."""
    step = CheckStep(
        client_left_cents=50000,
        after_cents=37450,
        may_vote=2,
        min_approvals=3,
        fund_left_cents=1200,
        decide_by=NOW + timedelta(days=2),
        client_tail="01",
    )
    text = render_check({"theme": "fiets", "district": "Overvecht", "needed_by": "2026-03-10"}, 12550, step, NOW)
    assert "Nu kunnen 2 mensen stemmen, 3 zijn nodig. De regisseur krijgt je aanvraag." in text
    assert "In het potje zit nog €\u00a012,00." in text
    assert "Wil je Spoed aanzetten?" in text
    assert "nog €\u00a0374,50" in text


def test_the_console_prints_what_goes_out() -> None:
    """Cards, posts, messages and what was taken back all come on the stream."""
    out = io.StringIO()
    messenger: Messenger = ConsoleMessenger(out)

    async def send() -> None:
        card = Post(number="VE-2026-0042", text="", key="1", page=a_page())
        reference = await messenger.post("kanaal", card)
        await messenger.update("kanaal", reference, card)
        await messenger.post("kanaal", Post(number="VE-2026-0042", text="Toegekend.", key="2"), under=reference)
        await messenger.tell(PersonId("noor"), Notice(kind="granted", number="VE-2026-0042", text="Voor jou.", key="3"))
        await messenger.retract("kanaal", reference, "VE-2026-0042 · tekst verwijderd op 3 maart 2027")

    run(send())
    printed = out.getvalue()
    assert printed.count("Weet jij een gewone route die op tijd is?") == 2
    for text in ("Toegekend.", "[aan noor]\nVoor jou.", "tekst verwijderd op 3 maart 2027"):
        assert text in printed


def test_a_manager_reads_the_account_of_a_month() -> None:
    """The same words as the letter; a month without one is answered with those that have."""
    desk = FakeDesk(a_viewer(Role.MANAGER))
    desk.accounts |= {"2026-03": Account(month="2026-03")}
    answer = say(desk, "verantwoording", "verantwoording 2026-03", "verantwoording maart")
    assert answer.count("Wie is nieuw en wat besloot een regisseur alleen") == 2
    assert "maart 2026" in answer
    assert "Kies uit: 2026-03." in answer
    assert "Verantwoording is voor programmamanager en beheerder" in say(
        FakeDesk(a_viewer(Role.LEAD)), "verantwoording"
    )
