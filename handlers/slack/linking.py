"""Linking an account to a person by the mail address that the workspace verified, where the programme allows it.

A guest, a stranger of another workspace and an account that was ended are never linked so: they need a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from doorbraak.overviews import Viewer
from handlers.slack.client import SlackSaidNo, Uncertain, why
from handlers.slack.house import House, log
from handlers.slack.parse import From

LINKED = "Je bent nu gekoppeld als {name}, {programme}. Probeer het nog een keer."


async def linked_by_mail(house: House, by: From) -> Viewer | None:
    """Link who just did something, if that may be done by mail. Asks Slack, so never before the acknowledgement."""
    if not await house.desk.mail_may_link(by.account):
        return None
    try:
        answered = await house.client.call("users.info", by.team, user=by.user)
    except (SlackSaidNo, Uncertain) as failed:
        log.warning("nobody could be looked up to be linked by mail", extra={"why": why(failed)})
        return None
    mail = verified_mail(answered, by.team)
    return await house.desk.link_by_mail(by.account, mail) if mail else None


def verified_mail(answered: Mapping[str, Any], team: str) -> str:
    """Give the mail address of a full member of this very workspace, verified; else nothing."""
    user = _facts(answered, "user")
    outside = any(
        user.get(name)
        for name in ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger", "is_invited_user")
    )
    if outside or user.get("team_id") != team or user.get("is_email_confirmed") is False:
        return ""
    return str(_facts(user, "profile").get("email") or "")


def _facts(answer: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found: object = answer.get(name)
    return cast(Mapping[str, Any], found) if isinstance(found, Mapping) else {}
