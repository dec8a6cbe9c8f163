"""Makes again what docs/ holds of the code: the pages of states and of access, and pictures of the pages of the demo.

Run: python -m tools.docs_figures [states] [access] [pictures] [looks]. Pictures need Chromium; the demo they show is
filled in a temporary folder and served on the loopback address. `looks` takes every page at both widths, in build/.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tools.access_page import access_page
from tools.request_states import states_page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
LOOKS = ROOT / "build" / "pictures"
WIDTHS = {390: 844, 1280: 800}
"""Width to height of the window: a phone in one hand, a laptop."""
IN_DOCS = {
    ("waiting", 390),
    ("new-request", 390),
    ("check-step", 390),
    ("asking", 390),
    ("request-page", 390),
    ("spend", 1280),
    ("people", 390),
    ("person", 390),
}
"""The pictures that docs/ and README.md show."""

_READY_WITHIN = 60.0
_LONGEST = 1900
"""So many pixels of a page are shown at most."""
_SHORTER = {("new-request", 390): 1660, ("people", 390): 1100, ("person", 390): 1640}
"""Before the date, which Chromium writes in the language of the machine; and of a list not everybody."""
_UNSTICK = """() => {
  for (const one of document.querySelectorAll('*'))
    if (getComputedStyle(one).position === 'sticky') one.style.position = 'static';
  document.activeElement?.blur();
  scrollTo(0, 0);
}"""
_QUESTION = {
    "client": "BOKS-1001",
    "amount": "125,50",
    "question": "Een jongere begint maandag met een stage. De eerste bus gaat te laat. Met een fiets lukt het wel.",
    "if_nothing": "De stage stopt voor hij begint.",
    "tried": "Leergeld geeft dit jaar geen fietsen meer.",
}
_WITH_A_NAME = "Fatima begint maandag met een stage. Ze woont in 3561 AB. Met een fiets lukt het wel."


def main(wanted: list[str]) -> int:
    """Make what is asked for; without words what docs/ holds. Gives the exit status."""
    makers: dict[str, Callable[[], None]] = {
        "states": lambda: (DOCS / "request-states.md").write_text(states_page(), encoding="utf-8") and None,
        "access": lambda: (DOCS / "access.md").write_text(access_page(), encoding="utf-8") and None,
        "pictures": lambda: take_pictures(PICTURES, IN_DOCS),
        "looks": lambda: take_pictures(LOOKS, {(name, width) for name in VISITS for width in WIDTHS}),
    }
    unknown = [one for one in wanted if one not in makers]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known are {', '.join(makers)}", file=sys.stderr)
        return 2
    for one in wanted or ["states", "access", "pictures"]:
        makers[one]()
    return 0


def take_pictures(folder: Path, wanted: Collection[tuple[str, int]]) -> None:
    """Fill and serve a demo, and take pictures: which page, how wide."""
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as address, chromium() as browser:
        for name, width in sorted(wanted):
            with a_page(browser, address, width) as page:
                VISITS[name](page)
                _take(page, folder / f"{name}-{width}.png", width, _SHORTER.get((name, width), _LONGEST))


def _take(page: Page, file: Path, width: int, longest: int) -> None:
    """Take the page from its top; what sticks to an edge of the window stands where it belongs."""
    page.evaluate(_UNSTICK)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(height, longest)})
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.screenshot(path=file, animations="disabled")


@contextmanager
def demo() -> Iterator[str]:
    """Fill and serve a demo as its command does, and give its address."""
    with tempfile.TemporaryDirectory(prefix="doorbraakbot-pictures-") as folder:
        port = _free_port()
        command = [sys.executable, "-m", "bot.cli", "demo", "--folder", folder, "--port", str(port)]
        serving = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(address, serving)
            yield address
        finally:
            serving.terminate()
            serving.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_ready(address: str, serving: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until:
        if serving.poll() is not None:
            raise RuntimeError(f"the demo ended with status {serving.returncode}")
        try:
            with urlopen(f"{address}/readyz", timeout=2):  # noqa: S310 - our own loopback address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the demo was not ready within {_READY_WITHIN:.0f} seconds")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Chromium; without it this fails and says what to install."""
    found = shutil.which("chromium")
    if found is None:
        raise RuntimeError("Chromium is missing; run: make test-setup (or: apt-get install chromium)")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_page(browser: Browser, address: str, width: int) -> Iterator[Page]:
    """Open a window of this size, as somebody in Utrecht has it."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": WIDTHS[width]},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        color_scheme="light",
    )
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def _as(page: Page, who: str) -> None:
    """Sign in by the button of a person of the demo."""
    page.goto("/")
    page.get_by_role("button", name=who).click()
    page.wait_for_url("**/wat-wacht-op-mij")


def _sign_in(page: Page) -> None:
    page.goto("/")


def _waiting(page: Page) -> None:
    _as(page, "Joost, meelezer")


def _new_request(page: Page) -> None:
    _as(page, "Noor, koploper")
    page.goto("/nieuwe-aanvraag")
    if page.get_by_role("button", name="Begin opnieuw").count():
        page.get_by_role("button", name="Begin opnieuw").click()
        page.goto("/nieuwe-aanvraag")
    for name, text in _QUESTION.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#district").select_option("Overvecht")
    page.locator("#theme").select_option("fiets")


def _check_step(page: Page) -> None:
    _new_request(page)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Klopt dit?").wait_for()


def _asking(page: Page) -> None:
    """Write a question with a name and a postcode in it, and go on."""
    _new_request(page)
    page.locator("#question").fill(_WITH_A_NAME)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Kijk nog even naar je tekst").wait_for()


def _request_page(page: Page) -> None:
    """Show the open request with the most votes and talk, to a reviewer."""
    _as(page, "Joost, meelezer")
    page.goto("/aanvragen?status=open")
    links = page.locator(".rows a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    page.goto(max(links, key=lambda link: _liveliness(page, link)))


def _liveliness(page: Page, link: str) -> tuple[int, int]:
    page.goto(link)
    votes, talk = page.locator(".votes li:not(.gone)").count(), page.locator(".talk li").count()
    return min(votes, 2) * min(talk, 2), page.locator("section.card li").count()


def _spend(page: Page) -> None:
    _as(page, "Marijke, programmamanager")
    page.goto("/uitgaven")


def _people(page: Page) -> None:
    _as(page, "Ruben, beheerder")
    page.goto("/beheer")


def _person(page: Page) -> None:
    _people(page)
    page.get_by_role("link", name="Joost", exact=True).click()
    page.get_by_role("heading", name="Joost", exact=True).wait_for()


def _accountability(page: Page) -> None:
    _as(page, "Marijke, programmamanager")
    page.goto("/verantwoording")


VISITS: dict[str, Callable[[Page], None]] = {
    "sign-in": _sign_in,
    "waiting": _waiting,
    "new-request": _new_request,
    "check-step": _check_step,
    "asking": _asking,
    "request-page": _request_page,
    "spend": _spend,
    "people": _people,
    "person": _person,
    "accountability": _accountability,
}
"""How to get to what each picture shows."""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
