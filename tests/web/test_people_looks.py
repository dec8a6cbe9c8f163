"""Beheer, Verantwoording and Geheimhouding in a real browser: axe, the guards on the layout, and without script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from bot.clock import Clock
from tests.web.browser import WIDTHS, a_page, axe_finds, free_port, layout_finds, served, sign_in
from tests.web.filled import fill
from tests.web.stage import Stage, a_stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Site = tuple[Stage, str]
PAGES = {
    "ad": [
        "/beheer",
        "/beheer/nieuw",
        "/beheer/mensen/noor",
        "/beheer/mensen/noor/vertrek",
        "/beheer/mensen/willemijn-marie",
        "/verantwoording",
    ],
    "mira": ["/wat-wacht-op-mij", "/verantwoording?month=2026-03"],
    "iris": ["/wat-wacht-op-mij", "/mijn-gegevens", "/geheimhouding"],
    "otto": ["/wat-wacht-op-mij", "/geheimhouding"],
    "noor": ["/geheimhouding", "/beheer"],
}
"""Every page of this file by who looks: iris has not agreed to the note, for otto an admin entered it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a filled stage with people in every state of the note, and a letter."""
    port = free_port()
    with a_stage(tmp_path_factory.mktemp("site"), public_url=f"http://127.0.0.1:{port}") as stage:
        fill(stage)
        stage.join("iris", ("reviewer",))
        stage.join("otto", ("reviewer", "lead"), accepted=True)
        stage.join("willemijn-marie", ("manager", "reviewer"), "Stadsgeldbeheer", accepted=True)
        began = stage.clock.at
        stage.clock.at = began.replace(month=4, day=1) + timedelta(hours=1)
        stage.loop.run(Clock(stage.store, lambda: None, now=stage.clock).once())
        with served(stage, port) as address:
            yield stage, address


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_clean_under_axe_and_keeps_its_shape(browser: Browser, site: Site, width: int) -> None:
    """Also with a very long name, and in the dark on a phone."""
    stage, address = site
    finds: list[str] = []
    for key, addresses in PAGES.items():
        with a_page(browser, address, width, dark=width == min(WIDTHS)) as page:
            sign_in(page, stage, key)
            for where in addresses:
                page.goto(where)
                finds += [f"{key} {where}: {find}" for find in axe_finds(page) + layout_finds(page)]
    assert finds == []


@pytest.mark.parametrize("width", WIDTHS)
def test_an_admin_handles_somebody_without_script(browser: Browser, site: Site, width: int) -> None:
    """A form with errors keeps what was typed and is clean; then adding, a code and leaving all work."""
    stage, address = site
    name = f"Fatima {width}"
    with a_page(browser, address, width, script=False) as page:
        sign_in(page, stage, "ad")
        page.goto("/beheer/nieuw")
        page.get_by_label("Naam").fill(name)
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.get_by_role("alert")).to_contain_text("Kies ten minste één rol.")
        assert page.get_by_label("Naam").input_value() == name
        page.get_by_label("meelezer", exact=True).check()
        page.get_by_label("Organisatie").select_option("UWV")
        page.get_by_label("Overvecht").check()
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.get_by_role("button", name="Geef een code").click()
        assert len(page.locator("#code").inner_text()) == 8
        page.get_by_role("link", name=f"Terug naar {name}").click()
        page.get_by_role("link", name=f"{name} gaat weg").click()
        page.get_by_role("button", name=f"{name} gaat weg").click()
        expect(page.get_by_role("status")).to_contain_text(f"{name} doet niet meer mee.")


@pytest.mark.parametrize("width", WIDTHS)
def test_errors_and_the_code_are_clean_too(browser: Browser, site: Site, width: int) -> None:
    """The summary of errors, a field that is wrong, and the page with the code."""
    stage, address = site
    with a_page(browser, address, width) as page:
        sign_in(page, stage, "ad")
        page.goto("/beheer/nieuw")
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.get_by_role("alert")).to_be_visible()
        finds = axe_finds(page) + layout_finds(page)
        page.goto("/beheer/mensen/karim")
        page.get_by_role("button", name="Geef een code").click()
        expect(page.locator("#code")).to_be_visible()
        assert finds + axe_finds(page) + layout_finds(page) == []
