"""The check step of a new request: everything said back once more, at an address of its own, then sending.

What is left for the client was asked (and logged) by the press that leads here; it travels in a signed cookie, so
that looking at this page stores nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.responses import Response

from doorbraak.asking import choices_made, still_to_ask
from doorbraak.commands import TEXT_LIMITS, Submit
from doorbraak.overviews import CheckStep, Draft
from doorbraak.working_time import local_date
from handlers import wording as words
from handlers.web import asking
from handlers.web.drafts import QUESTIONS, REQUEST, REQUEST_FIELDS
from handlers.web.menu import MINE, NEW
from handlers.web.refusals import say_refusal
from handlers.web.request_form import Filled, choices, from_draft, read
from handlers.web.typed import Problems
from handlers.web.visit import NotFound, Visit

TITLE = "Klopt dit?"
_WITHIN = {"calendar_year": "dit jaar", "lifetime": "in totaal", "rolling_365_days": "in 365 dagen"}
_LONGEST_ID = 64
_SECONDS = 30 * 60
_LOOK_AGAIN = "Kijk je aanvraag nog eens na en ga dan verder."
_ALREADY_SENT = "Deze aanvraag is al verstuurd."


def address_of(draft: Draft) -> str:
    """Give the address of the check step of a draft."""
    return f"{NEW.address}/controle/{draft.id}"


def go_to(visit: Visit, draft: Draft, step: CheckStep) -> Response:
    """Go to the check step, taking along what was looked up."""
    response = visit.go(address_of(draft))
    looked_up: dict[str, Any] = {
        "draft": draft.id,
        "saved": draft.saved_at.isoformat(),
        "person": visit.viewer.id,
        "left": step.client_left_cents,
        "after": step.after_cents,
        "voters": step.may_vote,
        "needed": step.min_approvals,
        "fund": step.fund_left_cents,
        "by": step.decide_by.isoformat(),
        "tail": step.client_tail,
    }
    visit.house.cookies.put(response, "check", looked_up, _SECONDS)
    return response


def _looked_up(visit: Visit, draft: Draft) -> CheckStep | None:
    """Give what was looked up for exactly this draft, or None when it was changed since."""
    held = visit.house.cookies.get(visit.request, "check")
    same = (held.get("draft"), held.get("person")) == (draft.id, visit.viewer.id)
    if not same or held.get("saved") != draft.saved_at.isoformat():
        return None
    return CheckStep(
        client_left_cents=held["left"],
        after_cents=held["after"],
        may_vote=held["voters"],
        min_approvals=held["needed"],
        fund_left_cents=held["fund"],
        decide_by=datetime.fromisoformat(held["by"]),
        client_tail=held["tail"],
    )


async def draft_of(visit: Visit) -> Draft | None:
    """Give the draft of the address, or None. Raises NotFound when it cannot be one."""
    return await visit.desk.draft(visit.viewer, REQUEST, _id(visit))


async def _sent_number(visit: Visit) -> str:
    """Give the number of the request that this draft became, or nothing."""
    sent = await visit.desk.draft(visit.viewer, _sent_kind(visit))
    return sent.values.get("number", "") if sent else ""


def _sent_kind(visit: Visit) -> str:
    return f"sent:{_id(visit)}"


def _id(visit: Visit) -> str:
    """Give the identifier of the draft in the address. Raises NotFound when it cannot be one."""
    shown = visit.path("draft")
    if not (shown.isascii() and shown.isalnum() and len(shown) <= _LONGEST_ID):
        raise NotFound
    return shown


async def show(visit: Visit) -> Response:
    """Show what will be sent."""
    draft = await draft_of(visit)
    if draft is None:
        return await gone(visit)
    filled, step = read(visit, from_draft(draft), Problems()), _looked_up(visit, draft)
    if filled is None or step is None:
        return visit.go(f"{NEW.address}?draft={draft.id}", _LOOK_AGAIN)
    return _page(visit, draft, filled, step)


async def gone(visit: Visit) -> Response:
    """Lead to the request that this draft became. Raises NotFound when there is none."""
    number = await _sent_number(visit)
    if number:
        return visit.go(f"/aanvragen/{number}", _ALREADY_SENT)
    raise NotFound


async def is_to_be_asked(visit: Visit, draft: Draft, filled: Filled) -> bool:
    """Claim that something in these texts is still to be asked about."""
    return bool(still_to_ask(await asking.finds_in(visit, _texts(filled)), asking.answers_of(draft)))


def _texts(filled: Filled) -> dict[str, str]:
    return {name: text for name in TEXT_LIMITS if isinstance(text := getattr(filled, name, None), str)}


def _page(visit: Visit, draft: Draft, filled: Filled, step: CheckStep) -> Response:
    needed_by = filled.needed_by
    return visit.page(
        "check_step.html",
        TITLE,
        draft=draft,
        filled=filled,
        within=_WITHIN[visit.viewer.policy.cap_period],
        step=step,
        needed_sooner=needed_by is not None and needed_by < local_date(step.decide_by) and not filled.urgent,
        back=f"{NEW.address}?draft={draft.id}",
    )


async def send(visit: Visit) -> Response:
    """Send the request: once, however often the button is pressed."""
    draft = await draft_of(visit)
    if draft is None:
        return await gone(visit)
    problems = Problems()
    filled = read(visit, from_draft(draft), problems)
    if filled is None or not draft.client_code:
        return visit.go(f"{NEW.address}?draft={draft.id}", _LOOK_AGAIN)
    finds = await asking.finds_in(visit, _texts(filled))
    if still_to_ask(finds, asking.answers_of(draft)):
        return visit.go(f"{NEW.address}/{QUESTIONS}/{draft.id}")
    choices = choices_made(finds, asking.answers_of(draft))
    outcome = await visit.desk.do(replace(_command(visit, draft, filled), choices=choices))
    if not outcome.accepted:
        await say_refusal(visit, outcome, problems)
        return _back_to_form(visit, draft, problems)
    await visit.desk.save_draft(visit.viewer, _sent_kind(visit), {"number": outcome.number})
    await visit.desk.drop_draft(visit.viewer, draft.id)
    await _drop_twin(visit, draft)
    page = await visit.desk.request(visit.viewer, outcome.number)
    response = visit.go(f"/aanvragen/{outcome.number}" if page else MINE.address, words.receipt(outcome, page))
    for name in ("check", "code"):
        visit.house.cookies.drop(response, name)
    return response


async def _drop_twin(visit: Visit, sent: Draft) -> None:
    """Drop a second draft of the same form: somebody who pressed Verder twice should not be asked about it again."""
    other = await visit.desk.draft(visit.viewer, REQUEST)
    if other and (from_draft(other), other.client_code) == (from_draft(sent), sent.client_code):
        await visit.desk.drop_draft(visit.viewer, other.id)


def _once(visit: Visit, draft: Draft) -> str:
    """Name exactly this draft as it was kept: two windows on one check step may send it at the same moment."""
    return visit.digest(draft.id, draft.saved_at.isoformat(), draft.client_code, sorted(draft.values.items()))


def _command(visit: Visit, draft: Draft, filled: Filled) -> Submit:
    return Submit(
        **visit.stamp(_once(visit, draft)),
        client_code=draft.client_code,
        district=filled.district,
        theme=filled.theme,
        amount_cents=filled.amount_cents,
        question=filled.question,
        if_nothing=filled.if_nothing,
        tried=filled.tried,
        needed_by=filled.needed_by,
        urgent=filled.urgent,
        urgent_reason=filled.urgent_reason,
        pay_to=filled.pay_to,
    )


def _back_to_form(visit: Visit, draft: Draft, problems: Problems) -> Response:
    shown = choices(visit.viewer) | {"fields": REQUEST_FIELDS}
    return visit.page(
        "new_request.html",
        NEW.word,
        status=422,
        draft=draft,
        typed=from_draft(draft),
        problems=problems,
        fresh="",
        **shown,
    )
