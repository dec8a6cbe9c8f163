"""Being asked about a name in a terminal: at the text itself, by number or in words, and only then it goes out."""

from __future__ import annotations

import pytest

from doorbraak.commands import Object, Remark, Submit
from doorbraak.people import Role
from doorbraak.privacy_choices import PrivacyChoice
from tests.fakes import FakeDesk, a_viewer
from tests.handlers.console.conversation import say
from tests.handlers.pages import a_page

NUMBER = "VE-2026-0042"
ASKS = "1 Vervang door De klant · 2 Aanpassen · 3 Dit is geen naam · 4 Dit is een collega"


def _desk(*roles: Role) -> FakeDesk:
    return FakeDesk(a_viewer(*roles), a_page())


@pytest.mark.parametrize("typed", ["3", "dit is geen naam", "Dit is geen naam."])
def test_one_answer_is_the_reason_and_the_text_goes_out(typed: str) -> None:
    """The sentence and the choices come first; a number or the words answer."""
    desk = _desk(Role.REVIEWER)
    said = say(desk, f"zeg {NUMBER} Parnassia belt terug.", typed)
    assert "Is Parnassia een naam?" in said
    assert ASKS in said
    (remark,) = desk.done
    assert isinstance(remark, Remark)
    assert remark.text == "Parnassia belt terug."
    assert remark.choices == (PrivacyChoice("text", "name", "no_name", "parnassia"),)


def test_a_rewording_is_put_in_place_and_said_back() -> None:
    """What goes out is the text with the words that were offered, and the log will know it was reworded."""
    desk = _desk(Role.REVIEWER)
    said = say(desk, f"bezwaar {NUMBER} Fatima heeft al een fiets, zegt Fatima.", "1")
    assert "Je tekst is nu: De klant heeft al een fiets, zegt de klant." in said
    (vote,) = desk.done
    assert isinstance(vote, Object)
    assert vote.reason == "De klant heeft al een fiets, zegt de klant."
    assert [(one.choice, one.word) for one in vote.choices] == [("reworded", "")]


def test_changing_it_asks_for_the_text_and_looks_again() -> None:
    """A number in the new text is refused on the spot, another name is asked about, a clean text goes out."""
    desk = _desk(Role.REVIEWER)
    said = say(
        desk, f"zeg {NUMBER} Fatima belt.", "2", "Bel 06 12 34 56 78.", "Bruno belt.", "aanpassen", "De klant belt."
    )
    assert "telefoonnummer in je tekst: 06 12 34 56 78" in said
    assert "Is Bruno een naam?" in said
    assert [one.text for one in desk.done] == ["De klant belt."]
    assert [one.choice for one in desk.done[0].choices] == ["rewritten"]


def test_what_is_no_choice_is_asked_again_and_stop_keeps_the_text() -> None:
    """A slip of the finger sends nothing; after stop the command can be sent again."""
    desk = _desk(Role.REVIEWER)
    said = say(desk, f"zeg {NUMBER} Fatima belt.", "7", "stop", "opnieuw", "4")
    assert "Typ het nummer van je keuze." in said
    assert "Gestopt. Er is niets verstuurd." in said
    assert [one.text for one in desk.done] == ["Fatima belt."]
    assert [one.choice for one in desk.done[0].choices] == ["colleague"]


def test_the_form_asks_at_the_field_and_never_twice_for_the_same_words() -> None:
    """The answer holds for the other fields and for sending; it goes with the request."""
    desk = FakeDesk(a_viewer(Role.KOPLOPER))
    answers = ("BOKS-1001", "fiets", "125,50", "Bruno rijdt mee.", "4", "Dan rijdt bruno alleen.", "overslaan")
    said = say(desk, "aanvraag", *answers, "versturen")
    assert said.count("een naam?") == 1
    (sent,) = desk.done
    assert isinstance(sent, Submit)
    assert [(one.field, one.choice) for one in sent.choices] == [("question", "colleague"), ("if_nothing", "colleague")]


def test_a_tap_without_a_text_looks_at_nothing() -> None:
    """Voting, paying and stepping back bring no text, so nothing is asked of the check."""
    desk = _desk(Role.REVIEWER, Role.KOPLOPER)
    say(desk, f"akkoord {NUMBER}", f"betaald {NUMBER}", f"ik doe niet mee {NUMBER}")
    assert len(desk.done) == 3
    assert desk.looked == []
