"""Nieuwe aanvraag: the form, which is kept while it is written. Sending it is the check step, in check_step.py."""

from __future__ import annotations

import re

from starlette.responses import JSONResponse, Response

from doorbraak.overviews import Draft
from doorbraak.refusals import Refusal
from handlers import wording as words
from handlers.desk import TooManyLooks
from handlers.web import check_step
from handlers.web.drafts import KEPT_FIELDS, REQUEST, REQUEST_FIELDS
from handlers.web.menu import NEW
from handlers.web.refusals import add_refusal
from handlers.web.request_form import Filled, choices, from_draft, read
from handlers.web.typed import Problems, Typed
from handlers.web.visit import Visit

CODE_SECONDS = 8 * 60 * 60
_NO_CLIENT = "Vul het dossiernummer in. Geen nummer? Kies Geen dossier."
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def draft_id(typed: Typed) -> str | None:
    """Give the identifier of the draft that a form belongs to, or None."""
    shown = typed.get("draft")
    return shown if _ID.fullmatch(shown) else None


async def show(visit: Visit) -> Response:
    """Show the form, with what was kept of it."""
    draft = await visit.desk.draft(visit.viewer, REQUEST, draft_id(visit.query))
    return _form(visit, draft, from_draft(draft), Problems())


def _form(visit: Visit, draft: Draft | None, typed: Typed, problems: Problems, status: int = 200) -> Response:
    code = visit.house.cookies.get(visit.request, "code")
    mine = draft is not None and code.get("draft") == draft.id and code.get("person") == visit.viewer.id
    return visit.page(
        "new_request.html",
        NEW.word,
        status=status,
        draft=draft,
        typed=typed,
        problems=problems,
        fresh=str(code.get("number", "")) if mine else "",
        **choices(visit.viewer),
    )


async def check(visit: Visit) -> Response:
    """Keep the form, say everything that is wrong with it, or go to the check step."""
    problems = Problems()
    draft = await _keep(visit, problems)
    if not draft.client_code:
        problems.add("client", _NO_CLIENT)
    filled = read(visit, visit.typed, problems)
    if filled is None:
        return _form(visit, draft, visit.typed, problems, 422)
    return await _look_and_go(visit, draft, filled, problems)


async def _look_and_go(visit: Visit, draft: Draft, filled: Filled, problems: Problems) -> Response:
    try:
        step = await visit.desk.check_step(visit.viewer, draft, filled.amount_cents)
    except TooManyLooks:
        return visit.page("too_many_looks.html", "Even wachten", status=429)
    if filled.amount_cents > step.client_left_cents:
        add_refusal(problems, "submit", Refusal.ABOVE_CAP, {"left_cents": max(step.client_left_cents, 0)})
        return _form(visit, draft, visit.typed, problems, 422)
    return check_step.go_to(visit, draft, step)


async def _keep(visit: Visit, problems: Problems, number: str | None = None) -> Draft:
    """Save the form as it is. A file number that cannot be one is said and not kept; an empty one changes nothing."""
    shown = visit.typed.get("client").strip() if number is None else number
    keep: str | None = shown or None
    if keep and not await visit.desk.client_is_valid(visit.viewer, keep):
        add_refusal(problems, "submit", Refusal.CLIENT_INVALID)
        keep = ""
    return await visit.desk.save_draft(
        visit.viewer, REQUEST, visit.typed.only(*KEPT_FIELDS), client_number=keep, draft=draft_id(visit.typed)
    )


async def give_fresh_number(visit: Visit) -> Response:
    """Give a code for a client without a file and keep it with the form."""
    number = visit.desk.fresh_client_number()
    draft = await _keep(visit, Problems(), number)
    response = visit.go(f"{NEW.address}?draft={draft.id}#client", words.fresh_number(number))
    shown = {"number": number, "draft": draft.id, "person": visit.viewer.id}
    visit.house.cookies.put(response, "code", shown, CODE_SECONDS)
    return response


async def autosave(visit: Visit) -> Response:
    """Save the form while it is written (by script); says when, and which fields were not kept and why."""
    problems = Problems()
    draft = await _keep(visit, problems)
    refused: dict[str, str] = {}
    for name in REQUEST_FIELDS:
        finds = visit.desk.private_finds(visit.typed.get(name)) if name in KEPT_FIELDS else ()
        if finds:
            refused[name] = words.draft_not_saved(finds[0][0])
    return JSONResponse(
        {
            "draft": draft.id,
            "saved": f"bewaard om {words.clock(draft.saved_at)}",
            "tail": draft.client_tail,
            "refused": refused,
        }
    )


async def start_over(visit: Visit) -> Response:
    """Throw the draft away."""
    identifier = draft_id(visit.typed)
    if identifier:
        await visit.desk.drop_draft(visit.viewer, identifier)
    response = visit.go(NEW.address, "Je concept is weg.")
    visit.house.cookies.drop(response, "code")
    return response
