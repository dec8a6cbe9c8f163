"""Geheimhouding: the confidentiality note, read and agreed to in person, before anything of a request is seen."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from doorbraak.overviews import Viewer
from handlers import wording as words
from handlers.web.menu import NOTE, WAITING
from handlers.web.visit import Visit


def for_page(viewer: Viewer) -> dict[str, Any]:
    """Give what a page needs to show the note with its button."""
    text = words.note_text(viewer.settings)
    why = words.note_why(viewer.settings, viewer.agreed_to, accepted=viewer.person.accepted)
    return {"note": text, "note_digest": words.note_digest(text), "note_why": why}


async def show(visit: Visit) -> Response:
    """Show the note: to agree to, or to read again."""
    return visit.page("note.html", words.NOTE_TITLE, **for_page(visit.viewer))


async def agree(visit: Visit) -> Response:
    """Note that somebody agrees to the text that was on the page."""
    digest = words.note_digest(words.note_text(visit.viewer.settings))
    if visit.typed.get("text") != digest:
        return visit.go(NOTE, words.NOTE_CHANGED_NOW)
    await visit.desk.agree_to_note(visit.viewer, digest)
    return visit.go(WAITING.address, words.NOTE_THANKS)
