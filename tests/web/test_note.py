"""The confidentiality note: read and agreed to in person, before a reviewer or a lead sees anything."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from doorbraak.ids import PersonId
from handlers.access import PAGES
from handlers.wording import DEFAULT_NOTE, NOTE_CHANGED, NOTE_ENTERED
from storage import administer
from storage import tables as t
from storage.codec import from_body
from tests.web.forms import Page
from tests.web.stage import SETTINGS, UTRECHT, Stage

_BEFORE = sorted(path for (method, path), row in PAGES.items() if method == "GET" and row.before_note)


def logged(stage: Stage, what: str) -> list[tuple[str | None, dict[str, str]]]:
    """Give who did what by the audit lines of this kind, with their facts."""
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(t.log.c.kind == "audit").order_by(t.log.c.seq)
    events = stage.store.answer(lambda connection: [from_body(*row) for row in connection.execute(query)])
    return [(one.by, one.facts) for one in events if one.what == what]


def reads_the_note(page: Page) -> bool:
    """Claim that a page asks for the note and shows nothing else."""
    return page.h1 == "Geheimhouding" and "Ik ga akkoord" in page.buttons and "Wat wacht op mij" not in page.links


@pytest.mark.parametrize("roles", [("reviewer",), ("lead",), ("koploper", "reviewer"), ("manager", "lead")])
def test_who_has_not_accepted_comes_to_the_note_from_every_page(stage: Stage, roles: tuple[str, ...]) -> None:
    """No list, no request, no figures, whatever other roles there are; only the own page and signing out."""
    number = stage.visitor("noor").ask()
    stage.join("iris", roles)
    iris = stage.visitor()
    assert reads_the_note(iris.sign_in("iris"))
    for address in (
        "/aanvragen",
        f"/aanvragen/{number}",
        "/uitgaven",
        "/nieuwe-aanvraag",
        f"/aanvragen/{number}/delen",
    ):
        page = iris.open(address)
        assert reads_the_note(page) or page.status == 403, address
        assert number not in page.text
    assert iris.open("/mijn-gegevens").h1 == "Mijn gegevens"
    assert iris.press("Uitloggen").path == "/"


def test_agreeing_opens_everything_and_is_the_persons_own(stage: Stage) -> None:
    """One press, logged by the person, kept with the day; a second press is no second time."""
    number = stage.visitor("noor").ask()
    stage.join("iris", ("reviewer",))
    iris = stage.visitor("iris")
    form = iris.open("/wat-wacht-op-mij").form_with("Ik ga akkoord")
    iris.send(form)
    assert number in iris.page.text
    assert iris.send(form).status == 200
    row = stage.person("iris")
    assert (row["accepted_on"], row["accepted_by"]) == ("2026-03-09", "iris")
    assert [by for by, _ in logged(stage, "note_agreed") if by == "iris"] == ["iris"]
    assert stage.differences() == ()


def test_a_note_that_an_admin_entered_counts_and_is_shown_until_it_is_read(stage: Stage) -> None:
    """Signing in goes straight on, above the first page stands the text; after the press it is gone."""
    number = stage.visitor("noor").ask()
    stage.join("iris", ("reviewer",), accepted=True)
    iris = stage.visitor()
    page = iris.sign_in("iris")
    assert page.h1 == "Wat wacht op mij"
    assert number in page.text
    assert NOTE_ENTERED in page.text
    assert ("iris", "note_entered") in [
        (facts.get("person"), "note_entered") for _, facts in logged(stage, "note_entered")
    ]
    assert not [by for by, _ in logged(stage, "note_agreed") if by == "iris"]
    iris.press("Gelezen, akkoord")
    assert iris.open("/wat-wacht-op-mij").text.find("Gelezen, akkoord") < 0
    assert [by for by, _ in logged(stage, "note_agreed") if by == "iris"] == ["iris"]
    assert stage.person("iris")["accepted_on"] == "2026-03-09"


def test_a_changed_text_is_shown_again_and_stops_nobody(stage: Stage) -> None:
    """Votes go on; the new words stand above the first page until they are read."""
    number = stage.visitor("noor").ask()
    joost = stage.visitor("joost")
    changed = {**SETTINGS, "confidentiality_note": "Vertel niets verder. Ook niet thuis."}
    stage.store.run(lambda uow: administer.set_settings(uow, UTRECHT, changed))
    page = joost.open("/wat-wacht-op-mij")
    assert NOTE_CHANGED in page.text
    assert "Ook niet thuis." in page.text
    joost.open(f"/aanvragen/{number}")
    assert "Je bent akkoord" in joost.press("Akkoord").text
    joost.open("/wat-wacht-op-mij")
    assert "Gelezen, akkoord" not in joost.press("Gelezen, akkoord").buttons


def test_nobody_agrees_to_other_words_than_were_on_the_page(stage: Stage) -> None:
    """A text that changed while the page was open is shown anew, and nothing is noted."""
    stage.join("iris", ("reviewer",))
    iris = stage.visitor("iris")
    form = iris.open("/").form_with("Ik ga akkoord")
    changed = {**SETTINGS, "confidentiality_note": "Andere woorden."}
    stage.store.run(lambda uow: administer.set_settings(uow, UTRECHT, changed))
    page = iris.send(form)
    assert reads_the_note(page)
    assert "net veranderd" in page.text
    assert "Andere woorden." in page.text
    assert stage.person("iris")["accepted_on"] is None


def test_who_needs_no_note_is_not_asked_and_can_read_it(stage: Stage) -> None:
    """A koploper and a manager who is no lead go on as before."""
    stage.join("kim", ("koploper",))
    stage.join("max", ("manager", "reviewer"))
    for key in ("kim", "max"):
        visitor = stage.visitor(key)
        assert visitor.open("/wat-wacht-op-mij").h1 == "Wat wacht op mij"
        assert " ".join(DEFAULT_NOTE.split()) in visitor.open("/geheimhouding").text
    assert _BEFORE == ["/geheimhouding", "/mijn-gegevens", "/opnieuw-inloggen", "/opnieuw-inloggen/verder"]


def test_a_role_that_needs_the_note_asks_for_it_at_the_next_click(stage: Stage) -> None:
    """Who becomes a reviewer in the middle of a session meets the note before the first request of others."""
    stage.join("kim", ("koploper",))
    kim = stage.visitor("kim")
    assert kim.open("/aanvragen").h1 == "Aanvragen"
    stage.join("kim", ("koploper", "reviewer"))
    assert reads_the_note(kim.open("/aanvragen"))
    assert stage.person("kim")["id"] == PersonId("kim")
