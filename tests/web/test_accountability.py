"""Verantwoording: what managers and admins look back on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.deliver import Delivery
from tests.web.stage import Stage


def month_passes(stage: Stage) -> None:
    """Let the first working day of the next month come, the clock tick and everything be delivered."""
    stage.clock.at = stage.clock.at.replace(month=stage.clock.at.month + 1, day=1) + timedelta(hours=1)
    stage.loop.run(Clock(stage.store, lambda: None, now=stage.clock).once())
    stage.loop.run(Delivery(stage.store, {}, now=stage.clock).once())


def test_the_letter_comes_as_news_and_the_page_shows_it_again(stage: Stage) -> None:
    """What an admin and a lead did stands there by name, number and amount; the next month begins empty."""
    number = stage.visitor("noor").ask()
    for key in ("joost", "anke", "bram"):
        visitor = stage.visitor(key)
        visitor.open(f"/aanvragen/{number}/bezwaar")
        visitor.press("Bezwaar", {"reason": "Dit kan via de bijzondere bijstand."})
    els = stage.visitor("els")
    els.open(f"/aanvragen/{number}/toekennen")
    els.press("Toekennen", {"amount": "125,50", "reason": "Er is haast bij."})
    ad = stage.visitor("ad")
    ad.open("/beheer/nieuw")
    ad.press("Toevoegen", {"name": "Fatima", "role-reviewer": "1", "organisation": "UWV", "accepted_on": "2026-03-01"})
    month_passes(stage)
    mira = stage.visitor("mira")
    news = mira.open("/wat-wacht-op-mij").text
    assert "Wie is nieuw en wat besloot een regisseur alleen, april 2026." in news
    assert "Regisseur alleen: 1 keer toegekend, samen € 125,50." in news
    page = mira.open("/verantwoording?month=2026-04")
    assert page.title == page.h1 == "Verantwoording"
    for said in (
        f"{number}: toegekend € 125,50, door Els",
        "Fatima (meelezer), door Ad",
        "Geheimhouding ingevuld",
        "Fatima, door Ad",
    ):
        assert said in page.text
    assert page.links[number] == f"/aanvragen/{number}"
    assert "Sinds het laatste bericht is er niets nieuws." in mira.open("/verantwoording").text
    assert "Fatima (meelezer), door Ad" in mira.page.text
    assert "april 2026" in mira.page.links
    assert "regisseur alleen" not in stage.visitor("noor").open("/wat-wacht-op-mij").text


@pytest.mark.parametrize(("key", "status"), [("mira", 200), ("ad", 200), ("els", 403), ("noor", 403), ("joost", 403)])
def test_managers_and_admins_may_look_and_nobody_else(stage: Stage, key: str, status: int) -> None:
    """Not the lead: it is about the lead."""
    visitor = stage.visitor(key)
    assert visitor.open("/verantwoording").status == status
    assert ("Verantwoording" in visitor.open("/wat-wacht-op-mij").links) == (status == 200)


def test_a_month_without_a_letter_is_not_there(stage: Stage) -> None:
    """An address that was made up tells nothing."""
    mira = stage.visitor("mira")
    for month in ("2025-01", "x", "2026-04' OR '1'='1"):
        assert mira.open(f"/verantwoording?month={month}").status == 404
