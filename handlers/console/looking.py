"""What somebody can look at: what waits, one request, lists, what was spent, and the texts to copy."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from doorbraak.overviews import RequestFilter, Viewer
from doorbraak.requests.state import Status
from doorbraak.themes import THEMES
from handlers import wording
from handlers.console.parse import Line, NotUnderstood, number_in
from handlers.console.render import render_list, render_request, render_waiting
from handlers.console.talk import Talk
from handlers.spend import answer_spend

_SHOWN = 25
_FILLERS = frozenset(
    "alle alles de dit en het hoeveel in is jaar per over te uitgegeven uitgaven voor van wijken themas".split()
)


async def look(talk: Talk, line: Line) -> None:
    """Show one request with everything this person may see of it."""
    page = await talk.the_page(line.number)
    if page:
        talk.say(render_request(page, talk.viewer.settings, talk.desk.now()))


async def waiting(talk: Talk, line: Line) -> None:  # noqa: ARG001 - one shape for all listeners
    """Show what waits, and the news since the last time."""
    items = await talk.desk.waiting(talk.viewer)
    news = await talk.desk.news(talk.viewer)
    talk.say(*[wording.warning(code) for code in await talk.desk.warnings(talk.viewer)])
    talk.say(render_waiting(items, news, talk.viewer, talk.desk.now()))
    if any(not item.read for item in news):
        await talk.desk.mark_news_read(talk.viewer)


async def mine(talk: Talk, line: Line) -> None:  # noqa: ARG001
    """List the own requests, newest first."""
    found = await talk.desk.requests(talk.viewer, RequestFilter(mine=True, per_page=_SHOWN))
    talk.say(render_list(found, "Mijn aanvragen"))


async def find(talk: Talk, line: Line) -> None:
    """List requests by number, theme, district, state or year; a number alone opens that request."""
    if number_in(line.rest):
        await look(talk, Line("look", number_in(line.rest)))
        return
    found = await talk.desk.requests(talk.viewer, find_filter(line.rest, talk.viewer))
    talk.say(render_list(found, "Aanvragen"))


def find_filter(text: str, viewer: Viewer) -> RequestFilter:
    """Read words like "fiets overvecht 2026 toegekend" as a filter. Raises NotUnderstood."""
    wanted = RequestFilter(per_page=_SHOWN)
    left = text
    for district in viewer.districts:
        if re.search(rf"\b{re.escape(district)}\b", left, re.IGNORECASE):
            wanted = replace(wanted, district=district)
            left = re.sub(re.escape(district), " ", left, flags=re.IGNORECASE)
    for word in left.lower().split():
        wanted = _narrowed(wanted, word)
    return wanted


_STATES = {
    **{wording.status_word(status).lower().split()[0]: status.value for status in Status},
    "regisseur": "with_lead",
}


def _narrowed(wanted: RequestFilter, word: str) -> RequestFilter:
    theme = _theme(word)
    if theme:
        return replace(wanted, theme=theme)
    if word in _STATES:
        return replace(wanted, status=_STATES[word])
    if _is_year(word):
        return replace(wanted, since=date(int(word), 1, 1), until=date(int(word), 12, 31))
    if word in ("mijn", "mij"):
        return replace(wanted, mine=True)
    if word in _FILLERS:
        return wanted
    raise NotUnderstood(
        f"Ik snap “{word[:40]}” niet. Zoek op nummer, thema, wijk, jaar of hoe het staat. Teksten doorzoeken we niet."
    )


def _theme(word: str) -> str:
    return next((code for code in THEMES if word in (code, wording.theme_short(code).lower())), "")


def _is_year(word: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d", word) is not None


async def spend(talk: Talk, line: Line) -> None:
    """Answer a question about what was spent: `uitgaven per wijk vorig jaar`. For lead, manager and admin."""
    answer = await answer_spend(talk.desk, talk.viewer, line.rest)
    talk.say(answer.text)
    if answer.mended:
        talk.say(f"Typ dan: uitgaven {answer.mended}")


async def account(talk: Talk, line: Line) -> None:
    """Show who is new and what a lead decided alone: since the last letter, or in the letter of `2026-03`."""
    found = await talk.desk.account(talk.viewer, line.rest)
    if found is None:
        months = wording.listed(await talk.desk.letter_months(talk.viewer), "of") or "nog niets"
        raise NotUnderstood(f"Van die maand is er geen bericht. Kies uit: {months}.")
    talk.say(wording.letter(found))


async def tell_client(talk: Talk, line: Line) -> None:
    """Give the text to tell the client."""
    page = await talk.the_page(line.number)
    if page:
        talk.say("Zeg tegen de klant", wording.tell_client(page, talk.viewer.settings))


async def copy_for_file(talk: Talk, line: Line) -> None:
    """Give the note for the client system."""
    page = await talk.the_page(line.number)
    if page:
        talk.say("Kopieer voor dossier", wording.copy_for_file(page, talk.viewer.settings))
