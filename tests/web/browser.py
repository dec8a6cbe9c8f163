"""A real browser over the real application: serving it, opening Chromium, axe, and guards on the layout.

axe goes in by evaluating its source: a script tag would fail under our own Content-Security-Policy, and should.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.stage import Stage

WIDTHS = (390, 1280)
_AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_LEAST_CONTROL = 24


def free_port() -> int:
    """Give a port of the loopback address that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(stage: Stage, port: int) -> Iterator[str]:
    """Serve the application of a stage and give its address."""
    server = uvicorn.Server(uvicorn.Config(stage.app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Chromium; without it this fails and says what to install."""
    found = shutil.which("chromium")
    if found is None:
        raise RuntimeError("Chromium is missing; run: make test-setup (or: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_page(browser: Browser, address: str, width: int, *, script: bool = True, dark: bool = False) -> Iterator[Page]:
    """Open a page of this width."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 844},
        java_script_enabled=script,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        color_scheme="dark" if dark else "light",
    )
    context.set_default_timeout(5000)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, stage: Stage, key: str) -> None:
    """Sign in with a code, and wait for the page that follows."""
    page.goto("/")
    page.get_by_label("Heb je een code? Vul hem hier in.").fill(stage.code(key))
    with page.expect_navigation():
        page.get_by_role("button", name="Inloggen", exact=True).click()


def axe_finds(page: Page) -> list[str]:
    """Give what axe finds against WCAG 2.2 AA, one line per rule."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: Any = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", _TAGS)
    return [
        f"{rule['id']}: {rule['help']} ({'; '.join(node['html'][:120] for node in rule['nodes'][:3])})"
        for rule in found["violations"]
    ]


_LAYOUT = """
least => {
  const finds = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) finds.push(`sideways scroll: ${root.scrollWidth} in ${root.clientWidth}`);
  const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.closest('.vh, .skip');
  for (const e of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    if (!shown(e) || e.type === 'hidden') continue;
    const inText = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
    const box = e.getBoundingClientRect();
    if (!inText && (box.width < least || box.height < least))
      finds.push(`small control: ${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!shown(parent) || parent.closest('.pre, textarea, script, svg')) continue;
    for (const match of node.data.matchAll(/€\\u00a0[\\d.,]+|[^\\s]+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 0.5).map(r => Math.round(r.top)));
      if (lines.size > 1) finds.push(`split: ${match[0].slice(0, 60)} in ${parent.outerHTML.slice(0, 80)}`);
    }
  }
  return finds;
}
"""


def layout_finds(page: Page) -> list[str]:
    """Give what is wrong with the layout: sideways scroll, words or amounts over two lines, controls under 24 px."""
    finds: list[str] = page.evaluate(_LAYOUT, _LEAST_CONTROL)
    return finds
