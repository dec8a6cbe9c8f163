"""Finding requests back."""

from __future__ import annotations

import pytest

from tests.web.stage import Stage


@pytest.mark.parametrize("typed", ["VE-2026-0001", "ve 2026 1", "ve-2026-0001 "])
def test_a_number_in_the_search_box_opens_its_request(stage: Stage, typed: str) -> None:
    """However it is written, a whole number should lead to the request."""
    stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    assert visitor.open("/aanvragen?number=" + typed.replace(" ", "+")).title == "VE-2026-0001 · Fiets"


def test_a_number_that_is_not_there_is_said(stage: Stage) -> None:
    """A whole number without a request should be said at the field."""
    page = stage.visitor("joost").open("/aanvragen?number=VE-2026-0099")
    assert "Er is geen aanvraag VE-2026-0099" in page.problems


def test_the_list_says_that_texts_are_not_searched(stage: Stage) -> None:
    """The page should say what it does not do."""
    assert "We zoeken niet in teksten." in stage.visitor("joost").open("/aanvragen").text


def test_filters_narrow_the_list(stage: Stage) -> None:
    """Theme, district, status, period and own should each narrow the list, newest first."""
    noor = stage.visitor("noor")
    first = noor.ask()
    stage.clock.go_on(minutes=1)
    second = noor.ask(client="BOKS-2002", theme="wonen", district="Zuilen")
    visitor = stage.visitor("joost")
    both = visitor.open("/aanvragen").text
    assert both.index(second) < both.index(first)
    for query, wanted in (("theme=wonen", second), ("district=Overvecht", first), ("status=open&theme=fiets", first)):
        text = visitor.open(f"/aanvragen?{query}").text
        assert wanted in text
        assert "1 aanvraag" in text
    assert "Niets gevonden." in visitor.open("/aanvragen?mine=1").text
    assert "Niets gevonden." in visitor.open("/aanvragen?until=2026-03-08").text
    assert "2 aanvragen" in visitor.open("/aanvragen?since=2026-03-09&status=nonsense&theme=nonsense&page=-3").text


def test_a_date_that_is_none_is_said(stage: Stage) -> None:
    """A wrong date should be said at its field; the list is shown all the same."""
    page = stage.visitor("joost").open("/aanvragen?since=gisteren")
    assert "We begrijpen deze datum niet." in page.problems
    assert page.control("since")["value"] == "gisteren"


def test_long_lists_have_pages(stage: Stage) -> None:
    """More than 25 requests should be shown page by page, keeping the filters."""
    noor = stage.visitor("noor")
    for number in range(26):
        noor.ask(client=f"BOKS-{3000 + number}", amount="10")
    page = noor.open("/aanvragen?theme=fiets")
    assert "26 aanvragen, pagina 1" in page.text
    assert page.links["Oudere"] == "?theme=fiets&page=2"
    second = noor.open("/aanvragen" + page.links["Oudere"])
    assert "VE-2026-0001" in second.text
    assert "Oudere" not in second.links
    assert noor.open("/mijn-aanvragen").title == "Mijn aanvragen"


def test_nothing_to_do_says_what_can_be_done(stage: Stage) -> None:
    """An empty Wat wacht op mij should offer a koploper a new request, and tell a reviewer to wait."""
    koploper = stage.visitor("noor").open("/wat-wacht-op-mij")
    assert "Niets wacht op jou." in koploper.text
    assert "Nieuwe aanvraag" in koploper.buttons
    assert "Je krijgt bericht als iemand je nodig heeft." in stage.visitor("joost").open("/wat-wacht-op-mij").text


def test_what_waits_leads_to_where_it_can_be_done(stage: Stage) -> None:
    """A route should lead the poster straight to answering it."""
    noor = stage.visitor("noor")
    number = noor.ask()
    visitor = stage.visitor("joost")
    visitor.open(f"/aanvragen/{number}/reguliere-route")
    visitor.press("Doorgeven", {"route": "Leergeld", "who": "Leergeld"})
    page = noor.open("/wat-wacht-op-mij")
    assert page.links[f"{number} · Fiets"] == f"/aanvragen/{number}/antwoord-op-route?route_no=1"
    assert "Antwoord op route 1." in page.text


def test_what_is_late_is_said_without_blame(stage: Stage) -> None:
    """The reviewer gives an hour for nothing: the time is over, and a vote is still welcome."""
    stage.visitor("noor").ask()
    stage.clock.go_on(days=3)

    page = stage.visitor("joost").open("/wat-wacht-op-mij")

    assert "de tijd is om: " in page.text
    assert "had gemoeten" not in page.text
