"""Verantwoording: who is new, what a lead decided alone, what was set otherwise; each month, and since then."""

from __future__ import annotations

from starlette.responses import Response

from doorbraak.overviews import PersonChange
from handlers import wording as words
from handlers.web.menu import ACCOUNTS
from handlers.web.visit import NotFound, Visit

_KINDS = ("joined", "returned", "roles", "left", "note")


async def show(visit: Visit) -> Response:
    """Show what one letter tells, or what came after the last one. Raises NotFound: no such letter."""
    account = await visit.desk.account(visit.viewer, visit.query.get("month"))
    if account is None:
        raise NotFound
    months = await visit.desk.letter_months(visit.viewer)
    nothing_since = not account.month and account.is_empty and bool(months)
    if nothing_since:
        account = await visit.desk.account(visit.viewer, months[0]) or account
    people = [
        (words.person_heading(what), [(one.at, _person(one)) for one in account.people if one.what == what])
        for what in _KINDS
    ]
    return visit.page(
        "accountability.html",
        ACCOUNTS.word,
        account=account,
        months=months,
        nothing_since=nothing_since,
        people=[(heading, lines) for heading, lines in people if lines],
        alone=[(one.at, words.decided_alone(one)) for one in account.alone],
        alone_sum=words.alone_sum(account.alone),
        settings=[(one.at, words.setting_change(one)) for one in account.settings],
    )


def _person(line: PersonChange) -> str:
    return f"{words.person_change(line)}, {words.by_whom(line.by)}"
