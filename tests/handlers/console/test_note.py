"""The confidentiality note in a terminal: the same question as on the web, before anything else."""

from dataclasses import replace

from doorbraak.people import Role
from handlers.wording import NOTE_CHANGED, NOTE_ENTERED, NOTE_THANKS
from tests.fakes import FakeDesk, a_viewer
from tests.handlers.console.conversation import say
from tests.handlers.pages import a_page


def a_desk(*, accepted: bool, agreed_to: str = "", **settings: str) -> FakeDesk:
    """Give a desk whose one reviewer did or did not accept the note."""
    viewer = a_viewer(Role.REVIEWER, **settings)
    person = replace(viewer.person, accepted=accepted)
    return FakeDesk(replace(viewer, person=person, agreed_to=agreed_to), a_page())


def test_who_has_not_accepted_is_asked_before_anything_is_shown():
    """No answer but yes opens a request; what is asked for is not shown meanwhile."""
    desk = a_desk(accepted=False)
    answer = say(desk, f"bekijk {a_page().number}", "nee", "zoek 2026", "misschien")
    assert answer.count("Ga je akkoord? Typ ja of nee.") == 2
    assert a_page().texts["question"] not in answer
    assert desk.done == []
    assert desk.filters == []


def test_yes_is_noted_and_goes_on_with_what_was_asked():
    """The digest of the text that was shown goes to the desk, and the first command is carried out."""
    desk = a_desk(accepted=False)
    answer = say(desk, "wacht", "ja")
    assert NOTE_THANKS in answer
    assert len(desk.done) == 1
    assert "Niets wacht op jou" in answer


def test_a_note_that_was_entered_by_somebody_else_is_shown_and_stops_nothing():
    """The text stands above the conversation; typing that it was read is enough."""
    desk = a_desk(accepted=True)
    answer = say(desk, "wacht", "gelezen")
    assert NOTE_ENTERED in answer
    assert "Ga je akkoord" not in answer
    assert len(desk.done) == 1


def test_a_changed_text_is_shown_again():
    """Another text than was agreed to is said to be another one."""
    assert NOTE_CHANGED in say(a_desk(accepted=True, agreed_to="0" * 32), "stop")
    assert "geheimhouding" not in say(FakeDesk(a_viewer(Role.REVIEWER)), "stop").lower()
