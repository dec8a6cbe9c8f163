"""Pictures of Slack for docs/slack.md: drawn from the very blocks that the bot sends in one story, with example data.

Run: python -m tools.slack_pictures. Needs Chromium and what the tests need: the story runs on their stand.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.slack.bot_stage import CHANNEL, BotStage, a_bot_stage
from tests.slack.stand import Person, Seen
from tests.slack.teller import SlackTeller
from tests.web.stage import FILLED
from tools import block_page
from tools.docs_figures import PICTURES, a_page, chromium

BOT = "Doorbraakbot"
_TYPED = {
    **FILLED,
    "question": "Een jongere begint maandag met een stage. De eerste bus gaat te laat. Met een fiets lukt het wel.",
    "if_nothing": "De stage stopt voor hij begint.",
    "tried": "Leergeld geeft dit jaar geen fietsen meer.",
}


def main() -> int:
    """Tell the story and take each picture."""
    with tempfile.TemporaryDirectory(prefix="doorbraakbot-slack-") as folder, a_bot_stage(Path(folder)) as stage:
        pages = tell(stage)
    with chromium() as browser, a_page(browser, "about:blank", 390) as window:
        for name, html in pages.items():
            _take(window, html, PICTURES / f"slack-{name}-390.png")
    return 0


def _take(window: Page, html: str, file: Path) -> None:
    window.set_content(html)
    window.locator("main").screenshot(path=file, animations="disabled")


def tell(stage: BotStage) -> dict[str, str]:
    """Have a request put, talked about and granted; gives what stood on the screens, as pages by name."""
    story = SlackTeller(stage)
    pages = {"form": _form(stage)}
    number = story.asks("noor", **_TYPED)
    story.approves("joost", number)
    story.names_route("anke", number, "Leergeld", "Leergeld Utrecht", "10")
    pages["card"] = _card(stage, number)
    pages["home"] = _home(stage, "noor")
    story.answers_route("noor", number, 1, "too_late", "De stage begint maandag.")
    stage.person("bram").says("Via het sociaal wijkbedrijf is er soms een fiets.", CHANNEL, under=stage.card(number))
    stage.deliver()
    for who in ("anke", "bram"):
        story.approves(who, number)
    stage.deliver()
    pages["thread"] = _thread(stage, number)
    return pages


def _form(stage: BotStage) -> str:
    noor = stage.person("noor")
    noor.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    form = block_page.modal(_view(noor), _TYPED)
    noor.closes(everything=True)
    return block_page.page([form])


def _view(person: Person) -> dict[str, object]:
    if person.view is None:
        raise LookupError("no form is open")
    return person.view.content


def _card(stage: BotStage, number: str) -> str:
    stage.deliver()
    return block_page.page([block_page.message(BOT, stage.card(number).blocks)])


def _thread(stage: BotStage, number: str) -> str:
    card = stage.card(number)
    seen = stage.person("noor").sees(CHANNEL)
    below = [one for one in seen if one.message.thread_ts == card.ts and one.ts != card.ts]
    return block_page.page([block_page.message(BOT, card.blocks), *map(_below, below)])


def _below(one: Seen) -> str:
    author = one.message.author
    if author.kind == "bot":
        return block_page.message(BOT, one.blocks, text=one.text, thread=True)
    return block_page.message(author.name.capitalize(), (), text=one.text, thread=True, person=True)


def _home(stage: BotStage, who: str) -> str:
    person = stage.person(who)
    person.opens_home()
    stage.settle_down()
    shown = [one for one in stage.stand.record.shown if one.kind == "home"][-1]
    return block_page.page([block_page.home(shown.content)])


if __name__ == "__main__":
    sys.exit(main())
