"""Quiet hours on the page of one's own: kept, changed, ended, and what is wrong said at its field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.deliver import Delivery
from tests.web.doors import audited
from tests.web.stage import Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Give a stage on which it is Monday, ten o'clock."""
    with a_stage(tmp_path) as made:
        yield made


def test_quiet_hours_are_kept_shown_and_ended(stage: Stage) -> None:
    """The log notes that there are any, never when somebody sleeps."""
    joost = stage.visitor("joost")
    joost.open("/mijn-gegevens")
    joost.press("Bewaar", {"begins": "17:00", "ends": "10:00"})
    assert "Je stille uren zijn bewaard." in joost.page.text
    form = joost.page.form_with("Bewaar")
    assert (form.values["begins"], form.values["ends"]) == ("17:00", "10:00")
    joost.press("Bewaar", {"begins": "", "ends": ""})
    assert "Je hebt geen stille uren meer." in joost.page.text
    lines = audited(stage, "quiet_hours")
    assert ["17" in line for line in lines] == [False, False]
    assert ['"on":true' in line for line in lines] == [True, False]


@pytest.mark.parametrize(
    ("begins", "ends", "field", "says"),
    [
        ("17:00", "", "ends", "Kies tot hoe laat het stil is"),
        ("", "10:00", "begins", "Kies vanaf hoe laat het stil is"),
        ("laat", "10:00", "begins", "Kies vanaf hoe laat het stil is"),
        ("10:00", "10:00", "ends", "Kies een andere tijd dan bij Stil vanaf."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    stage: Stage, begins: str, ends: str, field: str, says: str
) -> None:
    """Nothing is kept of half an answer."""
    joost = stage.visitor("joost")
    joost.open("/mijn-gegevens")
    joost.press("Bewaar", {"begins": begins, "ends": ends})
    assert joost.page.status == 422
    assert says in joost.page.text
    assert f'id="{field}-error"' in joost.page.html
    assert joost.page.form_with("Bewaar").values["ends"] == ends
    assert "Je stille uren" not in joost.open("/mijn-gegevens").text


def test_somebody_has_only_the_own_quiet_hours(stage: Stage) -> None:
    """What joost keeps, anke does not see."""
    joost, anke = stage.visitor("joost"), stage.visitor("anke")
    joost.open("/mijn-gegevens")
    joost.press("Bewaar", {"begins": "17:00", "ends": "10:00"})
    assert anke.open("/mijn-gegevens").form_with("Bewaar").values["begins"] == ""


def test_english_is_chosen_and_left_on_the_own_page(stage: Stage) -> None:
    """The news is in English then; pages and everybody else's news stay Dutch."""
    number = stage.visitor("noor").ask()
    joost = stage.visitor("joost")
    joost.open("/mijn-gegevens")
    joost.press("English")
    assert "Je keuze is bewaard." in joost.page.text
    stage.loop.run(Delivery(stage.store, {}, now=stage.clock).once())
    assert "Will you have a look? Bicycle" in joost.open("/wat-wacht-op-mij").text
    assert "Wat wacht op mij" in joost.page.text
    assert "Kijk je mee? Fiets" in stage.visitor("anke").open("/wat-wacht-op-mij").text
    joost.open("/mijn-gegevens")
    joost.press("Nederlands")
    assert "Kijk je mee? Fiets" in joost.open("/wat-wacht-op-mij").text
    assert number in joost.page.text
