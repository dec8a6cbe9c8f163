"""Serve the buttons of actions.py: show a form, carry out a press, say what came of it. Nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from doorbraak.outcomes import Outcome
from doorbraak.overviews import RequestPage
from doorbraak.refusals import Refusal
from handlers import wording as words
from handlers.web import act_asking, request_page
from handlers.web.act_asking import Press
from handlers.web.actions import ACTIONS
from handlers.web.refusals import say_refusal
from handlers.web.request_form import choices
from handlers.web.typed import Problems, Typed
from handlers.web.visit import NotFound, Visit

_NOT_NOW = "Dat kan nu niet (meer). Kijk hoe de aanvraag ervoor staat."
_STANDS_ELSEWHERE = frozenset({Refusal.ALREADY_DECIDED, Refusal.RECUSED, Refusal.ALREADY_PAID, Refusal.ALREADY_SETTLED})


async def _press(visit: Visit) -> Press:
    action = ACTIONS.get(visit.path("action"))
    if action is None:
        raise NotFound
    return Press(visit, action, await request_page.load(visit))


async def show(visit: Visit) -> Response:
    """Show the form behind a button, with what was kept of it; a button without a form leads to the request."""
    press = await _press(visit)
    if not press.action.template:
        return visit.go(press.address)
    if not getattr(press.page.may, press.action.may):
        return visit.go(press.address, _NOT_NOW, "refused")
    kept = await press.kept()
    typed = Typed(dict(kept.values)) if kept else _prefilled(press)
    return await _form(press, typed, Problems(), 200)


async def do(visit: Visit) -> Response:
    """Carry out a press and say what came of it."""
    return await _carry_out(await _press(visit))


async def show_questions(visit: Visit) -> Response:
    """Show what is asked about the texts of a form before it is carried out."""
    return await act_asking.show(await _press(visit))


async def answer_question(visit: Visit) -> Response:
    """Take one answer; after the last one the form goes on by itself."""
    press = await _press(visit)
    return await act_asking.answer(press) or await _carry_out(press)


async def _carry_out(press: Press) -> Response:
    visit, problems = press.visit, Problems()
    command = press.action.build(visit, press.page, problems)
    if problems or command is None:
        return await _form(press, visit.typed, problems, 422)
    command = await act_asking.settled(press, command)
    if isinstance(command, Response):
        return command
    outcome = await visit.desk.do(command)
    if outcome.accepted:
        return await _accepted(press, outcome)
    await say_refusal(visit, outcome, problems, press.page.poster_name)
    return await _refused(press, outcome, problems)


async def show_client_left(visit: Visit) -> Response:
    """Show a lead's form again, as typed, with what is left for this client. The desk logs the look."""
    press = await _press(visit)
    left = await visit.desk.client_left(visit.viewer, press.page.number)
    if left is None or not press.action.template:
        return visit.go(press.address, _NOT_NOW, "refused")
    seen = Press(visit, press.action, replace(press.page, client_left_cents=left))
    return await _form(seen, visit.typed, Problems(), 200)


async def _accepted(press: Press, outcome: Outcome) -> Response:
    visit, action = press.visit, press.action
    kept = await press.kept() if action.template else None
    if kept:
        await visit.desk.drop_draft(visit.viewer, kept.id)
    page = await visit.desk.request(visit.viewer, press.page.number)
    where = f"{press.address}#gesprek" if action.verb == "remark" else press.address
    return visit.go(where, words.receipt(outcome, page))


async def _refused(press: Press, outcome: Outcome, problems: Problems) -> Response:
    """Show the form again with the request as it is now; what can never work any more is said on the request."""
    visit = press.visit
    press = Press(visit, press.action, await request_page.load(visit))
    if not press.action.template or outcome.refusal in _STANDS_ELSEWHERE:
        return request_page.render(visit, press.page, problems=problems, status=409)
    return await _form(press, visit.typed, problems, 422)


async def _form(press: Press, typed: Typed, problems: Problems, status: int) -> Response:
    visit, action, page = press.visit, press.action, press.page
    if not action.template:
        return request_page.render(visit, page, problems=problems, status=status)
    more = choices(visit.viewer) | await _choices(press)
    return visit.page(
        action.template,
        action.word,
        status=status,
        request=page,
        action=action,
        post_to=press.form_address,
        typed=typed,
        problems=problems,
        **{**more, "fields": action.fields},
    )


def _prefilled(press: Press) -> Typed:
    """Give what a form begins with: the request as it is, a chosen quick pick, the amount granted."""
    page, query = press.page, press.visit.query
    if press.action.verb == "revise":
        return Typed(_as_typed(page))
    if press.action.verb == "propose_route":
        picked = _picks(press)
        chosen = query.get("keuze")
        number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < len(str(1000)) else 0
        return Typed(picked[number - 1]) if 0 < number <= len(picked) else Typed()
    if press.action.verb == "lead_grant":
        return Typed({"amount": _plain(page.asked_cents)})
    if press.action.verb == "urgent_grant":
        return Typed({"amount": _plain(min(page.asked_cents, press.visit.viewer.policy.urgent_max_cents))})
    return Typed({"answer": page.follow_up}) if press.action.verb == "follow_up" else Typed()


def _plain(cents: int) -> str:
    """Write an amount as people type it: 125,50."""
    return words.format_euros(cents).split()[-1]


def _as_typed(page: RequestPage) -> dict[str, str]:
    values = {name: str(page.texts.get(name) or "") for name in page.texts}
    values |= {"district": page.district, "theme": page.theme, "amount": _plain(page.asked_cents)}
    values |= {"urgent": "1" if page.urgent else "", "needed_by": page.needed_by.isoformat() if page.needed_by else ""}
    return values


def _picks(press: Press) -> list[dict[str, str]]:
    routes: Any = press.visit.viewer.settings.get("routes") or ()
    return [
        {
            "route": str(route.get("name") or ""),
            "who": str(route.get("who") or ""),
            "expected_days": str(route.get("days") or ""),
        }
        for route in routes
    ]


async def _choices(press: Press) -> dict[str, Any]:
    """Give what this form offers to choose from."""
    visit, page, verb = press.visit, press.page, press.action.verb
    if verb == "propose_route":
        return {"picks": _picks(press)}
    if verb == "revise":
        kept = await press.kept()
        held = kept.client_tail if kept and kept.client_code else ""
        standing = sum(vote.stands for vote in page.votes)
        return {"standing": standing, "districts": visit.viewer.districts, "held": held}
    if verb == "hand_over":
        people = await visit.desk.people(visit.viewer)
        return {"koplopers": [one for one in people if _can_receive(one.roles, one.linked, one.left, one.id, page)]}
    if verb == "answer_route":
        shown = visit.typed.get("route_no") or visit.query.get("route_no")
        waiting = [route for route in page.routes if not route.verdict]
        chosen = [route for route in page.routes if str(route.no) == shown]
        return {"route": (chosen or waiting or [None])[0]}
    return {}


def _can_receive(roles: tuple[str, ...], linked: bool, left: bool, person: str, page: RequestPage) -> bool:
    return "koploper" in roles and linked and not left and person != page.poster_id
