"""What happens when somebody votes, answers, decides or pays: a typed line to one command.

Whether it is allowed is not decided here. What is missing in the line is asked for, one thing at a time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

from doorbraak import commands as c
from doorbraak.overviews import RequestPage
from handlers import wording
from handlers.console.parse import (
    Line,
    NotUnderstood,
    parse_amount,
    parse_answer,
    parse_days,
    parse_route_no,
    parse_verdict,
    split_amount,
)
from handlers.console.talk import Talk

_Some = TypeVar("_Some", bound=c.Command)
Listener = Callable[[Talk, Line], Awaitable[None]]


def _base(talk: Talk, line: Line) -> dict[str, Any]:
    return talk.base() | {"request": line.number}


def _seen(talk: Talk, line: Line) -> dict[str, Any]:
    return _base(talk, line) | {"revision": talk.seen.get(line.number)}


async def _text(talk: Talk, line: Line, field: str) -> str:
    return line.rest or await talk.ask(wording.field(field, line.verb))


# Votes and routes -----------------------------------------------------------------------------------------------------


async def approve(talk: Talk, line: Line) -> None:
    """Vote for; "hoogstens 100,00" behind it is the most it may cost."""
    typed = line.rest.lower().removeprefix("maar minder").removeprefix("hoogstens").removeprefix("max").strip(" :")
    command = c.Approve(**_seen(talk, line))
    if typed:
        command = await _with_amount(talk, command, "max_cents", typed)
    if command:
        await talk.do(command)


async def object_(talk: Talk, line: Line) -> None:
    """Vote against, with a reason."""
    await talk.do(c.Object(**_seen(talk, line), reason=await _text(talk, line, "reason")))


async def recuse(talk: Talk, line: Line) -> None:
    """Step back; no reason is asked."""
    await talk.do(c.Recuse(**_base(talk, line)))


async def propose_route(talk: Talk, line: Line) -> None:
    """Name a route: asked for in three questions, or typed as "route; wie; dagen"."""
    if line.rest:
        route, who, days = ([part.strip() for part in line.rest.split(";")] + ["", "", ""])[:3]
        if not who:
            who = await talk.ask(wording.field("who"))
    else:
        route, who, days = await _ask_route(talk)
    await talk.do(c.ProposeRoute(**_base(talk, line), route=route, who=who, expected_days=parse_days(days)))


async def _ask_route(talk: Talk) -> tuple[str, str, str]:
    known = _known_routes(talk)
    picks = [f"{at}. {one.get('name')}, via {one.get('who')}" for at, one in enumerate(known, 1)]
    talk.say(*picks)
    route = await talk.ask(wording.field("route") + (" (typ een nummer of de naam)" if picks else ""))
    if route.isdigit() and 1 <= int(route) <= len(known):
        one = known[int(route) - 1]
        return str(one.get("name")), str(one.get("who")), str(one.get("days") or "")
    who = await talk.ask(wording.field("who"))
    days = await talk.ask(f"{wording.field('expected_days')} (niet verplicht)")
    return route, who, "" if days.lower() == "overslaan" else days


def _known_routes(talk: Talk) -> list[dict[str, Any]]:
    return list(cast(list[dict[str, Any]], talk.viewer.settings.get("routes") or []))


async def answer_route(talk: Talk, line: Line) -> None:
    """Say whether a route is in time, with the reason behind a colon."""
    number, rest = parse_route_no(line.rest)
    if number is None:
        number = await _open_route(talk, line)
    if number is None:
        return
    if not rest:
        talk.say("Op tijd, dit gaan we doen · Te laat · Deels · Past niet")
        rest = await talk.ask(wording.field("verdict"))
    verdict, reason = parse_verdict(rest)
    if verdict != "in_time" and not reason:
        reason = await talk.ask(wording.field("reason"))
    await talk.do(c.AnswerRoute(**_base(talk, line), route_no=number, verdict=verdict, reason=reason))


async def _open_route(talk: Talk, line: Line) -> int | None:
    page = await talk.the_page(line.number)
    waiting = [route for route in page.routes if not route.verdict] if page else []
    if len(waiting) == 1:
        return waiting[0].no
    if page:
        talk.say(*map(wording.route_line, waiting))
        talk.say(
            f"Welke route? Typ bijvoorbeeld: antwoord {page.number} {waiting[0].no} te laat: de reden"
            if waiting
            else f"Bij {page.number} wacht geen route op antwoord."
        )
    return None


# The poster -----------------------------------------------------------------------------------------------------------


async def withdraw(talk: Talk, line: Line) -> None:
    """Take an own request back, after one more question."""
    sure = await talk.ask(f"{line.number} intrekken? Dat kan niet terug. Typ ja of nee.")
    if sure.lower() in ("ja", "j", "intrekken"):
        await talk.do(c.Withdraw(**_base(talk, line)))
    else:
        talk.say(f"Niet ingetrokken. {line.number} blijft staan.")


async def follow_up(talk: Talk, line: Line) -> None:
    """Answer whether it is solved, with one free line if wanted."""
    answer, text = parse_answer(line.rest or await talk.ask("Is het opgelost? Ja, Een deel of Nee."))
    await talk.do(c.FollowUp(**_base(talk, line), answer=answer, text=text))


async def remark(talk: Talk, line: Line) -> None:
    """Say something in the talk."""
    await talk.do(c.Remark(**_base(talk, line), text=await _text(talk, line, "text")))


# Lead and money -------------------------------------------------------------------------------------------------------


async def lead_grant(talk: Talk, line: Line) -> None:
    """Grant as lead: an amount and a reason."""
    await _grant(talk, line, c.LeadGrant(**_seen(talk, line), amount_cents=0))


async def urgent_grant(talk: Talk, line: Line) -> None:
    """Grant an urgent request at once: an amount and a reason."""
    await _grant(talk, line, c.UrgentGrant(**_seen(talk, line), amount_cents=0))


async def _grant(talk: Talk, line: Line, empty: c.LeadGrant | c.UrgentGrant) -> None:
    if not line.rest:
        page = await talk.the_page(line.number)
        if page is None:
            return
        left = await talk.desk.client_left(talk.viewer, page.number)
        talk.say(*_left(replace(page, client_left_cents=left)))
    amount, reason = split_amount(line.rest) if line.rest else (await talk.ask(wording.field("amount")), "")
    reason = reason or await talk.ask(wording.field("reason"))
    command = await _with_amount(talk, replace(empty, reason=reason), "amount_cents", amount)
    if command:
        await talk.do(command)


def _left(page: RequestPage) -> list[str]:
    lines = [f"Gevraagd: {wording.format_euros(page.asked_cents)}."]
    if page.fund_left_cents is not None:
        lines.append(f"In het potje zit nog {wording.format_euros(page.fund_left_cents)}.")
    if page.client_left_cents is not None:
        lines.append(f"Voor deze klant is nog {wording.format_euros(page.client_left_cents)} over.")
    return lines


async def lead_decline(talk: Talk, line: Line) -> None:
    """Decline as lead, with a reason."""
    await talk.do(c.LeadDecline(**_seen(talk, line), reason=await _text(talk, line, "reason")))


async def pay(talk: Talk, line: Line) -> None:
    """Record that it was paid."""
    await talk.do(c.Pay(**_base(talk, line)))


async def settle(talk: Talk, line: Line) -> None:
    """Record what was really spent."""
    if not line.rest:
        talk.say(wording.HINTS["spent"])
    typed = line.rest or await talk.ask(wording.field("amount", "settle"))
    command = await _with_amount(talk, c.Settle(**_base(talk, line), spent_cents=0), "spent_cents", typed)
    if command:
        await talk.do(command)


async def correct(talk: Talk, line: Line) -> None:
    """Correct a settled amount, with a reason."""
    amount, reason = split_amount(line.rest) if line.rest else (await talk.ask(wording.field("amount", "correct")), "")
    reason = reason or await talk.ask(wording.field("reason"))
    empty = c.Correct(**_base(talk, line), spent_cents=0, reason=reason)
    command = await _with_amount(talk, empty, "spent_cents", amount)
    if command:
        await talk.do(command)


async def _with_amount(talk: Talk, command: _Some, name: str, typed: str) -> _Some | None:
    """Put a typed amount into a command; when it is no amount, keep the command and say how to mend it."""
    try:
        return replace(command, **{name: parse_amount(typed)})
    except NotUnderstood as wrong:
        talk.keep(command, "amount")
        talk.say(wrong.text, "Wat je typte, is er nog. Typ: opnieuw 125,50")
        return None


async def hand_over(talk: Talk, line: Line) -> None:
    """Give a request to another koploper, by key or name."""
    wanted = (line.rest or await talk.ask(wording.field("to"))).lower()
    people = await talk.desk.people(talk.viewer)
    to = next((one for one in people if wanted in (one.key.lower(), one.name.lower())), None)
    if to:
        await talk.do(c.HandOver(**_base(talk, line), to=to.id))
        return
    choice = wording.listed([f"{one.name} ({one.key})" for one in await talk.koplopers()], "of")
    talk.say(f"We kennen “{wanted[:40]}” niet. Kies uit: {choice}.")
