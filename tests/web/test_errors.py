"""Errors as pages: what happened, one next step, a reference; and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from handlers.desk import Unavailable
from handlers.web.app import create_app
from tests.web.stage import FILLED, Stage


class FailingDesk:
    """The real desk, but for the questions that are made to fail."""

    def __init__(self, desk: Any, failing: set[str], failure: Callable[[], Exception]) -> None:
        self._desk, self._failing, self._failure = desk, failing, failure

    def __getattr__(self, name: str) -> Any:
        if name not in self._failing:
            return getattr(self._desk, name)

        async def fail(*given: Any, **named: Any) -> Any:
            raise self._failure()

        return fail


def _unavailable() -> Exception:
    return Unavailable("AB12")


@contextmanager
def _failing(stage: Stage, *names: str, failure: Callable[[], Exception] = _unavailable) -> Iterator[None]:
    """Let these questions to the desk fail for a while."""
    whole = stage.app
    stage.app = create_app(FailingDesk(stage.desk, set(names), failure), stage.settings)  # type: ignore[arg-type]
    yield
    stage.app = whole


def test_a_form_while_the_store_is_away_keeps_everything(stage: Stage) -> None:
    """The page should offer to try again with everything that was typed, but the file number."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    with _failing(stage, "save_draft"):
        page = visitor.send(form, FILLED)
    assert page.status == 503
    assert "Geen verbinding. Je tekst staat er nog." in page.problems
    assert "AB12" in page.text
    again = page.form_with("Probeer opnieuw").values
    assert (again["question"], again["amount"], again["client"]) == (FILLED["question"], "125,50", "")
    assert visitor.press("Probeer opnieuw", {"client": "BOKS-1001"}).title == "Klopt dit?"


def test_a_vote_that_was_tried_again_counts_once(stage: Stage) -> None:
    """Trying again should send the same key, so that it can never count twice."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    form = visitor.open(f"/aanvragen/{number}").form_with("Akkoord")
    with _failing(stage, "do"):
        again = visitor.send(form).form_with("Probeer opnieuw")
    assert again.values["once"] == form.values["once"]
    assert "Akkoord: 1 van 3" in visitor.press("Probeer opnieuw").text


def test_the_store_being_away_is_said_on_every_page(stage: Stage) -> None:
    """Without a store even finding out who it is fails; the page should still come."""
    visitor = stage.visitor("noor")
    with _failing(stage, "session_viewer"):
        page = visitor.open("/wat-wacht-op-mij")
    assert (page.status, page.headers["retry-after"]) == (503, "5")
    assert page.links["Probeer opnieuw"] == "/wat-wacht-op-mij"


def test_a_fault_of_ours_gives_a_reference_and_no_internals(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """An unknown failure should apologise, with the reference that is in the log."""
    visitor = stage.visitor("noor")
    with _failing(stage, "requests", failure=lambda: ZeroDivisionError("secret detail")):
        page = visitor.open("/aanvragen")
    assert page.status == 500
    assert "Het ligt niet aan jou." in page.text
    assert "secret detail" not in page.html
    logged = [str(getattr(record, "reference", "")) for record in caplog.records]
    assert any(reference and reference in page.text for reference in logged)


def test_a_form_that_was_typed_too_late_comes_back_after_sign_in(stage: Stage) -> None:
    """The session ended while somebody was writing: after signing in again the form should be as it was."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    stage.clock.go_on(minutes=40)
    page = visitor.send(form, FILLED)
    assert "Je tekst is bewaard. Log opnieuw in." in page.text
    page = visitor.press("Inloggen", {"code": stage.code("noor")})
    assert page.title == "Nieuwe aanvraag"
    assert page.form_with("Verder").values["question"] == FILLED["question"]
    assert "eindigt op 01" in page.text


def test_any_other_form_comes_back_too_and_goes_after_sending(stage: Stage) -> None:
    """The reason of an objection should survive the end of the session, and be gone once it was sent."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    form = visitor.open(f"/aanvragen/{number}/bezwaar").form_with("Bezwaar")
    stage.clock.go_on(minutes=40)
    visitor.send(form, {"reason": "Dit kan anders."})
    page = visitor.press("Inloggen", {"code": stage.code("joost")})
    assert page.form_with("Bezwaar").values["reason"] == "Dit kan anders."
    assert "Dit kan anders." in visitor.press("Bezwaar").text
    assert visitor.open(f"/aanvragen/{number}/bezwaar").form_with("Bezwaar").values["reason"] == ""


def test_nobody_else_gets_a_form_that_was_typed_too_late(stage: Stage) -> None:
    """Somebody who signs in on the same device after the session ended should not see the text."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    stage.clock.go_on(minutes=40)
    visitor.send(form, FILLED)
    page = visitor.press("Inloggen", {"code": stage.code("karim")})
    assert FILLED["question"] not in page.html


def test_more_than_one_megabyte_is_refused(stage: Stage) -> None:
    """A body over the limit should get 413, as a page."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    page = visitor.send(form, FILLED | {"question": "a" * 1_000_001})
    assert page.status == 413
    assert "maak je tekst korter" in page.text


@pytest.mark.parametrize(("address", "status"), [("/nergens", 404), ("/uitgaven/", 404), ("/inloggen", 405)])
def test_other_addresses_and_methods_are_pages_too(stage: Stage, address: str, status: int) -> None:
    """What does not exist, or not by this method, should be said in Dutch."""
    page = stage.visitor("mira").open(address)
    assert page.status == status
    assert page.links["Naar het begin"] == "/"


def test_somebody_who_left_is_out_at_once(stage: Stage) -> None:
    """A session should not outlive its person."""
    from doorbraak.ids import PersonId
    from storage import administer

    visitor = stage.visitor("noor")
    stage.store.run(lambda uow: administer.leave_person(uow, PersonId("noor"), stage.clock()))
    assert visitor.open("/aanvragen").path == "/"


def test_a_form_that_was_open_in_another_window_is_not_lost(stage: Stage) -> None:
    """After signing in again elsewhere, the old form should come back with its text, to send once more."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    stage.clock.go_on(minutes=40)
    visitor.open("/aanvragen")
    visitor.press("Inloggen", {"code": stage.code("noor")})
    page = visitor.send(form, FILLED)
    assert page.status == 403
    assert "Dit formulier stond te lang open. Je tekst staat er nog." in page.problems
    assert visitor.press("Probeer opnieuw", {"client": "BOKS-1001"}).title == "Klopt dit?"


def test_a_form_sent_while_signed_out_in_another_window_is_kept(stage: Stage) -> None:
    """The sign-in page in another window should not keep an open form from being kept."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    stage.clock.go_on(minutes=40)
    visitor.open("/aanvragen")
    assert "Je tekst is bewaard." in visitor.send(form, FILLED).text
    visitor.press("Inloggen", {"code": stage.code("noor")})
    assert visitor.page.form_with("Verder").values["question"] == FILLED["question"]


def test_saving_while_typing_after_the_session_leaves_the_session_alone(stage: Stage) -> None:
    """The autosave should say 401, and pressing Verder should still keep everything."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    stage.clock.go_on(minutes=40)
    address, form.action = form.action, "/nieuwe-aanvraag/concept"
    assert visitor.send(form, FILLED).status == 401
    form.action = address
    assert "Je tekst is bewaard." in visitor.send(form, FILLED).text


def test_a_session_that_ended_yesterday_keeps_nothing(stage: Stage) -> None:
    """A cookie of long ago should no longer count as anybody's."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    stage.clock.go_on(hours=25)
    assert visitor.send(form, FILLED).status == 403


def test_after_sign_in_a_press_leads_to_the_page_it_was_on(stage: Stage) -> None:
    """Addresses that only take forms should not be where somebody ends up."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    sending = visitor.press("Verder", FILLED).form_with("Versturen")
    stage.clock.go_on(minutes=40)
    visitor.send(sending)
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).title == "Klopt dit?"
    visitor.open("/nieuwe-aanvraag")
    stage.clock.go_on(minutes=40)
    visitor.press("Geen dossier")
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).title == "Nieuwe aanvraag"


def test_a_form_whose_cookie_is_gone_stays_until_somebody_signs_in(stage: Stage) -> None:
    """A phone forgot its session while somebody was writing: no press should lose the text or say too little."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    visitor.http.cookies.clear()
    page = visitor.send(form, FILLED)
    for _ in range(2):
        assert page.status == 403
        assert page.links["Inloggen in een nieuw tabblad"] == "/"
        assert "BOKS-1001" not in page.html
        page = visitor.press("Probeer opnieuw")
    open_here = page
    visitor.sign_in("noor")
    visitor.page = open_here
    visitor.press("Probeer opnieuw")
    assert visitor.press("Probeer opnieuw", {"client": "BOKS-1001"}).title == "Klopt dit?"
    assert FILLED["question"] in visitor.page.text


def test_a_wrong_method_names_the_right_one(stage: Stage) -> None:
    """An answer 405 should say in its headers what the address does take."""
    assert stage.visitor("noor").open("/uitloggen").headers["allow"] == "POST"


def test_a_sign_in_page_that_stood_open_too_long_asks_for_one_press_more(demo: Stage) -> None:
    """Nothing was typed there, so nothing should be said about a text or about signing in first."""
    visitor = demo.visitor()
    form = visitor.open("/").form_with("Noor, koploper")
    visitor.http.cookies.clear()
    page = visitor.send(form, {"person": "noor"})
    assert "Dit formulier stond te lang open. Probeer het opnieuw." in page.problems
    assert visitor.press("Probeer opnieuw").title == "Wat wacht op mij"
