"""Verantwoording: who is new, what a lead decided alone, what was set otherwise; each month, and since then."""

from __future__ import annotations

from starlette.responses import Response

from handlers import wording as words
from handlers.web.menu import ACCOUNTS
from handlers.web.visit import NotFound, Visit

_KINDS = ("joined", "returned", "roles", "left", "note")


async def show(visit: Visit) -> Response:
    """Show what one letter tells, or what came after the last one. Raises NotFound: no such letter."""
    month = visit.query.get("month")
    account = await visit.desk.account(visit.viewer, month)
    if account is None:
        raise NotFound
    people = [
        (words.person_heading(what), [(one.at, words.person_change(one)) for one in account.people if one.what == what])
        for what in _KINDS
    ]
    return visit.page(
        "accountability.html",
        ACCOUNTS.word,
        account=account,
        months=await visit.desk.letter_months(visit.viewer),
        people=[(heading, lines) for heading, lines in people if lines],
        alone=[(one.at, words.decided_alone(one)) for one in account.alone],
        alone_sum=words.alone_sum(account.alone),
        settings=[(one.at, words.setting_change(one)) for one in account.settings],
    )
