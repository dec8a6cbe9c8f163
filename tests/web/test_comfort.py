"""What script adds in a real browser: saving while typing, a page that stays up to date, copying, quick picks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import a_page, free_port, served, sign_in
from tests.web.stage import FILLED, Stage, a_stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Site:
    """A stage that is served; each visitor has a browser window of their own."""

    def __init__(self, stage: Stage, address: str, browser: Browser, windows: ExitStack) -> None:
        self.stage, self._address, self._browser, self._windows = stage, address, browser, windows

    def window(self, key: str, where: str) -> Page:
        """Open a window for somebody, signed in, at an address."""
        page = self._windows.enter_context(a_page(self._browser, self._address, 390))
        sign_in(page, self.stage, key)
        page.goto(where)
        return page


@pytest.fixture
def site(browser: Browser, tmp_path: Path) -> Iterator[Site]:
    """Serve a fresh stage."""
    port = free_port()
    with (
        a_stage(tmp_path, public_url=f"http://127.0.0.1:{port}") as stage,
        served(stage, port) as address,
        ExitStack() as windows,
    ):
        yield Site(stage, address, browser, windows)


def test_two_people_on_one_page_see_each_others_vote(site: Site) -> None:
    """A vote should appear on another open page without reloading, and what is being typed there should stay."""
    number = site.stage.visitor("noor").ask()
    watcher, voter = site.window("noor", f"/aanvragen/{number}"), site.window("joost", f"/aanvragen/{number}")
    watcher.locator("#text").fill("Ik typ nog")
    voter.get_by_role("button", name="Akkoord", exact=True).click()
    expect(watcher.get_by_text("Akkoord: 1 van 3")).to_be_visible(timeout=8000)
    expect(watcher.locator("#text")).to_have_value("Ik typ nog")
    expect(watcher.locator("#text")).to_be_focused()
    expect(watcher.locator("#veranderd")).to_have_text("Deze aanvraag is bijgewerkt.")


def test_a_form_is_saved_while_it_is_typed(site: Site) -> None:
    """After a short pause the page should say when it was saved, and a new window should have the text."""
    page = site.window("noor", "/nieuwe-aanvraag")
    page.locator("#question").fill(FILLED["question"])
    expect(page.locator("[data-saved]")).to_contain_text("bewaard om 10:00", timeout=8000)
    other = site.window("noor", "/nieuwe-aanvraag")
    expect(other.locator("#question")).to_have_value(FILLED["question"])


def test_what_may_not_be_saved_is_said_while_typing(site: Site) -> None:
    """A phone number should be named as soon as it was typed."""
    page = site.window("noor", "/nieuwe-aanvraag")
    page.locator("#question").fill("Bel 06 12 34 56 78.")
    expect(page.locator("[data-saved]")).to_contain_text("Niet bewaard: er staat een telefoonnummer in.", timeout=8000)


def test_the_reason_of_urgency_appears_when_it_is_needed(site: Site) -> None:
    """The extra question should come with the tick, and the characters left should be counted near the end."""
    page = site.window("noor", "/nieuwe-aanvraag")
    expect(page.locator("#urgent_reason")).to_be_hidden()
    page.locator("#urgent").check()
    expect(page.locator("#urgent_reason")).to_be_visible()
    page.locator("#urgent_reason").fill("a" * 590)
    expect(page.get_by_text("nog 10 tekens")).to_be_visible()


def test_a_quick_pick_fills_the_form_in_place(site: Site) -> None:
    """A known route should fill in route, who and days."""
    number = site.stage.visitor("noor").ask()
    page = site.window("joost", f"/aanvragen/{number}/reguliere-route")
    page.get_by_role("link", name="bijzondere bijstand").click()
    expect(page.locator("#who")).to_have_value("W&I")
    expect(page.locator("#expected_days")).to_have_value("20")


def test_the_summary_of_errors_gets_the_focus(site: Site) -> None:
    """After a refusal the summary should have the focus, and its links should lead to the fields."""
    page = site.window("noor", "/nieuwe-aanvraag")
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("#problemen")).to_be_focused()
    page.locator("#problemen").get_by_role("link").nth(2).click()
    expect(page.locator("#theme")).to_be_focused()


def test_a_text_can_be_copied_with_one_press(site: Site) -> None:
    """The copy button should put the whole text on the clipboard."""
    number = site.stage.visitor("noor").ask()
    page = site.window("noor", f"/aanvragen/{number}/kopieer-voor-dossier")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiëren").click()
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"Voorkom Erger {number}")


def test_nothing_on_the_pages_is_stopped_by_our_own_policy(site: Site) -> None:
    """The browser should have nothing to complain about, neither policy nor script."""
    complaints: list[str] = []
    number = site.stage.visitor("noor").ask()
    page = site.window("els", "/")
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for where in ("/wat-wacht-op-mij", "/uitgaven", f"/aanvragen/{number}", "/aanvragen", "/mijn-gegevens"):
        page.goto(where)
    assert complaints == []


def test_the_focus_stays_on_its_button_when_the_page_is_brought_up_to_date(site: Site) -> None:
    """Who goes by keyboard should not be thrown back to the top because somebody else voted."""
    number = site.stage.visitor("noor").ask()
    watcher, voter = site.window("anke", f"/aanvragen/{number}"), site.window("joost", f"/aanvragen/{number}")
    watcher.get_by_role("link", name="Bezwaar").focus()
    voter.get_by_role("button", name="Akkoord", exact=True).click()
    expect(watcher.get_by_text("Akkoord: 1 van 3")).to_be_visible(timeout=8000)
    expect(watcher.get_by_role("link", name="Bezwaar")).to_be_focused()
    watcher.get_by_role("button", name="Akkoord", exact=True).focus()
    voter.get_by_role("button", name="Ik doe niet mee").click()
    expect(watcher.get_by_text("Akkoord: 0 van 3")).to_be_visible(timeout=8000)
    expect(watcher.get_by_role("button", name="Akkoord", exact=True)).to_be_focused()


def test_without_a_connection_nothing_that_was_typed_is_lost(site: Site) -> None:
    """In a stairwell: pressing Verder or Bezwaar should leave the page as it is, and work once there is reception."""
    number = site.stage.visitor("noor").ask()
    page, reviewer = site.window("karim", "/nieuwe-aanvraag"), site.window("joost", f"/aanvragen/{number}/bezwaar")
    page.select_option("[name=theme]", "fiets")
    for name in ("client", "amount", "question", "if_nothing"):
        page.locator(f"#{name}").fill(FILLED[name] if name != "client" else "BOKS-7001")
    reviewer.locator("#reason").fill("Dit kan anders.")
    for window, word in ((page, "Verder"), (reviewer, "Bezwaar")):
        window.context.set_offline(True)
        window.get_by_role("button", name=word).click()
        expect(window.get_by_text("Geen verbinding. Je tekst staat er nog. Probeer opnieuw.")).to_be_visible()
        window.context.set_offline(False)
        window.get_by_role("button", name=word).click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    expect(page.get_by_text(FILLED["question"])).to_be_visible()
    expect(reviewer.get_by_text("Je bezwaar staat erbij.")).to_be_visible()


def test_an_impatient_finger_on_verder_leaves_one_draft(site: Site) -> None:
    """Three taps right after typing should go on once, and leave nothing behind after sending."""
    page = site.window("karim", "/nieuwe-aanvraag")
    page.select_option("[name=theme]", "fiets")
    for name in ("client", "amount", "question", "if_nothing"):
        page.locator(f"#{name}").fill(FILLED[name])
    page.get_by_role("button", name="Verder").evaluate("button => { for (let n = 0; n < 3; n++) button.click(); }")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("VE-2026-0001")
    page.goto("/nieuwe-aanvraag")
    expect(page.locator("#question")).to_have_value("")
