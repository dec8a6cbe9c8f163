"""Forms that are kept: the request form while it is written, any form when its session ended before it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from doorbraak.commands import TEXT_LIMITS
from doorbraak.overviews import Viewer
from handlers import wording as words
from handlers.desk import Desk
from handlers.web.typed import Typed

REQUEST = "request"
REQUEST_FIELDS = (
    "client",
    "district",
    "theme",
    "amount",
    "question",
    "if_nothing",
    "tried",
    "needed_by",
    "urgent",
    "urgent_reason",
    "pay_to",
)
"""The controls of the request form, in their order on the page."""
KEPT_FIELDS = REQUEST_FIELDS[1:]
"""The same without the file number, which is never kept."""
QUESTIONS = "vragen"
"""The last part of the address of the screen that asks about a text."""
_FORMS_ONLY = frozenset(
    """concept geen-dossier opnieuw versturen excel csv gelezen apparaten apparaat overal-uitloggen over code
    ontkoppelen zoeken""".split()
)
_NEVER_KEPT = ("csrf_token", "once", "client", "code", "revision", "draft")


def kind_of(path: str) -> str:
    """Give the kind of draft of a form by its address."""
    parts = [unquote(part) for part in path.split("/") if part]
    if QUESTIONS in (parts[-1:] + parts[1:2]):
        return ""  # what was typed is in the draft already; a tap is not worth keeping
    if parts[:1] == ["nieuwe-aanvraag"]:
        return REQUEST
    return ":".join(parts[1:3]) if parts[:1] == ["aanvragen"] and len(parts) >= 3 else ""


def page_of(path: str) -> str:
    """Give the page that a form was sent from, for addresses that only take forms."""
    page, _, last = path.rpartition("/")
    return page if last in _FORMS_ONLY else path


def not_kept(desk: Desk, typed: Mapping[str, str]) -> dict[str, str]:
    """Give the texts that no draft keeps, and why: a block-level find stands in them."""
    finds = {name: desk.private_finds(text) for name, text in typed.items() if name in TEXT_LIMITS}
    return {name: f"{words.field(name)} {words.draft_not_saved(found[0][0])}" for name, found in finds.items() if found}


async def keep_typed(desk: Desk, viewer: Viewer, path: str, typed: Typed) -> bool:
    """Keep a form that could not be sent; gives whether there was anything to keep."""
    kind = kind_of(path)
    if not kind:
        return False
    if kind == REQUEST:
        if not any(typed.get(name) for name in KEPT_FIELDS):
            return True  # the check step: its draft is there already
        number = typed.get("client").strip() or None
        await desk.save_draft(
            viewer, kind, typed.only(*KEPT_FIELDS), client_number=number, draft=typed.get("draft") or None
        )
        return True
    values = {name: text for name, text in typed.values.items() if name not in _NEVER_KEPT and text}
    if values:
        await desk.save_draft(viewer, kind, values)
    return bool(values)
