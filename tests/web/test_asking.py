"""Being asked about a name before a text is sent: one screen, one tap each, and then the form goes on by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from storage import tables as t
from tests.web.stage import FILLED, Stage, Visitor

ASKED = "Kijk nog even naar je tekst"
TEXT = "Fatima heeft een bed nodig."


def answer(visitor: Visitor, word: str, about: str = "") -> Visitor:
    """Press a button of the question that says this."""
    form = visitor.page.form_about(about)
    visitor.send(form, form.button_values(word))
    return visitor


def write(visitor: Visitor, **changes: str) -> Visitor:
    """Fill in the form of a new request and press Verder."""
    visitor.open("/nieuwe-aanvraag")
    visitor.press("Verder", FILLED | changes)
    return visitor


def choices_logged(stage: Stage) -> list[dict[str, Any]]:
    """Give what the log keeps of choices."""
    rows = stage.store.answer(lambda connection: connection.execute(select(t.log.c.body)).scalars().all())
    bodies = [json.loads(row) for row in rows]
    return [body["facts"] for body in bodies if body.get("what") == "privacy_choice"]


def test_everything_to_ask_stands_on_one_screen_with_its_marks(stage: Stage) -> None:
    """Each field with something in it is shown with what was found marked, a sentence and the choices."""
    visitor = write(stage.visitor("noor"), question=TEXT, tried="Gevraagd bij postcode 3561 AB.")
    page = visitor.page
    assert (page.h1, page.path.split("/")[1:3]) == (ASKED, ["nieuwe-aanvraag", "vragen"])
    assert page.marks == ["Fatima", "3561 AB"]
    assert "naam?" in page.text
    assert "postcode?" in page.text
    assert "Is Fatima een naam?" in page.text
    name = page.form_about("Fatima")
    assert list(name.buttons) == ["Vervang door De klant", "Aanpassen", "Dit is geen naam", "Dit is een collega"]
    assert "Dit is geen postcode van de klant" in page.form_about("3561 AB").buttons


def test_a_rewording_is_put_in_place_and_the_form_goes_on_by_itself(stage: Stage) -> None:
    """One tap, no other press, and the check step says the text back without the name."""
    visitor = answer(write(stage.visitor("noor"), question=TEXT), "Vervang door De klant")
    assert visitor.page.title == "Klopt dit?"
    assert "De klant heeft een bed nodig." in visitor.page.text
    visitor.press("Versturen")
    assert visitor.page.h1 == "VE-2026-0001 · Fiets"
    assert choices_logged(stage) == [
        {"command": "submit", "request": "VE-2026-0001", "field": "question", "kind": "name", "choice": "reworded"}
    ]


def test_changing_it_by_hand_leads_to_the_field_and_loses_nothing(stage: Stage) -> None:
    """Aanpassen shows the form as it was, at that field; what was changed is not asked about again."""
    visitor = answer(write(stage.visitor("noor"), question=TEXT, tried="Leergeld gebeld."), "Aanpassen")
    assert visitor.page.path.startswith("/nieuwe-aanvraag?draft=")
    values = visitor.page.form_with("Verder").values
    assert (values["question"], values["tried"]) == (TEXT, "Leergeld gebeld.")
    assert visitor.press("Verder", {"question": "Er is een bed nodig."}).title == "Klopt dit?"
    visitor.press("Versturen")
    assert [one["choice"] for one in choices_logged(stage)] == ["rewritten"]


def test_a_word_that_is_no_name_is_asked_about_once_in_the_whole_programme(stage: Stage) -> None:
    """Who comes next with the same word, in whatever letters, goes on at once."""
    visitor = answer(write(stage.visitor("noor"), question="Parnassia helpt pas in mei."), "Dit is geen naam")
    assert visitor.page.title == "Klopt dit?"
    visitor.press("Versturen")
    assert write(stage.visitor("karim"), question="PARNASSIA belt terug.").page.title == "Klopt dit?"


def test_a_colleague_counts_for_this_text_alone(stage: Stage) -> None:
    """A colleague of today is not a word that is never a name."""
    visitor = answer(write(stage.visitor("noor"), question="Bruno rijdt mee."), "Dit is een collega")
    assert visitor.page.title == "Klopt dit?"
    visitor.open(visitor.page.links["Terug"])
    assert visitor.press("Verder").title == "Klopt dit?"
    visitor.press("Versturen")
    assert write(stage.visitor("karim"), question="Bruno rijdt mee.").page.h1 == ASKED


def test_people_of_the_programme_are_never_asked_about(stage: Stage) -> None:
    """Noor takes part, so her name stands there as it is; the wish of another person does not."""
    assert write(stage.visitor("karim"), question="Noor belt de winkel.").page.title == "Klopt dit?"


def test_the_same_word_in_two_fields_is_one_question(stage: Stage) -> None:
    """Both stand there marked, one tap puts the rewording in both."""
    visitor = write(stage.visitor("noor"), question=TEXT, if_nothing="Dan slaapt fatima op de grond.")
    assert (visitor.page.marks, len(visitor.page.forms)) == (["Fatima", "fatima"], 2)
    page = answer(visitor, "Vervang door De klant").page
    assert page.title == "Klopt dit?"
    assert "De klant heeft een bed nodig." in page.text
    assert "Dan slaapt de klant op de grond." in page.text


def test_two_presses_on_one_answer_do_it_once(stage: Stage) -> None:
    """An impatient finger gets the same request page, and one objection stands there."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    visitor.open(f"/aanvragen/{number}/bezwaar")
    visitor.press("Bezwaar", {"reason": "Fatima heeft al een fiets."})
    form = visitor.page.form_about("Fatima")
    values = form.button_values("Vervang door De klant")
    first, second = visitor.send(form, values), visitor.send(form, values)
    assert "Je bezwaar staat erbij." in first.text
    assert second.path == f"/aanvragen/{number}"
    assert second.text.count("De klant heeft al een fiets.") == 1


ACTIONS: list[tuple[str, str, str, dict[str, str], str]] = [
    ("joost", "reguliere-route", "Doorgeven", {"route": "Fonds van Fatima", "who": "W&I"}, "open"),
    ("joost", "bezwaar", "Bezwaar", {"reason": TEXT}, "open"),
    ("anke", "opmerking", "Vraag of opmerking", {"text": TEXT}, "open"),
    ("noor", "antwoord-op-route", "Antwoorden", {"verdict": "too_late", "reason": TEXT, "route_no": "1"}, "routed"),
    ("noor", "aanpassen", "Aanpassen", {"question": TEXT}, "open"),
    ("els", "toekennen", "Toekennen", {"amount": "100", "reason": TEXT}, "lead"),
    ("els", "afwijzen", "Afwijzen", {"reason": TEXT}, "lead"),
    ("els", "toekennen-met-spoed", "Toekennen", {"amount": "100", "reason": TEXT}, "urgent"),
    ("noor", "is-het-opgelost", "Antwoorden", {"answer": "yes", "text": TEXT}, "granted"),
    ("mira", "corrigeren", "Corrigeren", {"amount": "90", "reason": TEXT}, "settled"),
]


def _at(stage: Stage, state: str) -> str:
    """Bring a request into the state that a button needs."""
    number = stage.visitor("noor").ask(**({"urgent": "1", "urgent_reason": "Morgen."} if state == "urgent" else {}))
    if state == "routed":
        visitor = stage.visitor("joost")
        visitor.open(f"/aanvragen/{number}/reguliere-route")
        visitor.press("Doorgeven", {"route": "Leergeld", "who": "Leergeld"})
    if state == "lead":
        stage.clock.go_on(days=3)
        stage.tick()
    for who in ("joost", "anke", "bram") if state in ("granted", "settled") else ():
        visitor = stage.visitor(who)
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")
    if state == "settled":
        visitor = stage.visitor("noor")
        visitor.open(f"/aanvragen/{number}/bon-invullen")
        visitor.press("Bon invullen", {"amount": "80"})
    return number


@pytest.mark.parametrize(("who", "slug", "word", "typed", "state"), ACTIONS, ids=[one[1] for one in ACTIONS])
def test_every_form_with_a_text_asks_and_goes_on_to_its_deed(
    stage: Stage, who: str, slug: str, word: str, typed: dict[str, str], state: str
) -> None:
    """The question comes before the deed; after the answer the deed is done, with what was typed beside the text."""
    number = _at(stage, state)
    visitor = stage.visitor(who)
    visitor.open(f"/aanvragen/{number}/{slug}")
    visitor.press(word, typed)
    assert (visitor.page.h1, visitor.page.path) == (ASKED, f"/aanvragen/{number}/{slug}/vragen")
    assert choices_logged(stage) == []
    page = answer(visitor, "Dit is een collega").page
    assert page.path.startswith(f"/aanvragen/{number}")
    assert page.h1 != ASKED
    assert "Fatima" in page.text or slug in ("corrigeren", "is-het-opgelost")  # shown to nobody there
    (logged,) = choices_logged(stage)
    field = next(name for name, text in typed.items() if "Fatima" in text)
    assert (logged["field"], logged["kind"], logged["choice"]) == (field, "name", "colleague")
    assert visitor.open(f"/aanvragen/{number}/{slug}/vragen").h1 != ASKED


def test_going_back_from_the_question_shows_the_form_as_it_was(stage: Stage) -> None:
    """Also a remark that was typed on the page of the request itself is still there."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    visitor.open(f"/aanvragen/{number}")
    visitor.press("Vraag of opmerking", {"text": TEXT})
    assert visitor.page.h1 == ASKED
    assert visitor.open(visitor.page.links["Terug"]).form_with("Vraag of opmerking").values["text"] == TEXT
    assert visitor.open(f"/aanvragen/{number}").form_with("Vraag of opmerking").values["text"] == TEXT


def test_a_change_with_another_file_number_goes_on_with_that_client(stage: Stage) -> None:
    """The number is kept nowhere, and still counts after the questions, also after a change by hand."""
    visitor = stage.visitor("noor")
    visitor.ask(client="BOKS-7001", amount="450")
    number = visitor.ask()
    visitor.open(f"/aanvragen/{number}/aanpassen")
    visitor.press("Aanpassen", {"client": "BOKS-7001", "question": TEXT})
    answer(visitor, "Aanpassen")
    assert "het eindigt op 01" in visitor.page.text
    page = visitor.press("Aanpassen", {"question": "Er is een bed nodig."})
    assert "voor deze klant is dit jaar nog € 50,00 over" in page.problems


def test_a_question_about_what_did_not_change_is_not_asked(stage: Stage) -> None:
    """Whoever changes the amount is not asked about a text that was answered when it was sent."""
    visitor = answer(write(stage.visitor("noor"), question=TEXT), "Dit is een collega")
    visitor.press("Versturen")
    number = visitor.page.h1.split(" · ")[0]
    visitor.open(f"/aanvragen/{number}/aanpassen")
    assert "Je aanvraag is aangepast." in visitor.press("Aanpassen", {"amount": "100"}).text


def test_what_must_not_be_shared_stays_an_error_at_its_field_with_a_mark(stage: Stage) -> None:
    """A number cannot be waved away: the sentence and the place stand at the field, and nothing is asked."""
    visitor = write(stage.visitor("noor"), question=f"{TEXT} Bel 06 12 34 56 78 na vijf uur.")
    assert (visitor.page.status, visitor.page.h1) == (422, "Nieuwe aanvraag")
    assert visitor.page.control("question")["aria-invalid"] == "true"
    assert "telefoonnummer in je tekst: 06 12 34 56 78" in visitor.page.problems
    assert visitor.page.marks == ["06 12 34 56 78"]


def test_a_question_of_somebody_else_is_not_there(stage: Stage) -> None:
    """The texts of a draft are for its writer alone."""
    path = write(stage.visitor("noor"), question=TEXT).page.path
    assert stage.visitor("karim").open(path).status == 404
    assert stage.visitor("joost").open(path).status == 403


def test_a_session_that_ended_before_the_answer_loses_nothing(stage: Stage) -> None:
    """After signing in again the same question stands there, with the text."""
    visitor = write(stage.visitor("noor"), question=TEXT)
    form = visitor.page.form_about("Fatima")
    stage.clock.go_on(minutes=40)
    visitor.send(form, form.button_values("Dit is een collega"))
    visitor.bring_session("noor")
    visitor.open("/nieuwe-aanvraag")
    assert visitor.page.form_with("Verder").values["question"] == TEXT


def test_an_answer_about_nothing_changes_nothing(stage: Stage) -> None:
    """A form that was tampered with, or is old, gets the question again."""
    visitor = write(stage.visitor("noor"), question=TEXT)
    form = visitor.page.form_about("Fatima")
    for tampered in ({"about": "question.1.2"}, {"choice": "fatima"}, {"about": "", "choice": ""}):
        assert visitor.send(form, form.button_values("Aanpassen") | tampered).h1 == ASKED
    assert choices_logged(stage) == []


def test_without_a_file_a_text_that_is_not_kept_stays_on_the_page(stage: Stage) -> None:
    """Geen dossier gives its code and says which field was not kept and why, with the text still there."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Geen dossier", FILLED | {"client": "", "question": "Bel 06 12 34 56 78."})
    assert "Niet bewaard: er staat een telefoonnummer in." in page.problems
    assert page.form_with("Verder").values["question"] == "Bel 06 12 34 56 78."
    assert "Schrijf deze code op bij de klant: ZD-" in page.text


def test_saving_says_which_field_was_not_kept_and_why(stage: Stage) -> None:
    """While typing, and when a session ended: the field by its label, and the kind; what may be a name is kept."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    form.action = "/nieuwe-aanvraag/concept"
    said = json.loads(visitor.send(form, FILLED | {"question": TEXT, "tried": "Bel 06 12 34 56 78."}).html)
    why = "Wat heb je al geprobeerd? Niet bewaard: er staat een telefoonnummer in."
    assert said["refused"] == {"tried": why}
    assert visitor.open("/nieuwe-aanvraag").form_with("Verder").values["question"] == TEXT
    number = stage.visitor("noor").ask(client="BOKS-2002")
    visitor.open(f"/aanvragen/{number}/opmerking")
    stage.clock.go_on(minutes=40)
    page = visitor.press("Vraag of opmerking", {"text": "Bel 06 12 34 56 78."})
    assert "Vraag of opmerking Niet bewaard: er staat een telefoonnummer in." in page.text
    assert "Je tekst is bewaard." not in page.text


def test_the_word_itself_is_in_no_table_and_no_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Kind, field and choice are kept; the word stands nowhere but in the encrypted text."""
    visitor = answer(write(stage.visitor("noor"), question="Parnassia helpt Bruno."), "Dit is geen naam", "Parnassia")
    answer(visitor, "Dit is een collega", "Bruno").press("Versturen")
    found = stage.store.answer(_cells_with(("parnassia", "bruno")))
    assert found == []
    assert stage.visitor("joost").open("/aanvragen/VE-2026-0001").text.count("Parnassia helpt Bruno.") == 1
    assert "parnassia" not in caplog.text.lower()
    assert len(choices_logged(stage)) == 2


def _cells_with(words: tuple[str, ...]) -> Any:
    """Make the question which cells of any table hold one of these words."""

    def holds(cell: object) -> bool:
        shown = cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
        return any(word in shown.lower() for word in words)

    def question(connection: Any) -> list[str]:
        tables = t.metadata.sorted_tables
        rows = ((table, row) for table in tables for row in connection.execute(select(table)))
        return [f"{table.name}: {cell!r}" for table, row in rows for cell in row if holds(cell)]

    return question
