"""The screen that asks, in a real browser: axe and layout at each width, light and dark, and going back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import WIDTHS, a_page, axe_finds, free_port, layout_finds, served, sign_in
from tests.web.stage import FILLED, Stage, a_stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_LONG = (
    "Fatima Yilmaz woont met drie kinderen in een huis met schimmel. " * 4 + "Haar postcode is 3561 AB. Bruno helpt."
)
_TITLE = "Kijk nog even naar je tekst"


def _write(page: Page, stage: Stage) -> None:
    """Sign in and bring a new request to its questions."""
    sign_in(page, stage, "noor")
    page.wait_for_url("**/wat-wacht-op-mij")
    page.goto("/nieuwe-aanvraag")
    for name in ("client", "amount", "if_nothing"):
        page.locator(f"#{name}").fill(FILLED[name])
    page.locator("#district").select_option("Overvecht")
    page.locator("#theme").select_option("fiets")
    page.locator("#question").fill(_LONG)
    page.locator("#tried").fill("Gebeld met Fatima.")
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_title(_TITLE)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Stage, str]]:
    """Serve a fresh stage."""
    port = free_port()
    with a_stage(tmp_path, public_url=f"http://127.0.0.1:{port}") as stage, served(stage, port) as address:
        yield stage, address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_questions_look_right_at_each_width(browser: Browser, site: tuple[Stage, str], dark: bool) -> None:
    """axe finds nothing, nothing scrolls sideways, and every button can be pressed with a thumb."""
    stage, address = site
    for width in WIDTHS:
        with a_page(browser, address, width, dark=dark) as page:
            _write(page, stage)
            assert axe_finds(page) == []
            assert layout_finds(page) == []
            heights = page.locator("main button").evaluate_all("all => all.map(one => one.offsetHeight)")
            assert min(heights) >= 48


def test_a_number_is_marked_at_its_field(browser: Browser, site: tuple[Stage, str]) -> None:
    """The form with an error at a text says it in words, marks it, and axe finds nothing."""
    stage, address = site
    with a_page(browser, address, 390) as page:
        _write(page, stage)
        page.go_back()
        page.locator("#question").fill("Bel de klant na vijf uur op 06 12 34 56 78, eerder is er niemand thuis.")
        page.get_by_role("button", name="Verder").click()
        expect(page.locator("mark")).to_have_text("06 12 34 56 78")
        expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
        assert axe_finds(page) == []
        assert layout_finds(page) == []


def test_back_after_a_mistake_shows_the_text_as_it_was_sent(browser: Browser, site: tuple[Stage, str]) -> None:
    """The form with an error is the answer to a form; back from the question after it, the browser asks nothing."""
    stage, address = site
    with a_page(browser, address, 390) as page:
        _write(page, stage)
        page.go_back()
        page.locator("#question").fill("Bel Fatima Yilmaz na vijf uur op 06 12 34 56 78.")
        page.get_by_role("button", name="Verder").click()
        expect(page.locator("mark")).to_have_text("06 12 34 56 78")

        page.locator("#question").fill("Bel Fatima Yilmaz na vijf uur.")
        page.get_by_role("button", name="Verder").click()
        expect(page).to_have_title(_TITLE)
        page.go_back()

        expect(page.locator("#question")).to_have_value("Bel Fatima Yilmaz na vijf uur.")
        expect(page.locator("#problemen")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_back_and_forth_with_the_browser_loses_no_text(browser: Browser, site: tuple[Stage, str], script: bool) -> None:
    """Back from a question, also from a later one, shows text and question; never a page that asks to send again."""
    stage, address = site
    with a_page(browser, address, 390, script=script) as page:
        _write(page, stage)
        page.get_by_role("button", name="Vervang door").first.click()
        expect(page.locator("mark").first).to_have_text("3561 AB")
        page.go_back()
        expect(page).to_have_title(_TITLE)
        page.get_by_role("link", name="Terug").click()
        expect(page.locator("#question")).to_have_value(_LONG.replace("Fatima Yilmaz", "De klant"))
        page.go_back()
        expect(page).to_have_title(_TITLE)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_after_an_answer_the_next_question_is_where_one_looks(
    browser: Browser, site: tuple[Stage, str], script: bool
) -> None:
    """It stands in sight on a phone, and with a keyboard one goes on from there instead of from the top."""
    stage, address = site
    with a_page(browser, address, 390, script=script) as page:
        _write(page, stage)
        page.get_by_role("button", name="Vervang door").first.click()
        expect(page.locator("mark").first).to_have_text("3561 AB")
        expect(page.locator("#vraag")).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(page.locator("#vraag button").first).to_be_focused()
