"""Nieuwe aanvraag: the form, which is kept while it is written. Sending it is the check step, in check_step.py."""

from __future__ import annotations

import re

from starlette.responses import JSONResponse, Response

from doorbraak.asking import still_to_ask
from doorbraak.commands import TEXT_LIMITS
from doorbraak.overviews import Draft
from doorbraak.refusals import Refusal
from handlers import wording as words
from handlers.desk import TooManyLooks
from handlers.web import asking, check_step
from handlers.web.drafts import KEPT_FIELDS, QUESTIONS, REQUEST, REQUEST_FIELDS, not_kept
from handlers.web.menu import NEW
from handlers.web.refusals import add_refusal
from handlers.web.request_form import Filled, choices, from_draft, read
from handlers.web.typed import Problems, Typed
from handlers.web.visit import NotFound, Visit

CODE_SECONDS = 8 * 60 * 60
_NO_CLIENT = "Vul het dossiernummer in. Geen nummer? Kies Geen dossier."
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def questions_address(draft: Draft) -> str:
    """Give the address of what is asked about the texts of a draft."""
    return f"{NEW.address}/{QUESTIONS}/{draft.id}"


def draft_id(typed: Typed) -> str | None:
    """Give the identifier of the draft that a form belongs to, or None."""
    shown = typed.get("draft")
    return shown if _ID.fullmatch(shown) else None


async def show(visit: Visit) -> Response:
    """Show the form, with what was kept of it."""
    draft = await visit.desk.draft(visit.viewer, REQUEST, draft_id(visit.query))
    return _form(visit, draft, from_draft(draft), Problems())


def _form(
    visit: Visit, draft: Draft | None, typed: Typed, problems: Problems, status: int = 200, fresh: str = ""
) -> Response:
    code = visit.house.cookies.get(visit.request, "code")
    mine = draft is not None and code.get("draft") == draft.id and code.get("person") == visit.viewer.id
    return visit.page(
        "new_request.html",
        NEW.word,
        status=status,
        draft=draft,
        typed=typed,
        problems=problems,
        fresh=fresh or (str(code.get("number", "")) if mine else ""),
        **choices(visit.viewer),
    )


async def check(visit: Visit) -> Response:
    """Keep the form, say everything that is wrong with it, or go to the check step."""
    problems = Problems()
    draft = await _keep(visit, problems)
    if not draft.client_code:
        problems.add("client", _NO_CLIENT)
    filled = read(visit, visit.typed, problems)
    if problems or filled is None:
        return _form(visit, draft, visit.typed, problems, 422)
    return await _go_on(visit, draft, filled, problems)


async def _go_on(visit: Visit, draft: Draft, filled: Filled, problems: Problems) -> Response:
    """Ask what there is to ask about the texts, or look up what is left and go to the check step."""
    if await check_step.is_to_be_asked(visit, draft, filled):
        return visit.go(questions_address(draft))
    return await _look_and_go(visit, draft, filled, problems)


async def show_questions(visit: Visit) -> Response:
    """Show what is asked about the texts of a draft; without anything to ask lead to the form."""
    draft = await check_step.draft_of(visit)
    if draft is None:
        raise NotFound
    texts = _texts(draft)
    ask = still_to_ask(await asking.finds_in(visit, texts), asking.answers_of(draft))
    back = f"{NEW.address}?draft={draft.id}"
    return asking.render(visit, texts, ask, "submit", back) if ask else visit.go(back)


async def answer_question(visit: Visit) -> Response:
    """Take one answer; after the last one the form goes on to its check step by itself."""
    draft = await check_step.draft_of(visit)
    if draft is None:
        return await check_step.gone(visit)
    texts = _texts(draft)
    taken = asking.take(visit, texts, await asking.finds_in(visit, texts), asking.answers_of(draft))
    draft = await visit.desk.save_draft(visit.viewer, REQUEST, asking.with_answers(draft.values, taken), draft=draft.id)
    back = f"{NEW.address}?draft={draft.id}"
    if taken.to_field:
        return visit.go(f"{back}#{taken.to_field}")
    visit.typed, problems = from_draft(draft), Problems()
    if not draft.client_code:
        problems.add("client", _NO_CLIENT)
    filled = read(visit, visit.typed, problems)
    if problems or filled is None:
        return _form(visit, draft, visit.typed, problems, 422)
    return await _go_on(visit, draft, filled, problems)


def _texts(draft: Draft) -> dict[str, str]:
    return {name: draft.values.get(name, "") for name in REQUEST_FIELDS if name in TEXT_LIMITS}


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
    number, problems = visit.desk.fresh_client_number(), Problems()
    draft = await _keep(visit, problems, number)
    refused = not_kept(visit.desk, visit.typed.values)
    for name, why in refused.items():
        problems.add(name, why)
    if refused:  # what is not kept is only on this page: going elsewhere would lose it
        response = _form(visit, draft, visit.typed, problems, 422, fresh=number)
    else:
        response = visit.go(f"{NEW.address}?draft={draft.id}#client", words.fresh_number(number))
    shown = {"number": number, "draft": draft.id, "person": visit.viewer.id}
    visit.house.cookies.put(response, "code", shown, CODE_SECONDS)
    return response


async def autosave(visit: Visit) -> Response:
    """Save the form while it is written (by script); says when, and which fields were not kept and why."""
    problems = Problems()
    draft = await _keep(visit, problems)
    return JSONResponse(
        {
            "draft": draft.id,
            "saved": f"bewaard om {words.clock(draft.saved_at)}",
            "tail": draft.client_tail,
            "refused": not_kept(visit.desk, visit.typed.values),
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
