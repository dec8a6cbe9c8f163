"""Every page once at each width in a real browser: axe (WCAG 2.2 AA) and the guards on the layout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import WIDTHS, a_page, axe_finds, free_port, layout_finds, served, sign_in
from tests.web.filled import Numbers, fill
from tests.web.stage import FILLED, Stage, a_stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Site = tuple[Stage, str, Numbers]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a filled stage for all tests of this file."""
    port = free_port()
    with a_stage(tmp_path_factory.mktemp("site"), public_url=f"http://127.0.0.1:{port}") as stage:
        numbers = fill(stage)
        with served(stage, port) as address:
            yield stage, address, numbers


def _addresses(n: Numbers) -> dict[str, list[str]]:
    """Give every page by who looks at it."""
    talked, lead = f"/aanvragen/{n.talked_about}", f"/aanvragen/{n.with_lead}"
    return {
        "": ["/", "/nergens"],
        "noor": [
            "/wat-wacht-op-mij",
            "/nieuwe-aanvraag",
            "/mijn-aanvragen",
            "/mijn-gegevens",
            "/uitgaven",
            talked,
            f"{talked}/aanpassen",
            f"{talked}/intrekken",
            f"{lead}/antwoord-op-route?route_no=1",
            f"/aanvragen/{n.settled}",
            f"/aanvragen/{n.granted}",
            f"/aanvragen/{n.granted}/bon-invullen",
            f"/aanvragen/{n.granted}/is-het-opgelost",
            f"/aanvragen/{n.granted}/zeg-tegen-de-klant",
            f"/aanvragen/{n.granted}/kopieer-voor-dossier",
        ],
        "joost": [
            "/wat-wacht-op-mij",
            "/aanvragen?status=open",
            "/aanvragen?number=VE-2026-0099",
            talked,
            f"{talked}/akkoord-maar-minder",
            f"{talked}/reguliere-route",
            f"{talked}/bezwaar",
            f"{talked}/opmerking",
        ],
        "els": [lead, f"{lead}/toekennen", f"{lead}/afwijzen", f"{lead}/overdragen", f"/aanvragen/{n.urgent}"],
        "mira": ["/uitgaven", "/uitgaven?by=month&period=eigen", f"/aanvragen/{n.settled}/corrigeren"],
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_clean_under_axe_and_keeps_its_shape(browser: Browser, site: Site, width: int) -> None:
    """No page should have finds of axe, scroll sideways, split a word or amount, or have a control too small."""
    stage, address, numbers = site
    finds: list[str] = []
    for key, addresses in _addresses(numbers).items():
        with a_page(browser, address, width) as page:
            if key:
                sign_in(page, stage, key)
            for where in addresses:
                page.goto(where)
                finds += [f"{key} {where}: {find}" for find in axe_finds(page) + layout_finds(page)]
    assert finds == []


@pytest.mark.parametrize("width", WIDTHS)
def test_forms_with_errors_and_the_check_step_are_clean_too(browser: Browser, site: Site, width: int) -> None:
    """A form full of errors, and the check step, should hold up as well."""
    stage, address, _ = site
    with a_page(browser, address, width) as page:
        sign_in(page, stage, "karim")
        page.goto("/nieuwe-aanvraag")
        page.locator("#question").fill("Bel haar op 06 12 34 56 78, of mail fatima@example.org.")
        page.locator("#amount").fill("1250.50")
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("alert")).to_be_visible()
        finds = axe_finds(page) + layout_finds(page)
        _fill_in(page)
        page.get_by_role("button", name="Verder").click()
        expect(page).to_have_title("Klopt dit?")
        assert finds + axe_finds(page) + layout_finds(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_dark_look_has_enough_contrast(browser: Browser, site: Site, width: int) -> None:
    """In the dark the busiest pages should be clean under axe as well."""
    stage, address, numbers = site
    with a_page(browser, address, width, dark=True) as page:
        sign_in(page, stage, "els")
        finds: list[str] = []
        for where in (f"/aanvragen/{numbers.with_lead}", "/uitgaven", "/aanvragen", "/wat-wacht-op-mij"):
            page.goto(where)
            finds += [f"{where}: {find}" for find in axe_finds(page)]
        assert finds == []


def test_the_vote_buttons_stay_in_sight_without_covering_the_focus(browser: Browser, site: Site) -> None:
    """On a phone Akkoord should be in sight before scrolling, and what gets the focus should not lie under it."""
    stage, address, numbers = site
    with a_page(browser, address, 390) as page:
        sign_in(page, stage, "bram")
        page.goto(f"/aanvragen/{numbers.talked_about}")
        box = page.get_by_role("button", name="Akkoord", exact=True).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844
        assert box["height"] >= 48


def test_the_demo_page_is_clean(browser: Browser, tmp_path: Path) -> None:
    """The page of the demo, with its banner, should be clean at both widths."""
    port = free_port()
    with ExitStack() as open_things:
        stage = open_things.enter_context(a_stage(tmp_path, public_url=f"http://127.0.0.1:{port}", demo=True))
        address = open_things.enter_context(served(stage, port))
        for width in WIDTHS:
            page = open_things.enter_context(a_page(browser, address, width))
            page.goto("/")
            assert axe_finds(page) + layout_finds(page) == []


def test_the_guards_find_what_they_are_for(browser: Browser) -> None:
    """A page with a split word, a tiny button and sideways scroll should be found out."""
    with a_page(browser, "http://127.0.0.1", 390) as page:
        page.set_content(
            '<p style="width:20px;overflow-wrap:anywhere">Voorbeeld</p><button style="width:9px;height:9px">x</button>'
            '<p style="width:80px;overflow-wrap:anywhere">€\u00a01.250,50</p><div style="width:900px">breed</div>'
        )
        finds = " ".join(layout_finds(page))
        for find in ("split: Voorbeeld", "small control", "sideways scroll"):
            assert find in finds
        assert any("label" in find or "lang" in find or "title" in find for find in axe_finds(page))


def _fill_in(page: Page) -> None:
    for name, value in FILLED.items():
        if name in ("district", "theme"):
            if page.locator(f"select#{name}").count():
                page.select_option(f"#{name}", value)
        elif name != "urgent_reason":
            page.fill(f"#{name}", value)
