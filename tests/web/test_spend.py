"""Uitgaven: figures, filters, chart with its table, and downloads."""

from __future__ import annotations

import pytest

from tests.web.stage import Stage


def _spent(stage: Stage) -> None:
    noor = stage.visitor("noor")
    number = noor.ask()
    for key in ("joost", "anke", "bram"):
        visitor = stage.visitor(key)
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")
    noor.open(f"/aanvragen/{number}/bon-invullen")
    noor.press("Bon invullen", {"amount": "119,95"})


def test_the_figures_stand_with_their_words(stage: Stage) -> None:
    """Spent, granted, left, solved without money and mean time should be there."""
    _spent(stage)
    page = stage.visitor("mira").open("/uitgaven")
    for words in (
        "Uitgegeven€ 119,95",
        "Toegekend€ 125,50",
        "Nog over in het potje€ 9.880,05",
        "Zonder potje opgelost",
    ):
        assert words in page.text
    assert "Uitgaven per thema" in page.headings


def test_the_chart_can_be_read_without_seeing_it(stage: Stage) -> None:
    """The chart should have a title and a description, and its table on the same page."""
    _spent(stage)
    page = stage.visitor("mira").open("/uitgaven")
    assert '<title id="chart-title">Uitgaven per thema</title>' in page.html
    assert "Fiets: €\u00a0119,95." in page.html
    assert "<table>" in page.html
    assert '<th scope="row">Fiets</th>' in page.html


FILTERS = (
    ("period=2025", "1 januari 2025 t/m 31 december 2025, alle wijken"),
    ("period=eigen&since=2026-02-01&until=2026-03-31", "1 februari 2026 t/m 31 maart 2026"),
    ("district=Zuilen", "Zuilen"),
    ("theme=wonen", "Wonen en inrichting"),
    ("by=month", "maart 2026"),
    ("by=district", "Overvecht"),
    ("by=organisation", "Buurtteam"),
    ("period=0000&by=nonsense&theme=nonsense", "1 januari 2026"),
)


def test_filters_change_what_is_counted(stage: Stage) -> None:
    """Each filter should be taken, and nonsense should be left out."""
    _spent(stage)
    visitor = stage.visitor("mira")
    for query, words in FILTERS:
        page = visitor.open(f"/uitgaven?{query}")
        assert page.status == 200, query
        assert words in page.text


def test_dates_the_wrong_way_round_are_turned(stage: Stage) -> None:
    """A period that ends before it begins should be turned, and said."""
    page = stage.visitor("mira").open("/uitgaven?period=eigen&since=2026-03-31&until=2026-02-01")
    assert "We draaiden ze om." in page.problems
    assert "1 februari 2026 t/m 31 maart 2026" in page.text


def test_downloads_are_files_with_a_name(stage: Stage) -> None:
    """Excel and both kinds of CSV should come as files, by POST only."""
    _spent(stage)
    visitor = stage.visitor("mira")
    for word, ending, begins in (
        ("Download Excel", ".xlsx", "PK"),
        ("Download CSV voor Excel", "-excel.csv", "\ufeff"),
        ("Download CSV als data", "-data.csv", ""),
    ):
        visitor.open("/uitgaven")
        page = visitor.press(word)
        assert page.status == 200
        assert page.headers["content-disposition"].endswith(f'{ending}"')
        assert page.html.startswith(begins)
    assert visitor.open("/uitgaven/excel").status == 405


@pytest.mark.parametrize("key", ["noor", "joost"])
def test_only_who_minds_the_fund_sees_what_was_spent(stage: Stage, key: str) -> None:
    """A koploper or reviewer should get 403, for the page and for the downloads."""
    visitor = stage.visitor(key)
    assert visitor.open("/uitgaven").status == 403
    form = visitor.open("/mijn-gegevens").form_with("Vergeet alle apparaten")
    form.action = "/uitgaven/excel"
    assert visitor.send(form).status == 403


def test_a_download_is_named_after_its_filters(stage: Stage) -> None:
    """Figures of one district and theme should not look like those of the whole programme once they are a file."""
    _spent(stage)
    visitor = stage.visitor("mira")
    visitor.open("/uitgaven?period=2026&district=Overvecht&theme=fiets")
    said = visitor.press("Download Excel").headers["content-disposition"]
    assert said == 'attachment; filename="uitgaven-per-thema-overvecht-fiets-2026-01-01-2026-12-31.xlsx"'
