"""Three stories in a real browser: with script, without script, and by keyboard only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser import a_page, free_port, served
from tests.web.hands import Hands, Keyboard, Mouse
from tests.web.stage import FILLED, Stage, a_stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

As = Callable[[str], "contextmanager[Hands]"]  # type: ignore[type-arg]


class Town:
    """A stage that is served, and hands for whoever visits it."""

    def __init__(self, stage: Stage, address: str, browser: Browser, way: str) -> None:
        self.stage, self._address, self._browser, self._way = stage, address, browser, way

    @contextmanager
    def hands_of(self, key: str) -> Iterator[Hands]:
        """Sign somebody in, in a browser of their own."""
        with a_page(self._browser, self._address, 390, script=self._way != "without script") as page:
            hands: Hands = Keyboard(page) if self._way == "by keyboard" else Mouse(page)
            page.goto("/")
            hands.fill("code", self.stage.code(key))
            hands.press("Inloggen")
            expect(page).to_have_title("Wat wacht op mij")
            yield hands


@pytest.fixture(params=["with script", "without script", "by keyboard"])
def town(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Town]:
    """Serve a fresh stage for one way of using it."""
    port = free_port()
    with (
        a_stage(tmp_path, public_url=f"http://127.0.0.1:{port}") as stage,
        served(stage, port) as address,
    ):
        yield Town(stage, address, browser, request.param)


def test_somebody_asks(town: Town) -> None:
    """A koploper should be able to ask, mend a wrong amount, check and send."""
    with town.hands_of("noor") as hands:
        hands.press("Nieuwe aanvraag")
        hands.fill("client", FILLED["client"])
        hands.choose("district", "Overvecht")
        hands.choose("theme", "fiets")
        hands.fill("amount", "125.50")
        hands.fill("question", FILLED["question"])
        hands.fill("if_nothing", FILLED["if_nothing"])
        hands.press("Verder")
        expect(hands.page.get_by_role("alert")).to_contain_text("We begrijpen 125.50 niet.")
        hands.fill("amount", "125,50")
        hands.press("Verder")
        expect(hands.page).to_have_title("Klopt dit?")
        hands.press("Versturen")
        expect(hands.page.get_by_role("heading", level=1)).to_have_text("VE-2026-0001 · Fiets")


def test_three_agree(town: Town) -> None:
    """Three reviewers should be able to agree, one with less, and then the lower amount is granted."""
    number = town.stage.visitor("noor").ask()
    for key in ("joost", "anke"):
        with town.hands_of(key) as hands:
            hands.press(f"{number} · Fiets")
            hands.press("Akkoord")
            expect(hands.page.get_by_role("status").first).to_contain_text("Je bent akkoord.")
    with town.hands_of("bram") as hands:
        hands.press(f"{number} · Fiets")
        hands.press("Akkoord, maar minder")
        hands.fill("amount", "100")
        hands.press("Akkoord")
        expect(hands.page.get_by_role("status").first).to_contain_text("Met jouw akkoord is €\u00a0100,00 toegekend.")


def test_the_manager_sees_what_was_spent(town: Town) -> None:
    """After granting and settling, the manager should find the amount by theme and by district."""
    number = town.stage.visitor("noor").ask()
    for key in ("joost", "anke", "bram"):
        visitor = town.stage.visitor(key)
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")
    with town.hands_of("noor") as hands:
        hands.press(f"{number} · Fiets")
        hands.fill("amount", "119,95")
        hands.press("Bon invullen")
        expect(hands.page.locator("#geld + dl")).to_contain_text("119,95")
    with town.hands_of("mira") as hands:
        hands.press("Uitgaven")
        expect(hands.page.get_by_role("row", name="Fiets")).to_contain_text("119,95")
        hands.press("Per wijk")
        expect(hands.page.get_by_role("row", name="Overvecht")).to_contain_text("119,95")


def test_somebody_is_asked_about_a_name(town: Town) -> None:
    """A koploper should see what was found, answer with one tap each, and stand at the check step by itself."""
    with town.hands_of("noor") as hands:
        hands.press("Nieuwe aanvraag")
        for name in ("client", "amount", "if_nothing"):
            hands.fill(name, FILLED[name])
        hands.choose("district", "Overvecht")
        hands.choose("theme", "fiets")
        hands.fill("question", "Fatima heeft een fiets nodig. Haar buurvrouw uit 3561 AB past op.")
        hands.press("Verder")
        expect(hands.page).to_have_title("Kijk nog even naar je tekst")
        expect(hands.page.locator("mark")).to_have_text(["Fatima", "3561 AB"])

        hands.press("Vervang door De klant")
        expect(hands.page.locator("mark")).to_have_text(["3561 AB"])
        hands.press("Dit is geen postcode van de klant")
        expect(hands.page).to_have_title("Klopt dit?")
        expect(hands.page.get_by_text("De klant heeft een fiets nodig.")).to_be_visible()
