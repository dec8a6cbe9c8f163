"""How somebody uses a page in a browser: with a mouse, or with a keyboard only. Stories are told once for both."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

_MOST_TABS = 80


class Hands(Protocol):
    """What a story asks of somebody's hands."""

    page: Page

    def press(self, word: str) -> None:
        """Press the button or link with exactly this word."""
        ...

    def fill(self, name: str, text: str) -> None:
        """Type into the control with this name."""
        ...

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        ...


def _named(page: Page, word: str) -> Locator:
    return page.get_by_role("button", name=word, exact=True).or_(page.get_by_role("link", name=word, exact=True)).first


class Mouse:
    """Clicks, as most people do."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, word: str) -> None:
        """Click the button or link with exactly this word."""
        _named(self.page, word).click()

    def fill(self, name: str, text: str) -> None:
        """Type into the control with this name."""
        self.page.locator(f"[name={name}]").fill(text)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.select_option(f"[name={name}]", value)


class Keyboard:
    """Tabs from control to control; what cannot be reached or seen to have the focus fails."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, word: str) -> None:
        """Tab to the button or link with exactly this word and press Enter."""
        self._reach(_named(self.page, word))
        self.page.keyboard.press("Enter")

    def fill(self, name: str, text: str) -> None:
        """Tab to the control and type."""
        self._reach(self.page.locator(f"[name={name}]"))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Tab to the list and go down to the value."""
        control = self.page.locator(f"[name={name}]")
        self._reach(control)
        for _ in range(_MOST_TABS):
            if control.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be chosen with the arrows")

    def _reach(self, wanted: Locator) -> None:
        expect(wanted).to_be_visible()
        for _ in range(_MOST_TABS):
            if wanted.evaluate("e => e === document.activeElement"):
                self._focus_shows(wanted)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached with Tab on {self.page.url}")

    @staticmethod
    def _focus_shows(wanted: Locator) -> None:
        outlined: bool = wanted.evaluate("e => getComputedStyle(e).outlineStyle !== 'none'")
        assert outlined, f"{wanted} does not show that it has the focus"
        inside: bool = wanted.evaluate(
            "e => { const b = e.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + Math.min(b.height / 2, 20);"
            " const top = document.elementFromPoint(x, y); return top !== null && (e === top || e.contains(top)); }"
        )
        assert inside, f"{wanted} has the focus and lies under something else"
