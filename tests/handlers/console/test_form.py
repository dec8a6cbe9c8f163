"""The request form in a terminal: one question at a time, back, skip, stop, the check step, and nothing lost."""

from __future__ import annotations

from datetime import date

from doorbraak import commands as c
from doorbraak.outcomes import Outcome
from doorbraak.people import Role
from doorbraak.refusals import Refusal
from handlers.desk import Unavailable
from tests.fakes import FakeDesk, a_person_line, a_viewer
from tests.handlers.console.conversation import say
from tests.loops import run

_ANSWERS = ("BOKS-1001", "fiets", "125,50", "Een fiets voor de stage.", "De stage stopt.", "Leergeld doet dit niet.")


def _desk() -> FakeDesk:
    return FakeDesk(a_viewer(Role.KOPLOPER))


def test_six_answers_and_versturen_send_a_request() -> None:
    """The shortest way: six questions, the check step, sent; the draft is gone."""
    desk = _desk()
    answer = say(desk, "aanvraag", *_ANSWERS, "versturen")
    assert "Vraag 3 van 6 · Bedrag" in answer
    assert "Je vraagt €\u00a0125,50." in answer
    assert "Klopt dit?" in answer
    assert "Je aanvraag VE-2026-0001 is verstuurd." in answer
    assert len(desk.done) == 1
    sent = desk.done[0]
    assert isinstance(sent, c.Submit)
    assert (sent.client, sent.client_code) == ("", "code-1")
    assert (sent.district, sent.theme, sent.amount_cents) == ("Overvecht", "fiets", 12550)
    assert (sent.question, sent.if_nothing, sent.tried) == _ANSWERS[3:]
    assert desk.drafts == {}


def test_the_file_number_is_never_said_back() -> None:
    """Of the number only the last two characters are shown."""
    answer = say(_desk(), "aanvraag", *_ANSWERS, "versturen")
    assert "Dossiernummer eindigt op 01." in answer
    assert "1001" not in answer
    assert "BOKS" not in answer


def test_without_a_file_there_is_a_code_to_write_down() -> None:
    """The bot gives a code; it is used as the number."""
    desk = _desk()
    answer = say(desk, "aanvraag", "geen dossier", *_ANSWERS[1:], "versturen")
    assert "Schrijf deze code op bij de klant: ZD-7K3P-92." in answer
    assert desk.kept_numbers == ["ZD-7K3P-92"]


def test_a_wrong_answer_is_said_and_asked_again() -> None:
    """Strange number, strange amount, private detail: the same question comes back."""
    desk = _desk()
    answer = say(
        desk,
        "aanvraag",
        "xx",
        _ANSWERS[0],
        "8",
        "1250.50",
        "0",
        "125,50",
        "Bel 06 12345678 voor de fiets",
        "",
        *_ANSWERS[3:],
        "versturen",
    )
    assert "Dit lijkt geen dossiernummer." in answer
    assert "We begrijpen 1250.50 niet." in answer
    assert "Vul minstens € 0,01 in." in answer
    assert "Er staat een telefoonnummer in je tekst: 06 12345678." in answer
    assert "“Wat is er nodig?” is nog leeg." in answer
    assert desk.done[0].amount_cents == 12550


def test_terug_asks_the_question_before_and_overslaan_keeps_what_stands_there() -> None:
    """Going back shows what was filled in; it can stay or change."""
    desk = _desk()
    answer = say(desk, "aanvraag", *_ANSWERS[:3], "terug", "100,00", *_ANSWERS[3:5], "overslaan", "versturen")
    assert "Nu: 125,50\nZo laten? Typ: overslaan" in answer
    assert desk.done[0].amount_cents == 10000
    assert desk.done[0].tried == ""


def test_a_question_that_must_be_answered_cannot_be_skipped() -> None:
    """Skipping is only for what is not required, or is filled in already."""
    assert "Deze vraag kun je niet overslaan." in say(_desk(), "aanvraag", "overslaan")


def test_stop_keeps_everything_and_aanvraag_goes_on_where_it_was() -> None:
    """What was filled in is in the draft; going on needs only the rest."""
    desk = _desk()
    assert "Wat je invulde, is bewaard." in say(desk, "aanvraag", *_ANSWERS[:4], "stop")
    answer = say(desk, "aanvraag", "ja", *["overslaan"] * 4, *_ANSWERS[4:], "versturen")
    assert "Nu: eindigt op 01\n" in answer
    assert desk.done[0].question == _ANSWERS[3]
    assert desk.done[0].client_code == "code-1"


def test_a_broken_off_conversation_keeps_the_draft_and_nee_begins_anew() -> None:
    """The lines just end: the draft is there. Who says nee starts with an empty form."""
    desk = _desk()
    say(desk, "aanvraag", *_ANSWERS[:3])
    assert [draft.values["amount"] for draft in desk.drafts.values()] == ["125,50"]
    say(desk, "aanvraag", "nee")
    assert desk.drafts == {}


def test_urgency_a_date_and_the_payee_are_added_at_the_check_step() -> None:
    """Three more fields, each on a line of its own, checked like the others."""
    desk = _desk()
    answer = say(
        desk,
        "aanvraag",
        *_ANSWERS,
        "datum 10-03-2026",
        "spoed de stage begint morgen",
        "betalen aan Fietsenmaker",
        "datum gauw",
        "zomaar iets",
        "versturen",
    )
    assert "Je hebt het eerder nodig. Wil je Spoed aanzetten?" in answer
    assert "Nodig voor: 10 maart 2026" in answer
    assert "We begrijpen deze datum niet." in answer
    assert "Ik snap “zomaar iets” niet." in answer
    sent = desk.done[0]
    assert (sent.needed_by, sent.urgent, sent.urgent_reason) == (date(2026, 3, 10), True, "de stage begint morgen")
    assert sent.pay_to == "Fietsenmaker"


def test_more_than_what_is_left_asks_the_amount_again() -> None:
    """The check step says what is left, that the ordinary way is open, and goes back to the amount."""
    desk = _desk()
    desk.client_left_cents = 7450
    answer = say(desk, "aanvraag", *_ANSWERS, "74,50", "overslaan", "overslaan", "overslaan", "versturen")
    assert "voor deze klant is dit jaar nog €\u00a074,50 over" in answer
    assert "gewone aanvraag" in answer
    assert desk.done[0].amount_cents == 7450


def test_a_refusal_at_the_end_goes_back_to_its_field() -> None:
    """Somebody else was first: the amount is asked again, everything else stays."""
    desk = _desk()
    refused = Outcome(command="submit", accepted=False, refusal=Refusal.ABOVE_CAP, facts={"left_cents": 5000})
    desk.outcomes = [refused]
    say(desk, "aanvraag", *_ANSWERS, "versturen", "50,00", "overslaan", "overslaan", "overslaan", "versturen")
    assert [command.amount_cents for command in desk.done] == [12550, 5000]


def test_without_a_store_the_request_can_be_sent_again() -> None:
    """The failure has a reference, the check step stays, the second try goes out."""
    desk = _desk()
    desk.outcomes = [Unavailable("a1b2")]
    answer = say(desk, "aanvraag", *_ANSWERS, "versturen", "versturen")
    assert "a1b2" in answer
    assert len(desk.done) == 2
    assert desk.drafts == {}


def test_who_looks_too_often_is_stopped() -> None:
    """More than ten numbers in an hour: it ends here, and the draft is kept."""
    desk = _desk()
    desk.looked_too_often = True
    assert "Probeer het over een uur." in say(desk, "aanvraag", *_ANSWERS, "wacht")
    assert desk.drafts
    assert desk.done == []


def test_a_draft_from_the_browser_goes_on_in_the_terminal() -> None:
    """The draft is the same one; an amount or a date that was not right there yet stops nothing here."""
    desk = _desk()
    values = {"theme": "fiets", "amount": "1250.50", "question": "Een fiets.", "if_nothing": "Geen stage."}
    values |= {"needed_by": "gauw", "tried": "", "urgent": "", "urgent_reason": "", "pay_to": ""}
    run(desk.save_draft(desk.the_viewer(), "request", values, client_number="BOKS-1001"))
    answer = say(desk, "aanvraag", "ja", *["overslaan"] * 6, "100,00", *["overslaan"] * 3, "versturen")
    assert "We begrijpen 1250.50 niet." in answer
    assert (desk.done[0].amount_cents, desk.done[0].needed_by) == (10000, None)


def test_who_is_no_koploper_hears_who_is_before_typing_anything() -> None:
    """Nobody fills in a form that cannot be sent."""
    desk = FakeDesk(a_viewer(Role.REVIEWER))
    desk.staff = (a_person_line("k1", "Noor", "koploper"),)
    assert "is dat Noor." in say(desk, "aanvraag")


def test_only_nee_throws_a_draft_away() -> None:
    """Any other answer is no answer: the question comes again and the draft stays."""
    desk = _desk()
    say(desk, "aanvraag", *_ANSWERS[:3])
    answer = say(desk, "aanvraag", "jaa", "BOKS-1001")
    assert answer.count("Ga je daarmee verder? Typ ja of nee.") == 3
    assert [draft.values["amount"] for draft in desk.drafts.values()] == ["125,50"]


def test_a_day_that_has_been_is_not_taken() -> None:
    """Yesterday is said to be over, and the request goes out without it."""
    desk = _desk()
    answer = say(desk, "aanvraag", *_ANSWERS, "datum 08-03-2026", "versturen")
    assert "Deze datum is al geweest." in answer
    assert desk.done[0].needed_by is None
