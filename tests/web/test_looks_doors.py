"""The pages of signing in, at each width in a real browser: axe and the guards on the layout; and one whole round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.oidc.provider import OidcProvider, ProviderSettings
from doorbraak.ids import PersonId
from tests.web.browser import WIDTHS, a_page, axe_finds, free_port, layout_finds, served, sign_in
from tests.web.doors import give_mail, mail_of
from tests.web.own_provider import CLIENT, SECRET, OwnProvider, serving
from tests.web.stage import Stage, a_stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Site = tuple[Stage, str, OwnProvider]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Serve a stage with every door there is, and the provider beside it."""
    port, told = free_port(), {"email": mail_of("els"), "email_verified": True}
    with serving(OwnProvider(lambda: stage.clock(), claims=told)) as provider:
        settings = ProviderSettings(
            issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, name="de gemeente Voorbeeldstad"
        )
        with a_stage(tmp_path, OidcProvider(settings), public_url=f"http://127.0.0.1:{port}", mail=True) as stage:
            give_mail(stage, "els")
            with served(stage, port) as address:
                yield stage, address, provider


def _finds(page: Page, where: str) -> list[str]:
    return [f"{where}: {find}" for find in axe_finds(page) + layout_finds(page)]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_signing_in_are_clean_and_keep_their_shape(browser: Browser, site: Site, width: int) -> None:
    """Every way in, with and without errors, and what comes after."""
    stage, address, provider = site
    finds: list[str] = []
    with a_page(browser, address, width) as page:
        for where in ("/", "/inloggen/gevraagd", "/inloggen/link?sleutel=abc"):
            page.goto(where)
            finds += _finds(page, where)
        with page.expect_navigation():
            page.get_by_role("button", name="Inloggen").click()
        finds += _finds(page, "a link that does not work")
        page.get_by_label("Je mailadres").fill("geen adres")
        page.get_by_role("button", name="Mail mij een link").click()
        expect(page.get_by_role("alert")).to_be_visible()
        finds += _finds(page, "no address")
        provider.broken = True
        page.get_by_role("button", name="Inloggen via de gemeente Voorbeeldstad").click()
        expect(page.get_by_role("heading", name="Inloggen lukte niet")).to_be_visible()
        finds += _finds(page, "provider away")
    assert finds == []


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_once_more_and_mijn_gegevens_are_clean(browser: Browser, site: Site, width: int) -> None:
    """Asked for again, going on, and the list of devices."""
    stage, address, _ = site
    for _ in range(2):
        stage.loop.run(stage.desk.remember_device(PersonId("els"), 0))
    finds: list[str] = []
    with a_page(browser, address, width) as page:
        sign_in(page, stage, "els")
        page.goto("/mijn-gegevens")
        finds += _finds(page, "mijn gegevens")
        stage.clock.go_on(minutes=11)
        page.goto("/uitgaven")
        page.get_by_role("button", name="Download Excel").click()
        expect(page.get_by_role("heading", name="Log nog een keer in")).to_be_visible()
        finds += _finds(page, "again")
        page.get_by_label("Heb je een code? Vul hem hier in.").fill(stage.code("els"))
        page.get_by_role("button", name="Inloggen", exact=True).click()
        expect(page.get_by_role("heading", name="Je kunt verder")).to_be_visible()
        finds += _finds(page, "go on")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download Excel").click()
        assert download.value.suggested_filename.endswith(".xlsx")
    assert finds == []


def test_a_browser_goes_to_the_provider_and_comes_back_signed_in(browser: Browser, site: Site) -> None:
    """Under our own strict policy and without a script, and the cookie is there when it returns."""
    _, address, _ = site
    with a_page(browser, address, 390) as page:
        page.goto("/aanvragen")
        page.get_by_role("button", name="Inloggen via de gemeente Voorbeeldstad").click()
        expect(page.get_by_role("heading", name="Aanvragen", exact=True)).to_be_visible()
        expect(page.locator("header")).to_contain_text("Els, regisseur")
