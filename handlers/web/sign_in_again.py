"""Signing in once more before a download, or before changing who may do what: held, asked, and one press to go on."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from handlers.links import own_address
from handlers.web.drafts import page_of
from handlers.web.held_shown import shown, word_of
from handlers.web.menu import WAITING
from handlers.web.sign_in import show_ways
from handlers.web.typed import Problems
from handlers.web.visit import Visit

AGAIN = "/opnieuw-inloggen"
GO_ON = f"{AGAIN}/verder"
_HELD = "held_form"
_NOT_HELD = ("csrf_token", "once", "client", "code", _HELD)
"""What is never kept: tokens, the number of a client, a sign-in code."""


async def ask(visit: Visit) -> Response:
    """Hold what was sent and ask to sign in once more."""
    wants = visit.request.url.path
    if visit.request.method == "POST":
        fields = {name: text for name, text in visit.typed.values.items() if name not in _NOT_HELD}
        await visit.desk.hold(visit.viewer, wants, fields)
        wants = GO_ON
    elif visit.request.url.query:
        wants += f"?{visit.request.url.query}"
    visit.session = replace(visit.session, wants=own_address(wants), is_new=True)
    return visit.go(AGAIN)


async def show(visit: Visit) -> Response:
    """Show the ways to sign in once more."""
    return await show_ways(visit, Problems(), 200)


async def go_on(visit: Visit) -> Response:
    """Show what was held, in words, ready to be sent with one press; nothing is sent by looking."""
    held = await visit.desk.held(visit.viewer)
    path = own_address(held.values.get("", "")) if held else ""
    if held is None or not path:
        return visit.go(WAITING.address)
    fields = {name: text for name, text in held.values.items() if name}
    return visit.page(
        "go_on.html",
        "Je kunt verder",
        action=path,
        kept=[*fields.items(), (_HELD, held.id)],
        word=word_of(path),
        facts=shown(path, fields),
        back=page_of(path),
    )


async def let_go(visit: Visit) -> None:
    """Throw a held form away once it has been sent."""
    held = visit.typed.get(_HELD)
    if held:
        await visit.desk.drop_draft(visit.viewer, held)
