"""The checks that can refuse a command: one small function each, which gives the facts of the refusal or None.

In which order a command meets them stands in order.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from doorbraak.commands import TEXT_LIMITS
from doorbraak.refusals import Fact, Refusal
from doorbraak.requests.ballot import may_judge, poster_organisation
from doorbraak.requests.situation import Situation
from doorbraak.requests.table import refusal_in

Facts = Mapping[str, Fact]
Check = Callable[[Situation], Facts | None]
"""Gives None when all is well, else the facts of the refusal."""

NO_FACTS: Facts = {}


def _when(failed: bool) -> Facts | None:
    return NO_FACTS if failed else None


def _command(s: Situation) -> Any:
    return cast(Any, s.command)


# Who you are ----------------------------------------------------------------------------------------------------------


def unknown_person(s: Situation) -> Facts | None:
    """Refuse who is not linked, or left."""
    return _when(s.person is None or not s.person.active)


def not_a_koploper(s: Situation) -> Facts | None:
    """Refuse who has not the role koploper (R1)."""
    return None if s.the_person().is_koploper else {"district": _command(s).district}


def receiver_is_no_koploper(s: Situation) -> Facts | None:
    """Refuse handing over to somebody who is no koploper of the programme (R19)."""
    receiver = s.circle.get(_command(s).to)
    return _when(receiver is None or not receiver.is_koploper)


def not_a_reviewer(s: Situation) -> Facts | None:
    """Refuse who is no reviewer (R3)."""
    return _when(not s.the_person().is_reviewer)


def neither_reviewer_nor_lead(s: Situation) -> Facts | None:
    """Refuse who is neither reviewer nor lead (R15)."""
    return _when(not (s.the_person().is_reviewer or s.the_person().is_lead))


def not_the_lead(s: Situation) -> Facts | None:
    """Refuse who is no lead (R10)."""
    return _when(not s.the_person().is_lead)


def neither_lead_nor_admin(s: Situation) -> Facts | None:
    """Refuse who is neither lead nor admin (R19)."""
    return _when(not (s.the_person().is_lead or s.the_person().is_admin))


def does_not_mind_the_fund(s: Situation) -> Facts | None:
    """Refuse who is neither lead, manager nor admin (R20)."""
    return _when(not s.the_person().minds_the_fund)


def not_in_programme(s: Situation) -> Facts | None:
    """Refuse a remark of somebody who is neither the poster nor reviewer, lead, manager or admin (R17)."""
    person = s.the_person()
    is_poster = s.request is not None and s.request.poster == person.id
    return _when(not (is_poster or person.is_reviewer or person.minds_the_fund))


# Which request, and your place in it ----------------------------------------------------------------------------------


def unknown_district(s: Situation) -> Facts | None:
    """Refuse a district that the programme does not have or where the koploper does not work (R1)."""
    district: str = _command(s).district
    return None if district in s.districts and s.the_person().serves(district) else {"district": district}


def unknown_request(s: Situation) -> Facts | None:
    """Refuse a number that is no request of the programme."""
    return _when(s.request is None)


def own_request(s: Situation) -> Facts | None:
    """Refuse the poster (R3, R5, R10, R15)."""
    return _when(s.the_request().poster == s.who)


def own_organisation(s: Situation) -> Facts | None:
    """Refuse the poster's organisation when only others may vote (R3)."""
    request = s.the_request()
    return _when(not may_judge(s.the_person(), poster_organisation(request, s.circle), request.policy))


def recused(s: Situation) -> Facts | None:
    """Refuse who stepped back from this request (R15)."""
    return _when(s.who in s.the_request().recused)


def not_the_poster(s: Situation) -> Facts | None:
    """Refuse everybody but the poster."""
    return _when(s.the_request().poster != s.who)


def not_the_poster_nor_fund(s: Situation) -> Facts | None:
    """Refuse who is neither the poster nor lead, manager or admin (R16)."""
    return _when(s.the_request().poster != s.who and not s.the_person().minds_the_fund)


# Where the request stands ---------------------------------------------------------------------------------------------


def stands(code: Refusal) -> Check:
    """Make the check that the state table refuses this command with exactly this code."""

    def check(s: Situation) -> Facts | None:
        request = s.the_request()
        if refusal_in(s.command.name, request) is not code:
            return None
        return {"status": request.status.value, "granted_cents": request.granted_cents}

    return check


def stale_revision(s: Situation) -> Facts | None:
    """Refuse a vote or decision on another revision than the current one (R4)."""
    revision, current = _command(s).revision, s.the_request().revision
    return None if revision is None or revision == current else {"revision": current}


def not_urgent(s: Situation) -> Facts | None:
    """Refuse an urgent grant of what the poster did not mark as urgent (R11)."""
    return _when(not s.the_request().urgent)


def unknown_route(s: Situation) -> Facts | None:
    """Refuse a route number that does not exist or was answered; the facts tell when and how (R6)."""
    number: int = _command(s).route_no
    if s.the_request().open_route(number):
        return None
    answered = next((route for route in s.the_request().routes if route.no == number), None)
    if answered is None or answered.answered_at is None:
        return {"route_no": number}
    return {"route_no": number, "verdict": answered.verdict, "answered_at": answered.answered_at.isoformat()}


# What you filled in ---------------------------------------------------------------------------------------------------


def client_invalid(s: Situation) -> Facts | None:
    """Refuse a file number that can be none (docs/rules.md section 7)."""
    return _when(not s.client_ok)


def amount_below_one_cent(s: Situation) -> Facts | None:
    """Refuse less than 1 cent (R2)."""
    amount = _command(s).amount_cents
    return None if amount is None or amount >= 1 else {"amount_cents": amount}


def maximum_invalid(s: Situation) -> Facts | None:
    """Refuse a maximum outside 1 cent to the amount asked (R4)."""
    maximum, asked = _command(s).max_cents, s.the_request().asked_cents
    return None if maximum is None or 1 <= maximum <= asked else {"amount_cents": maximum, "most_cents": asked}


def grant_invalid(s: Situation) -> Facts | None:
    """Refuse a grant outside 1 cent to the amount asked (R10)."""
    amount, asked = _command(s).amount_cents, s.the_request().asked_cents
    return None if 1 <= amount <= asked else {"amount_cents": amount, "most_cents": asked}


def spent_negative(s: Situation) -> Facts | None:
    """Refuse less than nothing spent (R16)."""
    spent = _command(s).spent_cents
    return None if spent >= 0 else {"amount_cents": spent}


def _blank(text: str | None) -> bool:
    return not (text or "").strip()


def required_text(name: str) -> Check:
    """Make the check that one field holds more than spaces."""

    def check(s: Situation) -> Facts | None:
        return {"field": name} if _blank(s.texts.get(name)) else None

    return check


def _first_blank(s: Situation, names: tuple[str, ...]) -> Facts | None:
    blank = next((name for name in names if _blank(s.texts.get(name))), None)
    return {"field": blank} if blank else None


def request_texts_required(s: Situation) -> Facts | None:
    """Refuse a blank question or if_nothing, and urgent without urgent_reason (R1, R11, R12)."""
    urgent: bool = _command(s).urgent if _command(s).urgent is not None else s.the_request().urgent
    return _first_blank(s, ("question", "if_nothing", *(("urgent_reason",) if urgent else ())))


def route_texts_required(s: Situation) -> Facts | None:
    """Refuse a route without a name or without who can arrange it (R5)."""
    return _first_blank(s, ("route", "who"))


def verdict_reason_required(s: Situation) -> Facts | None:
    """Refuse any verdict but in_time without a reason (R6)."""
    return None if _command(s).verdict == "in_time" else _first_blank(s, ("reason",))


def text_too_long(s: Situation) -> Facts | None:
    """Refuse a text over its limit; nothing is ever cut."""
    for name, text in s.texts.items():
        if len(text) > TEXT_LIMITS[name]:
            return {"field": name, "limit": TEXT_LIMITS[name], "length": len(text)}
    return None


def private_details(s: Situation) -> Facts | None:
    """Refuse a text with a block-level find (docs/rules.md section 7)."""
    for name, text in s.texts.items():
        kind = s.private_kind(name, text) if text else ""
        if kind:
            return {"field": name, "kind": kind}
    return None


# The limits -----------------------------------------------------------------------------------------------------------


def asked_above_cap(s: Situation) -> Facts | None:
    """Refuse more than what is left for this client (R2, R12)."""
    amount = _command(s).amount_cents
    asked = s.the_request().asked_cents if amount is None else amount
    left = s.client_left()
    return None if asked <= left else {"left_cents": max(left, 0)}


def grant_above_cap(s: Situation) -> Facts | None:
    """Refuse granting more than what is left for this client (R10)."""
    left = s.client_left()
    return None if _command(s).amount_cents <= left else {"left_cents": max(left, 0)}


def grant_above_budget(s: Situation) -> Facts | None:
    """Refuse granting more than what is left in the fund (R10)."""
    left = s.fund_left()
    return None if _command(s).amount_cents <= left else {"left_cents": max(left, 0)}


def above_urgent_max(s: Situation) -> Facts | None:
    """Refuse an urgent grant above what the lead may grant at once (R11)."""
    most = s.the_request().policy.urgent_max_cents
    return None if _command(s).amount_cents <= most else {"most_cents": most}


def above_granted(s: Situation) -> Facts | None:
    """Refuse spending more than was granted (R16, R20)."""
    granted = s.the_request().granted_cents or 0
    return None if _command(s).spent_cents <= granted else {"most_cents": granted}


def _difference(s: Situation) -> int:
    return _command(s).spent_cents - (s.the_request().settled_cents or 0)


def difference_above_cap(s: Situation) -> Facts | None:
    """Refuse a correction upwards that the client's cap does not hold (R20); only a lead hears what is left."""
    difference = _difference(s)
    if difference <= 0 or difference <= s.client_left():
        return None
    return {"left_cents": max(s.client_left(), 0)} if s.the_person().is_lead else NO_FACTS


def difference_above_budget(s: Situation) -> Facts | None:
    """Refuse a correction upwards that the fund does not hold (R20)."""
    difference = _difference(s)
    return None if difference <= 0 or difference <= s.fund_left() else {"left_cents": max(s.fund_left(), 0)}
